"""Working days and national holidays, from the ``holidays`` library.

A day is a working day when it is neither in the country's week-end nor a public holiday there. Regional
holidays count only when the subdivision is told: Alsace and Moselle are ``FR``, ``57`` or ``6AE``.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from encours.units.kinds import Count, Day, Days

if TYPE_CHECKING:
    from holidays import HolidayBase

EPOCH: Final = date(1970, 1, 1)


def date_of(day: Day) -> date:
    """Date of a day."""
    return EPOCH + timedelta(days=day)


def day_of(when: date) -> Day:
    """Day of a date."""
    return (when - EPOCH).days


def calendar_known(country: str) -> bool:
    """Whether the holidays of a country (ISO 3166 code of two letters) are known."""
    return country in _countries()


def is_working_day(day: Day, country: str, *, subdivision: str | None = None) -> bool:
    """Whether people work in a country on a day; an unknown country is a mistake of the program."""
    return bool(_calendar(country, subdivision, None).is_working_day(date_of(day)))


def next_working_day(day: Day, country: str, *, subdivision: str | None = None) -> Day:
    """First working day from a day on: the day itself when people work."""
    while not is_working_day(day, country, subdivision=subdivision):
        day += 1
    return day


def previous_working_day(day: Day, country: str, *, subdivision: str | None = None) -> Day:
    """Last working day up to a day: the day itself when people work."""
    while not is_working_day(day, country, subdivision=subdivision):
        day -= 1
    return day


def working_days_between(first: Day, last: Day, country: str, *, subdivision: str | None = None) -> Days:
    """Number of working days after the first day up to and including the last; none when it is earlier."""
    return sum(is_working_day(day, country, subdivision=subdivision) for day in range(first + 1, last + 1))


def add_working_days(day: Day, working_days: Count, country: str, *, subdivision: str | None = None) -> Day:
    """Day reached after so many working days, the starting day not counted."""
    assert working_days >= 0, f"working days to add: {working_days}"
    for _ in range(working_days):
        day = next_working_day(day + 1, country, subdivision=subdivision)
    return day


def holiday_name(
    day: Day, country: str, language: Literal["en", "fr"], *, subdivision: str | None = None
) -> str | None:
    """Name of the public holiday on a day, in the language where the library has it; ``None`` on others."""
    name: str | None = _calendar(country, subdivision, language).get(date_of(day))
    return name


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    """Codes of the countries the library knows."""
    from holidays import list_supported_countries  # loaded on first use: it takes a tenth of a second

    return frozenset(list_supported_countries(include_aliases=False))


@lru_cache(maxsize=256)
def _calendar(country: str, subdivision: str | None, language: str | None) -> HolidayBase:
    """Holidays of a country, filled year by year as they are asked."""
    from holidays import country_holidays

    assert calendar_known(country), f"no calendar for country {country}"
    found = country_holidays(country, subdiv=subdivision)
    spoken = {"en": ("en_US", "en_GB", "en"), "fr": ("fr", "fr_FR")}.get(language or "", ())
    own = found.default_language
    chosen = next((candidate for candidate in spoken if candidate in found.supported_languages), own)
    # The language is always told: left out, the library takes the one of the environment.
    return country_holidays(country, subdiv=subdivision, language=chosen)
