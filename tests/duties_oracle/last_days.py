"""The last day of a clock, as the text of the clauses says it is counted."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from tests.duties_oracle.working_days import following, preceding, works

NEVER = date.max
ONE_DAY = timedelta(days=1)
UNKNOWN = None

Told = date | None
"""A day, `NEVER` for what has not happened, `UNKNOWN` for what has on a day that nobody knows."""


@dataclass(frozen=True)
class Length:
    """A duration: months, then days, then to where in the month; or a number of working days."""

    days: int = 0
    months: int = 0
    end_of_month: str = ""
    """When the end of the month is waited for: "last" after the days, "first" before them."""
    on_the: int = 0
    working: bool = False


@dataclass(frozen=True)
class Time:
    """One time counted from an event: day one is the day after it, or with `from_it` the day itself."""

    length: Length
    event: str
    from_it: bool = False


@dataclass(frozen=True)
class Clock:
    """Times of which the later or the earlier counts, what a day off becomes, and what replaces all on insolvency."""

    times: tuple[Time, ...]
    which: str = "later"
    day_off: str = "as it is"
    on_insolvency: Clock | None = None


def last_day(clock: Clock, events: Mapping[str, Told], country: str) -> Told:
    """Last day of a clock, whatever replaces it."""
    own = own_last_day(clock, events, country)
    insolvent = events["insolvency"]
    if clock.on_insolvency is None or insolvent == NEVER:
        return own
    if own is UNKNOWN or (insolvent is not None and own < insolvent):
        return own
    return own_last_day(clock.on_insolvency, events, country)


def own_last_day(clock: Clock, events: Mapping[str, Told], country: str) -> Told:
    """Last day by the clock's own times."""
    days = [ends(time, events[time.event], country) for time in clock.times]
    if clock.which == "later" and NEVER in days:
        return NEVER
    known = [day for day in days if day is not None]
    if len(known) < len(days):
        return UNKNOWN
    day = max(known) if clock.which == "later" else min(known)
    if day == NEVER or clock.day_off == "as it is":
        return day
    return following(day, country) if clock.day_off == "next" else preceding(day, country)


def ends(time: Time, happened: Told, country: str) -> Told:
    """Last day of one time."""
    if happened is UNKNOWN or happened == NEVER:
        return happened
    length = time.length
    if length.working:
        return last_working_day(happened, length.days, country, counts=time.from_it)
    day = reached(happened, length)
    if time.from_it and not length.end_of_month and not length.on_the and day > happened:
        day -= ONE_DAY
    return day


def last_working_day(day: date, count: int, country: str, *, counts: bool) -> date:
    """Day on which so many working days are over, the first day being among them if it counts."""
    if count and counts and works(day, country):
        count -= 1
    while count:
        day += ONE_DAY
        count -= works(day, country)
    return day


def reached(day: date, length: Length) -> date:
    """Day on which a duration is over, day one being the day after."""
    day += relativedelta(months=length.months)
    if length.end_of_month == "first":
        day += relativedelta(day=31)
    day += timedelta(days=length.days)
    if length.end_of_month == "last":
        day += relativedelta(day=31)
    while length.on_the and day.day != min(length.on_the, monthrange(day.year, day.month)[1]):
        day += ONE_DAY
    return day
