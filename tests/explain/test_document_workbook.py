"""A workbook holds typed cells that are the figures shown, to the cent, and nothing that computes."""

import io
import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from encours.explain.document.model import Amount, Cell, Column, Document, Kind, On, Percentage, Table
from encours.explain.document.xlsx import EXACT, LONGEST_TEXT, as_number, number_format, sheet_name, workbook
from encours.units.currency import currency
from encours.units.money import Total
from tests.explain.documents import COMMANDS, LANGUAGES, document, members


def of(*cells, kind=Kind.AMOUNT, total=()):
    """Workbook of a document of one table of one column."""
    rows = tuple((Cell(each),) for each in cells)
    table = Table("T", (Column("t", kind),), rows, (Cell(total),) if total else (), sheet="T")
    question = Table("Q", (Column("q", Kind.ANY),), ((Cell("x"),),), sheet="Q")
    return workbook(Document("D", "C", ("t",), "en", 20_000, (table,), (), question))


def values(made, sheet=2):
    return re.findall(r"<v>([^<]*)</v>", members(made)[f"xl/worksheets/sheet{sheet}.xml"])[1:]


def as_a_spreadsheet_shows(written, places):
    """The number a spreadsheet holds, a double, with as many decimals as its format shows."""
    return f"{float(written):.{places}f}"


@given(st.integers(-(10**13), 10**13), st.sampled_from(["EUR", "JPY", "TND"]))
def test_an_amount_is_the_same_to_the_last_minor_unit(cents, code):
    number, _ = as_number(Amount(cents, code), "fr")
    unit = currency(code)
    written = f"{number:.16G}"  # what the writer puts in the cell
    assert as_a_spreadsheet_shows(written, unit.minor_units) == Total(cents, unit).to_decimal_text()


@pytest.mark.parametrize("cents", [0, 1, -1, 10**13, -(10**13), EXACT - 1, 123_456_789_012_345])
def test_the_cell_of_an_amount_is_a_number(cents):
    (written,) = values(of(Amount(cents, "EUR")))
    assert Decimal(written) == Decimal(cents) / 100


def test_an_amount_beyond_what_a_double_holds_is_written_as_text():
    made = of(Amount(EXACT, "EUR"), Amount(12_345_678_901_234_567_89, "EUR"))
    shared = members(made)["xl/sharedStrings.xml"]
    assert "€10,000,000,000,000.00" in shared
    assert "€12,345,678,901,234,567.89" in shared


def test_a_day_is_a_day_a_share_a_share_and_a_count_a_count():
    days = CalamineWorkbook.from_filelike(io.BytesIO(of(On(20_634), kind=Kind.DAY))).get_sheet_by_name("T").to_python()
    assert days[1] == [date(2026, 6, 30)]
    assert [Decimal(each) for each in values(of(Percentage(8_330), kind=Kind.PERCENTAGE))] == [Decimal("0.833")]
    assert values(of(1_234, kind=Kind.COUNT)) == ["1234"]
    styles = members(of(On(20_634), kind=Kind.DAY))["xl/styles.xml"]
    assert 'formatCode="yyyy\\-mm\\-dd"' in styles or 'formatCode="yyyy-mm-dd"' in styles


def test_amounts_have_the_format_of_their_currency_and_language():
    assert number_format("EUR", "fr") == '#,##0.00\\ "€"'
    assert number_format("EUR", "en") == '"€"#,##0.00'
    assert number_format("JPY", "en") == '"JPY"\\ #,##0'
    assert number_format("TND", "fr") == '#,##0.000\\ "TND"'


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", COMMANDS)
def test_each_sheet_is_its_table_cell_by_cell(command, language):
    made = document(command, language, rows=None)
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook(made)))
    tables = [made.question, *(table for table in made.tables() if table.sheet)]
    assert len(book.sheet_names) == len(tables) > 2
    for name, table in zip(book.sheet_names, tables, strict=True):
        titles, *rows = book.get_sheet_by_name(name).to_python()
        assert titles == [column.title for column in table.columns]
        for told, row in zip(rows, [*table.rows, *([table.total] if table.total else [])], strict=True):
            for cell, read in zip(row, told, strict=True):
                if isinstance(cell.value, Amount):
                    places = currency(cell.value.currency).minor_units
                    assert round(read * 10**places) == cell.value.cents
                elif isinstance(cell.value, On):
                    assert (read - date(1970, 1, 1)).days == cell.value.day
                elif isinstance(cell.value, int | str):
                    assert read == cell.value


@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_computes_rows_are_frozen_and_can_be_filtered(command):
    found = members(workbook(document(command, "en", rows=None)))
    sheets = [text for name, text in found.items() if name.startswith("xl/worksheets/sheet")]
    assert not any("<f>" in each or "<f " in each or "<hyperlink" in each for each in sheets)
    assert all('state="frozen"' in each for each in sheets)
    assert all("<autoFilter" in each for each in sheets)
    assert not any("externalLink" in name for name in found)


def test_the_total_of_a_sheet_is_a_value_outside_its_filter():
    made = of(Amount(1_00, "EUR"), Amount(2_00, "EUR"), total=Amount(3_00, "EUR"))
    assert [Decimal(each) for each in values(made)] == [1, 2, 3]
    assert '<autoFilter ref="A1:A3"/>' in members(made)["xl/worksheets/sheet2.xml"]


def test_a_long_text_is_cut_where_a_cell_ends_and_a_formula_stays_a_text():
    shared = members(of("=1+1", "x" * 40_000, kind=Kind.TEXT))["xl/sharedStrings.xml"]
    assert "<t>=1+1</t>" in shared
    assert "x" * LONGEST_TEXT in shared
    assert "x" * (LONGEST_TEXT + 1) not in shared


def test_names_of_sheets_are_such_as_a_spreadsheet_takes():
    used = set()
    names = [sheet_name(each, used) for each in ("A/B:C*?[x]", "a b c   x ", "L" * 50, "L" * 50, "''", "=1+1")]
    assert len({each.casefold() for each in names}) == len(names)
    assert all(0 < len(each) <= 31 and not re.search(r"[\[\]:*?/\\]", each) for each in names)
