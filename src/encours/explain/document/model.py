"""What a document is made of, whatever form it takes: figures, paragraphs, charts, tables, and what a figure opens.

Values are kept as what they are: each form shows an amount, a day or a percentage in its own way, from the same value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from types import UnionType
from typing import Final, TypeAlias

from encours.units import BasisPoints, Cents, Day
from encours.units.show import Language


@dataclass(frozen=True, slots=True)
class Amount:
    """Minor units of a currency, of any size."""

    cents: Cents
    currency: str


@dataclass(frozen=True, slots=True)
class Percentage:
    """A share, in hundredths of a percent."""

    basis_points: BasisPoints


@dataclass(frozen=True, slots=True)
class On:
    """A day of the calendar; what has not happened, or is not known, is a text or nothing."""

    day: Day


@dataclass(frozen=True, slots=True)
class Tenths:
    """A number rounded to one decimal: tenths of a day."""

    tenths: int


Value: TypeAlias = str | int | Amount | Percentage | Tenths | On | None
"""A text, a count, an amount, a percentage, a number to one decimal, a day, or nothing."""


class Kind(StrEnum):
    """What a column holds; a text may stand in any, where there is no such value."""

    TEXT = "text"
    CODE = "code"
    """A text that is never broken: the number of an invoice, the code of a buyer."""
    COUNT = "count"
    NUMBER = "number"
    """Whole, or to one decimal."""
    AMOUNT = "amount"
    PERCENTAGE = "percentage"
    DAY = "day"
    ANY = "any"
    """Each row its own: what was asked."""


HELD: Final[dict[Kind, type | UnionType]] = {
    Kind.TEXT: str, Kind.CODE: str, Kind.COUNT: int, Kind.NUMBER: int | Tenths, Kind.AMOUNT: Amount,
    Kind.PERCENTAGE: Percentage, Kind.DAY: On, Kind.ANY: object,
}  # fmt: skip


class Tone(StrEnum):
    """How something is drawn or coloured; never the only sign of what it is."""

    PLAIN = "plain"
    COVERED = "covered"
    OVER_LIMIT = "over-limit"
    SUSPENDED = "suspended"
    NOT_COVERED = "not-covered"
    OUTSIDE = "outside"
    ASIDE = "aside"
    """No part of what is counted."""
    NEEDS_INFORMATION = "needs-information"
    WARNING = "warning"
    AGE_1 = "age-1"
    AGE_2 = "age-2"
    AGE_3 = "age-3"
    AGE_4 = "age-4"
    AGE_5 = "age-5"
    AGE_6 = "age-6"


AGES: Final = (Tone.AGE_1, Tone.AGE_2, Tone.AGE_3, Tone.AGE_4, Tone.AGE_5, Tone.AGE_6)
"""From the least to the most overdue."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A value in a table, what it opens, and its tone."""

    value: Value
    opens: str = ""
    """Anchor of the part that tells its rows and its rule."""
    tone: Tone = Tone.PLAIN

    @property
    def is_short(self) -> bool:
        """Whether it is an amount, a number, or one word that stands for it, such as what is not known."""
        return not isinstance(self.value, str) or " " not in self.value


