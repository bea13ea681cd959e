"""Tables that Encours itself wrote, known by their headings: those of its workspaces, and of its exports in a language.

A file that somebody else wrote may bear these words too. It is taken for a table of ours only where every heading is
one that Encours writes for it, in one language, and none is lacking that every fact fills.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Final

from encours.facts.choice_words import choice_word, choices_by_word
from encours.facts.kinds import COMMON, KINDS, Kind
from encours.facts.words import FIELD_WORDS, TABLE_WORDS
from encours.formats.build import Raw
from encours.formats.headers import file_fields, letters
from encours.formats.headings import ENOUGH

LOOKED_AT: Final = 1_000
"""Distinct words of a column by which two tables of the same headings are told apart."""


def tables_headed(header: Sequence[str]) -> tuple[str, ...]:
    """Tables that Encours writes under these very headings; of credit notes alone, they may be those of invoices."""
    plain = [letters(each[:200]) for each in header if each.strip()]
    if not plain or len(set(plain)) < len(plain):
        return ()
    return tuple(name for name, kind in KINDS.items() if any(_is_of(plain, kind, each) for each in _written(kind)))


def own_tables(raw: Raw) -> tuple[str, ...]:
    """Tables of ours that a file may be; its name, then the words of its choices, tell those headed alike apart."""
    found = tables_headed(raw.header)
    named = _named(found, raw.file)
    if len(raw.header) < ENOUGH:
        return named  # one word above a column says too little
    if len(found) > 1:
        return named or tuple(each for each in found if _holds_choices(raw, KINDS[each])) or found
    return found


@cache
def _written(kind: Kind) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Field of each heading that Encours writes, in English and in French."""
    names = file_fields(kind)
    return (
        {letters(name): name for name in names},
        {letters(FIELD_WORDS.get(name, (name,))[0]): name for name in names},
    )


@cache
def _needed(kind: Kind) -> frozenset[str]:
    """Fields that every table of a kind has, as it is written."""
    return frozenset(each.decimal or each.name for each in kind.fields if each.required) - frozenset(COMMON)


def _is_of(plain: Iterable[str], kind: Kind, written: Mapping[str, str]) -> bool:
    fields = {written.get(each, "") for each in plain}
    return "" not in fields and _needed(kind) <= fields


def _named(tables: Iterable[str], file: str) -> tuple[str, ...]:
    """The table that a file is named after; of several, the one named last, behind the name of a company."""
    stem = letters(file.rpartition(".")[0])
    places = {each: max(stem.rfind(letters(word)) for word in (each, TABLE_WORDS[each])) for each in tables}
    last = max(places.values(), default=-1)
    return tuple(each for each, place in places.items() if place == last >= 0)


def _holds_choices(raw: Raw, kind: Kind) -> bool:
    """Whether the columns of choices hold words of their lists."""
    written = {heading: field for each in _written(kind) for heading, field in each.items()}
    choices = {each.name: each.choices for each in kind.fields if each.choices}
    return all(
        choice_word(text) in choices_by_word(choices[field])
        for heading, column in zip(raw.header, raw.columns, strict=True)
        if (field := written.get(letters(heading), "")) in choices
        for text in column.texts[: LOOKED_AT + 1]
        if text
    )
