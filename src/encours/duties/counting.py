"""How a period of the law is counted, to its last day.

Of procedure (Code de procédure civile 640 to 642, which C. com. R662-1 makes those of insolvency proceedings too): the
day it is counted from is left out; months and years end on the day of the same number, or on the last one of the month;
an end on a Saturday, a Sunday or a public holiday moves to the next working day.

Of substance (C. civ. 2228 and 2229; the move of CPC 642 does not hold for a prescription): the same end, never moved.
"""

from __future__ import annotations

from enum import Enum

from encours.duties.courts import NATIONAL, Seat
from encours.units import MISSING, NEVER, Day, add_months, civil, from_civil
from encours.units.calendars import next_working_day


class Counting(Enum):
    """Whether an end that falls on a day nobody works moves."""

    PROCEDURE = "procedure"
    SUBSTANCE = "substance"


def last_day(anchor: Day, months: int, counting: Counting, seat: Seat = NATIONAL) -> Day:
    """Last day of a period of months; `NEVER` while it does not run, `MISSING` where nobody knows since when."""
    if anchor in {MISSING, NEVER}:
        return anchor
    return ended(add_months(anchor, months), counting, seat)


def ended(day: Day, counting: Counting, seat: Seat = NATIONAL) -> Day:
    """Day on which what ends on a day is over: that day, or the next working day of the court's seat."""
    if day in {MISSING, NEVER} or counting is Counting.SUBSTANCE:
        return day
    return next_working_day(day, "FR", subdivision=seat.subdivision)


def end_of_year_after(day: Day, years: int) -> Day:
    """31 December of a later year."""
    if day in {MISSING, NEVER}:
        return day
    return from_civil(civil(day)[0] + years, 12, 31)
