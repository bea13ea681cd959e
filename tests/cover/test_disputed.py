"""Missing is not zero: what is disputed of an invoice is known only if somebody said so, or keeps a register."""

import pytest

from encours.cover.book.disputes import disputed
from encours.cover.book.holders import buyers_of
from encours.cover.book.invoice_rows import InvoiceRows
from encours.cover.revalue import alone
from encours.facts.assumptions import assume, without
from encours.facts.columns import Table, is_constant
from encours.facts.kinds import KINDS, Assumption, Dispute, Invoice
from encours.facts.ledger import Ledger
from encours.units import MISSING
from tests.cover.books import AS_OF

UNKNOWN = MISSING
DECLARED = Assumption(name="no other disputes", author="Accounts", made_on=AS_OF - 90, source="assumptions:1")


def invoices(*said):
    return [
        Invoice(number=f"F-{place}", buyer="B1", currency="EUR", gross=100_00, issued=AS_OF - 30, undisputed=flag)
        for place, flag in enumerate(said)
    ]


def dispute(invoice, opened_on=AS_OF - 1):
    return Dispute(reference="L-1", buyer="B1", invoice=invoice, opened_on=opened_on, amount=40_00)


def column(view):
    table = view.table("invoices")
    return disputed(view, InvoiceRows(table, buyers_of(view)), table.numbers["gross"])


def with_register(facts):
    return Ledger.from_tables([Table.empty(KINDS["disputes"])]).add(facts)


@pytest.mark.parametrize(
    ("said", "bare", "register"),
    [
        ((1, 1), [0, 0], [0, 0]),
        ((MISSING, MISSING), [UNKNOWN, UNKNOWN], [0, 0]),
        ((1, MISSING, 0), [0, UNKNOWN, UNKNOWN], [0, 0, UNKNOWN]),
    ],
)
def test_what_nobody_said_is_unknown_unless_a_register_is_kept(said, bare, register):
    for ledger, expected in ((Ledger.of(invoices(*said)), bare), (with_register(invoices(*said)), register)):
        found = column(ledger.view(AS_OF))
        assert found.tolist() == expected
        assert is_constant(found) == (len(set(expected)) == 1)


def test_a_listed_dispute_is_a_register_before_and_after_its_day():
    for day, expected in ((AS_OF - 2, [0, 0]), (AS_OF, [40_00, 0])):
        ledger = Ledger.of([*invoices(MISSING, 1), dispute("F-0")])
        assert column(ledger.view(day)).tolist() == expected


def test_a_listed_dispute_says_more_than_a_flag():
    ledger = Ledger.of([*invoices(1, 0, 0), dispute("F-0"), dispute("F-1")])
    assert column(ledger.view(AS_OF)).tolist() == [40_00, 40_00, UNKNOWN]


def test_the_assumption_withdrawn_nothing_is_known_again():
    view = assume(Ledger.of([*invoices(MISSING, MISSING), DECLARED]).view(AS_OF))
    assert column(view).tolist() == [0, 0]
    assert column(without(view)).tolist() == [UNKNOWN, UNKNOWN]


def test_one_account_alone_keeps_the_register_of_the_ledger():
    view = with_register(invoices(MISSING)).view(AS_OF)
    assert column(alone(view, "B1")).tolist() == column(view).tolist() == [0]