Row: TypeAlias = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, what it holds, and whether its texts are sentences.

    One that `is_spare` is told where it has something else than nothing; a spreadsheet always has it.
    """

    title: str
    kind: Kind = Kind.TEXT
    is_prose: bool = False
    is_spare: bool = False

    @property
    def is_right(self) -> bool:
        """Whether its values stand on the right, digit under digit."""
        return self.kind in {Kind.AMOUNT, Kind.COUNT, Kind.NUMBER, Kind.PERCENTAGE}


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under typed columns, and their total; `left_out` rows are not shown, though the total counts them."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row = ()
    left_out: int = 0
    sheet: str = ""
    """Name of its sheet in a spreadsheet; a table without one is in none."""

    def __post_init__(self) -> None:
        """Hold every cell to its column."""
        for row in (*self.rows, *((self.total,) if self.total else ())):
            assert len(row) == len(self.columns), "a row has one cell for each column"
            for column, cell in zip(self.columns, row, strict=True):
                held = HELD[column.kind]
                assert cell.value is None or isinstance(cell.value, str | held), f"{column.title}: {cell.value!r}"


class Shape(StrEnum):
    """How a chart is drawn."""

    WHOLE = "whole"
    """One bar; each row of the table is a part of it."""
    BARS = "bars"
    """A bar for each row, its parts side by side, on one scale."""
    SHARES = "shares"
    """A bar for each row, each as long as the others: what share each part has."""
    STEPS = "steps"
    """A bar for each row, each beginning where the others do: what stands, then what was cut, joined to the next."""
    DAYS = "days"
    """Amounts along the days to come."""


@dataclass(frozen=True, slots=True)
class Series:
    """Amounts of one column of the table: what they are called, how they are drawn."""

    column: int
    title: str
    symbol: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of the table that stands beside it: the same rows, the same amounts.

    Rows are named by their first column. `mark` is a column of amounts to compare the bars with, such as limits.
    `share` is a column of shares, each drawn as a thin line below its bar, on a scale of the whole.
    `first` and `last` are the days at the ends of an axis of days, kept in the second column.
    `aside` are the places of rows that are told and not drawn, since they are a part of another.
    """

    name: str
    title: str
    shape: Shape
    table: Table
    series: tuple[Series, ...]
    most: int = 12
    mark: int = -1
    mark_title: str = ""
    share: int = -1
    share_title: str = ""
    first: Day = 0
    last: Day = 0
    aside: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure one looks for first: its name, its value, a note, and what it opens."""

    title: str
    value: Value
    note: str = ""
    opens: str = ""
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """The figures one looks for first, side by side."""

    figures: tuple[KeyFigure, ...]


class Voice(StrEnum):
    """What a paragraph is."""

    PLAIN = "plain"
    LEAD = "lead"
    NOTE = "note"
    ACTION = "action"
    WARNING = "warning"
    CLAUSE = "clause"
    """The words of a clause."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some sentences; `title` names whose words they are."""

    text: str
    voice: Voice = Voice.PLAIN
    title: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """What a figure opens: its rows and its rule, closed on a page until somebody asks."""

    anchor: str
    title: str
    value: Value
    note: str
    blocks: tuple[Paragraph | Table, ...]
    tone: Tone = Tone.PLAIN
    is_listed: bool = False
    """Whether a table tells of it already: on paper, where nothing opens, it is not told of twice."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A title within a part, with its figure; it may be opened by name."""

    anchor: str
    title: str
    value: Value = None
    tone: Tone = Tone.PLAIN


Block: TypeAlias = KeyFigures | Paragraph | Chart | Table | Opened | Heading


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a document under its title."""

    anchor: str
    title: str
    blocks: tuple[Block, ...]
    starts_page: bool = False
    """Whether it begins a sheet of its own on paper; the first part stays under the title."""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report: what was asked, what is answered first, and its parts."""

    title: str
    company: str
    told: tuple[str, ...]
    language: Language
    as_of: Day
    opening: tuple[Block, ...]
    parts: tuple[Part, ...]
    question: Table
    """What was asked, and what was assumed: the first sheet of a spreadsheet."""

    def __post_init__(self) -> None:
        """Hold every link to a place of the document."""
        anchors = [each.anchor for each in self.parts]
        anchors += [each.anchor for each in self.blocks() if isinstance(each, Opened | Heading)]
        assert len(set(anchors)) == len(anchors), "an anchor stands once"
        absent = set(self._opens()) - set(anchors)
        assert not absent, f"nothing is found at {absent}"

    def blocks(self) -> Iterator[Block]:
        """Every block, in order; what is inside one that opens comes after it."""
        for each in (*self.opening, *(block for part in self.parts for block in part.blocks)):
            yield each
            if isinstance(each, Opened):
                yield from each.blocks

    def tables(self) -> Iterator[Table]:
        """Every table, that of a chart included."""
        for each in self.blocks():
            if isinstance(each, Table):
                yield each
            elif isinstance(each, Chart):
                yield each.table

    def charts(self) -> tuple[Chart, ...]:
        """Every chart."""
        return tuple(each for each in self.blocks() if isinstance(each, Chart))

    def _opens(self) -> Iterator[str]:
        """Every anchor that something opens."""
        for each in self.blocks():
            if isinstance(each, KeyFigures):
                yield from (figure.opens for figure in each.figures if figure.opens)
        for table in self.tables():
            yield from (cell.opens for row in (*table.rows, table.total) for cell in row if cell.opens)


def cells(values: Iterable[Value | Cell]) -> Row:
    """A row of values, some of which are cells already."""
    return tuple(each if isinstance(each, Cell) else Cell(each) for each in values)
