"""Periods of the law end where the code of procedure says: month ends, leap years, week-ends, holidays."""

from datetime import date, timedelta

import pytest
from dateutil.easter import easter
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from encours.duties.counting import Counting, end_of_year_after, last_day
from encours.duties.courts import NATIONAL, UNTOLD, Seat, seat_of
from encours.units import MISSING, NEVER
from encours.units.calendars import date_of, day_of

STRASBOURG = seat_of("Tribunal judiciaire de Strasbourg")


def counted(start, months, counting=Counting.PROCEDURE, seat=NATIONAL):
    return date_of(last_day(day_of(date.fromisoformat(start)), months, counting, seat)).isoformat()


@pytest.mark.parametrize(
    ("start", "months", "end", "moved"),
    [
        ("2026-01-15", 2, "2026-03-15", "2026-03-16"),  # a Sunday
        ("2026-01-31", 1, "2026-02-28", "2026-03-02"),  # a Saturday, the last day of a shorter month
        ("2026-02-28", 1, "2026-03-28", "2026-03-30"),  # the same number, not the end of the month; a Saturday
        ("2023-12-29", 2, "2024-02-29", "2024-02-29"),  # a leap year has the day
        ("2022-12-29", 2, "2023-02-28", "2023-02-28"),
        ("2024-02-29", 12, "2025-02-28", "2025-02-28"),
        ("2026-08-31", 6, "2027-02-28", "2027-03-01"),
        ("2026-02-06", 2, "2026-04-06", "2026-04-07"),  # Easter Monday
        ("2026-03-08", 2, "2026-05-08", "2026-05-11"),  # 8 May, a Friday
        ("2018-05-14", 2, "2018-07-14", "2018-07-16"),  # 14 July, a Saturday
        ("2026-03-14", 2, "2026-05-14", "2026-05-15"),  # Ascension, a Thursday
        ("2026-10-25", 2, "2026-12-25", "2026-12-28"),  # Christmas, a Friday
        ("2026-10-30", 2, "2026-12-30", "2026-12-30"),
    ],
)
def test_a_period_of_months_ends_on_the_same_number_and_moves_to_a_day_people_work(start, months, end, moved):
    assert counted(start, months, Counting.SUBSTANCE) == end
    assert counted(start, months) == moved


@pytest.mark.parametrize(
    ("start", "national", "local"),
    [
        ("2026-02-03", "2026-04-03", "2026-04-07"),  # Good Friday, then the week-end and Easter Monday
        ("2025-10-26", "2025-12-26", "2025-12-29"),  # the day after Christmas, a Friday
        ("2026-10-26", "2026-12-28", "2026-12-28"),  # the same, a Saturday
    ],
)
def test_alsace_and_moselle_add_good_friday_and_the_day_after_christmas(start, national, local):
    assert (counted(start, 2), counted(start, 2, seat=STRASBOURG)) == (national, local)


