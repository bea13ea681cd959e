"""A policy year: claims in the order of their losses, reopened by what comes to be known, in any order of telling."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encours.claims.loss import YearAccount, YearFigures
from encours.claims.money import Claim, Correction, Receipt
from encours.claims.reopening import reopenings
from encours.claims.year import by_year, policy_year
from encours.claims.years_together import AskedYear
from encours.clauses.choices import PeriodBasis
from encours.units import MISSING, UNSET
from tests.claims.policy_of_claims import LOST, NEVER, NOTHING_KNOWN, PAID, claim, policy, receipt

TWO = (claim("A", (80_00, 80_00)), claim("B", (80_00, 80_00), day=LOST + 1))


def indemnities(year) -> dict[str, int | None]:
    """What each claim of a year is paid."""
    return {each.claim.name: each.indemnity for each in year.claims}


def news_of(agreed, receipts, corrections=(), *, claims=TWO):
    """What every day's news changes in a year that shares its debts with no other."""
    (found,) = reopenings([
        AskedYear(
            policy=agreed, first=agreed.period_start, last=agreed.period_end, figures=NOTHING_KNOWN,
            before=YearAccount(), claims=tuple(claims), receipts=tuple(receipts),
            corrections=tuple(corrections),
        )
    ])  # fmt: skip
    return found


# Published examples


def test_losses_after_percentage_cumulate_against_the_first_loss():
    """50 k and 20 k at 90 % count 45 k and 18 k against 100 k (pj-747079, domain notes on France, 1.7)."""
    agreed = policy(aggregate_first_loss="100 000 EUR")
    first = claim("A", (50_000_00, 50_000_00), percentage=9_000)
    second = claim("B", (20_000_00, 20_000_00), percentage=9_000, day=LOST + 1)
    year = policy_year(agreed, NOTHING_KNOWN, [second, first])
    assert [(each.claim.name, each.first_loss_used) for each in year.claims] == [("A", 45_000_00), ("B", 18_000_00)]
    assert indemnities(year) == {"A": 0, "B": 0}
    assert year.account.of("first_loss") == 63_000_00


@pytest.mark.parametrize(
    ("terms", "percentage", "gross", "limit", "paid"),
    [
        ({}, 9_000, 40_000_00, 30_000_00, 27_000_00),  # pj-747081: 40 k, limit 30 k, 90 % (France, 1.8)
        ({"each_and_every_first_loss": "2 000 EUR"}, 10_000, 10_000_00, 10_000_00, 8_000_00),  # FID (France, 1.7)
        ({"each_and_every_first_loss": "2 000 EUR"}, 9_000, 10_000_00, 10_000_00, 7_000_00),  # FIDI, off the indemnity
        (
            {"each_and_every_first_loss": "2 000 EUR", "indemnity_chain": "deductible before percentage"},
            9_000,
            10_000_00,
            10_000_00,
            7_200_00,
        ),
        ({"claim_threshold": "10 000 EUR"}, 9_000, 8_000_00, 8_000_00, 0),  # FIA: 8 k under a threshold of 10 k
    ],
)
def test_published_deductibles_come_out_as_printed(
    terms: dict[str, str], percentage: int, gross: int, limit: int, paid: int
):
    year = policy_year(policy(**terms), NOTHING_KNOWN, [claim("A", (gross, limit), percentage=percentage)])
    assert indemnities(year) == {"A": paid}


# Order


def test_claims_of_one_day_are_taken_by_name():
    agreed = policy(aggregate_first_loss="100 EUR")
    year = policy_year(agreed, NOTHING_KNOWN, [claim("B", (100_00, 100_00)), claim("A", (100_00, 100_00))])
    assert indemnities(year) == {"A": 0, "B": 100_00}


def test_a_claim_that_lacks_a_value_makes_those_after_it_provisional():
    unknown = claim("A", (100_00, MISSING))
    year = policy_year(policy(), NOTHING_KNOWN, [unknown, claim("B", (100_00, 100_00), day=LOST + 1)])
    assert [(each.indemnity, each.is_provisional) for each in year.claims] == [(None, False), (100_00, True)]


@pytest.mark.parametrize(
    ("terms", "first_loss", "liability"),
    [
        ({}, 0, UNSET),
        ({"aggregate_first_loss": "100 EUR", "maximum_liability": "500 EUR"}, 0, 440_00),
        ({"aggregate_first_loss": "200 EUR", "maximum_liability": "500 EUR"}, 40_00, 500_00),
        ({"aggregate_first_loss_share": "1 %", "maximum_liability_multiple": "30 x minimum premium"}, MISSING, MISSING),
    ],
)
def test_a_year_tells_what_it_has_left(terms: dict[str, str], first_loss: int, liability: int):
    year = policy_year(policy(**terms), NOTHING_KNOWN, TWO)
    assert year.left == {"first_loss": first_loss, "liability": liability}


