"""A bill accepted pays nothing; one handed to the bank stays in the exposure until its money is there."""

import pytest

from encours.formats.fec.book import DISCOUNTED
from encours.formats.fec.rules import Rules
from encours.units import MISSING, from_civil, span
from tests.formats.fec.books import (
    Entry,
    Line,
    facts,
    ledger,
    moved,
    open_by_buyer,
    opening,
    read,
    receipt,
    sale,
    text,
    told,
)

SALE = sale("1", "20260115", "C1", "1200", letter="A")
ACCEPTED = moved("2", "20260120", Line("413000", "1200", "C1"), Line("411000", "-1200", "C1", "A"), piece="LCR2")
DISCOUNT = moved("3", "20260201", Line("511400", "1200"), Line("413000", "-1200", "C1"), piece="LCR2")
MONEY = Entry("BQ", "4", "20260203", "LCR2", (Line("512000", "1170"), Line("661600", "30"), Line("511400", "-1200")))
LATER = sale("8", "20261101", "C9", "120")


def events(books, rules=None):
    """Events of the bills, in the order of their rows."""
    found = read(text(books), rules=rules)
    return found, [(each.reference, each.invoice, each.event, each.on) for each in facts(found, "bills")]


def test_a_bill_accepted_leaves_the_invoice_open() -> None:
    found, bills = events([SALE, ACCEPTED])
    assert bills == [("LCR2", "F1", "accepted", from_civil(2026, 1, 20))]
    assert facts(found, "payments") == []
    assert open_by_buyer(ledger(found)) == {"C1": 120_000}
    assert [(each.account, each.amount) for each in facts(found, "control_accounts")] == [("411", 0), ("413", 120_000)]
    assert "fec_bills_without_maturity" in told(found)
    assert [each.matures_on for each in facts(found, "bills")] == [MISSING]


def test_a_bill_paid_at_maturity_is_honoured() -> None:
    paid = moved("5", "20260331", Line("512000", "1200"), Line("413000", "-1200", "C1"), journal="BQ")
    found, bills = events([SALE, ACCEPTED, paid])
    assert [each[2] for each in bills] == ["accepted", "honoured"]
    assert open_by_buyer(ledger(found)) == {}


def test_a_discounted_bill_stays_open_though_no_account_of_customers_holds_it() -> None:
    found, bills = events([SALE, ACCEPTED, DISCOUNT, MONEY, LATER])
    assert [each[2] for each in bills] == ["accepted", "discounted"]
    assert open_by_buyer(ledger(found)) == {"C1": 120_000, "C9": 12_000}
    controls = {each.account: each.amount for each in facts(found, "control_accounts")}
    assert controls == {"411": 12_000, DISCOUNTED: 120_000}


def test_a_rule_gives_the_maturity_and_the_books_that_it_was_kept() -> None:
    found, bills = events([SALE, ACCEPTED, DISCOUNT, MONEY, LATER], Rules(bill_terms=span(days=60)))
    assert bills[-1] == ("LCR2", "F1", "honoured", from_civil(2026, 3, 21))
    assert {each.matures_on for each in facts(found, "bills")} == {from_civil(2026, 3, 21)}
    made = ledger(found)
    assert open_by_buyer(made, as_of=from_civil(2026, 3, 20)) == {"C1": 120_000}
    assert open_by_buyer(made) == {"C9": 12_000}
    assert "fec_bills_without_maturity" not in told(found)


def test_a_discounted_bill_that_comes_back_is_dishonoured() -> None:
    back = moved("5", "20260402", Line("411000", "1200", "C1"), Line("512000", "-1200"), journal="BQ")
    found, bills = events([SALE, ACCEPTED, DISCOUNT, MONEY, back], Rules(bill_terms=span(days=60)))
    assert [each[2] for each in bills] == ["accepted", "discounted", "dishonoured"]
    assert [each.number for each in facts(found, "invoices")] == ["F1"]
    assert open_by_buyer(ledger(found)) == {"C1": 120_000}


