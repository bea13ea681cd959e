"""What somebody tells of a file that is imported, as the store keeps it and as the library asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from encours.actions.importing import Wish
from encours.cover.holds import Holds
from encours.facts.kinds import KINDS
from encours.formats.headers import file_fields
from encours.formats.limit_words import OWN_FIELDS
from encours.formats.mapping import OF_FILE
from encours.formats.recognise import Told
from encours.formats.settings import LAYOUTS, LISTS
from encours.units.calendars import day_of

TEXTS = ("table", "path", "document_type", "currency", "terms", "bill_terms", "date_order", "decimal_mark")
TECHNICAL = frozenset({"fact_id", "known", "source", "corrects", "void", "assumption"})
"""Fields that Encours writes by itself: nobody's accounting has them."""


def wish_of(told: Mapping[str, Any], *, accept: bool = False) -> Wish:
    """The wish that what was told comes to."""
    return Wish(
        Told(
            **{name: told.get(name, "") for name in TEXTS},
            day=day_of(date.fromisoformat(told["day"])) if told.get("day") else None,
            columns=dict(told.get("columns", {})),
            document_words=dict(told.get("document_words", {})),
        ),
        Holds(told["holds"]) if told.get("holds") else None,
        keep_good_rows=bool(told.get("keep_good_rows")),
        accept=accept,
    )


def fields_of(layout: str) -> tuple[str, ...]:
    """Fields that a column of a file may give, those one looks for first at the beginning."""
    if layout in LISTS:
        kind = KINDS[LAYOUTS[layout]]
        return tuple(dict.fromkeys((*OWN_FIELDS, *(each for each in file_fields(kind) if each not in TECHNICAL))))
    if layout in LAYOUTS:
        return ("buyer", "entity", "currency", "day")
    if layout not in KINDS:
        return ()
    kind = KINDS[layout]
    required = [each.decimal or each.name for each in kind.fields if each.required]
    others = [each for each in file_fields(kind) if each not in TECHNICAL]
    return tuple(dict.fromkeys((*required, *others, *(OF_FILE if layout == "invoices" else ()))))
