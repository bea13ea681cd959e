"""The premium of a year, told: each figure was counted by hand beside its line."""

from fractions import Fraction

import pytest

from encours.premium.known import Request, SumRecovered
from encours.premium.lines import (
    BONUS,
    DEPOSIT,
    FLAT_PREMIUM,
    LIMIT_PREMIUM,
    MALUS,
    MAXIMUM,
    MINIMUM,
    MONITORING_FEE,
    NET_PREMIUM,
    NO_CLAIMS_BONUS,
    OPTION,
    PREMIUM,
    PROFIT_SHARE,
    RECOVERY_COMMISSION,
    REQUEST_FEE,
)
from encours.units import MISSING
from tests.premium.made_up import limit, lines, on, policy, sale, year

MILLION = 100_000_000
"""A million euros, in cents."""
ON_SALES = 'premium_base = "turnover"\npremium_rate = "0.35 ‰"\n'


def amounts(found, kind):
    """Amounts of the lines of a kind."""
    return [each.amount for each in lines(found, kind)]


def test_a_rate_by_zone_makes_a_line_for_each_zone():
    terms = """premium_base = "turnover"
premium_rate = [
  { value = "0.50 ‰" },
  { when = { country = "FR" }, value = "0.30 ‰" },
  { when = { country = "far" }, value = "2 ‰" },
]"""
    found = year(terms, [sale(10 * MILLION), sale(2 * MILLION, country="DE"), sale(MILLION, country="MA")])
    told = {tuple(each.keys.items()): (each.base, each.rate, each.amount) for each in lines(found, PREMIUM)}
    assert told == {
        (("country", "FR"),): (10 * MILLION, Fraction(30, 100_000), 300_000),
        (): (2 * MILLION, Fraction(50, 100_000), 100_000),
        (("country", "far"),): (MILLION, Fraction(2, 1_000), 200_000),
    }
    assert found.total() == 600_000


def test_what_is_left_out_bears_nothing_and_refused_buyers_as_the_policy_says():
    sales = [sale(MILLION), sale(MILLION, excluded="public buyer"), sale(MILLION, excluded="refused buyer")]
    assert year(ON_SALES, sales).total() == 35_000
    assert year(ON_SALES + 'premium_on_refused_buyers = "counted"', sales).total() == 70_000


def test_a_line_opens_down_to_its_clause_and_its_facts():
    (line,) = lines(year(ON_SALES, [sale(MILLION, fact="F-1"), sale(MILLION, fact="F-2")]), PREMIUM)
    assert (line.clause, line.term, line.facts) == ("premium_rate", "premium_rate", ("F-1", "F-2"))
    assert line.finding.values == {"premium_rate": 350}


def test_a_sale_of_another_year_or_after_the_day_asked_is_no_premium_yet():
    sales = [sale(MILLION, "2025-12-31"), sale(MILLION, "2026-06-30"), sale(MILLION, "2026-07-01")]
    assert year(ON_SALES, sales, as_of="2026-06-30").total() == 35_000
    assert year(ON_SALES, sales, as_of="2026-07-01").total() == 70_000


@pytest.mark.parametrize(("day", "premium"), [("2026-06-30", 35_000), ("2026-07-01", 70_000)])
def test_an_endorsement_changes_the_rate_from_its_day(day, premium):
    agreed = policy(ON_SALES + '\n[[endorsements]]\nname = "A1"\neffective_on = 2026-07-01\n[endorsements.terms]\n'
                    'premium_rate = "0.70 ‰"')  # fmt: skip
    assert year(agreed, [sale(MILLION, day)]).total() == premium


def test_terms_of_payment_choose_the_rate_and_unknown_ones_leave_no_total():
    terms = 'premium_base = "turnover"\npremium_rate_by_terms = "0.30 ‰ to 30 days; 0.60 ‰ above"'
    found = year(terms, [sale(MILLION, credit_days=30), sale(MILLION, credit_days=31), sale(MILLION, credit_days=90)])
    assert sorted(amounts(found, PREMIUM)) == [30_000, 120_000]
    unknown = year(terms, [sale(MILLION)])
    assert (unknown.total(), unknown.missing) == (MISSING, ("credit_days",))


def test_degressive_bands_on_each_part_or_on_the_whole():
    bands = 'premium_base = "turnover"\npremium_rate_by_amount = "0.40 ‰ to 1 000 000 EUR; 0.30 ‰ above"\n'
    parts = year(bands, [sale(3 * MILLION)])
    assert [(each.base, each.amount) for each in lines(parts, PREMIUM)] == [(MILLION, 40_000), (2 * MILLION, 60_000)]
    whole = year(bands + 'premium_bands = "the whole at the rate reached"', [sale(3 * MILLION)])
    assert [(each.base, each.amount) for each in lines(whole, PREMIUM)] == [(3 * MILLION, 90_000)]


