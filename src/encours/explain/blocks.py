"""What a page is made of, before any screen: lines of styled spans, tables and bars, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Span(NamedTuple):
    """A piece of text with the name of its style: a colour, ``bold``, ``dim``, or nothing."""

    text: str
    style: str = ""


Cell = Span | str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of spans, indented by so many characters; a long one is folded under its own indent."""

    spans: tuple[Span, ...]
    indent: int = 0
    hanging: int = 0
    """Characters by which the folded part stands further to the right."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A title above a part of a page."""

    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its title, on which side its cells stand, and whether they may be folded.

    ``least`` is the width of screen under which the column is left out. A column that is ``cut`` gives way before
    the others, and shows that it did; a table has one at most. An amount, on the right, is never cut.
    """

    title: str
    right: bool = False
    folds: bool = False
    least: int = 0
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its columns, its rows, and its last row where that is a total."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] = ()
    indent: int = 0
    titled: bool = field(default=True)
    wider: str = ""
    """What is said of the `{columns}` that a wider screen would show; nothing where it is empty."""


Block = Line | Heading | Grid

Page = tuple[Block, ...]


def line(*spans: Cell, indent: int = 0, hanging: int = 0) -> Line:
    """Line of texts and spans."""
    return Line(tuple(each if isinstance(each, Span) else Span(each) for each in spans), indent, hanging)


EMPTY = line("")


def bar(part: int, whole: int, *, width: int = 24) -> str:
    """Bar of a share: full blocks, one at least for what is not nothing."""
    if whole <= 0 or part <= 0:
        return ""
    return "█" * max(1, (2 * part * width + whole) // (2 * whole))