def test_what_is_left_is_not_told_while_a_claim_is_not():
    agreed = policy(maximum_liability="500 EUR")
    assert policy_year(agreed, NOTHING_KNOWN, [claim("A", (100_00, MISSING))]).left["liability"] == MISSING


# Reopening


def test_a_recovery_makes_room_for_later_claims_where_the_liability_is_reinstated():
    back = receipt("A", 40_00, on=PAID + 10)
    fixed = policy(maximum_liability="100 EUR")
    reinstated = policy(maximum_liability="100 EUR", recovery_reinstates_liability="yes")
    assert indemnities(policy_year(fixed, NOTHING_KNOWN, TWO, [back])) == {"A": 80_00, "B": 20_00}
    assert indemnities(policy_year(reinstated, NOTHING_KNOWN, TWO, [back])) == {"A": 80_00, "B": 60_00}
    (news,) = news_of(reinstated, [back])
    assert [(each.claim, each.further_due, each.claimed_back, each.to_insurer) for each in news.changes] == [
        ("A", 0, 0, 40_00),
        ("B", 40_00, 0, 0),
    ]
    assert policy_year(reinstated, NOTHING_KNOWN, TWO, [back]).account.of("liability") == 40_00 + 60_00


def test_a_recovery_undoes_the_first_loss_used_up_where_losses_count_net():
    back = receipt("A", 40_00, on=PAID + 10)
    gross = policy(aggregate_first_loss="100 EUR")
    net = policy(aggregate_first_loss="100 EUR", recovery_reinstates_first_loss="yes")
    assert indemnities(policy_year(gross, NOTHING_KNOWN, TWO, [back])) == {"A": 0, "B": 60_00}
    assert indemnities(policy_year(net, NOTHING_KNOWN, TWO, [back])) == {"A": 0, "B": 20_00}
    (news,) = news_of(net, [back])
    assert [(each.claim, each.claimed_back) for each in news.changes] == [("B", 40_00)]


def test_a_dispute_settled_against_the_insured_claims_the_indemnity_back():
    lost = Correction(claim="A", on=PAID + 30, invoice="1", amount=30_00)
    (news,) = news_of(policy(maximum_liability="100 EUR"), [], [lost])
    assert [(each.claim, each.indemnity_before, each.indemnity_after) for each in news.changes] == [
        ("A", 80_00, 50_00),
        ("B", 20_00, 50_00),
    ]
    assert [(each.claimed_back, each.further_due) for each in news.changes] == [(30_00, 0), (0, 30_00)]


def test_a_payment_found_later_is_counted_from_the_day_it_is_known():
    found = receipt("A", 80_00, on=LOST - 10, known=PAID + 30)
    before = policy_year(policy(), NOTHING_KNOWN, TWO, [found], known_on=PAID + 29)
    assert indemnities(before) == {"A": 80_00, "B": 80_00}
    (news,) = news_of(policy(), [found])
    (change,) = news.changes
    assert (change.claim, change.claimed_back, change.indemnity_after) == ("A", 80_00, 0)


def test_a_dispute_lost_after_a_recovery_shares_the_recovery_again():
    one = [claim("A", (100_00, 50_00))]
    back = receipt("A", 20_00, on=PAID + 10)
    lost = Correction(claim="A", on=PAID + 30, invoice="1", amount=60_00)
    first, second = news_of(policy(), [back], [lost], claims=one)
    assert first.changes[0].to_insurer == 10_00
    assert (second.changes[0].claimed_back, second.changes[0].to_insurer) == (10_00, 10_00)
    assert policy_year(policy(), NOTHING_KNOWN, one, [back], [lost]).claims[0].net == 20_00


def test_nothing_is_claimed_back_before_it_is_paid():
    one = [claim("A", (100_00, 100_00), paid_on=NEVER)]
    (news,) = news_of(policy(), [receipt("A", 20_00, on=PAID)], claims=one)
    assert [(each.indemnity_after, each.claimed_back) for each in news.changes] == [(80_00, 0)]


# What cannot be counted


def test_everything_that_cannot_be_counted_is_told_at_once_with_what_to_do():
    dollars = replace(receipt("A", 10_00), currency="USD")
    nothing, unknown, unnamed = receipt("A", 0), receipt("C", 10_00), receipt("A", 10_00, invoice="9")
    twice = [*TWO, claim("D", (1_00, 1_00)), claim("D", (2_00, 2_00))]
    year = policy_year(policy(), NOTHING_KNOWN, twice, [dollars, nothing, unknown, unnamed])
    assert [each.what.english for each in year.refused] == [
        "Claim A has no debt on invoice 9, instalment 1.",
        "Claim A: a sum in USD under a policy in EUR.",
        "Claim A: an amount of 0 is no sum received or taken off.",
        "No claim is named C.",
        "Two claims are named D.",
        "Two claims are named D.",
    ]
    assert all(each.what.french and each.hint.english and each.hint.french for each in year.refused)
    assert [each.claim.name for each in year.claims] == ["A", "B"]
    assert year.of("A").recoveries == ()


