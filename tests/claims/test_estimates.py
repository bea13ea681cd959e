"""Small sums around a policy, by hand, and on each side of each rounding."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encours.claims.agreed import agreed_chain
from encours.claims.estimates import (
    YearOfTrade,
    exhausting_loss,
    limit_for_days,
    limit_for_months,
    multiple_needed,
    sales_to_make_good,
)
from encours.claims.loss import Loss, LossLine, YearAccount
from encours.claims.settle import settle
from tests.claims.policy_of_claims import NOTHING_KNOWN, policy


@pytest.mark.parametrize(
    ("sales", "days", "vat", "limit"),
    [
        (365_00, 60, 0, 60_00),
        (365_00, 60, 2_000, 72_00),
        (1, 1, 0, 1),
        (0, 60, 0, 0),
        (1_200_000_00, 60, 2_000, 236_712_33),
    ],
)
def test_a_limit_by_days_holds_what_is_owed_at_a_time(sales, days, vat, limit):
    assert limit_for_days(sales, days, vat) == limit


def test_a_limit_by_months():
    assert limit_for_months(1_200_000_00, 2, 2_000) == 240_000_00


@pytest.mark.parametrize(
    ("indemnity", "premium", "tenths"), [(720_000_00, 30_000_00, 240), (720_000_01, 30_000_00, 241), (1, 10_00, 1)]
)
def test_a_multiple_is_rounded_up_to_the_next_tenth(indemnity, premium, tenths):
    assert multiple_needed(indemnity, premium) == tenths


@pytest.mark.parametrize(("lost", "margin", "sales"), [(50_000_00, 500, 1_000_000_00), (1, 300, 34), (0, 1, 0)])
def test_sales_that_make_good_a_loss(lost, margin, sales):
    assert sales_to_make_good(lost, margin) == sales


def test_a_year_with_and_without_cover():
    """5 % of 10 million is 500 000; less 300 000 of losses; then 250 000 come back for a premium of 30 000."""
    year = YearOfTrade(sales=10_000_000_00, margin=500, losses=300_000_00, indemnities=250_000_00, premium=30_000_00)
    assert (year.earned, year.without_cover, year.with_cover) == (500_000_00, 200_000_00, 420_000_00)


def indemnity_under(**terms):
    """Indemnity of one loss under such a policy, in a year that nothing used up."""
    agreed = policy(**terms)

    def indemnity(gross):
        lines = (LossLine(number="1", gross=gross, limit=gross, percentage=9_000),)
        loss = Loss(claim="1", buyer="", day=100, cause="", debt=gross, lines=lines)
        return settle(loss, agreed_chain(agreed, loss, NOTHING_KNOWN), YearAccount()).indemnity

    return indemnity


def test_the_loss_that_exhausts_a_maximum_has_its_first_losses_in_it():
    """200 000 and the first loss of 45 000, over 90 %: 272 222,22, whose nine tenths round to 245 000."""
    indemnity = indemnity_under(maximum_liability="200 000 EUR", aggregate_first_loss="45 000 EUR")
    assert exhausting_loss(indemnity, 200_000_00) == 272_222_22
    assert indemnity(272_222_21) == 199_999_99


def test_no_loss_exhausts_what_a_maximum_per_buyer_keeps_below_it():
    indemnity = indemnity_under(maximum_liability="200 000 EUR", maximum_per_buyer="100 000 EUR")
    assert exhausting_loss(indemnity, 200_000_00) is None


@given(st.integers(1, 10**9), st.integers(0, 10**8), st.integers(0, 10**8))
def test_it_is_the_least_one(maximum, first, each):
    indemnity = indemnity_under(
        maximum_liability=f"{maximum} EUR", aggregate_first_loss=f"{first} EUR", each_and_every_first_loss=f"{each} EUR"
    )
    found = exhausting_loss(indemnity, maximum * 100)
    assert found is not None
    assert indemnity(found) == maximum * 100
    assert indemnity(found - 1) < maximum * 100