def test_a_bill_given_back_by_its_own_account_is_dishonoured() -> None:
    back = moved("5", "20260402", Line("411000", "1200", "C1"), Line("413000", "-1200", "C1"))
    found, bills = events([SALE, ACCEPTED, back])
    assert [each[2] for each in bills] == ["accepted", "dishonoured"]
    assert open_by_buyer(ledger(found)) == {"C1": 120_000}


def test_a_bill_handed_in_for_collection_is_honoured_when_its_money_comes() -> None:
    handed_in = moved("3", "20260325", Line("511300", "1200"), Line("413000", "-1200", "C1"))
    waiting, bills = events([SALE, ACCEPTED, handed_in])
    assert [each[2] for each in bills] == ["accepted"]
    assert open_by_buyer(ledger(waiting)) == {"C1": 120_000}
    money = moved("4", "20260402", Line("512000", "1200"), Line("511300", "-1200"), journal="BQ")
    found, bills = events([SALE, ACCEPTED, handed_in, money])
    assert [each[2:] for each in bills] == [
        ("accepted", from_civil(2026, 1, 20)), ("honoured", from_civil(2026, 4, 2)),
    ]  # fmt: skip
    assert open_by_buyer(ledger(found)) == {}


def test_a_bill_discounted_at_once_with_its_charges_is_discounted() -> None:
    at_once = Entry("BQ", "3", "20260201", "LCR2", (
        Line("512000", "1170"), Line("661600", "30"), Line("413000", "-1200", "C1"),
    ))  # fmt: skip
    found, bills = events([SALE, ACCEPTED, at_once])
    assert [each[2] for each in bills] == ["accepted", "discounted"]
    assert open_by_buyer(ledger(found)) == {"C1": 120_000}


@pytest.mark.parametrize("auxiliary", ["C1", ""])
def test_a_bill_of_several_invoices_honours_each(auxiliary: str) -> None:
    books = [
        SALE,
        sale("6", "20260116", "C1", "600", letter="A"),
        moved("2", "20260120", Line("413000", "1800", auxiliary), Line("411000", "-1800", "C1", "A"), piece="LCR2"),
        moved("5", "20260331", Line("512000", "1800"), Line("413000", "-1800", auxiliary), journal="BQ"),
    ]
    found, bills = events(books)
    assert sorted(bills, key=lambda each: (each[1], each[3])) == [
        ("LCR2", invoice, event, day)
        for invoice in ("F1", "F6")
        for event, day in (("accepted", from_civil(2026, 1, 20)), ("honoured", from_civil(2026, 3, 31)))
    ]
    assert open_by_buyer(ledger(found)) == {}


def test_a_bill_of_a_part_of_an_invoice_pays_when_its_money_comes() -> None:
    books = [
        SALE,
        moved("2", "20260120", Line("413000", "500", "C1"), Line("411000", "-500", "C1", "A"), piece="LCR2"),
        moved("5", "20260331", Line("512000", "500"), Line("413000", "-500", "C1"), journal="BQ"),
    ]
    found, bills = events(books)
    assert bills == []
    assert [(each.invoice, each.amount) for each in facts(found, "payments")] == [("F1", 50_000)]
    assert "fec_bills_without_invoice" in told(found)
    assert open_by_buyer(ledger(found)) == {"C1": 70_000}


def test_a_bill_that_no_letter_ties_pays_on_account_when_its_money_comes() -> None:
    books = [
        sale("1", "20260115", "C1", "1200"),
        moved("2", "20260120", Line("413000", "1200", "C1"), Line("411000", "-1200", "C1"), piece="LCR2"),
        moved("5", "20260331", Line("512000", "1200"), Line("413000", "-1200", "C1"), journal="BQ"),
    ]
    found, bills = events(books)
    assert bills == []
    assert [(each.invoice, each.amount) for each in facts(found, "payments")] == [("", 120_000)]


def test_bills_open_from_the_year_before_are_receivables_until_paid() -> None:
    books = [
        opening("20260101", Line("413000", "1200", "C1")),
        moved("5", "20260331", Line("512000", "1200"), Line("413000", "-1200", "C1"), journal="BQ"),
        receipt("6", "20260401", "C1", "10"),
    ]
    found, bills = events(books)
    assert [each[2] for each in bills] == ["accepted", "honoured"]
    assert open_by_buyer(ledger(found)) == {"C1": -1_000}