# Attribution


def test_a_loss_belongs_to_the_year_of_delivery_or_of_the_loss():
    told = claim("A", (10_00, 10_00), (20_00, 20_00), (30_00, 30_00), (40_00, 40_00), day=400)
    days = {"1": 364, "2": 365, "3": MISSING, "4": 9_999}
    told = replace(told, debts=tuple(replace(debt, delivered=days[debt.number]) for debt in told.debts))
    years = [(0, 364), (365, 729)]
    attaching = by_year(told, years, PeriodBasis.RISK_ATTACHING)
    assert {place: [line.number for line in loss.lines] for place, loss in attaching.years.items()} == {
        0: ["1"],
        1: ["2"],
    }
    assert attaching.years[0].debt == told.loss.debt
    assert [line.number for line in attaching.unknown] == ["3"]
    assert [line.number for line in attaching.outside] == ["4"]
    occurring = by_year(told, years, PeriodBasis.LOSSES_OCCURRING)
    assert occurring.years == {1: told.loss}


# Properties

TERMS = st.fixed_dictionaries(
    {
        "aggregate_first_loss": st.sampled_from(["0 EUR", "100 EUR"]),
        "maximum_liability": st.sampled_from(["50 EUR", "500 EUR"]),
        "recovery_reinstates_first_loss": st.sampled_from(["yes", "no"]),
        "recovery_reinstates_liability": st.sampled_from(["yes", "no"]),
        "recovery_regime": st.sampled_from(["indemnity over debt", "oldest first", "insured first"]),
    }
)


@st.composite
def years(draw: st.DrawFn) -> tuple[list[Claim], list[Receipt], list[Correction]]:
    amounts = st.integers(1, 200_00)
    lines = st.lists(st.tuples(amounts, amounts), min_size=1, max_size=2)
    names = "ABC"[: draw(st.integers(1, 3))]
    claims = [
        claim(name, *draw(lines), percentage=draw(st.integers(0, 10_000)), day=draw(st.integers(0, 3)), paid_on=10)
        for name in names
    ]
    whose, days = st.sampled_from(names), st.integers(0, 20)
    money = [receipt(*each) for each in draw(st.lists(st.tuples(whose, amounts, days), max_size=3))]
    corrections = [
        Correction(claim=name, on=day, invoice="1", amount=amount)
        for name, amount, day in draw(st.lists(st.tuples(whose, amounts, days), max_size=2))
    ]
    return claims, money, corrections


@given(years(), TERMS, st.randoms(use_true_random=False))
def test_the_order_of_telling_does_not_matter(told, terms: dict[str, str], chance) -> None:
    agreed = policy(**terms)
    shuffled = [chance.sample(each, len(each)) for each in told]
    assert policy_year(agreed, NOTHING_KNOWN, *told) == policy_year(agreed, NOTHING_KNOWN, *shuffled)
    claims, others = told[0], shuffled[0]
    assert news_of(agreed, *told[1:], claims=claims) == news_of(agreed, *shuffled[1:], claims=others)


@given(years(), TERMS)
def test_a_year_never_passes_its_ceilings_and_its_claims_add_up_to_its_account(told, terms: dict[str, str]) -> None:
    year = policy_year(policy(**terms), NOTHING_KNOWN, *told)
    ceiling = {"50 EUR": 50_00, "500 EUR": 500_00}[terms["maximum_liability"]]
    assert 0 <= year.account.of("liability") <= ceiling
    for counter in ("first_loss", "liability"):
        assert year.account.of(counter) == sum(getattr(each, f"{counter}_used") for each in year.claims)
    for each in year.claims:
        assert each.indemnity is not None
        assert each.returned is not None
        assert 0 <= each.returned <= each.indemnity
        assert (
            each.indemnity + sum(each.settlement.parts.values()) - each.settlement.parts[0]
            == each.settlement.loss.gross
        )


@given(years(), TERMS)
def test_what_reopenings_tell_leads_from_the_first_settlement_to_the_last(told, terms: dict[str, str]) -> None:
    claims, money, corrections = told
    money = list(dict.fromkeys(money))  # two sums that nothing tells apart are one
    agreed = policy(**terms)
    held = indemnities(policy_year(agreed, NOTHING_KNOWN, claims, money, corrections, known_on=-1))
    for news in news_of(agreed, money, corrections, claims=claims):
        for each in news.changes:
            assert held[each.claim] == each.indemnity_before
            held[each.claim] = each.indemnity_after
    assert held == indemnities(policy_year(agreed, NOTHING_KNOWN, claims, money, corrections))


def test_a_first_loss_of_a_share_of_unknown_sales_is_not_guessed():
    agreed = policy(aggregate_first_loss_share="1 %")
    assert indemnities(policy_year(agreed, YearFigures(), [TWO[0]])) == {"A": None}
    assert indemnities(policy_year(agreed, YearFigures(sales=1_000_00), [TWO[0]])) == {"A": 70_00}
