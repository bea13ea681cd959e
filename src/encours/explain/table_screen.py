"""A table of facts as people read it: what a row tells, and each column with its meaning and its words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from encours.explain.blocks import EMPTY, Block, Page, Span, line
from encours.explain.words import say
from encours.facts.kinds import COMMON, Kind
from encours.facts.words import CHOICE_WORDS, FIELD_WORDS
from encours.units.show import Language

_COMMON: Final = frozenset(COMMON)


def table_page(kind: Kind, language: Language) -> Page:
    """Meaning of a table and of its columns; those that every table has are left out."""
    return tuple(_table(kind, language))


def _table(kind: Kind, language: Language) -> Iterator[Block]:
    yield line(Span(kind.table, "bold cyan"))
    yield line(kind.fr if language == "fr" else kind.en, indent=2)
    yield EMPTY
    for field in kind.fields:
        if field.name in _COMMON:
            continue
        told = [say("column required" if field.required else "column optional", language)]
        if language == "fr" and field.name in FIELD_WORDS:
            told.insert(0, FIELD_WORDS[field.name][0])
        yield line(Span(field.name, "cyan"), Span("  " + " · ".join(told), "bright_black"))
        yield line(field.fr if language == "fr" else field.en, indent=2)
        if field.choices:
            words = [CHOICE_WORDS.get(each, each) if language == "fr" else each for each in field.choices]
            yield line(Span(", ".join(words), "bright_black"), indent=2)
