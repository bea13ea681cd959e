"""What a page stands on, and the addresses of other pages read on the same days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils.http import urlencode

from encours.units import Day
from encours.web.actions.readings import EPOCH
from encours.web.people.access import Access
from encours.web.store.models import Reading


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page stands on: who asks, the day read, and the results of that day (None while they are being made).

    ``is_behind`` tells that facts were kept since the results were made, or that an earlier version made them;
    ``is_fixed`` that the books stopped on a day; ``is_asked`` that whoever reads chose the day; ``is_failed`` that the
    results of the day could not be made: those that stand are of before.
    """

    access: Access
    as_of: Day
    known_on: Day | None
    reading: Reading | None
    is_behind: bool
    is_fixed: bool
    is_asked: bool
    is_failed: bool = False

    @property
    def currency(self) -> str:
        """Currency of every amount of the page: that of the policy, of the company where nothing was made."""
        return self.access.organisation.currency if self.reading is None else self.reading.currency


def days_of(shown: Shown) -> dict[str, str]:
    """What a link keeps of the days that whoever reads chose, as an address has them; nothing on the usual day."""
    if not shown.is_asked:
        return {}
    days = {"as_of": shown.as_of} if shown.known_on is None else {"as_of": shown.as_of, "known_on": shown.known_on}
    return {name: (EPOCH + timedelta(days=each)).isoformat() for name, each in days.items()}


def link(shown: Shown, name: str, *args: object, **query: str) -> str:
    """Address of a page of the same organisation, read on the same days; what is empty is left out."""
    kept = {**days_of(shown), **{key: value for key, value in query.items() if value}}
    found = reverse(name, args=[shown.access.organisation.slug, *args])
    return f"{found}?{urlencode(kept)}" if kept else found
