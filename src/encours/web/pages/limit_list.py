"""The list of limits: its filters, its columns, its totals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet, Sum

from encours.explain.document.model import Amount, Kind, On, Percentage, Tone, Value
from encours.explain.names import plural
from encours.explain.values import whole_amount
from encours.units import Cents, Day
from encours.units.plain_text import folded
from encours.units.show import Language, show_day, show_percentage
from encours.web.computing.limits import LimitState
from encours.web.pages.limit_marks import kind_word, outcome_word, state_badge
from encours.web.pages.listing import (
    Cell,
    Column,
    Listing,
    Row,
    days_cell,
    kept,
    page_of,
    row,
    sort_of,
    sorted_by,
)
from encours.web.pages.parts import Figure
from encours.web.pages.shown import Shown, link
from encours.web.pages.within import perimeter
from encours.web.store.models import LimitResult, Reading

ENDING: Final = ("30", "60", "90")
"""Days ahead within which a limit ends or is cut, as one may ask."""
FIRST: Final = "-outstanding"
COLUMNS: Final = (
    Column("customer", "Customer", "Client", sort=True, key="buyer_name"),
    Column("state", "State", "État", sort=True),
    Column("limit", "Limit", "Agrément", Kind.AMOUNT, sort=True, key="total"),
    Column("used", "Used", "Utilisé", Kind.AMOUNT, sort=True),
    Column("over", "Over limit", "Dépassement", Kind.AMOUNT, sort=True),
    Column("outstanding", "Outstanding", "Encours", Kind.AMOUNT, sort=True),
    Column("next", "Ends or is cut", "Fin ou coupe", Kind.DAY, sort=True, key="next_on"),
    Column("requested", "Requested", "Demandé", Kind.AMOUNT, sort=True),
    Column("answer", "Last answer", "Dernière réponse", sort=True, key="answer_on", is_minor=True),
)
FOR_FILES: Final = (
    Column("code", "Code", "Code", Kind.CODE, is_for_files=True),
    Column("country", "Country", "Pays", Kind.CODE, is_for_files=True),
    Column("kind", "Kind", "Nature", is_for_files=True),
    Column("first", "Limit of the first policy", "Agrément de la première police", Kind.AMOUNT, is_for_files=True),
    Column("percentage", "Percentage of its own", "Quotité propre", Kind.PERCENTAGE, is_for_files=True),
    Column("since", "Since", "Depuis", Kind.DAY, is_for_files=True),
    Column("ends", "Last day", "Dernier jour", Kind.DAY, is_for_files=True),
    Column("bites", "Cut in effect on", "Coupe effective le", Kind.DAY, is_for_files=True),
    Column("left", "Left after the cut", "Reste après la coupe", Kind.AMOUNT, is_for_files=True),
    Column("asked", "Asked on", "Demandé le", Kind.DAY, is_for_files=True),
    Column("waits", "Waits", "En attente", is_for_files=True),
    Column("insurer_code", "Insurer's code", "Code de l’assureur", Kind.CODE, is_for_files=True),
    Column("conditions", "Conditions not met", "Conditions non remplies", is_wide=True, is_for_files=True),
    Column("own", "Own limit", "Limite interne", Kind.AMOUNT, is_for_files=True),
    Column("uninsured", "Uninsured part accepted", "Part non garantie acceptée", Kind.AMOUNT, is_for_files=True),
)


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked of the list; what cannot be read is not asked."""

    q: str = ""
    state: str = "any"
    waiting: bool = False
    over: bool = False
    unmet: bool = False
    ending: str = ""

    @staticmethod
    def of(given: Mapping[str, Any]) -> Filters:
        """Filters of an address."""
        state, ending = str(given.get("state", "any")), str(given.get("ending", ""))
        return Filters(
            q=str(given.get("q", "")).strip()[:100],
            state=state if state in STATES else "any",
            waiting=given.get("waiting") == "1",
            over=given.get("over") == "1",
            unmet=given.get("unmet") == "1",
            ending=ending if ending in ENDING else "",
        )

    @property
    def is_any(self) -> bool:
        """Whether anything is asked for."""
        return self != Filters()

    def chosen(self, rows: QuerySet[LimitResult], today: Day) -> QuerySet[LimitResult]:
        """Rows that are asked for."""
        for each in folded(self.q).split():
            rows = rows.filter(sought__contains=each)
        if self.state != "any":
            rows = rows.filter(state=STATES[self.state])
        if self.waiting:
            rows = rows.filter(is_waiting=True)
        if self.over:
            rows = rows.filter(over__gt=0)
        if self.unmet:
            rows = rows.exclude(conditions="")
        if self.ending:
            rows = rows.filter(next_on__gte=today, next_on__lte=today + int(self.ending))
        return rows

    def told(self, language: Language) -> tuple[tuple[str, str], ...]:
        """What was asked, as a file says it."""
        found = []
        if self.q:
            found.append(("Recherche" if language == "fr" else "Search", self.q))
        if self.state != "any":
            title = "État" if language == "fr" else "State"
            found.append((title, state_badge(STATES[self.state], language).word))
        return tuple(found)


