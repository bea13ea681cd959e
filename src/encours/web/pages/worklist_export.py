"""The list of things to do as a file."""

from __future__ import annotations

from typing import Any, Final

from encours.duties.duty import Department, Standing
from encours.explain.document.model import Amount, Kind, On
from encours.explain.duty_words import DEPARTMENTS, STANDINGS
from encours.policy.faults import Words
from encours.units import NEVER
from encours.units.show import Language
from encours.web.pages.listing import Column, Listing, Row, row
from encours.web.pages.worklist_rows import Work, kind_title
from encours.web.store.models import WorkState

COLUMNS: Final = (
    Column("title", "What", "Quoi"),
    Column("subject", "About", "Objet"),
    Column("last_day", "Last day", "Date limite", Kind.DAY),
    Column("days", "Days left", "Jours restants", Kind.COUNT),
    Column("stake", "At stake", "En jeu", Kind.AMOUNT),
    Column("standing", "Standing", "Situation"),
    Column("who", "Department", "Service"),
    Column("buyer", "Customer code", "Code client", Kind.CODE),
    Column("buyer_name", "Customer", "Client"),
    Column("invoice", "Invoice", "Facture", Kind.CODE),
    Column("policy", "Policy", "Police"),
    Column("todo", "What to do", "À faire", is_wide=True),
    Column("consequence", "What is lost", "Ce qui est perdu", is_wide=True),
    Column("assignee", "Assigned to", "Confié à"),
    Column("snoozed", "Snoozed until", "Reporté au", Kind.DAY),
)
CAPTION: Final = Words("To do", "À traiter")
_FILTERS: Final[dict[str, Words]] = {
    "who": Words("Department", "Service"),
    "kind": Words("Kind", "Nature"),
    "policy": Words("Policy", "Police"),
    "to": Words("Assigned to", "Confié à"),
    "q": Words("Search", "Recherche"),
}


def listing_of(work: Work, language: Language) -> Listing:
    """Every line that the page lists, on one page."""
    states = {each.identifier: each for each in WorkState.objects.select_related("assigned_to__person")}
    currency = work.reading.currency
    return Listing(
        columns=COLUMNS,
        rows=tuple(_row(each, work, states.get(each.identifier), language, currency) for each in work.listed),
        caption=CAPTION.in_language(language),
    )


def _row(item: Any, work: Work, state: WorkState | None, language: Language, currency: str) -> Row:  # noqa: ANN401 -- annotated rows
    told = item.told[language]
    is_dated = item.last_day is not None and item.last_day < NEVER
    given = None if state is None else state.assigned_to
    until = None if state is None else state.snoozed_until
    return row(
        told["title"],
        told["subject"],
        On(item.last_day) if is_dated else None,
        item.last_day - work.as_of if is_dated else None,
        None if item.stake is None else Amount(item.stake, currency),
        STANDINGS[Standing(item.standing)].in_language(language),
        DEPARTMENTS[Department(item.who)].in_language(language),
        item.buyer,
        item.buyer_name,
        item.invoice if item.instalment == 1 else f"{item.invoice}/{item.instalment}",
        item.policy,
        told["todo"],
        told["consequence"],
        "" if given is None else str(given.person),
        None if until is None or until <= work.as_of else On(until),
    )


def told_filters(work: Work, language: Language) -> tuple[tuple[str, str], ...]:
    """How the list was filtered, in words."""
    asked = work.filters
    told = {
        "who": DEPARTMENTS[Department(asked.who)].in_language(language) if asked.who else "",
        "kind": kind_title(asked.kind, language) if asked.kind else "",
        "policy": asked.policy,
        "to": asked.to,
        "q": asked.q,
    }
    return tuple((_FILTERS[name].in_language(language), value) for name, value in told.items() if value)
