"""The product and a reader of clocks written apart from it, from the texts, find the same last day."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date

import pytest

from tests.duties_oracle import draw
from tests.duties_oracle.bridge import of_the_product
from tests.duties_oracle.last_days import NEVER, UNKNOWN, Clock, Length, Time, Told, last_day, own_last_day, reached
from tests.duties_oracle.working_days import days_off, works

A_FEW, MANY = 900, 100_000


def drawn(seed: int) -> tuple[Clock, dict[str, Told], str]:
    """A clock, what happened, and whose working days count."""
    rng = random.Random(f"clock {seed}")
    return draw.clock(rng), draw.events_of(rng), rng.choice(draw.COUNTRIES)


def disagreement(seed: int) -> tuple[Clock, dict[str, Told], str, Told, Told] | None:
    """What the two answer about one drawn clock, where they differ."""
    clock, events, country = drawn(seed)
    expected, answered = last_day(clock, events, country), of_the_product(clock, events, country)
    return None if expected == answered else (clock, events, country, expected, answered)


def test_drawn_clocks_end_on_the_same_day() -> None:
    assert [each for each in map(disagreement, range(A_FEW)) if each] == []


@pytest.mark.slow
@pytest.mark.parametrize("part", range(10))
def test_a_hundred_thousand_clocks_end_on_the_same_day(part: int) -> None:
    of_this_part = range(part * MANY // 10, (part + 1) * MANY // 10)
    assert [each for each in map(disagreement, of_this_part) if each] == []


def turns(clock: Clock, events: dict[str, Told], country: str) -> list[str]:
    """Turns of the calendar, and of the text, that a drawn clock takes."""
    day, own = last_day(clock, events, country), own_last_day(clock, events, country)
    found = ["unknown" if day is UNKNOWN else "never" if day == NEVER else "a day"]
    if clock.on_insolvency is not None and events["insolvency"] != NEVER:
        found.append("own over before" if own is not None and own < (events["insolvency"] or NEVER) else "replaced")
    happened = [(time, events[time.event]) for time in clock.times]
    for time, start in happened:
        if start is None or start == NEVER:
            continue
        end = reached(start, time.length)
        found += ["from" for _ in range(time.from_it)] + ["working days" for _ in range(time.length.working)]
        if time.length.months and end.day < start.day and not time.length.days and not time.length.end_of_month:
            found.append("shorter month")
        if date(2012, 2, 29) in (start, end) or any((each.month, each.day) == (2, 29) for each in (start, end)):
            found.append("29 February")
        if time.length.end_of_month:
            found.append(f"end of month {time.length.end_of_month}")
    plain = own_last_day(Clock(clock.times, clock.which), events, country)
    if plain is not None and plain != NEVER and clock.day_off != "as it is" and not works(plain, country):
        off = "holiday" if plain in days_off(country, plain.year) else "week-end"
        found.append(f"{clock.day_off} after a {off}")
    return [*found, f"{len(clock.times)} {clock.which}", country]


def test_every_turn_of_the_calendar_is_reached() -> None:
    reached_often = Counter(turn for seed in range(A_FEW) for turn in turns(*drawn(seed)))
    wanted = {
        "unknown", "never", "a day", "replaced", "own over before", "from", "working days", "shorter month",
        "29 February", "end of month first", "end of month last", "next after a holiday", "previous after a holiday",
        "next after a week-end", "previous after a week-end", *(f"{n} {which}" for n in (2, 3, 4)
        for which in ("later", "earlier")), *draw.COUNTRIES,
    }  # fmt: skip
    assert {turn: reached_often[turn] for turn in wanted if reached_often[turn] < 3} == {}


@pytest.mark.parametrize(
    ("start", "length", "from_it", "end"),
    [
        # Code de commerce, R622-24: two months from the publication of the opening.
        (date(2026, 3, 31), Length(months=2), False, date(2026, 5, 31)),
        (date(2025, 12, 31), Length(months=2), False, date(2026, 2, 28)),
        (date(2023, 12, 31), Length(months=2), False, date(2024, 2, 29)),
        (date(2024, 2, 29), Length(months=12), False, date(2025, 2, 28)),
        (date(2026, 3, 10), Length(days=45, end_of_month="last"), False, date(2026, 4, 30)),
        (date(2026, 3, 10), Length(days=45, end_of_month="first"), False, date(2026, 5, 15)),
        (date(2026, 3, 10), Length(days=45, end_of_month="last"), True, date(2026, 4, 30)),
        (date(2026, 3, 10), Length(days=1), True, date(2026, 3, 10)),
        (date(2026, 3, 10), Length(), True, date(2026, 3, 10)),
        # Thursday before Easter: Good Friday is worked in France, Easter Monday is not.
        (date(2026, 4, 2), Length(days=2, working=True), False, date(2026, 4, 7)),
        (date(2026, 4, 2), Length(days=2, working=True), True, date(2026, 4, 3)),
        (date(2026, 4, 4), Length(days=1, working=True), True, date(2026, 4, 7)),
        (date(2026, 4, 4), Length(working=True), True, date(2026, 4, 4)),
    ],
)
def test_both_find_the_day_counted_by_hand(start: date, length: Length, from_it: bool, end: date) -> None:
    clock = Clock((Time(length, "publication", from_it=from_it),))
    events: dict[str, Told] = dict.fromkeys(draw.EVENTS, NEVER) | {"publication": start}
    assert last_day(clock, events, "FR") == end
    assert of_the_product(clock, events, "FR") == end