STATES: Final[Mapping[str, str]] = {
    "none" if each is LimitState.NONE else each.value.replace(" ", "-"): each.value for each in LimitState
}
"""States by their names in addresses."""


def rows_of(shown: Shown, reading: Reading) -> QuerySet[LimitResult]:
    """Limits of the reading that this person sees."""
    return perimeter(LimitResult.objects.filter(reading=reading), shown.access)


def limit_listing(
    shown: Shown, rows: QuerySet[LimitResult], given: Mapping[str, Any], query: str, language: Language, *,
    is_whole: bool,
) -> Listing:  # fmt: skip
    """The list, its page or the whole of it with the columns of files."""
    assert shown.reading is not None, "a list is of results"
    currency = shown.reading.currency
    columns = (*COLUMNS, *FOR_FILES) if is_whole else COLUMNS
    ordered = sorted_by(rows, COLUMNS, given, FIRST)
    page = None if is_whole else page_of(ordered, given)
    told = ordered if page is None else page.object_list
    made = _Rows(shown, currency, language, is_whole)
    return Listing(
        columns=columns,
        rows=tuple(made.row(each) for each in told),
        caption="Agréments" if language == "fr" else "Limits",
        total=made.total(rows),
        page=page,
        sort=sort_of(COLUMNS, given, FIRST),
        query=kept(query),
        empty="Aucun client ne correspond." if language == "fr" else "No customer matches.",
    )


