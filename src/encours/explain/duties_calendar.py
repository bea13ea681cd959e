"""Duties as a calendar (iCalendar, RFC 5545): an entry on the last day of each, with alarms before it.

Nothing is read off a clock. The same question gives the same bytes; one of a later day gives every entry a higher
SEQUENCE and a later LAST-MODIFIED, so that a calendar moves an entry it has and adds none. A duty whose last day is
unknown, or that nothing ends, has no day to stand on and is left out. Duties of one question have an identifier each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from encours.duties.duty import Duty, Standing
from encours.explain.duty_words import STANDINGS, department, duty_text, subject_of
from encours.explain.values import amount
from encours.explain.values import day as shown_day
from encours.explain.words import say
from encours.units import MISSING, NEVER, Day, from_civil
from encours.units.calendars import date_of
from encours.units.show import Language

if TYPE_CHECKING:
    from icalendar import Alarm, Event

ALARMS: Final = (14, 3, 0)
"""Days before the last day on which one is reminded."""
MORNING: Final = timedelta(hours=9)
"""Hour of the day at which an alarm rings, in the time of whoever reads it."""
FIRST_SEQUENCE: Final = from_civil(2000, 1, 1)
"""Day from which the SEQUENCE of entries is counted."""
_DONE: Final = frozenset({Standing.DONE, Standing.DONE_LATE})


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarHead:
    """What a calendar is asked with: whose it is, and as of when."""

    company: str
    as_of: Day
    currency: str
    language: Language
    named: Callable[[str], str]
    """Registered name of a buyer, from its code."""
    alarms: tuple[int, ...] = ALARMS


def calendar(duties: Iterable[Duty], head: CalendarHead) -> bytes:
    """Calendar of duties, in order of their last day; text is folded and escaped by the library."""
    from icalendar import Calendar, vText  # it takes a seventh of a second to load

    made = Calendar()
    made.add("prodid", "-//Encours//Duties//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    title = say("duties calendar", head.language, company=head.company).strip(" —")
    for name in ("name", "x-wr-calname"):
        made.add(name, vText(title))  # a name that the library does not know is written as it stands
    made.add("refresh-interval", timedelta(days=1), parameters={"value": "DURATION"})
    dated = (each for each in duties if each.last_day not in {MISSING, NEVER})
    for each in sorted(dated, key=lambda duty: (duty.last_day, duty.identifier)):
        made.add_component(_event(each, head))
    written: bytes = made.to_ical()
    return written


def _event(duty: Duty, head: CalendarHead) -> Event:
    from icalendar import Event

    made = Event()
    asked = datetime.combine(date_of(head.as_of), time(), UTC)
    last = date_of(duty.last_day)
    made.add("uid", f"{duty.identifier}@encours")
    made.add("dtstamp", asked)
    made.add("last-modified", asked)
    made.add("sequence", max(0, head.as_of - FIRST_SEQUENCE))
    made.add("dtstart", last)
    made.add("dtend", last + timedelta(days=1))
    made.add("transp", "TRANSPARENT")
    summary = _summary(duty, head)
    made.add("summary", summary)
    made.add("description", "\n".join(_description(duty, head)))
    text = duty_text(duty.kind)
    made.add("categories", [text.title.in_language(head.language), department(duty.who, head.language)])
    if duty.standing(head.as_of) not in _DONE and duty.last_day >= head.as_of:
        for days in head.alarms:
            made.add_component(_alarm(days, summary))
    return made


def _alarm(days: int, summary: str) -> Alarm:
    from icalendar import Alarm

    made = Alarm()
    made.add("action", "DISPLAY")
    made.add("trigger", MORNING - timedelta(days=days))
    made.add("description", summary)
    return made


def _summary(duty: Duty, head: CalendarHead) -> str:
    """What is to be done, about whom, and the euros at stake."""
    standing = duty.standing(head.as_of)
    mark = "✓ " if standing in _DONE else ""
    if standing is Standing.DONE_LATE:
        mark += f"({STANDINGS[standing].in_language(head.language)}) "
    subject = subject_of(duty, head.named(duty.buyer) if duty.buyer else "", head.language)
    parts = [duty_text(duty.kind).title.in_language(head.language), subject]
    if duty.at_stake is not None and duty.at_stake.covered:
        parts.append(amount(abs(duty.at_stake.covered), head.currency, head.language))
    return mark + " — ".join(part for part in parts if part)


def _description(duty: Duty, head: CalendarHead) -> Iterator[str]:
    """Lines that say what to do, from when, what is lost otherwise, who does it, the law and the proof."""
    language, text = head.language, duty_text(duty.kind)
    yield from filter(None, (each.in_language(language) for each in (text.what_to_do, text.what_is_lost)))
    if duty.at_stake is not None and duty.at_stake.covered:
        stake = amount(abs(duty.at_stake.covered), head.currency, language)
        yield say("duty at stake", language, amount=stake)
    if duty.first_day not in {MISSING, NEVER}:
        yield say("duty from", language, day=shown_day(duty.first_day, language))
    yield say("duty who", language, who=department(duty.who, language))
    if duty.subject:
        yield say("duty asked", language, subject=duty.subject)
    if duty.policy:
        yield say("duty policy", language, policy=duty.policy)
    if duty.law:
        yield say("duty law", language, law=duty.law)
    if duty.done_on != NEVER:
        source = f" ({duty.evidence})" if duty.evidence else ""
        yield say("duty done", language, day=shown_day(duty.done_on, language)) + source
