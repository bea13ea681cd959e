"""Any past day, as known on another: whether it may be read, and having it read in the background."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import Min
from django.utils import timezone

from encours.facts.kinds import KINDS
from encours.facts.latest import DATED
from encours.policy.faults import Words
from encours.units import NEVER, Day
from encours.units.show import Language, show_day
from encours.web.actions.background import ask_for, days_waited
from encours.web.actions.keeping import locked
from encours.web.actions.readings import EPOCH, day_read, is_behind, is_failed
from encours.web.people.models import Organisation
from encours.web.store.facts import MODELS
from encours.web.store.models import Reading, Register

MOST_WAITING: Final = 5
"""Readings of past days that may wait to be made at once: each reads the whole book. Those that failed do not count."""
PATIENCE: Final = timedelta(minutes=5)
"""Time after which a reading that is not made may be asked for again: whatever made it was stopped."""
NO_DAY: Final = Words("{told} is not a day. Write it as 2026-06-30.", "{told} n’est pas une date. Écrivez 2026-06-30.")
NO_AS_OF: Final = Words("Say on which day to read.", "Indiquez la date à laquelle lire.")
AFTER: Final = Words(
    "{day} is after {last}, the day on which pages are read: nothing of it has happened.",
    "Le {day} est postérieur au {last}, date de lecture des pages : rien n’en est encore arrivé.",
)
BEFORE: Final = Words(
    "{day} is before {first}, the day of the first fact: nothing was open.",
    "Le {day} est antérieur au {first}, date du premier fait : rien n’était ouvert.",
)
UNKNOWN: Final = Words(
    "On {day} nothing was known yet: the first fact is of {first}.",
    "Le {day}, rien n’était encore connu : le premier fait date du {first}.",
)
NOTHING: Final = Words("No fact has been imported yet.", "Aucun fait n’a encore été importé.")
TOO_MANY: Final = Words(
    "{count} readings are being made already. Ask again once one of them is done.",
    "{count} lectures sont déjà en cours. Demandez à nouveau lorsque l’une d’elles sera prête.",
)


@dataclass(frozen=True, slots=True)
class Days:
    """A day asked about and the day on which one stands to tell of it; None is all that is known."""

    as_of: Day
    known_on: Day | None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a day may not be read, and of which of the two days."""

    field: str
    words: Words
    told: tuple[tuple[str, str | Day | int], ...] = ()

    def in_language(self, language: Language) -> str:
        """The reason as somebody reads it."""
        told = {
            name: show_day(value, language) if isinstance(value, int) and name != "count" else value
            for name, value in self.told
        }
        return self.words.in_language(language).format(**told)


def days_asked(as_of: str, known_on: str, *, last: Day, first: Day | None) -> Days | tuple[Refusal, ...]:
    """The two days that somebody wrote, or why they may not be read; `first` and `last` are those of the facts."""
    if first is None:
        return (Refusal("as_of", NOTHING),)
    read, known = _day("as_of", as_of), _day("known_on", known_on)
    refused = [each for each in (read, known) if isinstance(each, Refusal)]
    if read is None:
        refused.append(Refusal("as_of", NO_AS_OF))
    for field, day, early in (("as_of", read, BEFORE), ("known_on", known, UNKNOWN)):
        if isinstance(day, int) and day > last:
            refused.append(Refusal(field, AFTER, (("day", day), ("last", last))))
        elif isinstance(day, int) and day < first:
            refused.append(Refusal(field, early, (("day", day), ("first", first))))
    if refused or not isinstance(read, int) or isinstance(known, Refusal):
        return tuple(refused)
    return Days(read, known)


def _day(field: str, written: str) -> Day | Refusal | None:
    told = written.strip()
    if not told:
        return None
    try:
        return (date.fromisoformat(told) - EPOCH).days
    except ValueError:
        return Refusal(field, NO_DAY, (("told", told[:40]),))


def first_day() -> Day | None:
    """First day on which something happened in the organisation one is in; None where nothing did."""
    kept = set(Register.objects.values_list("table", flat=True))
    found: list[Day] = []
    for name in DATED:
        if name in kept:
            model: Any = MODELS[name]
            told = model.objects.aggregate(**{each: Min(each) for each in KINDS[name].on})
            found += [day for day in told.values() if day is not None and day < NEVER]
    return min(found, default=None)


def asked_readings(today: Day) -> Sequence[Reading]:
    """Readings of other days than today, and of today as known before, the last asked for first."""
    return tuple(Reading.objects.exclude(as_of=today, known_on=None).defer("figures").order_by("-asked_at")[:50])


def ask(organisation: Organisation, days: Days, *, at: datetime) -> Reading | Refusal:
    """Have a day read in the background, in the transaction of whoever calls; refused while too many are waited for.

    What was made of it before stays to be seen until the new one is there.
    """
    company = locked(organisation)
    standing: Reading | None = Reading.objects.filter(as_of=days.as_of, known_on=days.known_on).first()
    if standing is not None:
        is_there = not is_behind(standing, company)
        if is_there or (is_waited(standing, company) and not is_slow(standing, company, at)):
            return standing
    today = day_read(company, timezone.localdate(at))
    others = days_waited(company) - {(today, None), (days.as_of, days.known_on)}
    if len(others) >= MOST_WAITING:
        return Refusal("as_of", TOO_MANY, (("count", len(others)),))
    if standing is not None:
        # It is waited for again, with every attempt before it: whoever asks is told when the new one is there.
        standing.asked_at, standing.attempts = at, 0
        standing.save(update_fields=["asked_at", "attempts"])
    return ask_for(company, days.as_of, days.known_on)


def is_waited(reading: Reading, organisation: Organisation) -> bool:
    """Whether a reading that is behind was asked for since it was made, and did not fail meanwhile."""
    is_asked = reading.made_at is None or reading.asked_at > reading.made_at
    return is_asked and is_behind(reading, organisation) and not is_failed(reading, organisation)


def is_slow(reading: Reading, organisation: Organisation, at: datetime) -> bool:
    """Whether a reading is waited for longer than it takes."""
    return is_waited(reading, organisation) and at - reading.asked_at > PATIENCE
