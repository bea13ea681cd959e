"""Where a fact that nobody told is to be written: its file and its column, as the company calls them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from encours.explain.words import say
from encours.facts.assumptions import ASSUMPTIONS, names_in
from encours.facts.filling import SEPARATOR
from encours.facts.view import View
from encours.facts.words import FIELD_WORDS, TABLE_WORDS, is_named_in_french
from encours.units.plain_text import folded
from encours.units.show import Language


@dataclass(frozen=True, slots=True)
class Place:
    """A table and the fields of it that tell a fact; `assumption` may stand for it."""

    table: str
    fields: tuple[str, ...]
    assumption: str = ""

    def shown(self, view: View, language: Language) -> str:
        """File and columns, in the language in which the company names that file."""
        file = file_of(view, self.table, language)
        in_french = is_named_in_french(file, self.table)
        columns = ", ".join(FIELD_WORDS[each][0] if in_french else each for each in self.fields)
        return say("file and columns", language, file=file, columns=columns)


def _of(table: str, *fields: str) -> Place:
    """Place of a fact, with the assumption that supplies its field where one does."""
    filling = (name for name, each in ASSUMPTIONS.items() if each.table == table and each.field in fields)
    return Place(table, fields, next(filling, ""))


PLACES: Final[Mapping[str, Place]] = {
    **{name: _of("invoices", name) for name in ("ordered", "delivered", "issued", "due", "stage", "payment_means")},
    "original_due": _of("invoices", "due"),
    "gross": _of("invoices", "gross"),
    "invoice_gross": _of("invoices", "gross"),
    "insured_base": _of("invoices", "vat"),
    "limit_base": _of("invoices", "vat"),
    "disputed": Place("disputes", ("buyer", "invoice", "amount"), "no other disputes"),
    "seller_joined": _of("invoices", "entity"),
    "seller_left": _of("invoices", "entity"),
    "party": _of("invoices", "party_name", "party_identifier"),
    "private_person": _of("buyers", "private_person"),
    "public_buyer": _of("buyers", "public"),
    "related_buyer": _of("buyers", "related"),
    "limit_amount": _of("limit_decisions", "amount"),
    "limit_percentage": _of("limit_decisions", "percentage"),
    "limit_conditions_met_on": _of("limit_decisions", "conditions_met_on"),
    "country": _of("buyers", "country"),
    "sector": _of("buyers", "sector"),
    "buyer_class": _of("buyers", "buyer_class"),
    "entity": _of("invoices", "entity"),
}
"""Where each name that rules read is told, and each key that terms vary with."""
LISTED: Final = Place("entities", ("entity", "name"))
"""Where a company that sells is said to be insured."""


def file_of(view: View, table: str, language: Language) -> str:
    """File of a table as the company keeps it; one it has not is called in the language of those it has."""
    file = _kept_in(view, table)
    if file:
        return file
    kept = ((each, _kept_in(view, each)) for each in TABLE_WORDS)
    is_french = next((is_named_in_french(file, each) for each, file in kept if file), language == "fr")
    return f"{TABLE_WORDS[table] if is_french else table}.csv"


def _kept_in(view: View, table: str) -> str:
    """File in which the facts of a table are, where it is called after the table; empty for any other."""
    kept = view.table(table)
    file = kept.texts["source"][0].rpartition(":")[0] if len(kept) else ""
    is_named = folded(file).startswith(folded(table)) or is_named_in_french(file, table)
    return file if is_named and file.lower().endswith(".csv") else ""


def assumptions_file(view: View, language: Language) -> str:
    """File in which the company keeps, or would keep, what it takes for granted."""
    return file_of(view, "assumptions", language)


@dataclass(frozen=True, slots=True)
class Lack:
    """A fact that nobody told: what people call it, and where it is told; nowhere that one could name, if None."""

    label: str
    place: Place | None
    to_list: str = ""
    """Company that sells and stands in no list of those insured."""


def what_to_tell(lacks: tuple[Lack, ...], view: View, language: Language) -> str:
    """What to do about facts that lack: where to write them, and what may be assumed in their stead."""
    unlisted = next((each for each in lacks if each.to_list), None)
    if unlisted is not None:
        return say("list seller", language, entity=unlisted.to_list, place=LISTED.shown(view, language))
    shown = (
        say("in the files", language, fact=each.label) if each.place is None else each.place.shown(view, language)
        for each in lacks
    )
    places = say("fact and fact", language).join(dict.fromkeys(shown))
    names = SEPARATOR.join(
        dict.fromkeys(each.place.assumption for each in lacks if each.place and each.place.assumption)
    )
    if not names:
        return say("tell facts", language, places=places)
    file, assumed = assumptions_file(view, language), names_in(names, is_french=language == "fr")
    return say("tell facts or assume", language, places=places, file=file, names=assumed)