def test_an_option_for_one_country_is_a_percentage_of_its_premium_alone():
    terms = ON_SALES + 'surcharge_for_political_risk = [{ when = { country = "MA" }, value = "20 %" }]'
    found = year(terms, [sale(3 * MILLION), sale(MILLION, country="MA")])
    (option,) = lines(found, OPTION)
    assert (option.base, option.amount, option.term) == (35_000, 7_000, "surcharge_for_political_risk")


def test_two_options_do_not_bear_each_other():
    terms = ON_SALES + 'surcharge_for_percentage = "10 %"\nsurcharge_for_firm_limits = "20 %"'
    assert sorted(amounts(year(terms, [sale(MILLION)]), OPTION)) == [3_500, 7_000]


def test_a_limit_owes_for_each_month_and_for_three_at_least():
    terms = 'limit_premium_rate = "1.5 %"\nlimit_premium_minimum = "3 months"'
    two = [limit(10_000_000, "2026-02-01"), limit(10_000_000, "2026-03-01")]
    assert amounts(year(terms, monitored=tuple(two)), LIMIT_PREMIUM) == [37_500]
    four = [*two, limit(10_000_000, "2026-04-01"), limit(20_000_000, "2026-05-01")]
    assert amounts(year(terms, monitored=tuple(four)), LIMIT_PREMIUM) == [62_500]
    apart = [*two, limit(10_000_000, "2026-09-01")]
    assert amounts(year(terms, monitored=tuple(apart)), LIMIT_PREMIUM) == [37_500, 37_500]


def test_months_of_a_year_that_begins_within_one_are_in_a_row_too():
    terms = 'limit_premium_rate = "1.2 %"\nlimit_premium_minimum = "3 months"'
    agreed = policy(terms, first="2026-01-15", last="2027-01-14")
    stood = (limit(10_000_000, "2026-01-15"), limit(10_000_000, "2026-02-01"))
    assert amounts(year(agreed, monitored=stood, as_of="2027-01-14"), LIMIT_PREMIUM) == [30_000]


def test_balances_and_shipments_count_where_the_policy_counts_them():
    balances = [sale(MILLION, day, basis="balances") for day in ("2026-01-31", "2026-02-28")]
    assert year('premium_base = "month-end balances"\npremium_rate = "0.1 ‰"', balances).total() == 20_000
    shipped = [sale(MILLION, basis="shipments", cover_ratio=9_500)]
    terms = 'premium_base = "shipments"\npremium_rate = "1 ‰"\n'
    assert year(terms, shipped).total() == 100_000
    assert year(terms + 'premium_on_shipments = "covered share"', shipped).total() == 95_000


def test_a_flat_premium_is_due_without_sales_and_a_share_of_the_liability_too():
    assert amounts(year('premium_base = "flat"\nflat_premium = "12 000 EUR"'), FLAT_PREMIUM) == [1_200_000]
    of_liability = 'liability_premium_rate = "2.5 %"\nmaximum_liability = "2 000 000 EUR"'
    assert amounts(year(of_liability), FLAT_PREMIUM) == [5_000_000]
    assert year('liability_premium_rate = "2.5 %"').missing == ("liability",)


