"""Each line carries its own tax: domestic or export, by the law of its day, pro rata where it covers both."""

from fractions import Fraction

import pytest

from encours.premium.known import Request, SumRecovered
from encours.premium.lines import (
    DOMESTIC,
    EXPORT,
    MINIMUM,
    PREMIUM,
    RECOVERY_COMMISSION,
    REQUEST_FEE,
)  # fmt: skip
from encours.premium.tax_tables import FRENCH_INSURANCE_TAX, FRENCH_VALUE_ADDED_TAX, rate_on
from encours.units import MISSING
from tests.premium.made_up import lines, on, policy, sale, year

MILLION = 100_000_000
TAXED = 'premium_base = "turnover"\npremium_rate = "1 ‰"\npremium_tax = "French insurance tax"\n'


def told(line):
    """Territory, base and amount of each tax of a line."""
    return sorted((each.territory, each.base, each.amount) for each in line.taxes)


def test_domestic_premium_is_taxed_and_export_is_exempt():
    found = year(TAXED, [sale(MILLION), sale(MILLION, country="DE"), sale(MILLION, country="RE")])
    (line,) = lines(found, PREMIUM)
    assert told(line) == [(DOMESTIC, 200_000, 18_000), (EXPORT, 100_000, 0)]
    assert {each.article for each in line.taxes} == {"CGI 991, 1001 6°", "CGI 995 8°"}
    assert (found.tax, found.due) == (18_000, 318_000)


def test_the_minimum_is_taxed_as_the_sales_are_shared():
    found = year(TAXED + 'minimum_premium = "4 000 EUR"', [sale(MILLION), sale(2 * MILLION, country="DE")])
    (line,) = lines(found, MINIMUM)
    assert line.amount == 100_000
    assert told(line) == [(DOMESTIC, 33_333, 3_000), (EXPORT, 66_667, 0)]


def test_without_sales_the_minimum_is_taxed_as_the_estimate_is_shared_or_cannot_be_told():
    terms = TAXED + 'minimum_premium = "4 000 EUR"'
    (line,) = lines(year(terms, estimate=(sale(MILLION), sale(MILLION, country="DE"))), MINIMUM)
    assert told(line) == [(DOMESTIC, 200_000, 18_000), (EXPORT, 200_000, 0)]
    unknown = year(terms)
    assert (unknown.total(), unknown.tax, unknown.missing) == (400_000, MISSING, ("is_export",))


def test_a_buyer_of_an_unknown_country_leaves_the_tax_unknown_and_not_the_premium():
    found = year(TAXED, [sale(MILLION, country="")])
    assert (found.total(), found.tax, found.due) == (100_000, MISSING, MISSING)


def test_an_insured_company_elsewhere_bears_the_rate_of_the_policy():
    terms = """premium_base = "turnover"
premium_rate = "1 ‰"
premium_tax = [{ value = "French insurance tax" }, { when = { entity = "DE01" }, value = "own rate" }]
premium_tax_rate = "19 %"
"""
    found = year(terms, [sale(MILLION, keys={"entity": "FR01"}), sale(MILLION, keys={"entity": "DE01"})])
    assert sorted((each.rate, each.amount) for line in found.lines for each in line.taxes) == [
        (Fraction(9, 100), 9_000), (Fraction(19, 100), 19_000)]  # fmt: skip


def test_no_tax_line_where_the_policy_says_nothing_or_that_there_is_none():
    plain = TAXED.replace('premium_tax = "French insurance tax"\n', "")
    assert [line.taxes for line in year(plain, [sale(MILLION)]).lines] == [()]
    assert [line.taxes for line in year(plain + 'premium_tax = "none"', [sale(MILLION)]).lines] == [()]


def test_a_bonus_takes_back_its_tax():
    terms = TAXED + 'bonus_by_loss_ratio = "10 % to 20 %"'
    found = year(terms, [sale(MILLION)], claims_paid=0, claims_recovered=0, renewed=1)
    assert (found.total(), found.tax) == (90_000, 9_000 - 900)


@pytest.mark.parametrize(
    ("table", "day", "rate"),
    [
        (FRENCH_VALUE_ADDED_TAX, "2000-03-31", MISSING),
        (FRENCH_VALUE_ADDED_TAX, "2000-04-01", 196_000),
        (FRENCH_VALUE_ADDED_TAX, "2013-12-31", 196_000),
        (FRENCH_VALUE_ADDED_TAX, "2014-01-01", 200_000),
        (FRENCH_INSURANCE_TAX, "2001-12-31", MISSING),
        (FRENCH_INSURANCE_TAX, "2002-01-01", 90_000),
    ],
)
def test_a_rate_of_the_law_holds_from_its_day(table, day, rate):
    assert rate_on(table, on(day)) == rate


@pytest.mark.parametrize(("first", "last", "tax"), [
    ("2013-01-01", "2013-12-31", 19_600), ("2014-01-01", "2014-12-31", 20_000)])  # fmt: skip
def test_fees_of_a_year_bear_the_value_added_tax_of_its_end(first, last, tax):
    agreed = policy('fee_per_request = "1 000 EUR"\npremium_tax = "French insurance tax"\n'
                    'tax_on_request_fees = "French VAT"', first=first, last=last)  # fmt: skip
    found = year(agreed, as_of=last, requests=(Request(on=on(first), keys={"country": "DE"}),))
    (line,) = lines(found, REQUEST_FEE)
    assert [each.amount for each in line.taxes] == [tax]


def test_each_fee_bears_its_own_tax():
    terms = """fee_per_request = "100 EUR"
recovery_commission_rate = "10 %"
premium_tax = "French insurance tax"
"""
    request = Request(on=on("2026-01-05"), keys={"country": "FR"})
    recovered = SumRecovered(on=on("2026-01-05"), on_insured=0, on_uninsured=100_000, keys={"country": "FR"})
    found = year(terms, requests=(request,), recoveries=(recovered,))
    (fee,), (commission,) = lines(found, REQUEST_FEE), lines(found, RECOVERY_COMMISSION)
    assert ([each.tax for each in fee.taxes], fee.tax) == (["French insurance tax"], 900)
    assert ([each.tax for each in commission.taxes], commission.tax) == (["French VAT"], 2_000)
