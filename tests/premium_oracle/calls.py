"""When premium is called: the deposit in parts, then declarations, then the year."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from tests.premium_oracle.agreed import yearly
from tests.premium_oracle.least import NOT_SET, earned_lines, least_of, premium_of_estimate
from tests.premium_oracle.money import WHOLE, known_sum, nearest

Call = tuple[date, Fraction, str]


def months_after(day: date, months: int) -> date:
    """The same day some months later, or the last of its month."""
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def deposit_of(year: Mapping[str, Any]) -> Fraction | None:
    """The deposit of a year; None where it cannot be told."""
    policy = year["policy"]
    share = yearly(policy, "deposit_premium_share")
    if share is None:
        return Fraction()
    of_minimum = yearly(policy, "deposit_premium_of") == "minimum premium"
    whole = least_of(year) if of_minimum else premium_of_estimate(year)
    if whole is NOT_SET:
        return Fraction()
    if whole is None:
        return None
    deposit, most = nearest(whole * share / WHOLE), yearly(policy, "maximum_premium")
    return deposit if most is None else min(deposit, Fraction(most))


def instalments_of(year: Mapping[str, Any], deposit: Fraction) -> list[Call]:
    """Parts of the deposit, each on the first or the last day of its part of the year."""
    policy = year["policy"]
    first, last, parts = policy["period_start"], policy["period_end"], yearly(policy, "premium_instalments")
    is_ahead = yearly(policy, "instalment_day") == "first day"
    found, told = [], Fraction()
    for part in range(1, parts + 1):
        up_to = nearest(deposit * part / parts)
        starts, ends = beginning(first, last, part - 1, parts), beginning(first, last, part, parts)
        if up_to != told:
            found.append((min(last, starts if is_ahead else ends - timedelta(1)), up_to - told, "deposit"))
        told = up_to
    return found


def beginning(first: date, last: date, part: int, parts: int) -> date:
    """First day of a part of the year: of the month in which it would begin."""
    return last + timedelta(1) if part == parts else months_after(first, 12 * part // parts)


def calls_of(year: Mapping[str, Any], net: Fraction | None) -> list[Call] | None:
    """Calls of the year in the order of their days; None where what they hang on cannot be told.

    What a declaration calls is called on the last day to make it.
    """
    policy, as_of = year["policy"], year["as_of"]
    deposit = deposit_of(year)
    if deposit is None:
        return None
    found, called = instalments_of(year, deposit), deposit
    to_declare = timedelta(yearly(policy, "declaration_time"))
    for day in declared_on(policy):
        pending = pending_on(year, day, called) if day <= as_of else Fraction()
        if pending is None:
            return None
        if pending:
            found.append((day + to_declare, pending, "declaration"))
            called += pending
    if as_of >= policy["period_end"]:
        if net is None:
            return None
        if net != called:
            found.append((policy["period_end"] + to_declare, net - called, "adjustment"))
    return sorted(found, key=lambda call: call[0])


def declared_on(policy: Mapping[str, Any]) -> list[date]:
    """Last days of the periods of declaration, but that of the year."""
    if yearly(policy, "premium_adjusted") == "year end":
        return []
    every, found, number = yearly(policy, "premium_declared_every"), [], 1
    while (day := months_after(policy["period_start"], every * number) - timedelta(1)) < policy["period_end"]:
        found.append(day)
        number += 1
    return found


def pending_on(year: Mapping[str, Any], day: date, called: Fraction) -> Fraction | None:
    """What is called on a declaration."""
    policy = year["policy"]
    lines = earned_lines(year, day)
    earned = known_sum([each.amount for each in lines])
    least, most = least_of(year), yearly(policy, "maximum_premium")
    if earned is None or least is None:
        return None
    is_beside = least is not NOT_SET and yearly(policy, "minimum_premium_sales") is not None
    if is_beside:
        earned += least
    floor = Fraction() if least is NOT_SET else least
    if yearly(policy, "premium_adjusted_from") != "at once" and earned <= floor:
        return Fraction()
    pending = (earned if most is None else min(earned, Fraction(most))) - called
    return pending if pending > yearly(policy, "adjustment_threshold") else Fraction()
