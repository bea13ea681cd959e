"""What a server loads before it takes requests, so that nobody waits for it."""

from __future__ import annotations

from typing import Final, get_args

from django.urls import get_resolver

from encours.units.calendars import is_working_day
from encours.units.currency import currency
from encours.units.money import Money
from encours.units.show import Language, show_amount, show_day

ANY_DAY: Final = 0


def warm() -> None:
    """Load every page, the working days of France and the ways of each language: two seconds once, in each process."""
    assert get_resolver().url_patterns, "there are pages"
    is_working_day(ANY_DAY, "FR")
    for language in get_args(Language):
        show_amount(Money(0, currency("EUR")), language)
        show_day(ANY_DAY, language)
