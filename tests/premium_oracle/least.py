"""Premium before the result of the year: what sales and limits cost, flat premiums, the minimum and the maximum."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from tests.premium_oracle.agreed import Read, read, yearly
from tests.premium_oracle.money import MILLION, WHOLE, Line, Regime, known_sum, nearest
from tests.premium_oracle.rated import by_regime, rated_lines, sales_of
from tests.premium_oracle.taxes import regime_of

NOT_SET = object()
COUNTS = {
    "premium and options": ("premium", "option", "flat premium"),
    "premium alone": ("premium", "flat premium"),
    "every premium": ("premium", "option", "flat premium", "limit premium"),
}


def amount_of(lines: Sequence[Line], *kinds: str) -> Fraction | None:
    """Sum of the lines of some kinds."""
    return known_sum([each.amount for each in lines if each.kind in kinds])


def earned_lines(year: Mapping[str, Any], as_of: date) -> list[Line]:
    """What was sold, what limits stood, and flat premiums, to a day."""
    policy = year["policy"]
    return [*rated_lines(policy, year["counted_on"], as_of), *limit_lines(year, as_of), *flat_lines(policy)]


def premium_lines(year: Mapping[str, Any], as_of: date) -> list[Line]:
    """All lines of premium before the result, to a day."""
    lines = earned_lines(year, as_of)
    lines += minimum_line(year, lines)
    return lines + maximum_line(year, lines)


def flat_lines(policy: Mapping[str, Any]) -> list[Line]:
    """Premiums that are due whatever is sold."""
    found = []
    flat = yearly(policy, "flat_premium")
    if flat is not None:
        found.append(Line("flat premium", Fraction(flat)))
    rate, liability = yearly(policy, "liability_premium_rate"), yearly(policy, "maximum_liability")
    if rate is not None:
        amount = None if liability is None else nearest(Fraction(liability * rate, MILLION))
        base = None if liability is None else Fraction(liability)
        found.append(Line("flat premium", amount, base, Fraction(rate, MILLION)))
    return found


def limit_lines(year: Mapping[str, Any], as_of: date) -> list[Line]:
    """Premium of limits: one limit is that of a buyer, a kind and an insured company, over months in a row."""
    policy = year["policy"]
    limits: dict[tuple[Any, ...], dict[int, Mapping[str, Any]]] = defaultdict(dict)
    for each in year["monitored"]:
        rate = read(policy, "limit_premium_rate", each["keys"], each["on"])
        if policy["period_start"] <= each["on"] <= min(as_of, policy["period_end"]) and rate.value is not None:
            limits[each["buyer"], each["keys"].get("limit_kind"), each["keys"].get("entity")][month(each["on"])] = each
    return [line for months in limits.values() for row in in_a_row(months) for line in lines_of_limit(policy, row)]


def month(day: date) -> int:
    return 12 * day.year + day.month


def in_a_row(months: Mapping[int, Mapping[str, Any]]) -> list[list[Mapping[str, Any]]]:
    rows: list[list[Mapping[str, Any]]] = []
    for number in sorted(months):
        if number - 1 not in months:
            rows.append([])
        rows[-1].append(months[number])
    return rows


def lines_of_limit(policy: Mapping[str, Any], row: Sequence[Mapping[str, Any]]) -> list[Line]:
    """What one limit owes for its months, a line for each rate in turn, and for the fewest on its last amount."""
    last = row[-1]
    least = read(policy, "limit_premium_minimum", last["keys"], last["on"]).value
    turns: list[tuple[Read, dict[Regime | None, Fraction]]] = []
    for each in row:
        rate = read(policy, "limit_premium_rate", each["keys"], each["on"])
        if not turns or turns[-1][0] != rate:
            turns.append((rate, defaultdict(Fraction)))
        turns[-1][1][regime_of(policy, each["keys"], each["on"])] += each["amount"]
    found = []
    for number, (rate, borne_by) in enumerate(turns, 1):
        lacking = max(0, least - len(row)) * last["amount"] if number == len(turns) else 0
        months = sum(borne_by.values(), Fraction()) + lacking
        found.append(Line("limit premium", nearest(months * rate.value / 12 / MILLION), borne_by=borne_by))
    return found


def estimated_shares(year: Mapping[str, Any]) -> dict[Regime | None, Fraction]:
    """How much of what was estimated is of each kind of business."""
    policy = year["policy"]
    return by_regime(sales_of(policy, year["estimate"] or (), policy["period_end"]))


def premium_of_estimate(year: Mapping[str, Any]) -> Fraction | None:
    """Premium of the turnover estimated, at the rates of the schedule; None where nothing was estimated."""
    if year["estimate"] is None:
        return None
    policy = year["policy"]
    lines = rated_lines(policy, year["estimate"], policy["period_end"])
    return amount_of(lines, "premium", "option")


def least_of(year: Mapping[str, Any]) -> Any:
    """The minimum premium: NOT_SET where the policy has none, None where it cannot be told."""
    policy = year["policy"]
    amount, share = yearly(policy, "minimum_premium"), yearly(policy, "minimum_premium_share")
    if share is None:
        return NOT_SET if amount is None else Fraction(amount)
    estimated = premium_of_estimate(year)
    if estimated is None:
        return None
    return max(Fraction(amount or 0), nearest(estimated * share / WHOLE))


def minimum_line(year: Mapping[str, Any], lines: Sequence[Line]) -> list[Line]:
    """What lacks of the minimum; the whole of it, beside the rate, where it already pays for sales."""
    policy, least = year["policy"], least_of(year)
    if least is NOT_SET:
        return []
    counts = amount_of(lines, *COUNTS[yearly(policy, "minimum_premium_counts")])
    if least is not None and yearly(policy, "minimum_premium_sales") is not None:
        return [Line("minimum", least)]
    if least is None or counts is None:
        return [Line("minimum", None)]
    return [Line("minimum", max(Fraction(), least - counts))]


def maximum_line(year: Mapping[str, Any], lines: Sequence[Line]) -> list[Line]:
    """What is above the maximum and is not due."""
    most, net = yearly(year["policy"], "maximum_premium"), known_sum([each.amount for each in lines])
    if most is None or (net is not None and net <= most):
        return []
    return [Line("maximum", None if net is None else most - net)]
