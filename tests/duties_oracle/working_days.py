"""Who works on which day: the holidays of a whole country, by its own law, and its week-end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

import holidays
from dateutil.easter import easter

ONE_DAY = timedelta(days=1)
SATURDAY, SUNDAY, FRIDAY = 5, 6, 4
SUNDAY_BECOMES_A_REST_DAY_IN_THE_EMIRATES = date(2022, 1, 1)


def works(day: date, country: str) -> bool:
    """Whether people work in a country on a day."""
    return day.weekday() not in week_end(day, country) and day not in days_off(country, day.year)


def week_end(day: date, country: str) -> set[int]:
    """Days of the week on which nobody works: in the Emirates Friday and Saturday until the end of 2021."""
    if country == "AE" and day < SUNDAY_BECOMES_A_REST_DAY_IN_THE_EMIRATES:
        return {FRIDAY, SATURDAY}
    return {SATURDAY, SUNDAY}


@cache
def days_off(country: str, year: int) -> frozenset[date]:
    """Public holidays of a year: France (Code du travail, L3133-1), those of every German state; others as listed."""
    if country == "FR":
        return frozenset(french(year))
    if country == "DE":
        return frozenset(german(year))
    return frozenset(holidays.country_holidays(country, years=year))


def french(year: int) -> Iterator[date]:
    """The eleven holidays of the Code du travail."""
    yield from (date(year, month, day) for month, day in ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11)))
    yield date(year, 12, 25)
    yield from (easter(year) + timedelta(days=days) for days in (1, 39, 50))


def german(year: int) -> Iterator[date]:
    """The nine holidays of all the states, and the five hundredth year of the Reformation."""
    yield from (date(year, month, day) for month, day in ((1, 1), (5, 1), (10, 3), (12, 25), (12, 26)))
    yield from (easter(year) + timedelta(days=days) for days in (-2, 1, 39, 50))
    if year == 2017:
        yield date(2017, 10, 31)


def following(day: date, country: str) -> date:
    """The day itself where people work, or the next one on which they do."""
    while not works(day, country):
        day += ONE_DAY
    return day


def preceding(day: date, country: str) -> date:
    """The day itself where people work, or the last one before on which they do."""
    while not works(day, country):
        day -= ONE_DAY
    return day
