"""Working days are those of the country; 2026 in France is the story."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date

import pytest

from encours.units.calendars import (
    add_working_days,
    calendar_known,
    day_of,
    holiday_name,
    is_working_day,
    next_working_day,
    previous_working_day,
    working_days_between,
)

THURSDAY = day_of(date(2026, 4, 30))
LABOUR_DAY = day_of(date(2026, 5, 1))
SATURDAY = day_of(date(2026, 5, 2))
MONDAY = day_of(date(2026, 5, 4))


def test_people_work_neither_on_a_holiday_nor_at_the_week_end() -> None:
    days = (THURSDAY, LABOUR_DAY, SATURDAY, MONDAY)
    assert [is_working_day(day, "FR") for day in days] == [True, False, False, True]


def test_the_week_end_is_that_of_the_country() -> None:
    friday, sunday = day_of(date(2026, 2, 6)), day_of(date(2026, 2, 8))
    assert (is_working_day(friday, "SA"), is_working_day(sunday, "SA")) == (False, True)


def test_next_and_previous_working_days_may_be_the_day_itself() -> None:
    assert next_working_day(THURSDAY, "FR") == THURSDAY
    assert next_working_day(LABOUR_DAY, "FR") == MONDAY
    assert previous_working_day(MONDAY, "FR") == MONDAY
    assert previous_working_day(SATURDAY, "FR") == THURSDAY


def test_working_days_between_count_the_last_day_and_not_the_first() -> None:
    assert working_days_between(THURSDAY, MONDAY, "FR") == 1
    assert working_days_between(THURSDAY, THURSDAY, "FR") == 0
    assert working_days_between(MONDAY, THURSDAY, "FR") == 0
    assert add_working_days(THURSDAY, 1, "FR") == MONDAY
    assert add_working_days(LABOUR_DAY, 0, "FR") == LABOUR_DAY


def test_moselle_rests_on_good_friday_and_paris_does_not() -> None:
    good_friday = day_of(date(2026, 4, 3))
    assert is_working_day(good_friday, "FR")
    assert not is_working_day(good_friday, "FR", subdivision="57")
    assert holiday_name(good_friday, "FR", "fr") is None
    assert holiday_name(good_friday, "FR", "fr", subdivision="57") == "Vendredi saint"


def test_a_holiday_is_named_in_the_language_asked_where_it_is_known() -> None:
    assert holiday_name(LABOUR_DAY, "FR", "fr") == "Fête du Travail"
    assert holiday_name(LABOUR_DAY, "FR", "en") == "Labor Day"
    assert holiday_name(LABOUR_DAY, "DE", "fr") == "Erster Mai"
    assert holiday_name(THURSDAY, "FR", "fr") is None


def test_the_language_of_the_machine_changes_no_name() -> None:
    script = (
        "from encours.units.calendars import holiday_name; "
        f"print(ascii(holiday_name({LABOUR_DAY}, 'FR', 'fr')), ascii(holiday_name({LABOUR_DAY}, 'DE', 'fr')))"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True, text=True, check=True, env={**os.environ, "LANGUAGE": language},
        ).stdout
        for language in ("en_US", "th")
    }  # fmt: skip
    assert printed == {"'F\\xeate du Travail' 'Erster Mai'\n"}


def test_an_unknown_country_can_be_asked_about_and_not_used() -> None:
    assert calendar_known("FR")
    assert not calendar_known("ZZ")
    with pytest.raises(AssertionError, match="no calendar"):
        is_working_day(MONDAY, "ZZ")
