"""A balance by age that came without invoices is aged as told, and no clause judges it."""

from encours.clauses.states import State
from encours.cover.ageing import By, Per, Slices, age
from encours.cover.answer import cover
from encours.demo import AS_OF
from encours.facts.assumptions import assume
from encours.facts.kinds import AgedBalance
from encours.facts.ledger import Ledger
from encours.units import MISSING
from tests.demo import judged
from tests.demo.judged import ledger, programme


def cell(buyer, amount, first, last=MISSING, *, day=AS_OF, currency="EUR"):
    return AgedBalance(buyer=buyer, day=day, overdue_from=first, overdue_to=last, currency=currency, amount=amount)


WHOLE = (cell("A", 100, 0, 0), cell("A", 20, 1, 30), cell("A", 7, 31, 60), cell("A", 3, 61), cell("B", -9, 1, 30))


def columns(balance):
    return {each.key: (each.company.columns, each.company.credits) for each in balance.lines(Per.BUYER)}


def test_its_columns_are_its_own_where_there_is_nothing_else():
    balance = age(Ledger.of(WHOLE).view(AS_OF))
    assert balance.bounds == (30, 60)
    assert columns(balance) == {"A": ((100, 20, 7, 3, 0), 0), "B": ((0, 0, 0, 0, 0), 9)}
    assert not balance.errors


def test_a_bucket_that_no_column_holds_whole_stands_apart_and_is_told():
    balance = age(Ledger.of(WHOLE).view(AS_OF), bounds=(45,))
    assert columns(balance)["A"] == ((100, 20, 3, 7), 0)
    assert [each.code for each in balance.errors] == ["balance-straddles"]
    assert balance.total.company.outstanding == 130


def test_neither_by_invoice_date_nor_by_month_has_it_an_age():
    for way in ({"by": By.INVOICE}, {"unit": Slices.MONTHS}):
        balance = age(Ledger.of(WHOLE).view(AS_OF), **way)
        assert balance.total.company.outstanding == 130
        assert balance.total.company.columns[-1] >= 30


def test_the_last_balance_by_the_day_counts():
    later = [cell("A", 50, 0, 0, day=AS_OF + 30)]
    assert age(Ledger.of([*WHOLE, *later]).view(AS_OF)).total.company.outstanding == 130
    assert age(Ledger.of([*WHOLE, *later]).view(AS_OF + 30)).total.company.outstanding == 50


def test_another_currency_needs_a_rate():
    balance = age(Ledger.of([cell("A", 50, 0, 0, currency="USD")]).view(AS_OF))
    assert [each.is_warning for each in balance.errors] == [False]
    assert (
        age(Ledger.of([cell("A", 50, 0, 0, currency="USD")]).view(AS_OF), currency="USD").total.company.outstanding
        == 50
    )


def test_beside_invoices_it_adds_to_what_no_clause_can_judge():
    after = assume(ledger().add([cell("ZZ", 100_00, 0, 0), cell("ZZ", 5_00, 1, 30)]).view(AS_OF))
    one, two = judged.balance(), age(after, programme(), cover=cover(after, programme()))
    assert two.total.company.outstanding - one.total.company.outstanding == 105_00
    for state in State:
        moved = sum(two.states[state]) - sum(one.states[state])
        assert moved == (105_00 if state is State.NEEDS_INFORMATION else 0)
    assert sum(map(sum, two.states.values())) == two.total.policy.outstanding
