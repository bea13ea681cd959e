"""The oracle against the figures that the texts work out by hand; each test names the page it has them from."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.claims_oracle.oracle import (
    ABOVE_MAXIMUM,
    BY_SECURITIES,
    OVER_LIMIT,
    RETAINED,
    Counters,
    Settled,
    settle,
    settle_year,
)
from tests.claims_oracle.terms import Missing, term


def euros(amount: float) -> int:
    """Whole euros, or a figure with two decimals, in cents."""
    return round(amount * 100)


def policy(**terms: Any) -> dict[str, Any]:
    """A policy of these terms."""
    return {"name": "Globale", "insurer": "Assureur Fictif SA", "terms": terms}


def one(policy_read: dict[str, Any], loss: dict[str, Any], **year: Any) -> Settled:
    """One loss, after what the year used before it."""
    return settle(policy_read, loss, year, Counters.before(year))


def amounts(gross: float, limit: float, **told: Any) -> dict[str, Any]:
    """A loss told as amounts."""
    return {"loss": euros(gross), "limit": euros(limit)} | told


# docs/indemnity-chain.md: one loss under each usual order.

TWO_INVOICES = {
    "invoices": [
        {"number": "F-1", "gross": euros(60_000), "limit": euros(100_000)},
        {"number": "F-2", "gross": euros(60_000), "limit": euros(100_000)},
    ]
}
ITS_TERMS = {
    "insured_percentage": 9000,
    "claim_threshold": euros(1_000),
    "claim_threshold_base": "gross loss",
    "minimum_retention": euros(2_000),
    "each_and_every_first_loss": euros(5_000),
    "aggregate_first_loss": euros(50_000),
    "maximum_liability": euros(500_000),
    "percentage_above_first_loss": 9500,
}


@pytest.mark.parametrize(
    ("order", "leaves", "retained", "over_limit"),
    [
        ("whole turnover", [100_000, 100_000, 90_000, 90_000, 85_000, 65_000] + [65_000] * 5, 35_000, 20_000),
        ("deductible before percentage", [100_000, 100_000, 98_000, 93_000, 83_700] + [63_700] * 6, 36_300, 20_000),
        ("german", [100_000, 90_000, 90_000, 85_000, 65_000, 65_000], 35_000, 20_000),
        ("own loss last", [100_000, 90_000, 70_000, 70_000], 30_000, 20_000),
        ("excess of loss", [100_000, 100_000, 95_000, 75_000] + [71_250] * 6, 28_750, 20_000),
        ("limit after percentage", [120_000, 108_000, 100_000, 95_000] + [75_000] * 6, 37_000, 8_000),
        ("single situation", [120_000, 115_000, 103_500, 100_000, 100_000], 16_500, 3_500),
        ("proceeds first", [120_000, 100_000, 90_000, 90_000, 85_000, 65_000, 65_000], 35_000, 20_000),
    ],
)
def test_each_usual_order_does_what_its_page_shows(
    order: str, leaves: list[int], retained: int, over_limit: int
) -> None:
    found = one(policy(**ITS_TERMS, indemnity_chain=order), TWO_INVOICES, used={"first_loss": euros(30_000)})
    assert [step.stood - (step.cut or 0) for step in found.steps] == [euros(each) for each in leaves]
    assert found.indemnity == euros(leaves[-1])
    assert found.cut_to(RETAINED) == euros(retained)
    assert found.cut_to(OVER_LIMIT) == euros(over_limit)
    assert found.cut_to(ABOVE_MAXIMUM) == 0
    if "aggregate first loss" in [step.name for step in found.steps]:
        assert found.used["first_loss", None] == euros(20_000)


@pytest.mark.parametrize(
    ("place", "paid"),
    [
        # All of 60 000, 60 x 120/144 = 50, or 60 less the 24 that are no loss.
        (0, {"loss": 54_000, "pro rata": 63_000, "uninsured part first": 75_600}),
        # All of it off 100 000, 60 x 100/144 = 41 666.67, or 60 less the 44 that are over the limit or no loss.
        (1, {"loss": 36_000, "pro rata": 52_500, "uninsured part first": 75_600}),
        # All of it off 90 000, 60 x 90/144 = 37.5, or 60 less the 54 that the insurer does not bear.
        (2, {"loss": 30_000, "pro rata": 52_500, "uninsured part first": 84_000}),
    ],
)
def test_proceeds_come_off_where_the_order_says_and_pay_what_the_term_says(place: int, paid: dict[str, int]) -> None:
    order = ["limit", "insured percentage"]
    order.insert(place, "proceeds of securities")
    loss = TWO_INVOICES | {"debt": euros(144_000), "proceeds": euros(60_000)}
    for reading, indemnity in paid.items():
        terms = {"insured_percentage": 9000, "indemnity_chain": order, "proceeds_come_off": reading}
        found = one(policy(**terms), loss)
        assert found.indemnity == euros(indemnity)
        assert one(policy(**terms), TWO_INVOICES).indemnity == euros(90_000)


# docs/settle.md.


def test_proceeds_of_which_five_sixths_of_the_debt_bear_their_part() -> None:
    loss = amounts(100_000, 80_000, percentage=9000, debt=euros(120_000), proceeds=euros(30_000))
    shared = policy(proceeds_come_off="pro rata", indemnity_chain="proceeds first")
    assert one(shared, loss).cut_to(BY_SECURITIES) == euros(25_000)
    assert one(shared, loss).indemnity == euros(67_500)
    after = policy(proceeds_come_off="pro rata", indemnity_chain=["limit", "proceeds of securities"])
    assert one(after, loss).cut_to(BY_SECURITIES) == euros(20_000)


def test_think_aloud() -> None:
    loss = amounts(100_000, 80_000, percentage=9000)
    assert one(policy(), loss).indemnity == euros(72_000)
    terms = {"each_and_every_first_loss": euros(5_000), "aggregate_first_loss": euros(50_000)}
    found = one(policy(**terms), loss, used={"first_loss": euros(20_000)})
    assert (found.indemnity, found.used["first_loss", None]) == (euros(37_000), euros(30_000))
    before = policy(each_and_every_first_loss=euros(5_000), indemnity_chain="deductible before percentage")
    assert one(before, loss).indemnity == euros(67_500)


def test_a_share_of_sales_that_nobody_told_stops_the_waterfall_and_uses_up_nothing() -> None:
    shared = policy(insured_percentage=9000, aggregate_first_loss_share=50)
    found = one(shared, amounts(100_000, 80_000))
    assert found.indemnity is None
    assert (found.steps[-1].name, found.steps[-1].missing) == ("aggregate first loss", "sales")
    assert found.used == {}
    assert one(shared, amounts(100_000, 80_000), sales=euros(12_000_000)).indemnity == euros(72_000 - 60_000)


def test_several_losses_of_one_year() -> None:
    terms = policy(
        insured_percentage=9000,
        aggregate_first_loss=euros(50_000),
        maximum_liability_multiple=(200, "minimum premium"),
    )
    losses = [
        amounts(150_000, 120_000, day_of_loss=date(2026, 9, 2)),
        amounts(60_000, 60_000, day_of_loss=date(2026, 3, 10)),
    ]
    found, counters = settle_year(terms, losses, {"minimum_premium": euros(40_000)})
    assert [(each.number, each.indemnity) for each in found] == [(2, euros(4_000)), (1, euros(76_000))]
    assert found[1].cut_to(ABOVE_MAXIMUM) == euros(32_000)
    assert (counters.of("first_loss"), counters.of("liability")) == (euros(50_000), euros(80_000))


# examples: the stories, by hand.


def test_the_year_of_the_excess_of_loss_story() -> None:
    terms = policy(
        claim_threshold=[
            {"value": euros(10_000_000_000)},
            {"when": {"cause": ["insolvency"]}, "value": 0},
        ],
        indemnity_chain="excess of loss",
        each_and_every_first_loss=euros(10_000),
        aggregate_first_loss=euros(100_000),
        maximum_liability=euros(300_000),
    )
    losses = [
        amounts(gross, limit, cause=cause, day_of_loss=date(2026, month, 1))
        for month, gross, limit, cause in [
            (3, 70_000, 150_000, "insolvency"),
            (5, 8_000, 150_000, "insolvency"),
            (6, 50_000, 150_000, "protracted default"),
            (9, 240_000, 150_000, "insolvency"),
            (11, 260_000, 250_000, "insolvency"),
        ]
    ]
    found, _counters = settle_year(terms, losses, {})
    assert [each.indemnity for each in found] == [0, 0, 0, euros(100_000), euros(200_000)]
    assert [each.used["first_loss", None] for each in found] == [euros(60_000), 0, 0, euros(40_000), 0]
    terms["terms"]["percentage_above_first_loss"] = 9500
    assert one(terms, losses[3], used={"first_loss": euros(60_000)}).indemnity == euros(95_000)


def test_the_year_of_the_combined_story() -> None:
    terms = policy(
        indemnity_chain=["limit", "threshold", "insured percentage", "aggregate first loss", "maximum liability"],
        insured_percentage=9000,
        claim_threshold=euros(1_000),
        aggregate_first_loss=euros(100_000),
        first_loss_eroded_by="insured share",
        maximum_liability=euros(250_000),
    )
    losses = [
        amounts(gross, limit, day_of_loss=date(2026, month, 1))
        for month, gross, limit in [(2, 50_000, 80_000), (4, 20_000, 25_000), (6, 900, 25_000), (10, 95_000, 80_000)]
    ]
    found, _counters = settle_year(terms, losses, {})
    assert [each.indemnity for each in found] == [0, 0, 0, euros(35_000)]
    assert [each.used["first_loss", None] for each in found] == [euros(45_000), euros(18_000), 0, euros(37_000)]
    terms["terms"] |= {
        "first_loss_eroded_by": "what stands",
        "indemnity_chain": ["limit", "threshold", "aggregate first loss", "insured percentage", "maximum liability"],
    }
    assert one(terms, losses[3], used={"first_loss": euros(70_000)}).indemnity == euros(45_000)


def test_the_year_of_the_political_story() -> None:
    terms = policy(
        claim_threshold=[
            {"value": 0},
            {"when": {"cause": ["political"], "country": ["KE"]}, "value": euros(10_000_000_000)},
        ],
        insured_percentage=9500,
        minimum_retention_share=[{"value": 1500}, {"when": {"cause": ["political"]}, "value": 500}],
        maximum_per_claim=euros(500_000),
        maximum_per_country=euros(800_000),
    )
    told = [
        ("contract 77", "PE", "political", 7, 240_000, 300_000),
        ("contract 90", "KE", "political", 8, 50_000, 200_000),
        ("contract 77", "PE", "political", 9, 320_000, 500_000),
        ("contract 81", "AT", "insolvency", 10, 120_000, 150_000),
    ]
    losses = [
        amounts(gross, limit, claim=claim, country=country, cause=cause, day_of_loss=date(2026, month, 1))
        for claim, country, cause, month, gross, limit in told
    ]
    found, _counters = settle_year(terms, losses, {})
    assert [each.indemnity for each in found] == [euros(228_000), 0, euros(272_000), euros(102_000)]
    price = amounts(190_000, 150_000, country="AT", cause="insolvency")
    assert one(terms, price).indemnity == euros(127_500)


def test_the_losses_of_single_buyer_and_single_risk() -> None:
    # Single buyer: S-2 fits in the limit of its day, S-4 finds 10,000 of a lower one after it.
    invoices = [
        {"gross": euros(90_000), "limit": euros(200_000)},
        {"gross": euros(40_000), "limit": euros(100_000)},
    ]
    terms = policy(
        indemnity_chain="deductible before percentage",
        each_and_every_first_loss=euros(10_000),
        insured_percentage=8500,
        maximum_per_buyer=euros(300_000),
    )
    found = one(terms, {"invoices": invoices})
    assert found.by_invoice == (euros(68_850), euros(7_650))
    # Single risk: the deductible falls pro rata on three instalments.
    instalments = [{"gross": euros(gross), "limit": euros(400_000)} for gross in (60_000, 100_000, 100_000)]
    terms = policy(indemnity_chain="single situation", each_and_every_first_loss=euros(20_000), insured_percentage=9000)
    found = one(terms, {"invoices": instalments})
    assert found.by_invoice == (euros(49_846.16), euros(83_076.92), euros(83_076.92))
    assert found.indemnity == euros(216_000)


# domain/wordings.md, 7.2, by the letter of the variant, and 7.4.


@pytest.mark.parametrize(
    ("variant", "order", "share_of", "indemnity"),
    [
        ("a: the percentage of what exceeds the deductible", "deductible before percentage", "what stands", 85_500),
        ("b: the deductible off the indemnity", "whole turnover", "what stands", 85_000),
        ("d: both off the gross, side by side", "deductible before percentage", "gross loss", 85_000),
    ],
)
def test_where_the_deductible_stands(variant: str, order: str, share_of: str, indemnity: int) -> None:
    terms = {"indemnity_chain": order, "retained_share_of": share_of}
    deductible = policy(insured_percentage=9000, each_and_every_first_loss=euros(5_000), **terms)
    assert one(deductible, amounts(100_000, 100_000)).indemnity == euros(indemnity), variant


@pytest.mark.parametrize(
    ("eroded_by", "used"),
    [
        ("debt", 130_000),
        ("gross loss", 120_000),
        ("insured loss", 100_000),
        ("insured share", 90_000),
        ("what stands", 85_000),
    ],
)
def test_what_uses_up_the_first_loss_of_the_year(eroded_by: str, used: int) -> None:
    terms = policy(
        insured_percentage=9000,
        each_and_every_first_loss=euros(5_000),
        aggregate_first_loss=euros(500_000),
        first_loss_eroded_by=eroded_by,
    )
    found = one(terms, amounts(120_000, 100_000, debt=euros(130_000)))
    assert (found.indemnity, found.used["first_loss", None]) == (0, euros(used))


@pytest.mark.parametrize(
    ("counted", "used"), [(False, 0), (True, 800)]
)  # h: a loss under the threshold is neither paid nor counted, or counted
def test_losses_under_the_threshold_and_the_first_loss_of_the_year(counted: bool, used: int) -> None:
    terms = policy(
        claim_threshold=euros(1_000),
        aggregate_first_loss=euros(10_000),
        first_loss_eroded_by="gross loss",
        small_losses_erode_the_first_loss=counted,
    )
    found = one(terms, amounts(800, 900))
    assert (found.indemnity, found.used["first_loss", None]) == (0, euros(used))


@pytest.mark.parametrize(
    ("gross", "inclusive", "is_paid"),
    [
        (99_999, True, False),
        (100_000, True, False),
        (100_001, True, True),
        (99_999, False, False),
        (100_000, False, True),
    ],
)
def test_both_sides_of_the_threshold(gross: int, inclusive: bool, is_paid: bool) -> None:
    terms = policy(claim_threshold=100_000, claim_threshold_inclusive=inclusive)
    found = one(terms, {"loss": gross, "limit": 200_000})
    assert found.indemnity == (gross if is_paid else 0)


def test_the_maximum_liability_is_compared_with_the_net_indemnity() -> None:
    # 7.4: the gross loss that exhausts the maximum is the maximum divided by what is not retained.
    terms = policy(insured_percentage=8000, maximum_liability=euros(80_000))
    assert one(terms, amounts(100_000, 200_000)).cut_to(ABOVE_MAXIMUM) == 0
    assert one(terms, amounts(100_001, 200_000)).cut_to(ABOVE_MAXIMUM) == 80


@pytest.mark.parametrize(
    ("base", "amount", "left"),
    [
        ("minimum premium", None, 30 * 400),
        ("premium paid", None, 30 * 550),
        ("greater of minimum premium and premium paid", None, 30 * 550),
        ("premium paid", 9_000, 9_000),
        ("premium paid", 20_000, 30 * 550),
    ],
)
def test_forms_of_the_maximum_liability(base: str, amount: int | None, left: int) -> None:
    terms = policy(maximum_liability_multiple=(3_000, base))
    if amount is not None:
        terms["terms"]["maximum_liability"] = euros(amount)
    found = one(terms, amounts(1_000_000, 1_000_000), minimum_premium=euros(400), premium_paid=euros(550))
    assert found.indemnity == euros(left)


# docs/reference/clauses.md: what the clauses say of their own bounds.


def test_what_an_older_invoice_could_not_keep_takes_room_all_the_same() -> None:
    invoices = [{"gross": 90, "limit": 60}, {"gross": 30, "limit": 100}]
    assert one(policy(), {"invoices": invoices}).by_invoice == (60, 10)


def test_the_minimum_retention_is_at_most_its_maximum_and_nothing_is_cut_where_more_is_kept() -> None:
    terms = {"minimum_retention": 10, "minimum_retention_share": 2_000}
    for maximum, percentage, indemnity in [(None, 10_000, 80), (15, 10_000, 85), (5, 10_000, 95), (None, 7_000, 70)]:
        more = {} if maximum is None else {"maximum_retention": maximum}
        found = one(policy(insured_percentage=percentage, **terms, **more), {"loss": 100, "limit": 100})
        assert found.indemnity == indemnity


def test_a_first_loss_agreed_net_is_grossed_up_and_rounded_half_up() -> None:
    terms = policy(aggregate_first_loss=101, assumed_dividend=2_000)
    assert one(terms, {"loss": 200, "limit": 200}).indemnity == 200 - 126  # 126.25
    terms = policy(aggregate_first_loss=102, assumed_dividend=2_000)
    assert one(terms, {"loss": 200, "limit": 200}).indemnity == 200 - 128  # 127.5


def test_a_share_of_sales_grows_no_more_beyond_its_ceiling_and_the_amount_is_the_least() -> None:
    terms = {"aggregate_first_loss_share": 50, "aggregate_first_loss_sales_ceiling": 10_000}
    for sales, least, left in [(9_900, 0, 50), (10_000, 0, 50), (20_000, 0, 50), (9_899, 0, 49), (9_899, 60, 60)]:
        found = one(policy(**terms, aggregate_first_loss=least), {"loss": 200, "limit": 200}, sales=sales)
        assert found.indemnity == 200 - left


def test_a_later_step_gives_a_maximum_its_room_back_and_never_a_first_loss() -> None:
    terms = policy(
        indemnity_chain=["aggregate first loss", "maximum per buyer", "each-and-every first loss"],
        aggregate_first_loss=30,
        maximum_per_buyer=50,
        each_and_every_first_loss=45,
    )
    found = one(terms, {"loss": 100, "limit": 100, "buyer": "A"})
    assert found.used == {
        ("first_loss", None): 30,
        ("liability", None): 5,
        ("discretionary", None): 0,
        ("claim", "1"): 5,
        ("buyer", "A"): 5,
    }


def test_discretionary_invoices_share_a_maximum_the_oldest_first() -> None:
    kinds = ["discretionary", "named", "blind", "discretionary"]
    invoices = [{"gross": 40, "limit": 1_000, "limit_kind": kind} for kind in kinds]
    terms = policy(maximum_of_discretionary_losses=90)
    found = one(terms, {"invoices": invoices}, used={"discretionary": 20})
    assert found.by_invoice == (40, 40, 30, 0)
    assert found.used["discretionary", None] == 70


@pytest.mark.parametrize(
    ("loss", "terms", "missing"),
    [
        ({"loss": 0, "limit": None}, {}, "limit"),
        ({"loss": 5, "limit": 5}, {"claim_threshold": 1, "claim_threshold_base": "debt"}, "debt"),
        ({"loss": 5, "limit": 5}, {"aggregate_first_loss": 1, "first_loss_eroded_by": "debt"}, "debt"),
        ({"loss": 5, "limit": 5}, {"maximum_per_country": 1}, "country"),
        ({"loss": 5, "limit": 5, "limit_kind": None}, {"maximum_of_discretionary_losses": 1}, "limit_kind"),
        ({"loss": 5, "limit": 5}, {"maximum_liability_multiple": (100, "premium paid")}, "premium paid"),
        ({"loss": 5, "limit": 5}, {"claim_threshold": [{"when": {"cause": ["x"]}, "value": 1}]}, "claim_threshold"),
    ],
)
def test_what_nobody_knows_stops_the_waterfall(loss: dict[str, Any], terms: dict[str, Any], missing: str) -> None:
    found = one(policy(**terms), loss)
    assert (found.indemnity, found.steps[-1].missing, found.used) == (None, missing, {})


def test_the_most_exact_entry_of_a_term_wins() -> None:
    varied = policy(
        each_and_every_first_loss=[
            {"value": 1},
            {"when": {"sector": ["62"]}, "value": 2},
            {"when": {"sector": ["62.01"]}, "value": 3},
            {"when": {"country": ["FR"], "sector": ["62.01"]}, "value": 4},
        ]
    )
    name = "each_and_every_first_loss"
    for country, sector, value in [("DE", "10", 1), ("DE", "62.09", 2), ("DE", "62.01", 3), ("FR", "62.01", 4)]:
        assert term(varied, name, keys={"country": country, "sector": sector}) == value
    with pytest.raises(Missing):
        term(varied, name, keys={"sector": "62.01"})


def test_an_endorsement_holds_from_its_day_on() -> None:
    endorsed = policy(each_and_every_first_loss=10)
    endorsed["endorsements"] = [{"effective_on": date(2026, 7, 1), "terms": {"each_and_every_first_loss": 30}}]
    days = [date(2026, 7, 1), date(2026, 6, 30)]
    found, _counters = settle_year(endorsed, [{"loss": 50, "limit": 50, "day_of_loss": day} for day in days], {})
    assert [each.indemnity for each in found] == [40, 20]
