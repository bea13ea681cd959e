"""The one list of every page: typed columns, sorted by what is declared, cut into pages, its filters kept.

A page builds a `Listing` from plain values; ``{% listing rows %}`` shows it, `encours.web.pages.exports` writes it to a
file. Nothing here asks a database for more than the rows of one page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol, Self, TypeVar
from urllib.parse import parse_qsl, urlencode

from django.core.paginator import Page, Paginator
from django.db.models import F

from encours.explain.document.model import Kind, Tone, Value
from encours.explain.document.shown import shown
from encours.units.show import Language
from encours.web.pages.badges import Badge, badge_of, days_badge

ROWS_A_PAGE: Final = 50
MANY_COLUMNS: Final = 7
"""Columns above which a table slides within a frame of its own, its titles staying in sight."""
PAGE: Final = "page"
SORT: Final = "sort"
RIGHT: Final = frozenset({Kind.AMOUNT, Kind.COUNT, Kind.NUMBER, Kind.PERCENTAGE})


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in addresses, its title in both languages, what it holds.

    It is sorted by the field `key` (its name, when it has none) where `sort` allows. One that is wide holds sentences.
    One that is minor is left out on a telephone, and one for files alone is on no page.
    """

    name: str
    title: str
    titre: str
    kind: Kind = Kind.TEXT
    sort: bool = False
    key: str = ""
    is_wide: bool = False
    is_minor: bool = False
    is_for_files: bool = False

    @property
    def field(self) -> str:
        """Field it is sorted by."""
        return self.key or self.name

    @property
    def is_right(self) -> bool:
        """Whether its values stand on the right, digit under digit."""
        return self.kind in RIGHT

    def titled(self, language: Language) -> str:
        """Its title as somebody reads it."""
        return self.titre if language == "fr" else self.title


@dataclass(frozen=True, slots=True)
class Cell:
    """A value, the address it opens, its tone or its badge, and a note in small letters below.

    A file holds the value alone, so a badge has it too: the word, or the number of days left.
    """

    value: Value = None
    href: str = ""
    tone: Tone = Tone.PLAIN
    badge: Badge | None = None
    note: str = ""
    brief: str = ""
    """The value as a page shows it, where a page has less room than a file."""
    full: int | None = None
    """How full it is, in basis points: drawn as a meter below."""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row; `key` is what a form sends when the row is ticked."""

    cells: tuple[Cell, ...]
    key: str = ""
    is_current: bool = False
    """Whether it is the one told whole beside the list."""


@dataclass(frozen=True, slots=True)
class Sort:
    """By which column rows are sorted, and in which direction."""

    column: Column
    is_descending: bool = False

    @property
    def told(self) -> str:
        """As an address tells it: ``amount``, or ``-amount`` from the largest."""
        return f"-{self.column.name}" if self.is_descending else self.column.name


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows under their columns, their total, the page they are on, and what an address keeps of the filters."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str
    """What is listed, for whoever hears the page and as the title of the file."""
    total: tuple[Cell, ...] = ()
    page: Page[Any] | None = None
    sort: Sort | None = None
    query: str = ""
    """Filters as an address has them; see `kept`."""
    empty: str = ""
    """What to do when nothing is listed."""
    is_ticked: bool = False
    """Whether each row has a box to tick, within a form of the page."""
    is_scrolled: bool = False
    """Whether it slides sideways on a telephone; otherwise each row becomes a card."""

    def __post_init__(self) -> None:
        """Hold every row to its columns."""
        for each in (*(row.cells for row in self.rows), *((self.total,) if self.total else ())):
            assert len(each) == len(self.columns), "a row has one cell for each column"

    @property
    def is_many(self) -> bool:
        """Whether it has more columns than a screen holds at ease."""
        return sum(not each.is_for_files for each in self.columns) > MANY_COLUMNS

    def sorted_address(self, column: Column) -> str:
        """Address of the same list by a column; a second time, the other way round. It begins at the first page."""
        at = self.sort
        is_same = at is not None and at.column.name == column.name
        # What is counted is first asked for from the largest.
        is_descending = not at.is_descending if is_same and at is not None else column.is_right
        return address(self.query, {SORT: Sort(column, is_descending).told, PAGE: ""})

    def page_address(self, number: int) -> str:
        """Address of another page of the same list."""
        return address(self.query, {SORT: self.sort.told if self.sort else "", PAGE: str(number)})


@dataclass(frozen=True, slots=True)
class Head:
    """Title of a column as it is shown."""

    column: Column
    title: str
    address: str
    direction: str
    """What ``aria-sort`` says; nothing where rows are not sorted by it."""


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell as it is shown, under its title."""

    column: Column
    title: str
    cell: Cell
    text: str


