"""The days of the demo company's story, and how a day is written in it."""

from __future__ import annotations

from typing import Final

from encours.units import Day, add_days, civil, from_civil, weekday


def on(text: str) -> Day:
    """Day of a date written 2026-06-30."""
    year, month, day = text.split("-")
    return from_civil(int(year), int(month), int(day))


def written(day: Day) -> str:
    """A day as it is written here: 2026-06-30."""
    return "{}-{:02}-{:02}".format(*civil(day))


def working_day(day: Day) -> Day:
    """The day itself, or the Monday after a Saturday or Sunday: nobody delivers or pays on a week-end."""
    return add_days(day, max(0, 7 - weekday(day)) if weekday(day) > 4 else 0)


FIRST_DAY: Final = on("2024-07-01")
"""First day of the policy and of the ordinary sales."""

AS_OF: Final = on("2026-06-30")
"""Day on which the story is read."""

FIRST_MONTH: Final = (2024, 7)
MONTHS: Final = 24
"""Months of ordinary sales, from the first."""
