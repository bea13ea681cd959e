"""Cells of a sheet gathered by column: each distinct value is held once, and becomes a text once.

A sheet of a million rows has few distinct days and buyers; its rows exist only a few thousand at a time.
"""

# ruff: noqa: ANN401 -- a cell may hold anything

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from encours.formats.columns_read import Written
from encours.formats.sheet_shapes import Cell, Merged
from encours.formats.sniff import find_mark
from encours.formats.spreadsheet_cells import Figures, text_of
from encours.units.plain_text import spelt

Codes: TypeAlias = NDArray[np.int32]

LINES: Final = 1 << 13
"""Lines that are held as such at once."""


class _Values(dict[Any, int]):
    """Number of each distinct value of a column, in the order in which they come; nought is the empty cell."""

    __slots__ = ()

    def __missing__(self, value: Any) -> int:
        self[value] = number = len(self)
        return number


class SheetColumns:
    """Columns of a sheet below its headings, as wide as its widest line."""

    __slots__ = ("_blocks", "_codes", "_values", "rows")

    def __init__(self) -> None:
        self._values: list[_Values] = []
        self._blocks: list[list[Codes]] = []
        self._codes: list[Codes] = []
        self.rows = 0

    @staticmethod
    def of(lines: Iterator[Sequence[Any]], *, most: int, width: int) -> SheetColumns | None:
        """Columns of these lines, at least so many; nothing where there are more lines than ``most``."""
        found = SheetColumns()
        found._widen(width)
        while block := list(itertools.islice(lines, LINES)):
            found._add(block)
            if found.rows > most:
                return None
        found._codes = [np.concatenate([np.empty(0, dtype=np.int32), *blocks]) for blocks in found._blocks]
        found._blocks = []
        return found

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self._values)

    def _widen(self, width: int) -> None:
        for _ in range(self.width, width):
            self._values.append(_Values({"": 0}))
            self._blocks.append([np.zeros(self.rows, dtype=np.int32)])

    def _add(self, lines: list[Sequence[Any]]) -> None:
        self._widen(max(map(len, lines)))
        columns = list(itertools.zip_longest(*lines, fillvalue=""))
        for place, (values, blocks) in enumerate(zip(self._values, self._blocks, strict=True)):
            cells: Iterable[Any] = columns[place] if place < len(columns) else [""] * len(lines)
            if bool in set(map(type, cells)):
                cells = [text_of(each) if isinstance(each, bool) else each for each in cells]  # True is no 1 here
            blocks.append(np.fromiter(map(values.__getitem__, cells), dtype=np.int32, count=len(lines)))
        self.rows += len(lines)

    def write(self, texts: Mapping[Cell, str], start: int) -> None:
        """Put these texts in their cells; ``start`` is the row of the first line."""
        for (row, column), text in texts.items():
            if start <= row < start + self.rows and column < self.width:
                self._codes[column][row - start] = self._values[column][text]

    def spread_down(self, merged: Iterable[Merged], start: int, sums: frozenset[int]) -> None:
        """Give each line of a merged cell its text: a buyer beside its invoices. What adds up is not repeated."""
        left_over = self.rows * self.width  # merged cells that do not overlap are never more than the cells there are
        for top, left, bottom, _ in merged:
            first, last = top - start, min(bottom - start, self.rows - 1)
            if bottom <= top or not 0 <= first < self.rows or left in sums or left >= self.width:
                continue
            left_over -= last - first
            if left_over < 0:
                return
            self._codes[left][first + 1 : last + 1] = self._codes[left][first]

    def written(self, place: int) -> Written:
        """Column of texts; its numbers are written with the decimal mark that its texts have."""
        codes, values = self._codes[place], list(self._values[place])
        _, first = np.unique(codes, return_index=True)
        used = codes[np.sort(first)]
        texts = [text_of(values[code]) for code in used.tolist()]
        has_decimals = any(isinstance(text, Figures) and "." in text for text in texts)
        others = [text for text in texts if text and not isinstance(text, Figures)] if has_decimals else []
        comma = find_mark(map(spelt, others)) == ","
        distinct = Written()
        distinct.add(_with_mark(text, comma=comma) if isinstance(text, Figures) else text for text in texts)
        rank = np.zeros(len(values), dtype=np.int32)
        rank[used] = np.arange(used.size, dtype=np.int32)
        return distinct.take(rank[codes])


def _with_mark(figures: str, *, comma: bool) -> str:
    """Number with that decimal mark; three decimals get a fourth, lest they be taken for thousands."""
    units, point, decimals = figures.partition(".")
    if not point:
        return str(figures)
    return f"{units}{',' if comma else '.'}{decimals}{'0' if len(decimals) == 3 else ''}"
