"""A sheet as columns of texts, like any other file: the sheet chosen, its headings found, its merged cells spread."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from encours.formats import errors, sheet_errors
from encours.formats.bounds import Bounds
from encours.formats.build import Raw
from encours.formats.columns_read import Written
from encours.formats.encoding import Opener
from encours.formats.faults import Collected, ReadError
from encours.formats.headings import ENOUGH, LINES_LOOKED_AT, Heading, Wanted, find_heading
from encours.formats.sheet_columns import SheetColumns
from encours.formats.sheet_shapes import Merged, Shape
from encours.formats.spreadsheet_cells import Book, Unreadable, open_apart, open_here
from encours.formats.spreadsheet_parts import Parts, look_at

Line = list[str]


@dataclass(frozen=True, slots=True, eq=False)
class SheetRead:
    """Columns of one sheet as written (``None`` when refused), which sheet it is, and what there is to know."""

    raw: Raw | None
    sheet: str = ""
    header_row: int = 1
    warnings: tuple[ReadError, ...] = ()


def read_sheet(
    open_file: Opener, file: str, ending: str, wanted: Wanted, *, sheet: str, bounds: Bounds, found: Collected
) -> SheetRead:
    """Columns of the sheet named, else of the one whose headings are known; what is wrong is told in ``found``."""
    with open_file() as stream:
        content = stream.read(bounds.spreadsheet_bytes + 1)
    parts = look_at(content, ending, file, bounds)
    if isinstance(parts, ReadError):
        found.add(parts)
        return SheetRead(None)
    try:
        book: Book = (open_apart(parts.content, seconds=bounds.seconds, most=bounds.sheet_cells) if parts.is_apart
                      else open_here(parts.content))  # fmt: skip
        parts = replace(parts, content=b"")  # the reader of cells has its own
        return _Reading(book, parts, file, wanted, bounds=bounds, found=found).read(sheet)
    except Unreadable as why:
        told = {"locked": sheet_errors.spreadsheet_locked, "stopped": sheet_errors.spreadsheet_reading_stopped}
        refused = told.get(str(why), sheet_errors.spreadsheet_malformed)(file)
        found.add(sheet_errors.sheet_giant(file, bound=bounds.sheet_cells) if str(why) == "giant" else refused)
        return SheetRead(None)


class _Reading:
    """One spreadsheet while its sheet is chosen and read."""

    __slots__ = ("book", "bounds", "file", "found", "parts", "wanted")

    def __init__(
        self, book: Book, parts: Parts, file: str, wanted: Wanted, *, bounds: Bounds, found: Collected
    ) -> None:
        self.book, self.parts, self.file, self.wanted = book, parts, file, wanted
        self.bounds, self.found = bounds, found

    def read(self, sheet: str) -> SheetRead:
        """Columns of the sheet named, or of the one chosen."""
        names = self.book.names
        if sheet and sheet not in names:
            self.found.add(sheet_errors.sheet_missing(self.file, sheet=sheet, sheets=tuple(names)))
            return SheetRead(None)
        headings = {name: self._heading(name) for name in ([sheet] if sheet else names[: self.book.shown])}
        chosen = sheet or self._chosen(headings)
        if not chosen:
            return SheetRead(None)
        heading = headings[chosen]
        if heading is None:
            self.found.add(errors.file_empty(self.file))
            return SheetRead(None, chosen)
        others = tuple(name for name, each in headings.items() if name != chosen and each is not None)
        warnings = [sheet_errors.sheets_unread(self.file, sheet=chosen, others=others)] if others else []
        shape = self.parts.shapes.get(chosen, Shape())
        raw = self._raw(chosen, heading, shape)
        inside = (range(max(each.start, heading.last + 1), min(each.stop, shape.rows)) for each in shape.hidden)
        if hidden := [each for each in inside if each]:
            count, first = sum(map(len, hidden)), hidden[0].start + 1
            warnings.append(sheet_errors.rows_hidden(self.file, count=count, first=first))
        return SheetRead(raw, chosen, heading.last + 1, tuple(warnings))

    def _heading(self, name: str) -> Heading | None:
        shape = self.parts.shapes.get(name, Shape())
        lines = list(itertools.islice(self.book.lines(name), LINES_LOOKED_AT))
        _spread_across(lines, shape.merged)
        return find_heading(lines, self.wanted)

    def _chosen(self, headings: Mapping[str, Heading | None]) -> str:
        """The one sheet whose headings are best known; none, which is told, where two are known alike."""
        scores = {name: each.score for name, each in headings.items() if each is not None}
        if not scores:
            self.found.add(errors.file_empty(self.file))
            return ""
        best = max(scores.values())
        alike = [name for name, score in scores.items() if score == best]
        if len(alike) > 1:
            if best < ENOUGH:
                return alike[0]  # none is known: what is missing is told of the first
            self.found.add(sheet_errors.sheets_several(self.file, sheets=tuple(alike)))
            return ""
        return alike[0]

    def _raw(self, name: str, heading: Heading, shape: Shape) -> Raw | None:
        """Columns below the headings; nothing, the reason told, where there are too many."""
        width = max(shape.columns, len(heading.header))
        if width > self.bounds.columns:
            self.found.add(errors.too_many_columns(self.file, found=width, bound=self.bounds.columns))
            return None
        start = heading.last + 1
        below = itertools.islice(self.book.values(name), start, None)
        sheet = SheetColumns.of(below, most=self.bounds.rows, width=width)
        if sheet is None:
            self.found.add(errors.too_many_rows(self.file, bound=self.bounds.rows))
            return None
        sheet.write(shape.errors, start)
        sheet.spread_down(shape.merged, start, self._sums(heading.header))
        header = heading.header + ("",) * (sheet.width - len(heading.header))
        columns = [self._written(header[place], sheet, place, start) for place in range(sheet.width)]
        if self.found.total:
            return None
        rows = np.arange(start + 1, start + 1 + sheet.rows, dtype=np.int64)
        return Raw(self.file, header, columns, rows, titles=heading.titles)

    def _sums(self, header: Sequence[str]) -> frozenset[int]:
        """Columns whose cells add up."""
        return frozenset(place for place, each in enumerate(header) if self.wanted.adds_up(each))

    def _written(self, header: str, sheet: SheetColumns, place: int, start: int) -> Written:
        """Column of texts; a gigantic one is told."""
        written = sheet.written(place)
        code = written.gigantic(self.bounds.cell_characters)
        if code is not None:
            text, row = written.texts[code], start + 1 + written.first_place(code)
            self.found.add(errors.cell_too_long(
                self.file, row=row, column=header, length=len(text), bound=self.bounds.cell_characters, excerpt=text
            ))  # fmt: skip
        return written


def _spread_across(lines: Sequence[Line], merged: Iterable[Merged]) -> None:
    """Give each cell of a merged heading its text, along the line and down to the next."""
    left_over = sum(map(len, lines))  # merged cells that do not overlap are never more than the cells there are
    for top, left, bottom, right in merged:
        if top >= len(lines) or left >= len(lines[top]) or bottom - top > 1:
            continue
        for line in lines[top : bottom + 1]:
            last = min(right, len(line) - 1)
            left_over -= last + 1 - left
            if left_over < 0:
                return
            line[left : last + 1] = [lines[top][left]] * (last + 1 - left)
