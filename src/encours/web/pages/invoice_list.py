"""Open invoices as a list of a page or of a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from django.db.models import F, QuerySet, Sum
from django.db.models.functions import Coalesce

from encours.clauses.choices import Stage
from encours.explain.buyers_report import FAR
from encours.explain.document.model import Amount, Kind, On, Tone
from encours.explain.document.shown import shown as shown_in
from encours.policy.faults import Words
from encours.units import NEVER, Day
from encours.units.show import Language
from encours.web.pages.aged_list import bare
from encours.web.pages.badges import TONES
from encours.web.pages.causes import Causes
from encours.web.pages.listing import Cell, Column, Listing, Row, kept, page_of, sort_of, sorted_by, state_cell
from encours.web.pages.shown import Shown, link
from encours.web.store.models import InvoiceResult

BADGES: Final = {state.name.lower(): tone for state, tone in TONES.items()}
"""Name of the badge of each state of results."""
CAPTION: Final = Words("Invoices", "Pièces")
EMPTY: Final = Words(
    "No open invoice matches: clear a filter.", "Aucune pièce ouverte ne correspond : retirez un filtre."
)
STAGES: Final = {stage.english: stage for stage in Stage}
COLUMNS: Final = (
    Column("number", "Number", "Numéro", Kind.CODE, sort=True),
    Column("customer", "Customer", "Client", sort=True, key="buyer_name"),
    Column("buyer", "Customer code", "Code client", Kind.CODE, is_for_files=True),
    Column("entity", "Entity", "Entité", Kind.CODE, is_for_files=True),
    Column("stage", "Stage", "Stade", is_for_files=True),
    Column("issued", "Issued", "Émise", Kind.DAY, sort=True, is_minor=True),
    Column("delivered", "Delivered", "Livrée", Kind.DAY, is_for_files=True),
    Column("due", "Due", "Échéance", Kind.DAY, sort=True),
    Column("late", "Days late", "Jours de retard", Kind.COUNT, sort=True, key="late_days"),
    Column("original", "Open in its currency", "Solde en devise", Kind.AMOUNT, is_for_files=True),
    Column("open", "Open", "Solde ouvert", Kind.AMOUNT, sort=True, key="outstanding"),
    Column("covered", "Covered", "Couvert", Kind.AMOUNT, sort=True),
    Column("uninsured", "Uninsured", "Non garanti", Kind.AMOUNT, sort=True),
    Column("state", "State, and why", "État et cause", sort=True),
    Column("cause", "Why", "Cause", is_for_files=True),
    Column("until", "Until", "Jusqu’au", Kind.DAY, sort=True),
    Column("insured", "Insured", "Indemnité attendue", Kind.AMOUNT, is_for_files=True),
)


def listing_of(
    shown: Shown, rows: QuerySet[InvoiceResult], given: Mapping[str, Any], causes: Causes, *, query: str, currency: str,
    told: Language, whole: bool,
) -> Listing:  # fmt: skip
    """The list as an address asks for it: one page, or the whole for a file."""
    told_rows = rows.annotate(uninsured=F("outstanding") - F("covered"))
    ordered = sorted_by(told_rows, COLUMNS, given, "-open")
    page = None if whole else page_of(ordered, given)
    writer = _Writer(shown, currency, causes, told)
    total = rows.aggregate(open=Coalesce(Sum("outstanding"), 0), covered=Coalesce(Sum("covered"), 0),
                           insured=Coalesce(Sum("insured"), 0))  # fmt: skip
    return Listing(
        columns=COLUMNS,
        rows=tuple(writer.row(each) for each in (ordered if page is None else page.object_list)),
        caption=CAPTION.in_language(told),
        total=writer.total(total),
        page=page,
        sort=sort_of(COLUMNS, given, "-open"),
        query=kept(query),
        empty=EMPTY.in_language(told),
    )


class _Writer:
    """Writes invoices as rows, each of which opens why it is covered or not."""

    def __init__(self, shown: Shown, currency: str, causes: Causes, told: Language) -> None:
        self.shown, self.currency, self.causes, self.told = shown, currency, causes, told

    def row(self, each: InvoiceResult) -> Row:
        """Row of an invoice."""
        uninsured = each.outstanding - each.covered
        badge = "partly-covered" if each.is_partly else BADGES[each.state]
        stage, cause = STAGES.get(each.stage), self.causes.of_row(each)
        return Row(
            (
                Cell(each.shown, why_address(self.shown, each)),
                Cell(each.buyer_name, link(self.shown, "buyer", each.buyer) if each.buyer else ""),
                Cell(each.buyer),
                Cell(each.entity),
                Cell(each.stage if stage is None or self.told == "en" else stage.french),
                self._day(each.issued),
                self._day(each.delivered),
                self._day(each.due),
                Cell(each.late_days if each.late_days is not None and each.late_days > 0 else None),
                Cell(Amount(each.open_original, each.currency)),
                replace(self._amount(each.outstanding), note=self._original(each)),
                self._amount(each.covered),
                self._amount(uninsured, Tone.NOT_COVERED),
                replace(state_cell(badge, self.told), note=cause),
                Cell(cause or None),
                self._day(each.until if each.covered and each.until is not None and each.until < FAR else None),
                self._amount(each.insured),
            ),
            key=str(each.pk),
        )

    def total(self, sums: Mapping[str, int]) -> tuple[Cell, ...]:
        """Totals of every invoice that is asked for, not of the page alone."""
        found = {
            "number": Cell(Words("Total", "Total").in_language(self.told)),
            "open": self._amount(sums["open"], is_total=True),
            "covered": self._amount(sums["covered"], is_total=True),
            "uninsured": self._amount(sums["open"] - sums["covered"], is_total=True),
            "insured": self._amount(sums["insured"], is_total=True),
        }
        return tuple(found.get(each.name, Cell()) for each in COLUMNS)

    def _day(self, day: Day | None) -> Cell:
        return Cell(None if day is None or day >= NEVER else On(day))

    def _amount(self, cents: int, tone: Tone = Tone.PLAIN, *, is_total: bool = False) -> Cell:
        value = Amount(cents, self.currency)
        brief = bare(shown_in(value, self.told)) if cents or is_total else "·"
        return Cell(value, tone=tone if cents else Tone.PLAIN, brief=brief)

    def _original(self, each: InvoiceResult) -> str:
        return "" if each.currency == self.currency else shown_in(Amount(each.open_original, each.currency), self.told)


def why_address(shown: Shown, each: InvoiceResult) -> str:
    """Address of why an invoice is covered or not: its number, and whose it is, since numbers may be shared."""
    return link(shown, "invoice", each.instalment, each.number, buyer=each.buyer, entity=each.entity)
