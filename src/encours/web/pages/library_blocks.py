"""Pages of the library shown in ours: its tables as lists, its sentences as paragraphs, word for word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from encours.explain import blocks
from encours.explain.document.model import Kind, Tone
from encours.explain.document.shown import typeset
from encours.units.show import Language
from encours.web.pages.listing import Cell, Column, Listing, Row

TONES: Final[Mapping[str, Tone]] = MappingProxyType({
    "green": Tone.COVERED, "yellow": Tone.OVER_LIMIT, "red": Tone.NOT_COVERED, "magenta": Tone.SUSPENDED,
    "cyan": Tone.NEEDS_INFORMATION, "bright_black": Tone.OUTSIDE,
})  # fmt: skip
"""Tone of each colour of a terminal."""
LONG: Final = 36
"""Letters from which a column holds sentences."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page of the library: its title, its tables, and the sentences beside them."""

    title: str
    listings: tuple[Listing, ...]
    notes: tuple[str, ...]


def grids(page: Iterable[blocks.Block]) -> Mapping[str, tuple[blocks.Grid, ...]]:
    """Tables of a page under the heading they follow; those before the first heading under the empty one."""
    found: dict[str, tuple[blocks.Grid, ...]] = {}
    heading = ""
    for each in page:
        if isinstance(each, blocks.Heading):
            heading = each.text
        elif isinstance(each, blocks.Grid):
            found[heading] = (*found.get(heading, ()), each)
    return found


def section(page: Iterable[blocks.Block], heading: str, language: Language) -> Section | None:
    """The part of a page under a heading; None where the page has none."""
    own: list[blocks.Block] = []
    at = ""
    for each in page:
        if isinstance(each, blocks.Heading):
            at = each.text
        elif at == heading:
            own.append(each)
    listings = tuple(_listing(each, heading, language) for each in own if isinstance(each, blocks.Grid))
    notes = (typeset(_text(each.spans), language) for each in own if isinstance(each, blocks.Line))
    found = Section(_titled(heading, language), listings, tuple(each for each in notes if each))
    return found if found.listings or found.notes else None


def words(cell: blocks.Cell, language: Language) -> str:
    """Text of a cell as a printer sets it."""
    return typeset(cell if isinstance(cell, str) else cell.text, language).strip()


def tone(cell: blocks.Cell) -> Tone:
    """Tone of a cell; plain where its style is none of a state."""
    style = "" if isinstance(cell, str) else cell.style
    return next((TONES[each] for each in style.split() if each in TONES), Tone.PLAIN)


def _listing(grid: blocks.Grid, caption: str, language: Language) -> Listing:
    columns = []
    for place, each in enumerate(grid.columns):
        title = _titled(each.title, language)
        is_wide = any(len(words(row[place], language)) >= LONG for row in grid.rows)
        kind = Kind.AMOUNT if each.right else Kind.TEXT
        columns.append(Column(str(place), title, title, kind, is_wide=is_wide and not each.right))
    rows = tuple(Row(tuple(Cell(words(one, language), tone=tone(one)) for one in row)) for row in grid.rows)
    return Listing(columns=tuple(columns), rows=rows, caption=_titled(caption, language))


def _text(spans: Iterable[blocks.Span]) -> str:
    return "".join(each.text for each in spans).strip()


def _titled(text: str, language: Language) -> str:
    told = typeset(text, language).strip()
    return told[:1].upper() + told[1:]
