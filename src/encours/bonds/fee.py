"""Fee of a bond for a period: a yearly rate on what is outstanding at the end of each day, and its minimum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from encours.bonds.line import BondKind, BondLine
from encours.bonds.standing import changes, standing
from encours.bonds.terms import FeePeriod
from encours.facts.kinds import Bond, BondEvent
from encours.units import UNSET, Cents, Day, Days, civil, from_civil
from encours.units.rounding import Rounding, divide


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """Fee of a bond from one day to another, both included; `UNSET` where no rate and no minimum is agreed."""

    first: Day
    last: Day
    days: Days
    """Days of the period at the end of which the bond was outstanding."""
    by_rate: Cents
    amount: Cents


def period_start(day: Day, period: FeePeriod) -> Day:
    """First day of the calendar period that a day is in."""
    year, month, _ = civil(day)
    return from_civil(year, month - (month - 1) % period.months, 1)


def fee(bond: Bond, events: Sequence[BondEvent], line: BondLine, kind: BondKind, *, first: Day, last: Day) -> Fee:
    """Fee for the days of a period: exact to the day, rounded once, half up; a bond released pays no more.

    The day of issue counts, that of the release does not: what stands at the end of a day pays for the day.
    """
    days, products = 0, 0
    for start, stop, amount in _stretches(bond, events, kind, first=first, last=last):
        days += stop - start if amount else 0
        products += (stop - start) * amount
    by_rate = UNSET if kind.rate == UNSET else _by_rate(products, line, kind)
    agreed = [each for each in (by_rate, kind.minimum_fee) if each != UNSET]
    return Fee(first=first, last=last, days=days, by_rate=by_rate, amount=_amount(agreed, days))


def _stretches(
    bond: Bond, events: Sequence[BondEvent], kind: BondKind, *, first: Day, last: Day
) -> list[tuple[Day, Day, Cents]]:
    """Stretches of days of one outstanding: first day, the day after the last, and what is outstanding."""
    within = [day for day in changes(bond, events, kind) if first < day <= last]
    days = [first, *within, last + 1]
    return [(start, stop, standing(bond, events, kind, start).outstanding) for start, stop in pairwise(days)]


def _by_rate(products: Cents, line: BondLine, kind: BondKind) -> Cents:
    return divide(products * kind.rate, 10_000 * line.day_count.days, Rounding.HALF_UP)


def _amount(agreed: Sequence[Cents], days: Days) -> Cents:
    if not agreed:
        return UNSET
    return max(agreed) if days else 0
