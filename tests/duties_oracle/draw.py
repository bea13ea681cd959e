"""Clocks and days drawn by chance, where calendars are hard to count."""

from __future__ import annotations

import random
from datetime import date, timedelta

from tests.duties_oracle.last_days import NEVER, UNKNOWN, Clock, Length, Time, Told
from tests.duties_oracle.working_days import days_off

EVENTS = (
    "due date", "invoice date", "delivery", "extension end", "notice of overdue", "hand-over", "insolvency",
    "publication", "knowledge", "decision", "recovery", "request",
)  # fmt: skip
COUNTRIES = ("FR", "FR", "DE", "AE", "US", "GB")
FIRST, LAST = 2011, 2034


def clock(rng: random.Random, *, events: tuple[str, ...] = EVENTS, may_be_replaced: bool = True) -> Clock:
    """A clock of one to four times."""
    count = rng.choice([1, 1, 1, 2, 2, 3, 4])
    times = tuple(Time(length(rng), rng.choice(events), from_it=rng.random() < 0.3) for _ in range(count))
    which = "later" if count == 1 else rng.choice(["later", "earlier"])
    replaced = None
    if may_be_replaced and rng.random() < 0.4:
        replaced = clock(rng, events=events, may_be_replaced=False)
    return Clock(times, which, rng.choice(["as it is", "next", "previous"]), replaced)


def length(rng: random.Random) -> Length:
    """A duration of one of the sorts that policies state."""
    match rng.randrange(7):
        case 0 | 1:
            return Length(days=rng.choice([0, 1, 7, 10, 30, 60, 90, 180, 240, 365, rng.randint(0, 400)]))
        case 2:
            return Length(months=rng.choice([1, 1, 2, 2, 3, 4, 12, rng.randint(1, 24)]))
        case 3:
            return Length(days=rng.randint(1, 45), months=rng.randint(1, 6))
        case 4:
            return Length(days=rng.choice([0, 30, 45, 60]), months=rng.choice([0, 0, 1]), end_of_month="last")
        case 5:
            ends = rng.choice(["", "first", "last"])
            on_the = rng.choice([0, 10, 15, 29, 30, 31]) if ends else rng.choice([10, 25, 30, 31])
            return Length(days=rng.choice([1, 30, 45]), end_of_month=ends, on_the=on_the)
        case _:
            return Length(days=rng.choice([0, 1, 2, 5, 7, 10, 20, rng.randint(0, 60)]), working=True)


def day(rng: random.Random) -> date:
    """Any day, more often than not one on which calendars turn."""
    year = rng.randint(FIRST, LAST)
    match rng.randrange(6):
        case 0:
            month = rng.randint(1, 12)
            return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=rng.choice([1, 1, 2]))
        case 1:
            leap = rng.choice([2012, 2016, 2020, 2024, 2028, 2032])
            return date(leap, 2, 29) - timedelta(days=rng.choice([0, 0, 1, 29, 30, 31, 59, 60]))
        case 2:
            return rng.choice(sorted(days_off(rng.choice(["FR", "DE"]), year))) + timedelta(days=rng.randint(-2, 1))
        case _:
            return date(year, 1, 1) + timedelta(days=rng.randint(0, 365))


def events_of(rng: random.Random) -> dict[str, Told]:
    """What happened when, to one invoice: near one day, never, or nobody knows when."""
    first = day(rng)
    found: dict[str, Told] = {}
    for name in EVENTS:
        known = first if rng.random() < 0.3 else rng.choice([day(rng), first + timedelta(days=rng.randint(-90, 300))])
        found[name] = rng.choice([NEVER, UNKNOWN]) if rng.random() < 0.12 else known
    if found["insolvency"] is UNKNOWN or rng.random() < 0.4:
        # The day of the opening is one that every fact of it tells.
        found["insolvency"] = NEVER
    return found
