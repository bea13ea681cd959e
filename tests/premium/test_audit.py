"""The audit of a bill: each reason on both sides, and together they are the whole difference."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encours.facts.kinds import BILLED_FOR, PremiumBillLine
from encours.facts.view import View
from encours.policy.schedule import Policy
from encours.premium.audit import (
    AMOUNT,
    ARITHMETIC,
    AS_DECLARED,
    BASE,
    COUNT,
    NOT_AGREED,
    NOT_EXCLUDED,
    RATE,
    REASONS,
    TAX,
    TAX_FOLLOWS,
    TWICE,
    UNIT_PRICE,
    UNKNOWN,
    AuditedLine,
    audit,
    bills_of,
    currencies_of,
    lines_of,
)
from encours.premium.declared_rate import premium_at, read_rate
from encours.premium.due import Due, due_for
from encours.premium.lines import KINDS
from encours.premium.turnover import alone
from encours.units import MISSING
from tests.premium import ledger_story as story
from tests.premium.made_up import on, policy

PRICED = policy(story.DECLARED + 'premium_tax = "French insurance tax"\nmonitoring_fee = "12 EUR"\n'
                'monitoring_fee_every = "quarter"\nminimum_premium = "100 EUR"\ndeposit_premium_share = "100 %"\n'
                'premium_instalments = "2"\n')  # fmt: skip


def audited(shown: View, agreed: Policy = PRICED, reference: str = "Q1") -> list[AuditedLine]:
    bill = next(each for each in bills_of(shown) if each.reference == reference)
    own = [each for each in lines_of(shown) if each.bill == reference]
    return list(audit(shown, bill, due_for(shown, alone(agreed), agreed, own)).lines)


def reasons(line: AuditedLine) -> dict[str, int]:
    return {each.why: each.amount for each in line.reasons}


def premium(**told: object) -> PremiumBillLine:
    """The right line of a sale of 1 000.00 at 2 ‰ with its tax of 9 %, but for what is told."""
    return story.billed("premium", **{"amount": 2_00, "base": 1_000_00, "rate": "2 ‰", "tax": 18, **told})  # type: ignore[arg-type]


def only(*facts: object, agreed: Policy = PRICED) -> AuditedLine:
    (found,) = audited(story.view(story.sale("F-1"), story.bill(), *facts), agreed)  # type: ignore[arg-type]
    return found


def test_what_bills_charge_for_is_what_a_premium_has_and_a_word_for_the_rest() -> None:
    assert (*KINDS, "other") == BILLED_FOR


def test_a_line_as_due_has_no_reason() -> None:
    found = only(premium())
    assert (found.reasons, found.over, found.is_checked) == ((), 0, True)


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ({"amount": 2_01}, {ARITHMETIC: 1}),
        ({"amount": 1_99}, {ARITHMETIC: -1}),
        ({"rate": "2.5 ‰", "amount": 2_50, "tax": 23}, {RATE: 50, TAX_FOLLOWS: 5}),
        ({"rate": "2,5 ‰", "amount": 2_00}, {ARITHMETIC: -50, RATE: 50}),
        ({"base": 1_500_00, "amount": 3_00, "tax": 27}, {BASE: 1_00, TAX_FOLLOWS: 9}),
        ({"tax": 20}, {TAX: 2}),
        ({"tax": 0}, {TAX: -18}),
        ({"tax": MISSING}, {}),
    ],
)
def test_each_slip_of_a_premium_line_has_its_euros(told: dict[str, object], found: dict[str, int]) -> None:
    assert reasons(only(premium(**told))) == found


def test_sales_that_were_not_left_out_are_named() -> None:
    shown = [
        story.buyer("H", public=1), story.buyer("K", related=1), story.sale("F-2", buyer="H", net=400_00),
        story.sale("F-3", buyer="K", net=100_00),
    ]  # fmt: skip
    one = only(*shown, premium(base=1_400_00, amount=2_80, tax=25))
    assert one.reasons[0].why == NOT_EXCLUDED
    assert one.reasons[0].told["exclusions"] == ("public buyer",)
    both = only(*shown, premium(base=1_500_00, amount=3_00, tax=27))
    assert both.reasons[0].told["exclusions"] == ("public buyer", "related company")
    neither = only(*shown, premium(base=1_400_01, amount=2_80, tax=25))
    assert neither.reasons[0].why == BASE


def test_a_base_that_follows_a_wrong_declaration_says_so() -> None:
    wrong = story.filed("2026-01-01", "2026-03-31", 1_200_00)
    found = only(wrong, premium(base=1_200_00, amount=2_40, tax=22))
    assert reasons(found) == {AS_DECLARED: 40, TAX_FOLLOWS: 4}


def test_a_line_charged_twice_is_all_too_much() -> None:
    first = story.bill("Q0", "2026-04-01")
    again = premium(bill="Q0", billed_on=on("2026-04-01"))
    found = only(first, again, premium())
    assert reasons(found) == {TWICE: 2_18}
    elsewhere = premium(bill="Q0", billed_on=on("2026-04-01"), zone="FR")
    assert reasons(only(first, elsewhere, premium())) == {}


@pytest.mark.parametrize(("first", "twice"), [("2026-03-31", True), ("2026-04-01", False)])
def test_a_minimum_applies_once_to_a_day(first: str, twice: bool) -> None:
    one = story.billed("minimum", 100_00, bill="Q0", billed_on=on("2026-04-01"))
    two = story.billed("minimum", 100_00, period_start=on(first), period_end=on("2026-06-30"))
    assert (TWICE in reasons(only(story.bill("Q0", "2026-04-01"), one, two))) == twice


def test_limits_are_counted_and_priced() -> None:
    assert reasons(only(story.billed("monitoring fee", 12_00, billed_count=1, tax=1_08))) == {}
    found = only(story.billed("monitoring fee", 36_00, billed_count=3, tax=3_24))
    assert reasons(found) == {COUNT: 24_00, TAX_FOLLOWS: 2_16}
    found = only(story.billed("monitoring fee", 13_00, billed_count=1, tax=1_17))
    assert reasons(found) == {UNIT_PRICE: 1_00, TAX_FOLLOWS: 9}


def test_what_the_policy_does_not_agree_on_is_all_too_much() -> None:
    found = only(story.billed("fee per request", 40_00, billed_count=2, tax=3_60), agreed=PRICED)
    assert reasons(found) == {NOT_AGREED: 43_60}


def test_a_country_or_a_zone_has_its_own_premium_and_tax() -> None:
    facts = [story.buyer("M", country="MA"), story.sale("F-2", buyer="M", net=500_00)]
    home = premium(zone="FR")
    away = premium(rank=2, zone="far", base=500_00, amount=1_00, tax=0)
    shown = story.view(story.sale("F-1"), *facts, story.bill(), home, away)
    assert [reasons(each) for each in audited(shown)] == [{}, {}]
    shown = story.view(story.sale("F-1"), *facts, story.bill(), premium(zone="FR", base=1_500_00, amount=3_00, tax=27))
    assert [reasons(each) for each in audited(shown)] == [{BASE: 1_00, TAX_FOLLOWS: 9}]


def test_kinds_of_business_are_told_apart_by_their_tax() -> None:
    facts = [story.buyer("M", country="MA"), story.sale("F-2", buyer="M", net=500_00)]
    lines = [
        story.billed("premium", 2_00, zone="domestic", tax=18),
        story.billed("premium", 1_00, 2, zone="export", tax=9),
    ]
    found = audited(story.view(story.sale("F-1"), *facts, story.bill(), *lines))
    assert [reasons(each) for each in found] == [{}, {TAX: 9}]


def test_what_is_agreed_and_comes_to_nothing_is_not_called_unheard_of() -> None:
    found = only(premium(zone="far", base=100_00, amount=20, tax=2))
    assert found.reasons[0].why == BASE
    assert found.over == 22
    assert reasons(only(story.billed("minimum", 100_00))) == {AMOUNT: 2_00}


def test_a_deposit_is_that_of_its_days() -> None:
    halves = {"period_start": on("2026-01-01"), "period_end": on("2026-06-30")}
    assert reasons(only(story.billed("deposit", 50_00, **halves))) == {}
    assert reasons(only(story.billed("deposit", 60_00, **halves))) == {AMOUNT: 10_00}
    assert reasons(
        only(story.billed("deposit", 50_00, period_start=on("2026-01-02"), period_end=on("2026-06-30")))
    ) == {AMOUNT: 50_00}


def test_export_bears_no_tax() -> None:
    abroad = story.view(story.buyer("N", country="SE"), story.sale("F-2", buyer="N"), story.bill(), premium(tax=18))
    (found,) = audited(abroad)
    assert reasons(found) == {TAX: 18}
    assert found.reasons[0].told["export"] is True


def test_without_a_price_what_cannot_be_checked_is_said_and_costs_nothing() -> None:
    silent = policy('premium_declared_every = "3 months"')
    found = only(premium(base=1_200_00, amount=2_40, tax=22), agreed=silent)
    assert reasons(found) == {BASE: 40, UNKNOWN: 0}
    assert not found.is_checked
    assert reasons(only(story.billed("bonus", -5_00), agreed=silent)) == {UNKNOWN: 0}
    nowhere = only(premium(period_start=MISSING, period_end=MISSING))
    assert nowhere.due.lacking == "days"


def test_a_bill_in_another_currency_is_told() -> None:
    shown = story.view(story.sale("F-1"), story.bill(currency="USD"), premium(currency="EUR"))
    (bill,) = bills_of(shown)
    assert currencies_of(bill, lines_of(shown), PRICED) == ("USD",)
    shown = story.view(story.sale("F-1"), story.bill(currency=""), premium())
    assert currencies_of(bills_of(shown)[0], lines_of(shown), PRICED) == ()


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("3.5 ‰", Fraction(35, 10_000)), ("3,5‰", Fraction(35, 10_000)), ("0,35\u202f%", Fraction(35, 10_000)),
        ("2 pour mille", Fraction(2, 1_000)), ("0 ‰", Fraction(0)), ("3.5", None), ("‰", None), ("-1 ‰", None),
        ("1.2.3 %", None), ("", None), ("9" * 13 + " %", None),
    ],
)  # fmt: skip
def test_a_rate_is_read_as_bills_write_it(text: str, rate: Fraction | None) -> None:
    assert read_rate(text) == rate


CENTS = st.integers(0, 10**9)
RATE_OF_BILL = st.integers(0, 20_000)


@given(CENTS, CENTS, CENTS, RATE_OF_BILL, RATE_OF_BILL, st.integers(0, 10**7), CENTS)
def test_the_reasons_of_a_line_are_its_whole_difference(
    amount: int, base: int, due_base: int, rate: int, due_rate: int, tax: int, due_tax: int
) -> None:
    """Whatever is wrong with it: what is billed less all that is too much is what is due."""
    agreed = Fraction(due_rate, 1_000_000)
    due = Due(base=due_base, rate=agreed, amount=premium_at(due_base, agreed), tax=due_tax)
    line = story.billed("premium", amount, base=base, rate=f"{rate / 1000:.3f} ‰", tax=tax, fact_id="l")
    shown = story.view(story.bill(), line)
    (found,) = audit(shown, bills_of(shown)[0], {"l": due}).lines
    assert found.billed - found.over == due.amount + due.tax
    assert {each.why for each in found.reasons} <= set(REASONS)
    assert all(each.amount for each in found.reasons)
