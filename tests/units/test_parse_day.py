"""Dates are read day first unless told; an impossible one says why; missing is not no."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encours.units.calendars import date_of, day_of
from encours.units.parse import parse_day, parse_flag
from encours.units.refusal import Refusal


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-14",
        "20260314",
        "2026/03/14",
        "14/03/2026",
        "14.03.2026",
        "14-03-2026",
        "14/3/2026",
        " 14/03/2026\u00a0",
        "14 mars 2026",
        "14 March 2026",
        "14 mar 2026",
        "14-mars-2026",
        "2026-03-14T00:00:00",
        "14/03/2026 00:00",
    ],
)
def test_a_date_is_read_in_every_usual_form(text: str) -> None:
    assert parse_day(text) == day_of(date(2026, 3, 14))


def test_the_month_comes_first_only_when_told() -> None:
    assert parse_day("3/4/2026") == day_of(date(2026, 4, 3))
    assert parse_day("3/4/2026", month_first=True) == day_of(date(2026, 3, 4))
    assert parse_day("2026-03-04", month_first=True) == day_of(date(2026, 3, 4))


@pytest.mark.parametrize(
    ("text", "code", "why"),
    [
        ("", "date_empty", "empty"),
        ("31/02/2026", "date_impossible", "February 2026 has 28 days"),
        ("30/02/2028", "date_impossible", "February 2028 has 29 days"),
        ("29/02/2100", "date_impossible", "February 2100 has 28 days"),
        ("2026-04-31", "date_impossible", "April 2026 has 30 days"),
        ("00/01/2026", "date_impossible", "January 2026 has 31 days, not a day 0"),
        ("2026-00-01", "date_impossible", "no month 0"),
        ("03/14/2026", "date_impossible", "no month 14"),
        ("31/12/1989", "date_out_of_range", "1989"),
        ("01/01/2101", "date_out_of_range", "2101"),
        ("14/03/26", "date_short_year", "two figures"),
        ("46095", "date_serial_number", "as a number"),
        ("2026-03-14 10:31", "date_with_time", "time of day"),
        ("14/03-2026", "date_malformed", "not a date"),
        ("14 ventôse 2026", "date_malformed", "not a date"),
        ("2026-3-14", "date_malformed", "not a date"),
        ("1" * 300, "date_malformed", "not a date"),
    ],
)
def test_a_date_that_does_not_exist_is_refused_with_the_reason(text: str, code: str, why: str) -> None:
    found = parse_day(text)
    assert isinstance(found, Refusal)
    assert found.code == code
    assert why in found.what


def test_a_month_that_was_written_first_is_pointed_out() -> None:
    found = parse_day("03/14/2026")
    assert isinstance(found, Refusal)
    assert found.hint
    nowhere = parse_day("14/14/2026")
    assert isinstance(nowhere, Refusal)
    assert not nowhere.hint
    no_day_either_way = parse_day("31/02/2026", month_first=True)
    assert isinstance(no_day_either_way, Refusal)
    assert not no_day_either_way.hint


@pytest.mark.parametrize("text", ["1990-01-01", "2100-12-31", "29/02/2028"])
def test_the_first_and_last_year_and_the_leap_day_are_read(text: str) -> None:
    assert isinstance(parse_day(text), int)


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_a_date_is_the_same_in_figures_of_every_order(when: date) -> None:
    forms = (when.isoformat(), f"{when:%Y%m%d}", f"{when:%d/%m/%Y}", f"{when:%d.%m.%Y}")
    assert {parse_day(form) for form in forms} == {day_of(when)}
    assert parse_day(f"{when:%m/%d/%Y}", month_first=True) == day_of(when)
    assert date_of(day_of(when)) == when


@pytest.mark.parametrize("text", ["yes", "Y", "TRUE", "1", "oui", " O ", "vrai"])
def test_yes_is_one(text: str) -> None:
    assert parse_flag(text) == 1


@pytest.mark.parametrize("text", ["no", "N", "False", "0", "non", "FAUX"])
def test_no_is_zero(text: str) -> None:
    assert parse_flag(text) == 0


@pytest.mark.parametrize(("text", "code"), [("", "flag_empty"), ("maybe", "flag_malformed"), ("2", "flag_malformed")])
def test_neither_yes_nor_no_is_refused(text: str, code: str) -> None:
    found = parse_flag(text)
    assert isinstance(found, Refusal)
    assert found.code == code


@given(st.one_of(st.text(max_size=300), st.text("0123456789-/. T:", max_size=20)))
def test_no_text_makes_a_date_or_an_answer_raise(text: str) -> None:
    assert isinstance(parse_day(text), int | Refusal)
    assert isinstance(parse_flag(text), int | Refusal)
