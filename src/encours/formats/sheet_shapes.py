"""What the XML of a spreadsheet tells before it is read: extent, merged cells, hidden rows, cells in error.

Python's Expat reads it in chunks and keeps nothing but these, so a sheet that claims a billion cells costs no
memory here, and is refused before the reader of cells would unfold it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final
from xml.parsers import expat

Cell = tuple[int, int]
"""Row and column, both from 0."""
Merged = tuple[int, int, int, int]
"""First row, first column, last row, last column."""

CHUNK: Final = 1 << 20
MOST_NAMES: Final = 1_000
"""Names of elements that a part may have: the formats have far fewer."""
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})", re.ASCII)
_VALUES: Final = frozenset({
    "office:value-type", "office:value", "office:string-value", "office:date-value", "office:time-value",
    "office:boolean-value", "table:formula",
})  # fmt: skip
"""Attributes by which a cell holds something, whichever of them is there."""
_COUNT: Final = re.compile(r"[0-9]{1,9}", re.ASCII)


class Hostile(Exception):
    """A part that is not read further; its argument says why: ``doctype``, ``malformed`` or ``giant``."""


class Shape:
    """Extent of a sheet (to its last cell that holds something) and what the reader of cells does not tell.

    ``cells`` are those that unfolding takes, ``characters`` those of texts that stand for many: each counts as many.
    """

    __slots__ = ("cells", "characters", "columns", "errors", "hidden", "merged", "name", "rows")

    def __init__(self, name: str = "") -> None:
        self.name = name
        self.rows = self.columns = self.cells = self.characters = 0
        self.hidden: list[range] = []
        self.merged: list[Merged] = []
        self.errors: dict[Cell, str] = {}

    @property
    def area(self) -> int:
        """Cells of the rectangle that holds them all."""
        return max(self.rows * self.columns, self.cells)


def checked(chunks: Iterator[bytes]) -> None:
    """Nothing for well-formed XML without a document type; raises ``Hostile`` for any other."""
    _parse(_parser(), chunks)


def workbook_shape(chunks: Iterator[bytes], most: int, *, is_sheet: bool = False) -> Shape | None:
    """Shape of a part that is a sheet of a workbook, nothing for another part; raises ``Hostile``.

    ``is_sheet`` says that the part may be read as a sheet, whatever its first element.
    """
    reader = _Worksheet(most, is_sheet=is_sheet)
    _parse(reader.parser, chunks)
    return reader.shape if reader.is_sheet else None


def document_shapes(chunks: Iterator[bytes], most: int) -> list[Shape]:
    """Shapes of the tables of an OpenDocument spreadsheet; raises ``Hostile``."""
    reader = _Document(most)
    _parse(reader.parser, chunks)
    return reader.shapes


def relations(chunks: Iterator[bytes], element: str, *attributes: str) -> list[tuple[str, ...]]:
    """Attributes, by their local names, of each element of that local name; raises ``Hostile``."""
    found: list[tuple[str, ...]] = []
    parser = _parser()

    def start(name: str, given: Mapping[str, str]) -> None:
        if _local(name) == element and len(found) < MOST_NAMES:
            held = {_local(each): value for each, value in given.items()}
            found.append(tuple(held.get(each, "") for each in attributes))

    parser.StartElementHandler = start
    _parse(parser, chunks)
    return found


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate()

    def refuse(*_: object) -> None:
        raise Hostile("doctype")

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    return parser


def _parse(parser: expat.XMLParserType, chunks: Iterator[bytes]) -> None:
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, UnicodeError, LookupError):
        raise Hostile("malformed") from None


def _local(name: str) -> str:
    return name.rpartition(":")[2]


class _Names(dict[str, str]):
    """Local name of each element met, found once."""

    def __missing__(self, name: str) -> str:
        if len(self) >= MOST_NAMES:
            raise Hostile("malformed")
        self[name] = local = _local(name)
        return local


class _Worksheet:
    """One sheet of a workbook (SpreadsheetML) as it passes."""

    __slots__ = ("at_column", "at_row", "columns", "error", "is_held", "is_sheet", "last_row", "most", "names",
                 "parser", "placed", "reference", "shape", "text")  # fmt: skip

    def __init__(self, most: int, *, is_sheet: bool) -> None:
        self.most, self.names, self.shape, self.is_sheet = most, _Names(), Shape(), is_sheet
        self.at_row, self.at_column, self.text = -1, -1, ""
        self.reference, self.placed, self.last_row, self.columns = "", "", "", set[str]()
        # The last cell that says its place: those after it, which do not, stand beside it.
        self.error: Cell | None = None
        self.is_held = False
        """Whether the cell where we are is known to hold something: a formula and its value are one."""
        self.parser = _parser()
        self.parser.StartElementHandler = self._root

    def _root(self, name: str, _: Mapping[str, str]) -> None:
        self.is_sheet |= self.names[name] == "worksheet"
        self.parser.StartElementHandler = self._start if self.is_sheet else None

    def _start(self, name: str, given: Mapping[str, str]) -> None:
        local = self.names[name]
        if local == "c":
            self.is_held, self.reference = False, given.get("r", "")
            if self.reference:
                self.placed, self.at_column = self.reference, 0
            else:
                self.at_column += 1
            if given.get("t") == "e":
                self._read_error()
        elif local in {"v", "f", "is", "t"}:
            if not self.is_held:
                self.is_held = True
                self._holds()
        elif local == "row":
            self.at_row = _number(given.get("r", ""), self.at_row + 2) - 1
            self.at_column, self.placed = -1, ""
            if given.get("hidden") in {"1", "true"}:
                self.shape.hidden.append(range(self.at_row, self.at_row + 1))
        elif local == "mergeCell":
            first, _, last = given.get("ref", "").partition(":")
            top, bottom = _cell_of(first), _cell_of(last)
            if top and bottom:
                self.shape.merged.append((*top, *bottom))

    def _holds(self) -> None:
        """The cell where we are holds something: the sheet reaches as far as that, at least."""
        shape, reference = self.shape, self.reference
        shape.cells += 1
        # Most cells stand in a column that was met, on the row that was met last: nothing to measure.
        letters = reference.rstrip("0123456789")
        if letters in self.columns and reference[len(letters) :] == self.last_row:
            return
        row, column = self._place()
        if reference:
            self.columns.add(letters)
            self.last_row = reference[len(letters) :]
        shape.rows, shape.columns = max(shape.rows, row + 1), max(shape.columns, column + 1)
        if shape.area > self.most:
            raise Hostile("giant")

    def _place(self) -> Cell:
        place = _cell_of(self.placed) if self.placed else (0, 0)
        if place is None:
            raise Hostile("malformed")
        return place if self.reference else (max(self.at_row, 0), place[1] + max(self.at_column, 0))

    def _read_error(self) -> None:
        """Gather the text of a cell in error, which its reader leaves empty."""
        self.error, self.text = self._place(), ""
        self.parser.CharacterDataHandler = self._gather
        self.parser.EndElementHandler = self._end

    def _gather(self, text: str) -> None:
        self.text = (self.text + text)[-40:]  # a formula comes first, the value last

    def _end(self, name: str) -> None:
        local = self.names[name]
        if local == "f":
            self.text = ""
        elif local == "c":
            if self.error:
                self.shape.errors[self.error] = self.text.strip() or "#N/A"
            self.error = None
            self.parser.CharacterDataHandler = self.parser.EndElementHandler = None


class _Document:
    """The tables of an OpenDocument spreadsheet as they pass."""

    __slots__ = ("at_column", "at_row", "depth", "most", "names", "parser", "repeats", "row_repeats", "row_width",
                 "shapes", "span", "total")  # fmt: skip

    def __init__(self, most: int) -> None:
        self.most, self.names, self.shapes, self.total, self.depth = most, _Names(), list[Shape](), 0, 0
        self.at_row = self.at_column = self.row_width = 0
        self.row_repeats = self.repeats = 1
        self.span: Merged | None = None
        self.parser = _parser()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def _start(self, name: str, given: Mapping[str, str]) -> None:
        local = self.names[name]
        if local in {"table-cell", "covered-table-cell"}:
            self._cell(given)
        elif local == "table-row":
            self.row_repeats = max(1, _number(given.get("table:number-rows-repeated", ""), 1))
            self.at_column = self.row_width = 0
            self.repeats = 1
            if given.get("table:visibility") in {"collapse", "filter"}:
                self._shape().hidden.append(range(self.at_row, self.at_row + self.row_repeats))
        elif local == "p":
            self._holds()
        elif local == "s":
            self._weigh(_number(given.get("text:c", ""), 1))
        elif local == "table":
            self.depth += 1
            if self.depth == 1:
                self.shapes.append(Shape(given.get("table:name", "")))
                self.at_row = 0

    def _shape(self) -> Shape:
        if not self.shapes:
            raise Hostile("malformed")
        return self.shapes[-1]

    def _cell(self, given: Mapping[str, str]) -> None:
        self.repeats = max(1, _number(given.get("table:number-columns-repeated", ""), 1))
        wide = _number(given.get("table:number-columns-spanned", ""), 1)
        high = _number(given.get("table:number-rows-spanned", ""), 1)
        if wide > 1 or high > 1:
            self._shape().merged.append(
                (self.at_row, self.at_column, self.at_row + max(high, 1) - 1, self.at_column + max(wide, 1) - 1)
            )
        if given.get("calcext:value-type") == "error":
            self._shape().errors[self.at_row, self.at_column] = "#N/A"
        self.at_column += self.repeats
        if not given.keys().isdisjoint(_VALUES):
            self._holds()
        self._weigh(len(given.get("office:string-value", "")) + len(given.get("table:formula", "")))
        # The text of a cell that stands for many is told apart; that of any other is in the file once.
        is_many = self.repeats * self.row_repeats > 1
        self.parser.CharacterDataHandler = self._gather if is_many else None

    def _gather(self, text: str) -> None:
        self._weigh(len(text))

    def _weigh(self, characters: int) -> None:
        """Count characters of the cell just begun, as often as it is written."""
        if characters and self.shapes:
            self.shapes[-1].characters += characters * self.repeats * self.row_repeats

    def _holds(self) -> None:
        """The cell just begun, which may stand for several, holds something."""
        if not self.shapes:
            return  # a text of a heading of the page, before any table
        shape = self.shapes[-1]
        self.row_width = max(self.row_width, self.at_column)
        shape.rows = max(shape.rows, self.at_row + self.row_repeats)
        shape.columns = max(shape.columns, self.at_column)
        if self.total + shape.area > self.most:
            raise Hostile("giant")

    def _end(self, name: str) -> None:
        local = self.names[name]
        if local == "table-row":
            self.repeats = 1
            self.parser.CharacterDataHandler = None
            self.at_row += self.row_repeats
            if self.row_width:
                self._shape().cells += self.row_width * self.row_repeats
        elif local == "table":
            self.depth -= 1
            if self.depth == 0:
                self.total += self._shape().area


def _number(text: str, otherwise: int) -> int:
    """Number of an attribute, or what stands for one that is absent; one that another reader may read is refused."""
    if not text:
        return otherwise
    if not _COUNT.fullmatch(text):
        raise Hostile("malformed")
    return int(text)


def _cell_of(reference: str) -> Cell | None:
    """Place that a reference such as ``AB12`` names."""
    found = _REFERENCE.fullmatch(reference.upper())
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1
