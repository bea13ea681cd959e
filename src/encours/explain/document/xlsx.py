"""A document as a workbook: a sheet for each table, typed cells, no formula, the same figures to the cent.

A spreadsheet holds numbers as binary fractions of some fifteen figures. An amount of more figures than it holds exactly
is written as text, never as another amount. The same document gives the same bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from encours import __version__
from encours.explain.document.model import Amount, Cell, Column, Document, On, Percentage, Row, Table, Tenths, Value
from encours.explain.document.shown import inert, shown
from encours.units.currency import currency
from encours.units.language import civil
from encours.units.show import Language

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

EXACT: Final = 10**15
"""Minor units under which every amount is told apart: any fifteen figures come back from a double as they went in."""
MOST_LINES: Final = 1_048_575
"""Rows of a sheet, under its titles."""
LONGEST_TEXT: Final = 32_767
LONGEST_NAME: Final = 31
WIDEST: Final = 46
WIDEST_PROSE: Final = 80
LINE: Final = 15
"""Points of height of a line of a row; a row of several says its height, since not every program finds it."""
NARROWEST: Final = 8
MEASURED: Final = 500
"""Rows whose texts say how wide a column is."""
FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\]")
DAYS: Final[dict[Language, str]] = {"en": "yyyy-mm-dd", "fr": "dd/mm/yyyy"}
OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def workbook(document: Document) -> bytes:
    """Bytes of the workbook of a document."""
    from xlsxwriter.workbook import Workbook

    out = io.BytesIO()
    year, month, day = civil(document.as_of)
    with Workbook(out, OPTIONS) as book:
        book.set_properties(
            {
                "title": inert(document.title),
                "company": inert(document.company),
                "comments": f"Encours {__version__}",
                "created": datetime(year, month, day, tzinfo=UTC).replace(tzinfo=None),
            }
        )
        writer = _Writer(book, document.language)
        for table in _sheets(document):
            writer.sheet(table)
    return out.getvalue()


def _sheets(document: Document) -> Iterator[Table]:
    """Tables that have a sheet, cut where one sheet does not hold their rows; the question first."""
    used: set[str] = set()
    for table in (document.question, *document.tables()):
        if not table.sheet:
            continue
        for number, start in enumerate(range(0, max(1, len(table.rows)), MOST_LINES - 1)):
            rows = table.rows[start : start + MOST_LINES - 1]
            is_last = start + len(rows) >= len(table.rows)
            name = sheet_name(f"{table.sheet} {number + 1}" if number else table.sheet, used)
            yield replace(table, rows=rows, total=table.total if is_last else (), sheet=name)


def sheet_name(wanted: str, used: set[str]) -> str:
    """Name that a spreadsheet accepts and no other sheet has."""
    plain = FORBIDDEN.sub(" ", inert(wanted)).strip(" '") or "-"
    name, number = plain[:LONGEST_NAME], 1
    while name.casefold() in used:
        number += 1
        name = f"{plain[: LONGEST_NAME - len(str(number)) - 1]} {number}"
    used.add(name.casefold())
    return name


def number_format(code: str, language: Language) -> str:
    """Format of amounts of a currency: grouped, with its decimals, its mark where the language puts it."""
    unit = currency(code)
    figures = f"#,##0{'.' + '0' * unit.minor_units if unit.minor_units else ''}"
    mark = "€" if code == "EUR" else code
    if language == "fr":
        return f'{figures}\\ "{mark}"'
    return f'"{mark}"{figures}' if code == "EUR" else f'"{mark}"\\ {figures}'


class _Writer:
    """Writes tables into one workbook."""

    def __init__(self, book: Workbook, language: Language) -> None:
        self.book = book
        self.language = language
        self._looks: dict[tuple[tuple[str, Any], ...], Format] = {}

    def look(self, **properties: Any) -> Format:  # noqa: ANN401 -- those of the library
        """Format of some properties; one for all cells that look alike."""
        key = tuple(sorted(properties.items()))
        if key not in self._looks:
            self._looks[key] = self.book.add_format({"valign": "top", **properties})
        return self._looks[key]

    def sheet(self, table: Table) -> None:
        """Write a table in a sheet of its own."""
        sheet = self.book.add_worksheet(table.sheet)
        widths = [self._width(table, place) for place in range(len(table.columns))]
        for place, (column, width) in enumerate(zip(table.columns, widths, strict=True)):
            align = "right" if column.is_right else "left"
            title = self.look(bold=True, bg_color="#EEF0EC", bottom=1, text_wrap=True, align=align, **_aside(column))
            sheet.write_string(0, place, inert(column.title), title)
            sheet.set_column(place, place, width)
        titles = zip((column.title for column in table.columns), widths, strict=True)
        sheet.set_row(0, LINE * max((_lines(title, width) for title, width in titles), default=1))
        for number, row in enumerate(table.rows, 1):
            self._row(sheet, number, row, table.columns)
            lines = [
                _lines(cell.value, width)
                for cell, width, column in zip(row, widths, table.columns, strict=True)
                if column.is_prose and isinstance(cell.value, str)
            ]
            if max(lines, default=1) > 1:
                sheet.set_row(number, LINE * max(lines))
        if table.total:
            self._row(sheet, len(table.rows) + 1, table.total, table.columns, bold=True, top=1)
        sheet.freeze_panes(1, 1)
        if table.rows:
            sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_paper(9)

    def _width(self, table: Table, place: int) -> int:
        """Letters of a column: its longest value among the first, and no word of its title broken."""
        column = table.columns[place]
        texts = (shown(row[place].value, self.language) for row in (*table.rows[:MEASURED], table.total) if row)
        longest = max(map(len, texts), default=0) + (3 if column.is_right else 2)
        words = max(map(len, column.title.split(" ")), default=0) + 3
        return min(WIDEST_PROSE if column.is_prose else WIDEST, max(NARROWEST, longest, words))

    def _row(self, sheet: Worksheet, number: int, row: Row, columns: tuple[Column, ...], **look: Any) -> None:  # noqa: ANN401 -- those of the library
        for place, (cell, column) in enumerate(zip(row, columns, strict=True)):
            self._cell(sheet, (number, place), cell, column, look)

    def _cell(self, sheet: Worksheet, at: tuple[int, int], cell: Cell, column: Column, look: dict[str, Any]) -> None:
        value, (row, place) = cell.value, at
        if value is None or value == "":
            if look:
                sheet.write_blank(row, place, None, self.look(**look))
            return
        number, form = as_number(value, self.language)
        if isinstance(value, On):
            year, month, day = civil(value.day)
            found = datetime(year, month, day, tzinfo=UTC).replace(tzinfo=None)
            sheet.write_datetime(row, place, found, self.look(num_format=form, align="left", indent=1, **look))
        elif number is not None:
            sheet.write_number(row, place, number, self.look(num_format=form, **look))
        else:
            align = "right" if column.is_right and not isinstance(value, str) else "left"
            text = inert(shown(value, self.language))[:LONGEST_TEXT]
            sheet.write_string(
                row, place, text, self.look(align=align, text_wrap=column.is_prose, **_aside(column), **look)
            )


def _aside(column: Column) -> dict[str, int]:
    """A text keeps off the figures before it."""
    return {} if column.is_right else {"indent": 1}


def _lines(text: str, width: int) -> int:
    """Lines that a text takes in a column, broken at its blanks."""
    lines, left = 1, width - 2
    for word in text.split(" "):
        if len(word) > left and left < width - 2:
            lines, left = lines + 1, width - 2
        lines += max(0, len(word) - 1) // max(1, width - 2)
        left -= len(word) + 1
    return lines


def as_number(value: Value, language: Language) -> tuple[Decimal | None, str]:
    """A value as a number a spreadsheet holds exactly, and its format; no number where it cannot, or is none."""
    if isinstance(value, Amount):
        if abs(value.cents) >= EXACT:
            return None, ""
        places = currency(value.currency).minor_units
        return Decimal(value.cents).scaleb(-places), number_format(value.currency, language)
    if isinstance(value, Percentage):
        return Decimal(value.basis_points).scaleb(-4), "0.0%"
    if isinstance(value, Tenths):
        return Decimal(value.tenths).scaleb(-1), "#,##0.0"
    if isinstance(value, On):
        return None, DAYS[language]
    if isinstance(value, int) and abs(value) < EXACT:
        return Decimal(value), "#,##0"
    return None, ""
