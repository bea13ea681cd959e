"""Fields that whoever imports a file may tell the headings of, by their own names."""

from __future__ import annotations

from collections.abc import Iterable

from encours.facts.kinds import KINDS, Kind
from encours.formats.headers import file_fields, known_names, letters
from encours.formats.limit_words import OWN_FIELDS
from encours.formats.mapping import OF_FILE
from encours.units.refusal import nearest_names


def field_names(table: str | None = None) -> frozenset[str]:
    """Fields of a table, or of any, with those that a list of open items or of limits has besides."""
    return frozenset({*OF_FILE, *OWN_FIELDS, *(name for kind in _kinds(table) for name in file_fields(kind))})


def nearest_fields(written: str, table: str | None = None) -> tuple[str, ...]:
    """Fields that a word may mean: the one that it is a usual name of, else those that it nearly is."""
    meant = [known_names(kind).get(letters(written), "") for kind in _kinds(table)]
    return tuple(dict.fromkeys(filter(None, meant))) or nearest_names(written[:80], sorted(field_names(table)))


def _kinds(table: str | None) -> Iterable[Kind]:
    return [KINDS[table]] if table else KINDS.values()
