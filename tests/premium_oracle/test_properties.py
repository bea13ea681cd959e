"""What holds of every premium year, whatever was agreed: asked of the product, of years drawn at random."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from encours.premium.lines import (
    BONUS,
    DEPOSIT,
    MAXIMUM,
    NET_PREMIUM,
    NO_CLAIMS_BONUS,
    OPTION,
    PREMIUM,
    PROFIT_SHARE,
    PremiumYear,
)
from encours.units import MISSING
from tests.premium_oracle.bridge import of_product, product_year
from tests.premium_oracle.draw import draw_year

seeds = st.integers(0, 10**9)
GIVEN_BACK = (BONUS, NO_CLAIMS_BONUS, PROFIT_SHARE)
MILLION = 10**6


def drawn(seed: int, **terms: Any) -> dict[str, Any]:
    """A year drawn that is over, with these terms for certain."""
    year = draw_year(Random(f"property/{seed}"))
    year["policy"]["terms"] |= terms
    return {**year, "as_of": year["policy"]["period_end"]}


def months_of(year: Mapping[str, Any]) -> list[date]:
    """Last days of the months of a year."""
    first = year["policy"]["period_start"]
    begun = [divmod(12 * first.year + first.month - 1 + place, 12) for place in range(1, 13)]
    ends = [date(of_year, month + 1, 1) - timedelta(1) for of_year, month in begun]
    return [each for each in ends if each <= year["policy"]["period_end"]]


def called_to(found: PremiumYear, kind: str = "") -> list[tuple[int, int, str]]:
    return [(each.on, each.amount, each.why) for each in found.instalments if not kind or each.why == kind]


@settings(max_examples=25, deadline=None)
@given(seeds)
def test_month_by_month_the_year_is_called_as_it_is_at_once(seed: int) -> None:
    year = drawn(seed, premium_adjusted="each declaration", premium_declared_every=1)
    whole = product_year(year)
    if MISSING in [each.amount for each in whole.instalments]:
        return
    for day in months_of(year):
        part = product_year(year, as_of=day)
        assert set(called_to(part)) <= set(called_to(whole))
    assert sum(each.amount for each in whole.instalments) == whole.total(*NET_PREMIUM)


@settings(max_examples=25, deadline=None)
@given(seeds)
def test_within_the_year_nothing_is_given_back_and_no_more_is_called_than_the_maximum(seed: int) -> None:
    year = drawn(seed, premium_adjusted="each declaration", premium_declared_every=1)
    found = product_year(year)
    within = [amount for _, amount, _ in called_to(found, "declaration") if amount != MISSING]
    assert all(amount > 0 for amount in within)
    deposit = sum(amount for _, amount, _ in called_to(found, "deposit") if amount != MISSING)
    most = year["policy"]["terms"].get("maximum_premium")
    if most is not None and within:
        assert deposit + sum(within) <= most


@settings(max_examples=25, deadline=None)
@given(seeds, st.integers(1, 100_000))
def test_a_higher_rate_never_lowers_the_premium_of_sales(seed: int, more: int) -> None:
    year = drawn(seed)
    year["counted_on"] = [each for each in year["counted_on"] if each["amount"] >= 0]
    year["policy"]["endorsements"] = []
    higher = deepcopy(year)
    terms = higher["policy"]["terms"]
    for name in [each for each in terms if each.startswith("premium_rate")]:
        terms[name] = raised(terms[name], more)
    before, after = (product_year(each).total(PREMIUM, OPTION) for each in (year, higher))
    assert (before == MISSING) == (after == MISSING)
    assert before <= after


def raised(value: Any, more: int) -> Any:
    """Every rate of a term so much higher, up to the whole."""
    if isinstance(value, list):
        return [each | {"value": raised(each["value"], more)} for each in value]
    if isinstance(value, tuple):
        return tuple((min(MILLION, rate + more), end) for rate, end in value)
    return min(MILLION, value + more)


@settings(max_examples=25, deadline=None)
@given(seeds)
def test_what_is_given_back_stops_at_the_minimum_where_the_policy_says_so(seed: int) -> None:
    year = drawn(seed, no_claims_bonus_step=9_000, result_given_back="down to the minimum premium")
    for name in ("minimum_premium_share", "minimum_premium_counts", "minimum_premium_sales", "maximum_premium"):
        year["policy"]["terms"].pop(name, None)
    least = year["policy"]["terms"].setdefault("minimum_premium", 1_000)
    found = product_year(year | {"years_without_claim": 3, "renewed": 1})
    net, given_back = found.total(*NET_PREMIUM), found.total(*GIVEN_BACK)
    if MISSING in {net, given_back}:
        return
    assert given_back <= 0
    assert net + given_back >= min(net, least)


@settings(max_examples=25, deadline=None)
@given(seeds)
def test_lines_and_taxes_add_up_and_the_parts_of_a_line_are_the_line(seed: int) -> None:
    found = product_year(drawn(seed))
    own = [each for each in found.lines if each.kind != DEPOSIT]
    if found.due == MISSING:
        return
    assert found.total() == sum(each.amount for each in own)
    assert found.due == sum(each.amount + each.tax for each in own)
    for line in own:
        parts = sum(each.base for each in line.taxes)
        assert abs(parts) <= abs(line.amount)
        assert all(each.base * line.amount > 0 for each in line.taxes)
        assert sum(each.amount for each in line.taxes) == line.tax
    assert all(each.amount < 0 for each in own if each.kind == MAXIMUM)


@settings(max_examples=25, deadline=None)
@given(seeds)
def test_the_order_of_what_is_told_changes_nothing(seed: int) -> None:
    year = drawn(seed)
    turned = dict(year)
    for name in ("counted_on", "estimate", "monitored", "requests", "recoveries"):
        turned[name] = year[name] and year[name][::-1]
    assert of_product(product_year(turned)) == of_product(product_year(year))
