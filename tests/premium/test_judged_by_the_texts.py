"""What an oracle written from the texts found wrong in the premium of a year, each told as a story."""

from fractions import Fraction

import pytest

from encours.premium.known import SumRecovered
from encours.premium.lines import (
    FLAT_PREMIUM,
    LIMIT_PREMIUM,
    MINIMUM,
    MONITORING_FEE,
    OPTION,
    PREMIUM,
    RECOVERY_COMMISSION,
)
from encours.units import MISSING
from tests.premium.made_up import limit, lines, on, policy, refusals, sale, year

MILLION = 100_000_000
ON_SALES = 'premium_base = "turnover"\npremium_rate = "1 ‰"\n'
TAXED = ON_SALES + 'premium_tax = "French insurance tax"\n'


def changed(terms: str, day: str, later: str):
    """Policy with an endorsement from a day on."""
    return policy(f'{terms}\n[[endorsements]]\nname = "A1"\neffective_on = {day}\n[endorsements.terms]\n{later}')


def called(found, why="declaration"):
    return [(each.on, each.amount) for each in found.instalments if each.why == why]


@pytest.mark.parametrize(
    ("day", "fees"),
    [
        ("2026-03-31", [(1, 300), (3, 1_500)]),
        ("2026-04-01", [(1, 300), (3, 1_500)]),
        ("2026-04-02", [(2, 600), (2, 1_000)]),
    ],
)
def test_a_monitoring_fee_that_changes_within_a_quarter_is_not_owed_twice(day, fees):
    terms = 'monitoring_fee = "3 EUR"\nmonitoring_fee_every = "quarter"'
    monitored = tuple(limit(100, f"2026-{month:02}-01") for month in range(1, 13))
    found = year(changed(terms, day, 'monitoring_fee = "5 EUR"'), monitored=monitored)
    assert [(each.count, each.amount) for each in lines(found, MONITORING_FEE)] == fees


def test_a_limit_whose_rate_changes_owes_its_fewest_months_once():
    terms = 'limit_premium_rate = "1.2 %"\nlimit_premium_minimum = "4 months"'
    monitored = tuple(limit(10_000_000, f"2026-{month:02}-01") for month in (1, 2, 3))
    found = year(changed(terms, "2026-03-01", 'limit_premium_rate = "2.4 %"'), monitored=monitored)
    assert [each.amount for each in lines(found, LIMIT_PREMIUM)] == [20_000, 40_000]


@pytest.mark.parametrize(
    ("which", "taxed"), [("sums on uninsured debts", (30_000, 2_700)), ("every sum", (70_000, 6_300))]
)
def test_a_commission_bears_tax_pro_rata_of_what_was_recovered(which, taxed):
    terms = f"""recovery_commission_rate = "10 %"
recovery_commission_on = "{which}"
premium_tax = "French insurance tax"
tax_on_recovery_commissions = "as the premium"
"""
    recovered = tuple(
        SumRecovered(on=on("2026-05-05"), on_insured=insured, on_uninsured=uninsured, keys={"country": country})
        for country, insured, uninsured in (("FR", 400_000, 300_000), ("DE", 0, 900_000))
    )
    (line,) = lines(year(terms, recoveries=recovered), RECOVERY_COMMISSION)
    assert [(each.base, each.amount) for each in line.taxes if each.amount] == [taxed]


def test_value_added_tax_is_one_for_a_fee_whoever_it_is_for():
    terms = 'monitoring_fee = "1.32 EUR"\npremium_tax = "French insurance tax"\ntax_on_monitoring_fees = "French VAT"'
    monitored = (limit(100, "2026-01-01"), limit(100, "2026-01-01", buyer="B2", country="DE"))
    (line,) = lines(year(terms, monitored=monitored), MONITORING_FEE)
    assert [(each.base, each.amount) for each in line.taxes] == [(264, 53)]


def test_value_added_tax_hangs_on_no_country():
    terms = 'monitoring_fee = "1.32 EUR"\npremium_tax = "French insurance tax"\ntax_on_monitoring_fees = "French VAT"'
    monitored = (limit(100, "2026-01-01"), limit(100, "2026-01-01", buyer="B2", country=""))
    (line,) = lines(year(terms, monitored=monitored), MONITORING_FEE)
    assert [(each.base, each.amount) for each in line.taxes] == [(264, 53)]


def test_no_more_than_the_maximum_is_called_within_the_year():
    terms = (
        ON_SALES
        + """maximum_premium = "1 500 EUR"
premium_adjusted = "each declaration"
premium_declared_every = "3 months"
"""
    )
    found = year(terms, [sale(MILLION, "2026-02-01"), sale(MILLION, "2026-05-01"), sale(MILLION, "2026-08-01")])
    assert called(found) == [(on("2026-04-30"), 100_000), (on("2026-07-30"), 50_000)]
    assert called(found, "adjustment") == []


