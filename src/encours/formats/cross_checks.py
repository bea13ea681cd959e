"""What is doubtful between the tables, told at the place of the file where the fact stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from encours.facts.faults import Fault
from encours.facts.kinds import KINDS, Fact, Quantity
from encours.facts.ledger import Ledger
from encours.facts.words import FIELD_WORDS, is_named_in_french
from encours.formats.faults import ReadError, fault
from encours.units import MISSING
from encours.units.currency import Currency, find_currency
from encours.units.money import Money

_SOURCE: Final = re.compile(r"(.+?):([0-9]{1,9})(?::(?:[A-Z]{3}|[0-9]*-[0-9]*))?", re.DOTALL)
"""File and row; behind them, where a row gives several facts, the currency of a rate or the bucket of a balance."""
_SHARED: Final = re.compile(r"(.+\.(?:csv|tsv|txt|parquet|xls[xmb]?|ods|json/.+))/([a-z_]+)", re.DOTALL)
"""A file (or a list within it) that gives several tables: the table is in the name of the fact."""

_COLUMN: Final[Mapping[str, str]] = {
    "payment without invoice": "invoice",
    "invoice unknown": "invoice",
    "invoice of another buyer": "invoice",
    "invoice in another currency": "currency",
    "buyer unknown": "buyer",
    "currency unknown": "currency",
    "duplicate invoice": "number",
    "contradictory limits": "amount",
    "negative amount": "amount",
    "charge on an unknown instalment": "invoice",
    "vat beyond gross": "vat",
    "document replaces itself": "replaces",
    "documents replace one another": "replaces",
    "replaces an invoice": "replaces",
    "replaced document unknown": "replaces",
    "replaced document of another buyer": "replaces",
    "replaced document of another currency": "replaces",
    "duplicate bond": "reference",
    "bond unknown": "bond",
    "bond of unknown kind": "kind",
    "bond in another currency": "currency",
    "allocation without supplier": "reference",
    "allocation to nobody insured": "entity",
    "allocation in another currency": "currency",
    "allocations above the total": "amount",
    "bond event without amount": "event",
    "extension without last day": "event",
    "bond event before the issue": "event",
    "correction of nothing": "corrects",
    "correction of another kind": "corrects",
    "corrected twice": "corrects",
    "corrections in a circle": "corrects",
    "correction before the fact": "corrects",
    "void of nothing": "void",
    "same name, different fact": "fact_id",
}

CONSEQUENCES: Final[Mapping[str, tuple[str, ...]]] = {
    "payment without invoice": ("invoices",),
    "invoice unknown": ("invoices",),
    "replaced document unknown": ("invoices",),
    "charge on an unknown instalment": ("invoices",),
    "buyer unknown": ("buyers",),
    "payment unknown": ("payments",),
    "bond unknown": ("bonds",),
    "correction of nothing": tuple(KINDS),
}
"""Faults that a refused row of these tables would cause: they are not told while such rows are refused."""

_ALL_LEFT_OUT: Final = frozenset({"contradictory limits", "corrections in a circle", "documents replace one another"})
_FIRST_KEPT: Final = frozenset(
    {
        "duplicate invoice",
        "duplicate bond",
        "instalments differ in buyer",
        "instalments differ in currency",
        "corrected twice",
    }
)


def located(faults: Iterable[Fault], ledger: Ledger) -> list[tuple[Fault, ReadError]]:
    """Each fault with its message at its file and row."""
    return [(each, _located(each, ledger)) for each in faults]


def named_rows(each: Fault) -> tuple[str, ...]:
    """Facts to leave out for a fault when only good rows are kept: never a side taken between two limits."""
    if each.code in _ALL_LEFT_OUT:
        return each.fact_ids
    return each.fact_ids[1:] if each.code in _FIRST_KEPT else each.fact_ids[:1]


def _located(each: Fault, ledger: Ledger) -> ReadError:
    name = each.fact_ids[0] if each.fact_ids else ""
    file, row = place_of(name, ledger)
    column, excerpt = _COLUMN.get(each.code, ""), ""
    fact = ledger.find(name) if name else None
    if fact is not None:
        if column not in fact.KIND.names:
            column = fact.KIND.names[0]
        excerpt = _written(fact, column)
        if is_named_in_french(file, fact.KIND.table):
            column = FIELD_WORDS[column][0]
    others = [shown_place(other, ledger) for other in each.fact_ids[1:5]]
    also_en, also_fr = (f" See also {', '.join(others)}.", f" Voir aussi {', '.join(others)}.") if others else ("", "")
    return fault(
        each.code.replace(" ", "_").replace(",", ""),
        file,
        row=row,
        column=column if excerpt else "",
        excerpt=excerpt,
        en=each.en,
        fr=each.fr,
        hint_en=each.remedy_en + also_en,
        hint_fr=each.remedy_fr + also_fr,
    )


def _written(fact: Fact, column: str) -> str:
    """Text, or amount in its currency, of a field; empty where it is neither."""
    value = getattr(fact, column)
    if isinstance(value, str):
        return value
    field = next(each for each in fact.KIND.fields if each.name == column)
    held = find_currency(getattr(fact, "currency", ""))
    if field.quantity is not Quantity.CENTS or value == MISSING or not isinstance(held, Currency):
        return ""
    return Money(value, held).to_decimal_text()


def place_of(name: str, ledger: Ledger) -> tuple[str, int]:
    """File and row of a fact by its name; a fact from elsewhere has its source and no row."""
    fact = ledger.find(name) if name else None
    source = fact.source if fact is not None and fact.source else name
    found = _SOURCE.fullmatch(source)
    if found:
        shared = _SHARED.fullmatch(found[1])
        return shared[1] if shared and shared[2] in KINDS else found[1], int(found[2])
    return source or "workspace", 0


def shown_place(name: str, ledger: Ledger) -> str:
    """Place of a fact as people read it: file and row."""
    file, row = place_of(name, ledger)
    return f"{file}:{row}" if row else file