def row(*values: Value | Cell, key: str = "", is_current: bool = False) -> Row:
    """A row of values, some of which are cells already."""
    return Row(tuple(each if isinstance(each, Cell) else Cell(each) for each in values), key, is_current)


def state_cell(name: str, language: Language, href: str = "") -> Cell:
    """A state as a badge, by its name in `badges.MARKS`."""
    found = badge_of(name, language)
    return Cell(found.word, href, badge=found)


def days_cell(days: int | None, language: Language, href: str = "") -> Cell:
    """Days left as a badge; a file has their number."""
    return Cell() if days is None else Cell(days, href, badge=days_badge(days, language))


def heads(listing: Listing, language: Language) -> tuple[Head, ...]:
    """Titles of the columns of a page, in order."""
    return tuple(
        Head(
            each,
            each.titled(language),
            listing.sorted_address(each) if each.sort and listing.rows else "",
            _direction(listing.sort, each),
        )
        for each in listing.columns
        if not each.is_for_files
    )


def lines(listing: Listing, language: Language) -> tuple[tuple[Row, tuple[ShownCell, ...]], ...]:
    """Rows of a page with their cells as they are shown."""
    return tuple((each, _line(each.cells, listing.columns, language)) for each in listing.rows)


def totals(listing: Listing, language: Language) -> tuple[ShownCell, ...]:
    """The total of a page as it is shown; empty where there is none."""
    return _line(listing.total, listing.columns, language) if listing.total else ()


def _line(cells: tuple[Cell, ...], columns: tuple[Column, ...], language: Language) -> tuple[ShownCell, ...]:
    return tuple(
        ShownCell(column, column.titled(language), cell, cell.brief or shown(cell.value, language))
        for column, cell in zip(columns, cells, strict=True)
        if not column.is_for_files
    )


def _direction(sort: Sort | None, column: Column) -> str:
    if sort is None or sort.column.name != column.name:
        return ""
    return "descending" if sort.is_descending else "ascending"


def sort_of(columns: Iterable[Column], given: Mapping[str, Any], default: str = "") -> Sort | None:
    """How an address asks to sort, if it names a column that may be; else by `default`, said in the same way."""
    allowed = {each.name: each for each in columns if each.sort}
    for told in (str(given.get(SORT, "")), default):
        name = told.removeprefix("-")
        if name in allowed:
            return Sort(allowed[name], told.startswith("-"))
    return None


class Ordered(Protocol):
    """Rows that a database sorts: a query set."""

    def order_by(self, *fields: Any) -> Self:  # noqa: ANN401 -- whatever the library takes
        """The same rows in another order."""
        ...


Rows = TypeVar("Rows", bound=Ordered)
Item = TypeVar("Item")


def sorted_by(queryset: Rows, columns: Iterable[Column], given: Mapping[str, Any], default: str = "") -> Rows:
    """Rows of a query set as an address asks: by declared columns alone, what is unknown last, ties in one order."""
    sort = sort_of(columns, given, default)
    if sort is None:
        return queryset.order_by("pk")
    field = F(sort.column.field)
    first = field.desc(nulls_last=True) if sort.is_descending else field.asc(nulls_last=True)
    return queryset.order_by(first, "pk")


def sorted_items(items: Iterable[Item], key: Callable[[Item], Any], *, is_descending: bool = False) -> list[Item]:
    """The same for rows that are already read: what has no key comes last, in either direction."""
    known = [(key(each), each) for each in items]
    told = sorted((each for each in known if each[0] is not None), key=lambda each: each[0], reverse=is_descending)
    return [each for _, each in (*told, *(each for each in known if each[0] is None))]


def page_of(rows: Sequence[Any] | Any, given: Mapping[str, Any], size: int = ROWS_A_PAGE) -> Page[Any]:  # noqa: ANN401 -- a query set of any model
    """The page an address asks for; the first or the last one where it asks for none that there is."""
    return Paginator(rows, size).get_page(str(given.get(PAGE, "")))


def kept(query: str) -> str:
    """Filters of an address, without its page and its sort: ``request.GET.urlencode()`` goes in."""
    return urlencode([each for each in parse_qsl(query) if each[0] not in {PAGE, SORT}])


def address(query: str, changes: Mapping[str, str]) -> str:
    """Address of the same page with other parameters; an empty one is dropped."""
    parts = [each for each in parse_qsl(query) if each[0] not in changes]
    parts += [(name, value) for name, value in changes.items() if value]
    return f"?{urlencode(parts)}"