@pytest.mark.parametrize(
    ("court", "seat"),
    [
        ("Tribunal de commerce de Marseille", NATIONAL),
        ("Tribunal des activités économiques de Paris", NATIONAL),
        ("", UNTOLD),
        ("Tribunal de commerce", UNTOLD),
        ("TJ METZ, chambre commerciale", Seat("FR", "57")),
        ("Tribunal judiciaire de Sélestat", Seat("FR", "57")),
        ("Tribunal de commerce de Metzervisse-sur-Marne", NATIONAL),  # no court of Metz, whatever it begins with
        ("Tribunal mixte de commerce de Pointe-à-Pitre", Seat("GP", "971")),
        ("Tribunal mixte de commerce de Saint-Denis", Seat("RE", "974")),
        ("Tribunal de commerce de Bobigny", NATIONAL),
        ("Tribunal de commerce de Bobigny (Seine-Saint-Denis)", NATIONAL),
        ("TC Bobigny Seine Saint Denis", NATIONAL),
        ("Tribunal de commerce de Bobigny, Seine-Saint-Denis", NATIONAL),
        ("Tribunal de commerce de Nancy (Meurthe-et-Moselle)", NATIONAL),
        ("TAE de Nancy - Meurthe et Moselle", NATIONAL),
        ("Tribunal de commerce de Nantes, 2 rue de Strasbourg", NATIONAL),
        ("Tribunal judiciaire de Metz (Moselle)", Seat("FR", "57")),
        ("Tribunal judiciaire de Metz Moselle", Seat("FR", "57")),
        ("Chambre commerciale du tribunal judiciaire de Colmar", Seat("FR", "57")),
        ("Tribunal de première instance de Saint-Pierre-et-Miquelon", Seat("PM")),
        ("Tribunal supérieur d'appel de Saint-Pierre (Saint-Pierre-et-Miquelon)", Seat("PM")),
        ("Tribunal judiciaire de Saint-Pierre (La Réunion)", Seat("RE", "974")),
        ("Tribunal judiciaire, Saint-Denis, La Réunion", Seat("RE", "974")),
        ("Tribunal judiciaire de Saint-Denis de la Réunion", Seat("RE", "974")),
        ("Tribunal judiciaire de Saint-Pierre (97410)", Seat("RE", "974")),
        ("Tribunal mixte de commerce de Saint-Pierre (Martinique)", Seat("MQ", "972")),
        ("Tribunal de proximité de Saint-Denis", UNTOLD),
        ("Tribunal de proximité de Saint-Denis (93)", UNTOLD),
        ("Tribunal judiciaire de Saint-Pierre-d'Oléron", UNTOLD),
    ],
)
def test_a_court_tells_where_it_sits(court, seat):
    assert seat_of(court) == seat


def test_who_resides_outside_the_territory_of_the_court_is_elsewhere():
    island = seat_of("Tribunal mixte de commerce de Fort-de-France")
    assert [NATIONAL.is_elsewhere(each) for each in ("FR", "GP", "DE")] == [False, True, True]
    assert [island.is_elsewhere(each) for each in ("MQ", "FR", "GP")] == [False, True, True]


def test_where_nobody_told_the_seat_only_a_creditor_abroad_has_longer():
    assert [UNTOLD.is_elsewhere(each) for each in ("FR", "RE", "MF", "BE")] == [False, False, False, True]


@pytest.mark.parametrize("absence", [MISSING, NEVER])
def test_what_has_not_begun_does_not_end_and_what_is_unknown_stays_unknown(absence):
    assert last_day(absence, 2, Counting.PROCEDURE) == absence
    assert end_of_year_after(absence, 2) == absence


def holidays_of_france(year):
    """Written apart: the eleven holidays of the Code du travail, L3133-1."""
    fixed = {(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)}
    sunday = easter(year)
    return {date(year, *each) for each in fixed} | {sunday + timedelta(each) for each in (1, 39, 50)}


def worked(day):
    return day.weekday() < 5 and day not in holidays_of_france(day.year)


@given(start=st.dates(date(1990, 1, 1), date(2060, 12, 31)), months=st.integers(1, 120))
def test_the_end_is_that_of_another_library_and_the_first_day_worked_from_it(start, months):
    expected = start + relativedelta(months=months)
    assert date_of(last_day(day_of(start), months, Counting.SUBSTANCE)) == expected
    while not worked(expected):
        expected += timedelta(1)
    assert date_of(last_day(day_of(start), months, Counting.PROCEDURE)) == expected


@given(start=st.dates(date(1990, 1, 1), date(2060, 12, 31)), months=st.integers(1, 24))
def test_a_period_never_ends_later_than_the_next_day_worked_and_local_holidays_only_add(start, months):
    day = day_of(start)
    plain, national, local = (
        last_day(day, months, counting, seat)
        for counting, seat in (
            (Counting.SUBSTANCE, NATIONAL), (Counting.PROCEDURE, NATIONAL), (Counting.PROCEDURE, STRASBOURG),
        )
    )  # fmt: skip
    assert plain <= national <= local <= plain + 5
