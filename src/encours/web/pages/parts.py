"""What the parts of a page are made of; each is shown by a template of the same name in ``encours/parts``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from encours.explain.document.model import Tone, Value
from encours.units import Day
from encours.web.pages.badges import Badge

Voice: TypeAlias = Literal["info", "done", "warning", "error"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure one looks for first: its name, its value, a note, what it opens, and its tone."""

    title: str
    value: Value
    note: str = ""
    href: str = ""
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, on a day: who did it, what was said; `kind` tells how its point is drawn."""

    day: Day
    title: str
    kind: Literal["sent", "received", "note", "decision", "money", "due"] = "note"
    text: str = ""
    by: str = ""
    value: Value = None
    href: str = ""
    badge: Badge | None = None


@dataclass(frozen=True, slots=True)
class Tab:
    """A view of the same thing, beside others."""

    label: str
    url: str
    is_current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """A page one goes to: its name, its address, the letter that follows ``g``, and how much waits there."""

    label: str
    url: str
    letter: str = ""
    is_current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class NavigationGroup:
    """Pages that belong together."""

    title: str
    items: tuple[NavigationItem, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """The day pages are read on, whether somebody fixed it, what was known then, and what is not up to date."""

    as_of: Day
    is_fixed: bool = False
    known_on: Day | None = None
    is_stale: str = ""
    """A sentence where results are older than the facts; empty when they are not."""
    action: str = ""
    """Address that takes another day, ``as_of`` and ``known_on`` as ISO writes them; empty where it may not change."""


@dataclass(frozen=True, slots=True)
class OrganisationChoice:
    """An organisation one may go to."""

    name: str
    url: str
    is_current: bool = False
