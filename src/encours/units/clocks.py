"""A clock: from which events, how long, and by which rule a last day is counted, carried as one integer.

"later of 90 days after extension end and 180 days after delivery, or the next working day; on insolvency 10 days
after publication" is one clock: two legs of which the later counts, what is done with a day on which nobody works, and
the clock that replaces it once the buyer is insolvent. The events are numbers here: the trade names them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from encours.units.kinds import Code, Count, Span

_SPAN: Final = 2**31
_ANCHORS: Final = 2**5
_LEG: Final = 4 * _ANCHORS * _SPAN
_HEAD: Final = 2**6
LARGEST_LEGS: Final = 7
"""Legs that one clock may have."""
LONGEST_DAYS: Final = 3_660
LONGEST_MONTHS: Final = 120
"""Longest duration of a leg that a policy may state: ten years, within the calendars of working days."""


class Shift(IntEnum):
    """What becomes of a last day on which nobody works."""

    NONE = 0
    NEXT = 1
    PREVIOUS = 2


@dataclass(frozen=True, slots=True)
class Leg:
    """One way of counting: a duration from an event; day one is the day after, or (`inclusive`) that day itself.

    In `working` days the duration is a number of days, and only those count on which people work. A duration of no
    day ends on the day of the event, and one to an end of month is the same from whichever day.
    """

    anchor: Code
    span: Span
    working: bool = False
    inclusive: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """The legs, whether the later of them counts or the earlier, and what replaces it all on insolvency."""

    legs: tuple[Leg, ...]
    later: bool = True
    shift: Shift = Shift.NONE
    on_insolvency: Clock | None = None


def encode_clock(clock: Clock) -> int:
    """A clock as one integer, never negative; the same clock is always the same integer."""
    replaced = 0 if clock.on_insolvency is None else 1 + encode_clock(clock.on_insolvency)
    assert 0 < len(clock.legs) <= LARGEST_LEGS, f"legs of a clock: {len(clock.legs)}"
    value = replaced
    for leg in reversed(clock.legs):
        assert 0 <= leg.anchor < _ANCHORS, f"anchor of a clock: {leg.anchor}"
        value = value * _LEG + ((leg.span * _ANCHORS + leg.anchor) * 2 + leg.working) * 2 + leg.inclusive
    later = clock.later or len(clock.legs) == 1
    return value * _HEAD + len(clock.legs) * 8 + int(clock.shift) * 2 + later


def decode_clock(value: int) -> Clock:
    """The clock that `encode_clock` made."""
    head, value = value % _HEAD, value // _HEAD
    legs = []
    for _ in range(head // 8):
        leg, value = value % _LEG, value // _LEG
        legs.append(Leg(leg // 4 % _ANCHORS, leg // 4 // _ANCHORS, bool(leg // 2 % 2), bool(leg % 2)))
    return Clock(tuple(legs), bool(head % 2), Shift(head // 2 % 4), decode_clock(value - 1) if value else None)


def events_of(clock: Clock) -> tuple[Count, ...]:
    """Numbers of the events that a clock hangs on, those of its replacement too."""
    own = [leg.anchor for leg in clock.legs]
    return tuple(dict.fromkeys([*own, *(events_of(clock.on_insolvency) if clock.on_insolvency else ())]))
