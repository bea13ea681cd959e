"""The imports of a workspace, with what each brought, for people and for programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from encours.explain.blocks import EMPTY, Column, Grid, Page, Span, line
from encours.explain.cover_screen import left_out
from encours.explain.json_values import SCHEMA_VERSION, Json, day_json
from encours.explain.values import day
from encours.explain.words import say
from encours.facts.words import TABLE_WORDS
from encours.units import Day
from encours.units.show import Language


@dataclass(frozen=True, slots=True)
class ImportLine:
    """One import: the day and the file it tells about, how many facts of each table it brought.

    ``undoes`` names the import that it took back, ``undone_by`` the one that took it back.
    """

    name: str
    day: Day
    file: str
    totals: Mapping[str, int]
    undoes: str = ""
    undone_by: str = ""


def counted_facts(totals: Mapping[str, int], language: Language) -> str:
    """How many facts of each table, such as ``invoices 12, payments 3``."""
    names = {kind: TABLE_WORDS[kind] if language == "fr" else kind.replace("_", " ") for kind in totals}
    return ", ".join(f"{names[kind]} {count}" for kind, count in totals.items())


def imports_page(lines: Sequence[ImportLine], language: Language, *, folder: str, command: str, rows: int) -> Page:
    """Page of the imports, the last one first, and the command that takes the last one back."""
    title = line(Span(say("imports title", language), "bold"), Span(f" — {folder}", "bold"))
    if not lines:
        return (title, line(say("imports none", language)))
    told = tuple(
        (
            each.name,
            day(each.day, language),
            each.file,
            counted_facts(each.totals, language),
            Span(_state(each, language), "bright_black" if each.undone_by or each.undoes else "green"),
        )
        for each in reversed(lines)
    )
    titles = ("imports name", "imports day", "imports file", "imports brought", "imports state")
    grid = Grid(tuple(Column(say(each, language), folds=place == 3) for place, each in enumerate(titles)), told[:rows])
    left = len(told) - rows
    back = (EMPTY, line(say("import undo last", language, command=command))) if command else ()
    return (title, EMPTY, grid, *left_out(left, language), *back)


def _state(each: ImportLine, language: Language) -> str:
    if each.undoes:
        return say("imports undoes", language, name=each.undoes)
    if each.undone_by:
        return say("imports undone", language, name=each.undone_by)
    return say("imports stands", language)


def imports_json(lines: Sequence[ImportLine]) -> Json:
    """The imports for programs, in their order."""
    return {
        "shape": "imports",
        "version": SCHEMA_VERSION,
        "imports": [
            {
                "name": each.name,
                "day": day_json(each.day),
                "file": each.file,
                "facts": dict(each.totals),
                "undoes": each.undoes or None,
                "undone_by": each.undone_by or None,
            }
            for each in lines
        ],
    }
