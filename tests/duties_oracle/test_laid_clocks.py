"""Clocks of several countries lie side by side in one book, within calendars that hold every day a clock can reach."""

from __future__ import annotations

import random
from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from encours.clauses.clock_anchors import ClockAnchor
from encours.clauses.wordings import WHOLE_TURNOVER
from encours.cover.book.clocks import CALENDAR_FROM, CALENDAR_TO, Laid, lay_clocks
from encours.cover.clocks import clock_day, shifted
from encours.policy.quantity_text import encode_country
from encours.units import MISSING, UNSET, after, from_civil, span
from encours.units.clocks import LONGEST_DAYS, LONGEST_MONTHS
from encours.units.spans import EndOfMonth
from tests.duties_oracle import draw
from tests.duties_oracle.bridge import EPOCH, day_of, encoded, of_the_product
from tests.duties_oracle.last_days import Clock, Length, Time
from tests.duties_oracle.working_days import following, preceding

MONDAY_AFTER = Clock((Time(Length(days=1), "due date"),), day_off="next")


def test_countries_side_by_side_are_counted_as_each_alone() -> None:
    rng = random.Random("side by side")
    laid, asked = Laid(), []
    for _ in range(200):
        clock, country = draw.clock(rng), rng.choice(draw.COUNTRIES)
        asked.append((clock, country, laid.place(encoded(clock), encode_country(country))))
    shifts = [int(each) for each in laid.arrays["working_shifts"]]
    for clock, country, place in asked:
        events = draw.events_of(rng)
        book = SimpleNamespace(
            agreement=SimpleNamespace(clocks=laid.numbers, working_shifts=shifts),
            scratch=SimpleNamespace(event_days=[day_of(events[each.english]) for each in ClockAnchor]),
        )
        assert clock_day(book, place) == day_of(of_the_product(clock, events, country))


def test_the_same_clock_lies_once_and_one_that_is_not_set_lies_nowhere() -> None:
    laid, clock, france = Laid(), encoded(MONDAY_AFTER), encode_country("FR")
    first = laid.place(clock, france)
    length = len(laid.numbers)
    assert laid.place(clock, france) == first
    assert len(laid.numbers) == length
    assert laid.place(clock, encode_country("DE")) == length
    assert [laid.place(absent, france) for absent in (UNSET, MISSING)] == [UNSET, MISSING]
    assert clock_day(SimpleNamespace(), UNSET) == UNSET
    assert clock_day(SimpleNamespace(), MISSING) == MISSING


def test_a_clock_of_calendar_days_alone_needs_no_calendar() -> None:
    laid = Laid()
    laid.place(encoded(Clock((Time(Length(days=30), "due date"),))), encode_country("FR"))
    assert laid.arrays["working_shifts"].size == 1


def test_only_clocks_are_laid_out() -> None:
    values = {name: [UNSET] for name, term in WHOLE_TURNOVER.row_terms.items() if term.unit.name == "clock"}
    values |= {"working_days_of": [encode_country("FR")], "insured_percentage": [9_000]}
    values["hand_over_deadline"] = [encoded(MONDAY_AFTER)]
    laid, arrays = lay_clocks(WHOLE_TURNOVER, values)
    assert laid["insured_percentage"] == [9_000]
    assert laid["claim_filing_deadline"] == [UNSET]
    assert laid["hand_over_deadline"] == [0]
    assert arrays["clocks"].tolist()[:2] == [1, 1]


def test_calendars_hold_every_day_that_a_clock_of_a_fact_can_reach() -> None:
    last = from_civil(2100, 12, 31)
    longest = span(days=LONGEST_DAYS, months=LONGEST_MONTHS, end_of_month=EndOfMonth.AFTER, on_day=31)
    # The end of an extension may come a year after the last day of a fact.
    assert after(last + 366, longest) < CALENDAR_TO
    # In the longest of working days: four or five of seven, less holidays.
    assert last + 2 * LONGEST_DAYS - 400 < CALENDAR_TO
    assert from_civil(1990, 1, 1) > CALENDAR_FROM + 20


@pytest.mark.parametrize("country", ["FR", "DE", "AE"])
def test_each_day_knows_the_working_days_beside_it(country: str) -> None:
    laid = Laid()
    place = laid.place(encoded(MONDAY_AFTER), encode_country(country))
    shifts, calendar = laid.arrays["working_shifts"].tolist(), laid.numbers[place + 2]
    book = SimpleNamespace(agreement=SimpleNamespace(working_shifts=shifts))
    day = date(2015, 1, 1)
    while day < date(2027, 1, 1):
        number = (day - EPOCH).days
        assert shifted(book, number, 0, calendar) == number
        assert shifted(book, number, 1, calendar) == (following(day, country) - EPOCH).days
        assert shifted(book, number, 2, calendar) == (preceding(day, country) - EPOCH).days
        day += timedelta(days=1)
