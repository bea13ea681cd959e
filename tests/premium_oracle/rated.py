"""What premium is counted on, and what it costs at the rates of the schedule, options included.

What premium may be counted on is a list of dicts: `basis`, `on`, `buyer`, `amount` (cents, below zero for a credit
note), `keys`, `credit_days` (None: not known), `cover_ratio` (basis points), `excluded` (why it is left out of
declarations, or empty).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from tests.premium_oracle.agreed import read, yearly
from tests.premium_oracle.money import MILLION, WHOLE, Line, Regime, known_sum, nearest, spread
from tests.premium_oracle.taxes import order, regime_of

OPTIONS = (
    "surcharge_for_percentage",
    "surcharge_for_political_risk",
    "surcharge_for_risk_before_delivery",
    "surcharge_for_firm_limits",
)
BASES = {"turnover": "turnover", "month-end balances": "balances", "shipments": "shipments"}


@dataclass(frozen=True, slots=True)
class Sale:
    """What counts of one sale, and where its rate stands: sales of one place are counted together."""

    amount: Fraction
    place: tuple[Any, ...] | None  # None where no rate is for it
    regime: Regime | None
    options: tuple[tuple[str, Any, int], ...]


def sales_of(policy: Mapping[str, Any], told: Iterable[Mapping[str, Any]], as_of: date) -> list[Sale]:
    """What bears premium to a day, in the order of the days."""
    base = BASES.get(yearly(policy, "premium_base"))
    first, last = policy["period_start"], min(as_of, policy["period_end"])
    here = [each for each in told if each["basis"] == base and first <= each["on"] <= last and bears(policy, each)]
    found = (sale(policy, each) for each in sorted(here, key=lambda each: each["on"]))
    return [each for each in found if each.amount]


def bears(policy: Mapping[str, Any], told: Mapping[str, Any]) -> bool:
    """Whether a sale is left in."""
    if told["excluded"] == "refused buyer":
        return bool(read(policy, "premium_on_refused_buyers", told["keys"], told["on"]).value == "counted")
    return not told["excluded"]


def sale(policy: Mapping[str, Any], told: Mapping[str, Any]) -> Sale:
    keys, day, amount = told["keys"], told["on"], Fraction(told["amount"])
    if told["basis"] == "shipments" and read(policy, "premium_on_shipments", keys, day).value == "covered share":
        amount = nearest(amount * told["cover_ratio"] / WHOLE)
    options = [(name, read(policy, name, keys, day)) for name in OPTIONS]
    of_sale = tuple((name, found.entry, found.value) for name, found in options if found.value is not None)
    return Sale(amount, place_of(policy, told), regime_of(policy, keys, day), of_sale)


def place_of(policy: Mapping[str, Any], told: Mapping[str, Any]) -> tuple[Any, ...] | None:
    """Where the rate of a sale stands: by terms of payment, else by amount, else the one rate."""
    keys, day = told["keys"], told["on"]
    by_terms = read(policy, "premium_rate_by_terms", keys, day)
    if by_terms.value is not None:
        days = told["credit_days"]
        if days is None:
            return ("unknown", by_terms.entry, by_terms.value)
        band = next(band for band in by_terms.value if band[1] is None or days <= band[1])
        return ("by terms", by_terms.entry, ((band[0], None),), band[1], by_terms.value)
    by_amount = read(policy, "premium_rate_by_amount", keys, day)
    if by_amount.value is not None:
        return ("by amount", by_amount.entry, by_amount.value)
    one = read(policy, "premium_rate", keys, day)
    return None if one.value is None else ("one", one.entry, ((one.value, None),))


def rated_lines(policy: Mapping[str, Any], told: Iterable[Mapping[str, Any]], as_of: date) -> list[Line]:
    """Lines of premium, then those of options."""
    sales = sales_of(policy, told, as_of)
    places: dict[tuple[Any, ...] | None, list[Sale]] = defaultdict(list)
    for each in sales:
        places[each.place].append(each)
    above = above_the_minimum(policy, [sum((each.amount for each in here), Fraction()) for here in places.values()])
    lines: list[Line] = []
    options: dict[tuple[str, Any, int], list[dict[Regime | None, Fraction] | None]] = defaultdict(list)
    for (place, here), total in zip(places.items(), above, strict=True):
        is_known = place is not None and place[0] != "unknown"
        made = lines_of_place(policy, place, here, total) if place and is_known else [Line("premium", None)]
        lines += made
        premium = known_sum(each.amount for each in made)
        for option in dict.fromkeys(option for each in here for option in each.options):
            bearing = [each for each in here if option in each.options]
            options[option].append(None if premium is None else of_option(premium, here, bearing))
    return lines + [option_line(option[2], parts) for option, parts in options.items()]


def of_option(premium: Fraction, here: list[Sale], bearing: list[Sale]) -> dict[Regime | None, Fraction]:
    """Premium of the sales that an option is for: of one rate, pro rata of what was counted under it."""
    counted = sum((each.amount for each in here), Fraction())
    part = sum((each.amount for each in bearing), Fraction())
    return by_regime(bearing, nearest(premium * part / counted) if counted else Fraction())


def by_regime(sales: list[Sale], amount: Fraction | None = None) -> dict[Regime | None, Fraction]:
    """What of sales each kind of business bears; of an amount, where one is told."""
    found: dict[Regime | None, Fraction] = defaultdict(Fraction)
    for each in sales:
        found[each.regime] += each.amount
    if amount is None:
        return dict(found)
    regimes = sorted(found, key=order)
    return dict(zip(regimes, spread([found[each] for each in regimes], amount), strict=True))


def above_the_minimum(policy: Mapping[str, Any], totals: list[Fraction]) -> list[Fraction]:
    """What of each total is above the sales that the minimum pays for."""
    paid = yearly(policy, "minimum_premium_sales")
    whole = sum(totals, Fraction())
    if paid is None:
        return totals
    rest = max(Fraction(), whole - paid)
    return [nearest(each * rest / whole) if whole > 0 else Fraction() for each in totals]


def lines_of_place(policy: Mapping[str, Any], place: tuple[Any, ...], here: list[Sale], total: Fraction) -> list[Line]:
    """One line for each band that something lies in."""
    borne_by = by_regime(here)
    is_whole = place[0] == "by amount" and yearly(policy, "premium_bands") == "the whole at the rate reached"
    bands, start, found = place[2], Fraction(), []
    if total <= 0 or is_whole:
        rate = next(rate for rate, end in bands if end is None or total <= end)
        found = [(total, rate)]
    else:
        for rate, end in bands:
            if total > start:
                found.append(((total if end is None else min(total, Fraction(end))) - start, rate))
            start = Fraction(end or 0)
    return [
        Line("premium", nearest(base * rate / MILLION), base, Fraction(rate, MILLION), borne_by=borne_by)
        for base, rate in found
    ]


def option_line(share: int, parts: list[dict[Regime | None, Fraction] | None]) -> Line:
    """What an option costs: a percentage of the premium of what it is for."""
    borne_by: dict[Regime | None, Fraction] = defaultdict(Fraction)
    for part in parts:
        if part is None:
            return Line("option", None)
        for regime, amount in part.items():
            borne_by[regime] += amount
    base = sum(borne_by.values(), Fraction())
    return Line("option", nearest(base * share / WHOLE), base, Fraction(share, WHOLE), borne_by=dict(borne_by))
