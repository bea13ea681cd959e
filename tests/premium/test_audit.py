"""The audit of a bill: each reason on both sides, and together they are the whole difference."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encours.facts.kinds import BILLED_FOR, LimitRequest, PremiumBillLine
from encours.facts.view import View
from encours.policy.schedule import Policy
from encours.premium.audit import (
    AMOUNT,
    ARITHMETIC,
    AS_DECLARED,
    BASE,
    COUNT,
    NOT_AGREED,
    NOT_CALLED,
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
                'monitoring_fee_every = "quarter"\nminimum_premium = "100 EUR"\n')  # fmt: skip
CALLED = (
    story.DECLARED + 'premium_tax = "French insurance tax"\nminimum_premium = "100 EUR"\n'
    'deposit_premium_share = "100 %"\npremium_instalments = "2"\npremium_adjusted = "each declaration"\n'
)
"""A deposit of 100.00 in two halves, then what declarations make above it."""


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
    agreed = policy(CALLED)
    assert reasons(only(story.billed("deposit", 50_00, **halves), agreed=agreed)) == {}
    assert reasons(only(story.billed("deposit", 60_00, **halves), agreed=agreed)) == {AMOUNT: 10_00}
    late = {"period_start": on("2026-01-02"), "period_end": on("2026-06-30")}
    assert reasons(only(story.billed("deposit", 50_00, **late), agreed=agreed)) == {AMOUNT: 50_00}


@pytest.mark.parametrize(
    ("net", "early"), [(1_000_00, 2_00), (50_000_00, 100_00), (50_000_00 + 5_00, 100_00), (60_000_00, 100_00)]
)
def test_premium_within_the_deposits_is_not_called_yet(net: int, early: int) -> None:
    """At 2 ‰ the deposit of 100.00 pays for the first 50 000.00: of what is above, the year calls every cent."""
    due = premium_at(net, Fraction(2, 1000))
    line = premium(base=net, amount=due, tax=premium_at(due, Fraction(9, 100)))
    (found,) = audited(story.view(story.sale("F-1", net=net), story.bill(), line), policy(CALLED))
    assert reasons(found) == {NOT_CALLED: early, TAX_FOLLOWS: premium_at(early, Fraction(9, 100))}
    (reason,) = (each for each in found.reasons if each.why == NOT_CALLED)
    assert reason.told == {"deposits": 100_00, "called": max(0, due - 100_00), "day": on("2026-05-12")}


def test_premium_charged_twice_within_the_deposits_is_too_early_once() -> None:
    lines = [premium(), premium(rank=2)]
    first, second = audited(story.view(story.sale("F-1"), story.bill(), *lines), policy(CALLED))
    assert (reasons(first), reasons(second)) == ({NOT_CALLED: 2_00, TAX_FOLLOWS: 18}, {TWICE: 2_18})


def test_a_bill_that_takes_its_deposits_off_is_in_time() -> None:
    year = {"period_start": on("2026-01-01"), "period_end": on("2026-03-31")}
    whole = premium(base=60_000_00, amount=120_00, tax=10_80)
    off = story.billed("deposit", -50_00, 2, **year)
    shown = story.view(story.sale("F-1", net=60_000_00), story.bill(), whole, off)
    first, second = audited(shown, policy(CALLED))
    assert (reasons(first), reasons(second)) == ({NOT_CALLED: 50_00, TAX_FOLLOWS: 4_50}, {})


def test_what_an_earlier_bill_called_leaves_no_room_for_more() -> None:
    first = premium(bill="Q0", billed_on=on("2026-04-02"), base=60_000_00, amount=20_00, rate="")
    again = premium(base=60_000_00, amount=120_00, tax=10_80)
    shown = story.view(story.sale("F-1", net=60_000_00), story.bill("Q0", "2026-04-02"), story.bill(), first, again)
    (found,) = audited(shown, policy(CALLED))
    assert reasons(found)[NOT_CALLED] == 100_00


def test_lines_of_one_thing_are_judged_together() -> None:
    """Sales of 1 000.00 charged in two lines are charged once, and two requests in two lines are two."""
    parts = [premium(base=600_00, amount=1_20, tax=11), premium(rank=2, base=400_00, amount=80, tax=7)]
    first, second = audited(story.view(story.sale("F-1"), story.bill(), *parts))
    assert (reasons(first), reasons(second)) == ({}, {})
    assert (first.judged_with, second.judged_with) == (2, 0)
    slip = [premium(base=600_00, amount=1_25, tax=11), premium(rank=2, base=500_00, amount=1_00, tax=9)]
    first, second = audited(story.view(story.sale("F-1"), story.bill(), *slip))
    assert (reasons(first), reasons(second)) == ({ARITHMETIC: 5}, {BASE: 20, TAX_FOLLOWS: 2})


@given(st.lists(st.integers(1, 10**7), min_size=1, max_size=4, unique=True), st.integers(0, 10**7))
def test_however_a_bill_splits_a_premium_it_is_too_much_by_the_same(parts: list[int], due: int) -> None:
    """To a cent of rounding for each part and its tax."""
    rate, tax = Fraction(2, 1000), Fraction(9, 100)
    amounts = [premium_at(part, rate) for part in parts]
    lines = [
        premium(rank=rank, base=part, amount=amount, tax=premium_at(amount, tax), fact_id=f"l-{rank}")
        for rank, (part, amount) in enumerate(zip(parts, amounts, strict=True), 1)
    ]
    right = premium_at(due, rate)
    told = Due(base=due, rate=rate, amount=right, tax=premium_at(right, tax))
    shown = story.view(story.bill(), *lines)
    found = audit(shown, bills_of(shown)[0], {each.fact_id: told for each in lines_of(shown)})
    whole = premium_at(sum(parts), rate) - right
    assert abs(found.over - whole - premium_at(whole, tax)) <= 3 * len(parts)


@pytest.mark.parametrize(("asked", "twice"), [(2, False), (1, True)])
def test_two_fees_of_requests_are_two_where_two_were_made(asked: int, twice: bool) -> None:
    agreed = policy(story.DECLARED + 'fee_per_request = "20 EUR"')
    requests = [
        LimitRequest(buyer=code, requested_on=on("2026-02-03"), amount=1_000_00, currency="EUR", reference=f"R-{code}")
        for code in ("A", "B")[:asked]
    ]
    lines = [story.billed("fee per request", 20_00, rank, billed_count=1) for rank in (1, 2)]
    first, second = audited(story.view(story.buyer("B"), *requests, story.bill(), *lines), agreed)
    assert reasons(first) == {}
    assert (TWICE in reasons(second)) == twice
    assert first.over + second.over == (20_00 if twice else 0)


@pytest.mark.parametrize(
    ("amount", "found"), [(1_75, {}), (1_76, {}), (1_74, {ARITHMETIC: -2}), (1_77, {ARITHMETIC: 1})]
)
def test_a_base_at_a_rate_may_be_rounded_up_or_down(amount: int, found: dict[str, int]) -> None:
    line = premium(base=877_50, amount=amount, tax=16)
    shown = story.view(story.sale("F-1", net=877_50), story.bill(), line)
    assert reasons(audited(shown)[0]) == found


def test_a_rate_that_cannot_be_read_is_said() -> None:
    found = only(premium(rate="selon barème"))
    assert [(each.why, each.told) for each in found.reasons] == [(UNKNOWN, {"lacking": "rate written"})]
    assert reasons(only(premium(rate="0,002"))) == {}


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
        ("0,35 pour cent", Fraction(35, 10_000)), ("1,75 p. mille", Fraction(175, 100_000)),
        ("0,00175", Fraction(175, 100_000)),
        ("0,0099", Fraction(99, 10_000)), ("0,01", None), ("0,35", None),
        ("0.35 per cent", Fraction(35, 10_000)), ("1", None), ("mille", None),
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
    # A cent for the rounding of the amount, and one for that of the tax.
    assert abs(found.billed - found.over - (due.amount + due.tax)) <= 2
    assert {each.why for each in found.reasons} <= set(REASONS)
    assert all(each.amount for each in found.reasons)


AMOUNTS = st.sampled_from([MISSING, 0, 2_00, 1_000_00])


@given(
    st.builds(
        Due, is_agreed=st.booleans(), amount=AMOUNTS, base=AMOUNTS, rate=st.sampled_from([None, Fraction(2, 1000)]),
        count=AMOUNTS, unit=AMOUNTS, tax=AMOUNTS, declared=AMOUNTS,
    ),
    st.builds(
        lambda kind, **told: replace(premium(**told), billed_for=kind),
        kind=st.sampled_from(["premium", "minimum", "monitoring fee"]), base=AMOUNTS,
        billed_count=st.sampled_from([MISSING, 0, 1, 12]),
        rate=st.sampled_from(["", "2 ‰", "abc"]), amount=st.sampled_from([0, 2_00]), tax=AMOUNTS,
    ),
    st.integers(1, 2),
)  # fmt: skip
def test_what_nobody_knows_is_in_no_sum_of_an_audit(due: Due, line: PremiumBillLine, count: int) -> None:
    """Whatever of the bill and of what is due is not known, no total is made of it: it is not checked instead."""
    lines = [replace(line, fact_id=f"l{each}", rank=each) for each in range(count)]
    shown = story.view(story.bill(), *lines)
    found = audit(shown, bills_of(shown)[0], {each.fact_id: due for each in lines})
    assert abs(found.over) < 10**12
    assert all(abs(each.amount) < 10**12 for line in found.lines for each in line.reasons)
    assert all(value == MISSING or abs(value) < 10**12 for one in lines for value in _of(due.less(one)))


def _of(due: Due) -> tuple[int, ...]:
    return (due.amount, due.base, due.count, due.tax, due.tax_on(MISSING))
