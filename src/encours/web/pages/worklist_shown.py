"""The list of things to do as a page shows it: its lines, and the sections they stand in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.core.paginator import Page

from encours.explain.document.model import Amount
from encours.explain.document.shown import typeset
from encours.policy.faults import Words
from encours.units import NEVER, Days
from encours.units.show import Language
from encours.web.pages.worklist_rows import AHEAD, DATED, ENDLESS, LATE, NEAR, OVER, UNKNOWN, Work
from encours.web.store.models import WorkState

SECTIONS: Final[Mapping[int, Words]] = {
    LATE: Words("Last day over", "Délai dépassé"),
    DATED: Words(f"Within {NEAR} days", f"Dans les {NEAR} jours"),
    ENDLESS: Words("No last day", "Sans date limite"),
    UNKNOWN: Words("Last day unknown: a fact is missing", "Date limite inconnue : un fait manque"),
    AHEAD: Words(f"Beyond {NEAR} days", f"Au-delà de {NEAR} jours"),
    OVER: Words("Done too late", "Fait trop tard"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list."""

    identifier: str
    section: int
    title: str
    subject: str
    days: Days | None
    stake: Amount | None
    lost: str
    """What was lost, told of what is late."""
    assignee: str
    initials: str


@dataclass(frozen=True, slots=True)
class Section:
    """A section, how many lines it has in all, and those of the page."""

    title: str
    many: int
    is_late: bool
    lines: tuple[Line, ...]


def lines_of(work: Work, page: Page[Any], language: Language) -> list[Line]:
    """Lines of a page of the list."""
    items = list(page.object_list)
    given = {
        each.identifier: str(each.assigned_to.person)
        for each in WorkState.objects.select_related("assigned_to__person").filter(
            identifier__in=[item.identifier for item in items], assigned_to__isnull=False
        )
    }
    currency = work.reading.currency
    return [_line(each, work, language, currency, given.get(each.identifier, "")) for each in items]


def _line(item: Any, work: Work, language: Language, currency: str, assignee: str) -> Line:  # noqa: ANN401 -- annotated rows
    told = item.told[language]
    is_dated = item.last_day is not None and item.last_day < NEVER
    return Line(
        identifier=item.identifier,
        section=item.section,
        title=typeset(told["title"], language),
        subject=typeset(told["subject"], language),
        days=item.last_day - work.as_of if is_dated else None,
        stake=Amount(item.stake, currency) if item.stake else None,
        lost=typeset(told["consequence"], language) if item.section in {LATE, OVER} else "",
        assignee=assignee,
        initials="".join(word[0] for word in assignee.split()[:2]).upper(),
    )


def sections_of(work: Work, lines: list[Line], language: Language) -> tuple[Section, ...]:
    """The lines of a page in their sections."""
    found: dict[int, list[Line]] = {}
    for each in lines:
        found.setdefault(each.section, []).append(each)
    return tuple(
        Section(
            typeset(SECTIONS[section].in_language(language), language),
            work.counts.get(section, len(own)),
            section == LATE,
            tuple(own),
        )
        for section, own in found.items()
    )