@pytest.mark.parametrize("from_when", ["at once", "above the minimum premium"])
def test_a_minimum_due_beside_the_rate_keeps_no_declaration_from_being_called(from_when):
    terms = (
        ON_SALES
        + f"""minimum_premium = "2 000 EUR"
minimum_premium_sales = "1 000 000 EUR"
deposit_premium_share = "100 %"
premium_adjusted = "each declaration"
premium_adjusted_from = "{from_when}"
premium_declared_every = "3 months"
"""
    )
    found = year(terms, [sale(MILLION, "2026-02-01"), sale(MILLION // 2, "2026-05-01")])
    assert called(found) == [(on("2026-07-30"), 50_000)]


def test_nothing_is_told_of_declarations_that_call_nothing_before_the_year_is_over():
    terms = ON_SALES + 'minimum_premium_share = "80 %"\npremium_declared_every = "1 months"\n'
    found = year(terms, [sale(MILLION)], as_of="2026-11-30")
    assert (found.total(), found.instalments) == (MISSING, ())


def test_instalments_begin_with_a_month_and_one_of_nothing_is_not_called():
    terms = ON_SALES + 'minimum_premium = "0.03 EUR"\ndeposit_premium_share = "100 %"\npremium_instalments = 5\n'
    assert called(year(terms), "deposit") == [(on("2026-01-01"), 1), (on("2026-05-01"), 1), (on("2026-10-01"), 1)]


def test_a_minimum_that_hangs_on_what_nobody_knows_is_not_told():
    terms = """premium_base = "turnover"
premium_rate_by_terms = "0.30 ‰ to 30 days; 0.60 ‰ above"
surcharge_for_percentage = "10 %"
minimum_premium = "4 000 EUR"
"""
    found = year(terms, [sale(MILLION)])
    assert [each.amount for each in lines(found, MINIMUM)] == [MISSING]
    assert found.total() == MISSING


def test_a_free_band_is_told_with_what_lies_in_it():
    bands = """premium_base = "turnover"
premium_rate_by_amount = "1 ‰ to 1 000 000 EUR; 0 ‰ to 2 000 000 EUR; 3 ‰ above"
"""
    parts = lines(year(bands, [sale(3 * MILLION)]), PREMIUM)
    assert [each.base for each in parts] == [MILLION] * 3
    assert [(each.rate * 1_000, each.amount) for each in parts] == [(1, 100_000), (0, 0), (3, 300_000)]
    whole = bands + 'premium_bands = "the whole at the rate reached"'
    (line,) = lines(year(whole, [sale(2 * MILLION)]), PREMIUM)
    assert (line.base, line.rate, line.amount) == (2 * MILLION, Fraction(0), 0)


def test_terms_of_payment_that_are_free_are_told_at_their_own_rate():
    terms = 'premium_base = "turnover"\npremium_rate_by_terms = "1 ‰ to 30 days; 0 ‰ to 60 days; 3 ‰ above"'
    (line,) = lines(year(terms, [sale(MILLION, credit_days=60)]), PREMIUM)
    assert (line.rate, line.amount) == (Fraction(0), 0)


def test_a_tax_may_vary_with_what_the_buyer_is():
    terms = (
        ON_SALES
        + """premium_tax = [
  { value = "French insurance tax" },
  { when = { buyer_class = "exempt" }, value = "none" },
]"""
    )
    found = year(terms, [sale(MILLION, keys={"buyer_class": each}) for each in ("exempt", "other")])
    assert (found.total(), found.tax) == (200_000, 9_000)


def test_a_rate_of_another_tax_does_not_part_a_line():
    terms = TAXED + 'premium_tax_rate = [{ value = "1 %" }, { when = { entity = "E2" }, value = "2 %" }]'
    sales = [sale(61_000, keys={"entity": "E1"}), sale(56_000, keys={"entity": "E2"})]
    (line,) = lines(year(terms, sales), PREMIUM)
    assert [(each.base, each.amount) for each in line.taxes] == [(117, 11)]


def test_the_order_of_the_sales_does_not_move_a_cent_of_tax():
    sales = [sale(1_000_000, country="DE"), sale(1_000_000), sale(3_000_000, country="MA")]
    terms = TAXED + 'flat_premium = "0.03 EUR"'
    taxes = [
        [(each.territory, each.base) for each in lines(year(terms, told), FLAT_PREMIUM)[0].taxes]
        for told in (sales, sales[::-1])
    ]
    assert taxes == [[("domestic", 1), ("export", 2)]] * 2


def test_credit_notes_alone_take_back_the_tax_of_each_kind_of_business():
    credited = [sale(-MILLION, country="DE"), sale(-3 * MILLION)]
    (line,) = lines(year(TAXED, credited), PREMIUM)
    assert sorted((each.base, each.amount) for each in line.taxes) == [(-300_000, -27_000), (-100_000, 0)]
    assert year(TAXED, credited[::-1]).tax == year(TAXED, credited).tax


def test_the_tax_of_a_minimum_is_not_told_while_a_premium_that_shares_it_is_not():
    terms = """premium_base = "turnover"
premium_rate_by_terms = "0.30 ‰ to 30 days; 0.60 ‰ above"
minimum_premium = "4 000 EUR"
minimum_premium_sales = "1 EUR"
premium_tax = "French insurance tax"
"""
    found = year(terms, [sale(MILLION, credit_days=30), sale(MILLION, country="DE")])
    (line,) = lines(found, MINIMUM)
    assert (line.amount, line.tax) == (400_000, MISSING)


def test_an_option_bears_what_the_sales_of_each_rate_cost():
    terms = TAXED + 'surcharge_for_political_risk = [{ when = { country = "MA" }, value = "100 %" }]'
    (option,) = lines(year(terms, [sale(1_000), sale(500, country="MA")]), OPTION)
    assert (option.base, option.amount) == (1, 1)


def test_a_flat_premium_is_one_for_the_policy():
    entries = '[{ value = "10 EUR" }, { when = { country = "FR" }, value = "20 EUR" }]'
    assert refusals(f'premium_base = "flat"\nflat_premium = {entries}')
    assert not refusals('premium_base = "flat"\nflat_premium = "10 EUR"')
