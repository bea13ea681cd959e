"""What was done, by whom, and whether the chain holds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any, Final

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_GET

from encours.explain.document.model import Value
from encours.explain.document.shown import NARROW
from encours.formats import report
from encours.policy.faults import Words
from encours.units.show import Language
from encours.web.actions.exports import Taken
from encours.web.pages.administration_forms import FIRST_DAY, LAST_DAY
from encours.web.pages.files import taken
from encours.web.pages.journal_words import told_details, told_subject, word_of
from encours.web.pages.listing import Cell, Column, Listing, Row, kept, page_of
from encours.web.pages.shown import Shown
from encours.web.pages.templatetags.encours import language, moment, say
from encours.web.pages.within import afterwards, show, within
from encours.web.people import journal
from encours.web.people.models import JournalEntry, Organisation
from encours.web.people.roles import Right

COLUMNS: Final = (
    Column("at", "When", "Quand"),
    Column("person", "Who", "Qui"),
    Column("deed", "Did", "Acte"),
    Column("subject", "To what", "Objet"),
    Column("details", "Details", "Précisions", is_wide=True),
    Column("rank", "No.", "N°", is_minor=True),
)
LONGEST_FILTER: Final = 200
FILTERS: Final = {
    "person": Words("Who", "Qui"), "deed": Words("Did", "Acte"), "from": Words("From", "Du"), "to": Words("To", "Au"),
    "text": Words("Containing", "Contenant"),
}  # fmt: skip
"""What entries may be chosen by, and how that is called."""
SEPARATOR: Final[dict[Language, str]] = {"en": "; ", "fr": f"{NARROW}; "}


@within(Right.SEE_JOURNAL)
@require_GET
def page(request: HttpRequest, shown: Shown) -> HttpResponse:
    """Entries, the latest first, and what became of the chain."""
    found, currency = _filtered(request.GET), shown.access.organisation.currency
    if request.GET.get("export") == "csv":
        return _taken(request, shown, list(found))
    told, cut, chain = language(), page_of(found, request.GET), _chain(shown.access.organisation, timezone.now())
    listing = Listing(
        columns=COLUMNS,
        rows=tuple(_row(each, currency, told) for each in cut.object_list),
        caption=say("Journal", "Journal"),
        page=cut,
        query=kept(request.GET.urlencode()),
        empty=say("Nothing was done that answers these filters.", "Aucun acte ne répond à ces filtres."),
    )
    people = JournalEntry.objects.order_by("person").values_list("person", flat=True).distinct()
    done = sorted({word_of(each, told): each for each in _deeds()}.items())
    answer = show(
        request, shown, "encours/journal.html",
        entries=listing, people=list(people), done=done, asked=request.GET, chain=chain,
        export=f"?{kept(request.GET.urlencode())}&export=csv",
    )  # fmt: skip
    if chain.found.rank == chain.found.since and not chain.found.breaks:
        return answer
    return afterwards(answer, partial(journal.remember, shown.access.organisation, chain.found, at=chain.at))


@dataclass(frozen=True, slots=True)
class Chain:
    """What a page tells of the chain: what was found, when its end was verified, and when the whole of it was."""

    found: journal.Verified
    at: datetime
    whole_at: datetime


def _chain(organisation: Organisation, now: datetime) -> Chain:
    """The chain, of which what came since it was last known to hold is verified now."""
    known = journal.known_to_hold()
    found = journal.verify_since(organisation, known)
    if known is None or not found.since:
        return Chain(found, now, now)
    return Chain(found, now if found.rank > found.since else known.at, known.whole_at)


def _deeds() -> Iterable[str]:
    return JournalEntry.objects.order_by("deed").values_list("deed", flat=True).distinct()


def _filtered(given: Mapping[str, str]) -> QuerySet[JournalEntry]:
    """Entries that an address asks for."""
    rows: QuerySet[JournalEntry] = JournalEntry.objects.order_by("-rank")
    if person := given.get("person", "")[:LONGEST_FILTER]:
        rows = rows.filter(person=person)
    if deed := given.get("deed", "")[:LONGEST_FILTER]:
        rows = rows.filter(deed=deed)
    if (first := _midnight(given.get("from", ""))) is not None:
        rows = rows.filter(at__gte=first)
    if (last := _midnight(given.get("to", ""), days=1)) is not None:
        rows = rows.filter(at__lt=last)
    if text := given.get("text", "").strip()[:LONGEST_FILTER]:
        rows = rows.annotate(said=Cast("details", TextField()))
        # What is written in details is in ASCII there: letters with accents are sought as they are kept.
        escaped = json.dumps(text)[1:-1]
        rows = rows.filter(Q(subject__icontains=text) | Q(said__icontains=text) | Q(said__icontains=escaped))
    return rows


def _midnight(written: str, *, days: int = 0) -> datetime | None:
    """Start of a day as the reader's clock has it, or of one some days after; nothing for what is no day."""
    try:
        found = date.fromisoformat(written)
    except ValueError:
        return None
    if not FIRST_DAY <= found <= LAST_DAY:
        return None
    return timezone.make_aware(datetime.combine(found + timedelta(days=days), time.min))


def _row(entry: JournalEntry, currency: str, told: Language) -> Row:
    return Row((
        Cell(moment(entry.at)),
        Cell(entry.person),
        Cell(word_of(entry.deed, told)),
        Cell(told_subject(entry.deed, entry.subject, told)),
        Cell(SEPARATOR[told].join(told_details(entry.details, currency, told))),
        Cell(str(entry.rank)),
    ))  # fmt: skip


def _taken(request: HttpRequest, shown: Shown, entries: list[JournalEntry]) -> HttpResponse:
    """The file of some entries, which is taken away in the journal itself: it tells of the next one."""
    told, chosen = language(), list[tuple[str, str]]()
    for name, words in FILTERS.items():
        if value := request.GET.get(name, "")[:LONGEST_FILTER]:
            chosen.append((words.in_language(told), word_of(value, told) if name == "deed" else value))
    return taken(
        _export(entries, shown.access.organisation), shown, Taken.JOURNAL, form="csv", rows=len(entries),
        filters=chosen,
    )  # fmt: skip


def _export(entries: Iterable[JournalEntry], organisation: Organisation) -> HttpResponse:
    """Entries as a file, each with its hash: the chain may be checked elsewhere."""
    told = language()
    titles = [*(each.titled(told) for each in COLUMNS), "deed", "details", "before", "hash"]
    text = report.csv_report((_line(each, organisation.currency, told) for each in entries), titles, told)
    answer = HttpResponse(text.encode("utf-8", "replace"), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="journal-{organisation.slug}.csv"'
    return answer


def _line(entry: JournalEntry, currency: str, told: Language) -> list[Any]:
    shown: list[Value] = [
        timezone.localtime(entry.at).isoformat(), entry.person, word_of(entry.deed, told), entry.subject,
        SEPARATOR[told].join(told_details(entry.details, currency, told)), entry.rank, entry.deed,
        json.dumps(entry.details, sort_keys=True, ensure_ascii=False), entry.before, entry.hash,
    ]  # fmt: skip
    return shown


urlpatterns = [
    path("journal/", page, name="journal"),
]