@pytest.mark.parametrize(("sales", "lacking"), [(70 * MILLION, 50_000), (71 * MILLION, 15_000), (72 * MILLION, 0)])
def test_the_minimum_asks_for_what_lacks(sales, lacking):
    found = year(ON_SALES + 'minimum_premium = "25 000 EUR"', [sale(sales)])
    assert amounts(found, MINIMUM) == [lacking]
    assert found.total() == max(2_500_000, sales * 35 // 100_000)


def test_the_minimum_may_be_a_share_of_the_estimate_or_the_higher_of_both():
    terms = ON_SALES + 'minimum_premium_share = "80 %"\n'
    estimate = (sale(10 * MILLION),)
    assert amounts(year(terms, [sale(MILLION)], estimate=estimate), MINIMUM) == [280_000 - 35_000]
    both = year(terms + 'minimum_premium = "5 000 EUR"', [sale(MILLION)], estimate=estimate)
    assert amounts(both, MINIMUM) == [500_000 - 35_000]
    assert year(terms, [sale(MILLION)]).missing == ("estimated_premium",)


def test_a_minimum_that_already_pays_for_sales_is_due_beside_the_rate_on_the_rest():
    terms = ON_SALES + 'minimum_premium = "2 000 EUR"\nminimum_premium_sales = "5 000 000 EUR"'
    below = year(terms, [sale(5 * MILLION)])
    assert (amounts(below, PREMIUM), amounts(below, MINIMUM)) == ([0], [200_000])
    above = year(terms, [sale(6 * MILLION)])
    assert (amounts(above, PREMIUM), amounts(above, MINIMUM)) == ([35_000], [200_000])


def test_the_maximum_takes_back_what_is_above_it():
    found = year(ON_SALES + 'maximum_premium = "300 EUR"', [sale(MILLION)])
    assert (amounts(found, MAXIMUM), found.total()) == ([-5_000], 30_000)
    assert lines(year(ON_SALES + 'maximum_premium = "350 EUR"', [sale(MILLION)]), MAXIMUM) == []


CALLED = (
    ON_SALES
    + """minimum_premium = "400 EUR"
deposit_premium_share = "100 %"
premium_instalments = 4
premium_declared_every = "3 months"
premium_adjusted = "each declaration"
premium_adjusted_from = "above the minimum premium"
adjustment_threshold = "50 EUR"
"""
)


def test_calls_follow_the_deposit_then_the_declarations_above_the_minimum():
    sales = [sale(MILLION, day) for day in ("2026-02-10", "2026-05-10", "2026-08-10", "2026-11-10")]
    found = year(CALLED, sales)
    assert [(each.on, each.amount, each.why) for each in found.instalments] == [
        (on("2026-01-01"), 10_000, "deposit"),
        (on("2026-04-01"), 10_000, "deposit"),
        (on("2026-07-01"), 10_000, "deposit"),
        (on("2026-07-30"), 30_000, "declaration"),
        (on("2026-10-01"), 10_000, "deposit"),
        (on("2026-10-30"), 35_000, "declaration"),
        (on("2027-01-30"), 35_000, "adjustment"),
    ]
    assert sum(each.amount for each in found.instalments) == found.total(*NET_PREMIUM) == 140_000
    assert sum(amounts(found, DEPOSIT)) == -40_000


@pytest.mark.parametrize(("most", "called"), [("600", [15_000] * 4), ("800.01", [20_000, 20_001, 20_000, 20_000])])
def test_a_deposit_is_never_above_the_maximum(most: str, called: list[int]) -> None:
    terms = CALLED.replace('minimum_premium = "400 EUR"', 'minimum_premium_share = "80 %"')
    found = year(terms + f'maximum_premium = "{most} EUR"', estimate=(sale(10 * MILLION),))
    assert [each.amount for each in found.instalments] == called
    assert sum(called) == found.total(*NET_PREMIUM) == -sum(amounts(found, DEPOSIT))


def test_a_small_sum_waits_for_the_next_declaration():
    sales = [sale(MILLION + 20_000_000, "2026-02-10"), sale(20_000_000, "2026-05-10")]
    called = [each for each in year(CALLED, sales).instalments if each.why != "deposit"]
    assert [(each.on, each.amount) for each in called] == [(on("2026-07-30"), 9_000)]
    assert [each.declared_to for each in called] == [on("2026-06-30")]


@pytest.mark.parametrize(
    ("time", "day"), [("0 days", "2026-06-30"), ("1 days", "2026-07-01"), ("1 month end of month", "2026-07-31")]
)
def test_what_a_declaration_calls_waits_for_the_last_day_to_declare(time: str, day: str) -> None:
    sales = [sale(MILLION + 40_000_000, "2026-05-10")]
    called = [
        each for each in year(CALLED + f'declaration_time = "{time}"', sales, as_of="2026-06-30").instalments
        if each.why == "declaration"
    ]  # fmt: skip
    assert [each.on for each in called] == [on(day)]


def test_a_year_that_is_adjusted_at_its_end_calls_nothing_before():
    terms = 'premium_base = "turnover"\npremium_rate_by_terms = "0.30 ‰ to 30 days; 0.60 ‰ above"\n'
    unknown = [sale(MILLION, "2026-02-10")]
    assert year(terms, unknown, as_of="2026-12-30").instalments == ()
    assert [each.amount for each in year(terms, unknown).instalments] == [MISSING]


def test_instalments_on_the_last_day_of_their_part():
    found = year(CALLED + 'instalment_day = "last day"', as_of="2026-06-30")
    assert [each.on for each in found.instalments] == [on(day) for day in (
        "2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31")]  # fmt: skip


RESULT = ON_SALES + 'bonus_by_loss_ratio = "15 % to 20 %; 5 % to 40 %"\nminimum_premium = "300 EUR"\n'


def test_a_bonus_is_told_once_the_year_is_over_and_stops_at_the_minimum():
    told = {"claims_paid": 0, "claims_recovered": 0, "renewed": 1}
    assert lines(year(RESULT, [sale(MILLION)], as_of="2026-12-30", **told), BONUS) == []
    assert amounts(year(RESULT, [sale(MILLION)], **told), BONUS) == [-5_000]
    assert amounts(year(RESULT, [sale(2 * MILLION)], **told), BONUS) == [-10_500]
    assert amounts(year(RESULT, [sale(MILLION)], **{**told, "renewed": 0}), BONUS) == [0]
    assert year(RESULT, [sale(MILLION)]).missing == ("claims_paid", "claims_recovered", "renewed")


def test_what_is_given_back_together_stops_at_the_minimum():
    terms = RESULT + 'no_claims_bonus_step = "5 %"\nprofit_share_rate = "10 %"'
    told = {"claims_paid": 0, "claims_recovered": 0, "renewed": 1, "years_without_claim": 3}
    found = year(terms, [sale(MILLION)], **told)
    assert [amounts(found, kind) for kind in (BONUS, NO_CLAIMS_BONUS, PROFIT_SHARE)] == [[-5_000], [0], [0]]
    assert found.total() == 30_000


def test_the_loss_ratio_may_be_of_several_years():
    terms = RESULT + 'malus_by_loss_ratio = "0 % to 60 %; 25 % above"\n'
    told = {"claims_paid": 30_000, "claims_recovered": 0, "renewed": 1, "earlier_premium": 70_000}
    one = year(terms, [sale(MILLION)], **told)
    several = year(terms + "loss_ratio_years = 3", [sale(MILLION)], **told)
    assert (amounts(one, MALUS), amounts(several, MALUS)) == ([8_750], [0])
    assert (amounts(one, BONUS), amounts(several, BONUS)) == ([0], [-1_750])


def test_fees_for_requests_monitored_limits_and_recoveries():
    terms = """fee_per_request = "20 EUR"
free_requests = 1
monitoring_fee = "3 EUR"
monitoring_fee_every = "quarter"
recovery_commission_rate = [{ value = "4.5 %" }, { when = { cause = "insolvency" }, value = "1.5 %" }]
"""
    requests = tuple(Request(on=on(day), keys={"country": "FR"}, fact=day) for day in ("2026-01-05", "2026-02-05"))
    monitored = tuple(limit(100, month) for month in ("2026-02-01", "2026-03-01", "2026-04-01"))
    recoveries = tuple(
        SumRecovered(on=on("2026-05-05"), on_insured=0, on_uninsured=100_000, keys={"cause": cause})
        for cause in ("insolvency", "protracted default")
    )
    found = year(terms, requests=requests, monitored=monitored, recoveries=recoveries)
    assert amounts(found, REQUEST_FEE) == [2_000]
    assert [(each.count, each.amount) for each in lines(found, MONITORING_FEE)] == [(2, 600)]
    assert sorted(amounts(found, RECOVERY_COMMISSION)) == [1_500, 4_500]
    assert year(terms, requests=None).missing == ("requests",)


def test_the_fee_of_each_month_monitored_bears_the_tax_of_its_buyer():
    terms = 'monitoring_fee = "10 EUR"\nmonitoring_fee_every = "month"\npremium_tax = "French insurance tax"'
    monitored = (
        *(limit(100, f"2026-{month:02}-01") for month in range(1, 13)),
        *(limit(100, f"2026-{month:02}-01", buyer="B2", country="DE") for month in range(5, 9)),
    )
    (line,) = lines(year(terms, monitored=monitored), MONITORING_FEE)
    assert (line.count, line.amount) == (16, 16_000)
    assert sorted((each.base, each.amount) for each in line.taxes) == [(4_000, 0), (12_000, 1_080)]


def test_free_requests_are_the_first_of_the_year_whatever_their_fee():
    terms = (
        'free_requests = 2\nfee_per_request = [{ value = "20 EUR" }, { when = { country = "MA" }, value = "50 EUR" }]'
    )
    days = {"2026-01-05": "MA", "2026-02-05": "FR", "2026-03-05": "MA", "2026-04-05": "FR"}
    requests = tuple(Request(on=on(day), keys={"country": country}) for day, country in days.items())
    assert sorted(amounts(year(terms, requests=requests), REQUEST_FEE)) == [2_000, 5_000]