@dataclass(frozen=True, slots=True)
class _Rows:
    """Cells of a list in a currency and a language."""

    shown: Shown
    currency: str
    language: Language
    is_whole: bool

    def row(self, each: LimitResult) -> Row:
        cells: list[Value | Cell] = [
            Cell(each.buyer_name, link(self.shown, "limit", each.buyer), note=self._who(each)),
            Cell(state_badge(each.state, self.language).word, badge=state_badge(each.state, self.language),
                 note=self._state_note(each)),
            Cell(self._amount(each.total), note=self._layers(each)),
            Cell(self._amount(each.used), full=_share(each.used, each.total), tone=Tone.PLAIN),
            Cell(self._amount(each.over or None), tone=Tone.WARNING if each.over else Tone.PLAIN),
            Cell(self._amount(each.outstanding or None)),
            self._next(each),
            Cell(self._amount(each.requested), note=self._asked(each)),
            Cell(outcome_word(each.answer, self.language), note=self._day(each.answer_on)),
        ]  # fmt: skip
        return row(*cells, *(self._for_files(each) if self.is_whole else ()))

    def total(self, rows: QuerySet[LimitResult]) -> tuple[Cell, ...]:
        """Sums of the list: what a group shares is counted once."""
        counted = rows.filter(is_counted=True).aggregate(total=Sum("total"), used=Sum("used"))
        every = rows.aggregate(over=Sum("over"), outstanding=Sum("outstanding"), requested=Sum("requested"))
        cells = (
            Cell("Total"), Cell(), Cell(self._amount(counted["total"])), Cell(self._amount(counted["used"])),
            Cell(self._amount(every["over"])), Cell(self._amount(every["outstanding"])), Cell(),
            Cell(self._amount(every["requested"])), Cell(),
        )  # fmt: skip
        return (*cells, *(Cell() for _ in FOR_FILES)) if self.is_whole else cells

    def _amount(self, cents: Cents | None) -> Value:
        """An amount whole in a file, without its cents on a page."""
        if cents is None or self.is_whole:
            return None if cents is None else Amount(cents, self.currency)
        return whole_amount(cents, self.currency, self.language)

    def _day(self, day: Day | None) -> str:
        return "" if day is None else show_day(day, self.language)

    def _who(self, each: LimitResult) -> str:
        return " · ".join(part for part in (each.buyer, each.country, each.shares) if part)

    def _state_note(self, each: LimitResult) -> str:
        is_french = self.language == "fr"
        if each.bites_on is not None:
            left = show_day(each.bites_on - 1, self.language)
            return f"garantit jusqu’au {left}" if is_french else f"covers until {left}"
        if each.state == LimitState.REDUCED_PERCENTAGE and each.percentage is not None:
            return show_percentage(each.percentage, self.language)
        if each.state == LimitState.DISCRETIONARY:
            return "" if each.kind == each.state else kind_word(each.kind, self.language)
        if each.conditions:
            return "non remplies" if is_french else "not met"
        return self._day(each.since)

    def _layers(self, each: LimitResult) -> str:
        given = [one for one in each.layers if one["amount"]]
        if len(given) < 2:
            return ""
        return f"{len(given)} polices" if self.language == "fr" else f"{len(given)} policies"

    def _next(self, each: LimitResult) -> Cell:
        today = self.shown.as_of
        if each.next_on is None:
            return Cell(None if each.ends_on is None else On(each.ends_on))
        if self.is_whole:
            return Cell(On(each.next_on))
        found = days_cell(each.next_on - today, self.language)
        return Cell(found.value, badge=found.badge, note=show_day(each.next_on, self.language))

    def _asked(self, each: LimitResult) -> str:
        if each.requested_on is None:
            return ""
        if not each.is_waiting:
            return self._day(each.requested_on)
        days = self.shown.as_of - each.requested_on
        return f"attend {days}\u202fj" if self.language == "fr" else f"waits {days} d"

    def _for_files(self, each: LimitResult) -> tuple[Value, ...]:
        yes = "oui" if self.language == "fr" else "yes"
        return (
            each.buyer, each.country, kind_word(each.kind, self.language), self._amount(each.amount),
            None if each.percentage is None else Percentage(each.percentage), _on(each.since), _on(each.ends_on),
            _on(each.bites_on), self._amount(each.bites_to), _on(each.requested_on), yes if each.is_waiting else "",
            each.insurer_code, each.conditions, self._amount(each.own_allowed), self._amount(each.own_accepted),
        )  # fmt: skip


def _on(day: Day | None) -> On | None:
    return None if day is None else On(day)


def _share(part: Cents | None, whole: Cents | None) -> int | None:
    """How full something is, in basis points; None where it has no size."""
    return None if part is None or not whole else min(10_000, part * 10_000 // whole)


def figures(shown: Shown, rows: QuerySet[LimitResult], language: Language) -> list[Figure]:
    """What is granted, used, over and asked for, of the rows listed."""
    assert shown.reading is not None, "figures are of results"
    currency = shown.reading.currency
    counted = rows.filter(is_counted=True).aggregate(total=Sum("total"), used=Sum("used"))
    over = rows.filter(over__gt=0)
    waiting = rows.filter(is_waiting=True)
    requested = waiting.aggregate(requested=Sum("requested"))["requested"] or 0
    is_french = language == "fr"
    customers = ("client", "clients") if is_french else ("customer", "customers")
    granted, used = counted["total"] or 0, counted["used"] or 0
    share = show_percentage(used * 10_000 // granted, language) if granted else "–"
    cut = rows.filter(bites_on__isnull=False).count()
    return [
        Figure("Agréments" if is_french else "Granted", Amount(granted, currency),
               _cuts(cut, language) if cut else ""),
        Figure("Utilisé" if is_french else "Used", Amount(used, currency), share),
        Figure("Dépassement" if is_french else "Over limit",
               Amount(over.aggregate(over=Sum("over"))["over"] or 0, currency),
               plural(over.count(), *customers, language),
               tone=Tone.WARNING if over.exists() else Tone.PLAIN),
        Figure("Demandé, en attente" if is_french else "Requested, waiting", Amount(requested, currency),
               plural(waiting.count(), *customers, language)),
    ]  # fmt: skip


def _cuts(count: int, language: Language) -> str:
    words = ("coupe notifiée", "coupes notifiées") if language == "fr" else ("cut notified", "cuts notified")
    return plural(count, *words, language)
