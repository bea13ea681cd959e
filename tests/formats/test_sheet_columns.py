"""Columns of a sheet, gathered a block of lines at a time, hold the cells that the sheet shows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from encours.formats import sheet_columns
from encours.formats.bounds import USUAL
from encours.formats.sheet_columns import SheetColumns
from encours.formats.sheet_shapes import workbook_shape

START = 1
"""Row of the first line below the headings."""


def columns(lines: Iterable[list[Any]], *, width: int = 0) -> SheetColumns:
    found = SheetColumns.of(iter(lines), most=100_000, width=width)
    assert found is not None
    return found


def texts(sheet: SheetColumns, place: int) -> list[str]:
    written = sheet.written(place)
    return [written.texts[code] for code in written.codes]


def test_values_that_python_takes_for_equal_stay_apart() -> None:
    cells = [1, 1.0, True, "1", "", date(2026, 1, 5), datetime(2026, 1, 5, 12), -0.0]  # noqa: DTZ001 -- a spreadsheet knows no zone
    assert texts(columns([each] for each in cells), 0) == ["1", "1", "true", "1", "", "2026-01-05", "2026-01-05", "0"]


def test_a_line_wider_than_those_before_it_widens_the_sheet(monkeypatch) -> None:
    monkeypatch.setattr(sheet_columns, "LINES", 2)
    sheet = columns([["a"], ["b"], ["c", "d"], ["e"]], width=1)
    assert (texts(sheet, 0), texts(sheet, 1)) == (["a", "b", "c", "e"], ["", "", "d", ""])


def test_a_merged_cell_reaches_over_blocks_of_lines_and_a_cell_in_error_is_written(monkeypatch) -> None:
    monkeypatch.setattr(sheet_columns, "LINES", 2)
    sheet = columns([["Atlas", 1.5], ["", 2], ["", 3], ["Borée", ""]])
    sheet.write({(START + 3, 1): "#N/A", (START + 9, 1): "#REF!", (0, 0): "#REF!"}, START)
    sheet.spread_down([(START, 0, START + 2, 0), (START, 1, START + 2, 1)], START, frozenset({1}))
    assert texts(sheet, 0) == ["Atlas", "Atlas", "Atlas", "Borée"]
    assert texts(sheet, 1) == ["1.5", "2", "3", "#N/A"]


def test_what_a_merged_cell_covers_says_nothing_of_decimal_marks() -> None:
    sheet = columns([["", 1.25], ["", "2,50"], ["", 3.5]])
    sheet.spread_down([(START, 1, START + 1, 1)], START, frozenset())
    assert texts(sheet, 1) == ["1.25", "1.25", "3.5"]


def test_more_lines_than_the_bound_are_not_gathered() -> None:
    assert SheetColumns.of(iter([["a"]] * 3), most=2, width=1) is None


def test_a_full_sheet_of_nine_columns_is_within_the_bound_and_its_cells_count_once() -> None:
    formula = '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="inlineStr"><is><t>x</t></is></c>'
    far = '<row r="1048576"><c r="I1048576"><v>1</v></c></row>'
    sheet = f'<worksheet><sheetData><row r="1">{formula}</row>{far}</sheetData></worksheet>'.encode()
    shape = workbook_shape(iter([sheet]), USUAL.sheet_cells)
    assert shape is not None
    assert (shape.cells, shape.rows, shape.columns, shape.area) == (3, 1_048_576, 9, USUAL.sheet_cells)
