"""Declarations that overlap or leave days out, negative turnover, and bills that do not add up are told; others not."""

import pytest

from encours.facts.checks import check
from encours.facts.kinds import Fact, PremiumBillLine, PremiumPayment, TurnoverDeclaration
from encours.facts.ledger import Ledger
from encours.units import MISSING
from tests.facts.story import on


def declared(name: str, first: str, last: str, **more: int | str) -> TurnoverDeclaration:
    told = {"amount": 100_00, "currency": "EUR", "declared_on": on(last) + 5, **more}
    return TurnoverDeclaration(fact_id=name, period_start=on(first), period_end=on(last), due_on=on(last) + 30, **told)


def bill(reference: str = "Q1", **more: int | str) -> PremiumPayment:
    told = {"amount": 109_00, "currency": "EUR", **more}
    return PremiumPayment(fact_id=reference, reference=reference, billed_on=on("05-05"), due_on=on("05-06"), **told)


def line(name: str = "l", amount: int = 100_00, **more: int | str) -> PremiumBillLine:
    told = {"bill": "Q1", "tax": 9_00, "currency": "EUR", **more}
    return PremiumBillLine(fact_id=name, rank=1, billed_on=on("05-05"), billed_for="premium", amount=amount, **told)


def found(*facts: Fact) -> list[tuple[str, tuple[str, ...], bool]]:
    return [(each.code, each.fact_ids, each.is_warning) for each in check(Ledger.of(facts))]


OVERLAP = [("declarations overlap", ("a", "b"), False)]
GAP = [("declarations leave days out", ("b",), True)]


@pytest.mark.parametrize(("first", "told"), [("31-03", OVERLAP), ("01-04", []), ("02-04", GAP)])
def test_one_period_begins_the_day_after_the_other_ends(first: str, told: list[object]) -> None:
    assert found(declared("a", "01-01", "31-03"), declared("b", first, "30-06")) == told


def test_zones_and_policies_have_their_own_declarations() -> None:
    same = ("01-01", "31-03")
    assert found(declared("a", *same, zone="north"), declared("b", *same, zone="south")) == []
    assert found(declared("a", *same, zone="north"), declared("b", *same, zone="north")) == OVERLAP
    assert found(declared("a", *same), declared("b", *same, zone="north")) == OVERLAP
    assert found(declared("a", *same, policy="one"), declared("b", *same, policy="two")) == []


def test_a_long_declaration_leaves_nothing_out_behind_a_short_one() -> None:
    every = [declared("a", "01-01", "30-06", zone="n"), declared("b", "01-02", "28-02", zone="s"),
             declared("c", "01-07", "31-07", zone="n")]  # fmt: skip
    assert found(*every) == []


@pytest.mark.parametrize(("amount", "told"), [(-1, [("negative amount", ("a",), False)]), (0, []), (MISSING, [])])
def test_turnover_is_never_below_zero(amount: int, told: list[object]) -> None:
    assert found(declared("a", "01-01", "31-03", amount=amount)) == told


def test_a_line_is_of_a_bill_that_is_there_in_its_currency() -> None:
    assert found(bill(), line()) == []
    assert found(bill(), line(bill="Q2"), line("m")) == [("bill unknown", ("l",), False)]
    assert found(bill(), line(currency="USD")) == [("bill line in another currency", ("l",), False)]
    assert found(bill(), line(currency="")) == []


@pytest.mark.parametrize(
    ("amount", "tax", "told"),
    [(100_00, 9_00, []), (100_01, 9_00, [("bill does not add up", ("Q1",), True)]), (100_01, MISSING, [])],
)
def test_the_lines_of_a_bill_make_its_amount(amount: int, tax: int, told: list[object]) -> None:
    assert found(bill(), line(amount=amount, tax=tax)) == told
    assert found(bill(amount=MISSING), line(amount=amount, tax=tax)) == []
    assert found(bill()) == []


def test_the_bill_that_was_probably_meant_is_named() -> None:
    (fault,) = check(Ledger.of([bill("Q1-2026"), line(bill="Q1-2062")]))
    assert fault.remedy_en.startswith('Did you mean "Q1-2026"?')
    assert fault.remedy_fr.startswith("Vouliez-vous dire « Q1-2026 » ?")
