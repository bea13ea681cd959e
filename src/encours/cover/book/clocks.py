"""Clocks and calendars of a programme, laid out in arrays of whole numbers for the walk (`encours.cover.clocks`)."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from encours.engine.wording import Wording
from encours.policy.quantity_text import decode_country
from encours.units import MISSING, UNSET, Day, from_civil
from encours.units.calendars import is_working_day
from encours.units.clocks import Clock, Shift, decode_clock

Column = NDArray[Any]

CALENDAR_FROM: Final[Day] = from_civil(1989, 12, 1)
CALENDAR_TO: Final[Day] = from_civil(2130, 12, 31)
"""Days of a calendar: those that facts and policies may name, those just before, and the longest clock after them."""


class Laid:
    """Clocks side by side; each by the place where it begins, the same clock once."""

    def __init__(self) -> None:
        self.numbers: list[int] = []
        self._places: dict[tuple[int, int], int] = {}
        self._calendars: dict[int, int] = {}

    def place(self, clock: int, country: int) -> int:
        """Place of a clock that follows the working days of a country; `UNSET` and `MISSING` as they are."""
        if clock in {UNSET, MISSING}:
            return clock
        if (clock, country) not in self._places:
            self._places[clock, country] = self._laid(decode_clock(clock), country)
        return self._places[clock, country]

    def _laid(self, clock: Clock, country: int) -> int:
        replaced = -1 if clock.on_insolvency is None else self._laid(clock.on_insolvency, country)
        works = clock.shift is not Shift.NONE or any(leg.working for leg in clock.legs)
        calendar = self._calendar(country) if works else 0
        place = len(self.numbers)
        self.numbers += [int(clock.later), int(clock.shift), calendar, replaced, len(clock.legs)]
        for leg in clock.legs:
            self.numbers += [leg.anchor, leg.span, int(leg.working), int(leg.inclusive)]
        return place

    def _calendar(self, country: int) -> int:
        """Where the calendar of a country begins, were its days counted from 1970."""
        begins = self._calendars.setdefault(country, len(self._calendars) * len(_shifts(country)))
        return begins - 2 * CALENDAR_FROM

    @property
    def arrays(self) -> Mapping[str, Column]:
        """The clocks, and the working days that they follow."""
        calendars = [_shifts(country) for country in self._calendars]
        return {
            "clocks": np.array(self.numbers or [0], dtype=np.int64),
            "working_shifts": np.concatenate(calendars) if calendars else np.zeros(1, np.int8),
        }


def lay_clocks(
    wording: Wording, values: Mapping[str, Sequence[int]]
) -> tuple[dict[str, list[int]], Mapping[str, Column]]:
    """Terms where each clock is the place of one, and the arrays it stands in."""
    laid = Laid()
    found = {
        name: [laid.place(value, country) for value, country in zip(column, values["working_days_of"], strict=True)]
        for name, column in values.items()
        if wording.row_terms[name].unit.name == "clock"
    }
    return {**{name: list(column) for name, column in values.items()}, **found}, laid.arrays


@lru_cache(maxsize=8)
def _shifts(country: int) -> Column:
    """For each day, by how many to move to the next working day and to the previous one, side by side."""
    code = decode_country(country)
    with warnings.catch_warnings():
        # Of some countries the library knows the holidays of a few years, and says so for each of the others.
        warnings.simplefilter("ignore")
        works = np.array([is_working_day(day, code) for day in range(CALENDAR_FROM, CALENDAR_TO + 1)])
    days = np.arange(works.size)
    following = np.minimum.accumulate(np.where(works, days, works.size - 1)[::-1])[::-1] - days
    before = np.maximum.accumulate(np.where(works, days, 0)) - days
    return np.column_stack((following, before)).astype(np.int8).reshape(-1)
