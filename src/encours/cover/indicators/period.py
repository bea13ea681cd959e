"""The period an indicator looks at: the last days, or the last calendar months, both ends included."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from encours.units import Day, Days, add_months, civil, from_civil, month_length

MOST_DAYS: Final = 3_660
"""Longest period that may be asked for: ten years."""
MOST_MONTHS: Final = 120
"""The same, in months."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days from the first to the last, both included."""

    first: Day
    last: Day

    @property
    def days(self) -> Days:
        """How many days it has."""
        return self.last - self.first + 1

    def holds(self, day: Day) -> bool:
        """Whether a day lies in it."""
        return self.first <= day <= self.last


def last_days(as_of: Day, count: Days) -> Period:
    """The last days up to the one asked about, itself included."""
    assert 1 <= count <= MOST_DAYS, "a period has a day, and an end"
    return Period(as_of - count + 1, as_of)


def last_months(as_of: Day, count: int) -> Period:
    """The last calendar months up to the day asked about, its own month begun included."""
    assert 1 <= count <= MOST_MONTHS, "a period has a month, and an end"
    return Period(add_months(first_of_month(as_of), 1 - count), as_of)


def first_of_month(day: Day) -> Day:
    """First day of the calendar month of a day."""
    year, month, _ = civil(day)
    return from_civil(year, month, 1)


def months_back(as_of: Day) -> Iterator[Period]:
    """Calendar months from the one of a day backwards, without end; the first stops on that day."""
    first, last = first_of_month(as_of), as_of
    while True:
        yield Period(first, last)
        last = first - 1
        year, month, _ = civil(last)
        first = last - month_length(year, month) + 1
