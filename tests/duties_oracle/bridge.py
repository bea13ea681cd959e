"""How the product writes a clock, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from types import SimpleNamespace

from encours.clauses.clock_anchors import ClockAnchor
from encours.cover.book.clocks import Laid
from encours.cover.clocks import clock_day
from encours.policy.quantity_text import encode_country
from encours.units import MISSING, EndOfMonth, span, span_parts
from encours.units import NEVER as NEVER_HAPPENED
from encours.units import clocks as product
from tests.duties_oracle.last_days import NEVER, UNKNOWN, Clock, Length, Time, Told

EPOCH = date(1970, 1, 1)
ANCHORS = {each.english: each for each in ClockAnchor}
ENDS = {"": EndOfMonth.NONE, "last": EndOfMonth.AFTER, "first": EndOfMonth.BEFORE}
SHIFTS = {"as it is": product.Shift.NONE, "next": product.Shift.NEXT, "previous": product.Shift.PREVIOUS}


def encoded(clock: Clock) -> int:
    """A clock as the product carries it."""
    return product.encode_clock(as_product(clock))


def as_product(clock: Clock) -> product.Clock:
    """A clock in the product's own parts."""
    return product.Clock(
        tuple(leg(time) for time in clock.times),
        later=clock.which == "later",
        shift=SHIFTS[clock.day_off],
        on_insolvency=None if clock.on_insolvency is None else as_product(clock.on_insolvency),
    )


def leg(time: Time) -> product.Leg:
    """One time of a clock."""
    own = time.length
    return product.Leg(ANCHORS[time.event], span_of(own), own.working, time.from_it)


def span_of(own: Length) -> int:
    """A duration as one integer."""
    return span(days=own.days, months=own.months, end_of_month=ENDS[own.end_of_month], on_day=own.on_the)


def as_plain(clock: product.Clock) -> Clock:
    """A clock of the product in plain parts."""
    times = []
    for each in clock.legs:
        parts = span_parts(each.span)
        ends = next(name for name, rule in ENDS.items() if rule is parts.end_of_month)
        own = Length(parts.days, parts.months, ends, parts.on_day, working=each.working)
        times.append(Time(own, list(ClockAnchor)[each.anchor].english, from_it=each.inclusive))
    replaced = None if clock.on_insolvency is None else as_plain(clock.on_insolvency)
    day_off = next(name for name, shift in SHIFTS.items() if shift is clock.shift)
    return Clock(tuple(times), "later" if clock.later else "earlier", day_off, replaced)


def of_the_product(clock: Clock, events: Mapping[str, Told], country: str) -> Told:
    """Last day by the product."""
    code = encode_country(country)
    laid = Laid()
    place = laid.place(encoded(clock), code)
    agreement = SimpleNamespace(clocks=laid.numbers, working_shifts=shifts_of(code))
    scratch = SimpleNamespace(event_days=[day_of(events[each.english]) for each in ClockAnchor])
    book = SimpleNamespace(agreement=agreement, scratch=scratch)
    found = int(clock_day(book, place))
    return UNKNOWN if found == MISSING else NEVER if found >= NEVER_HAPPENED else EPOCH + timedelta(days=found)


@cache
def shifts_of(country: int) -> list[int]:
    """The calendar that the product lays out for a country alone."""
    laid = Laid()
    laid.place(encoded(Clock((Time(Length(working=True), "delivery"),))), country)
    return [int(each) for each in laid.arrays["working_shifts"]]


def day_of(told: Told) -> int:
    """A day as the product counts it."""
    return MISSING if told is None else NEVER_HAPPENED if told == NEVER else (told - EPOCH).days
