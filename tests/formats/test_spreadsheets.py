"""A spreadsheet is read like any file of texts, as it shows itself; a hostile one is refused before it unfolds."""

import datetime as dt
import io
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encours.facts.kinds import KINDS, Invoice
from encours.formats.bounds import Bounds
from encours.formats.faults import Collected
from encours.formats.headings import wanted_of
from encours.formats.spreadsheet_cells import Figures, Unreadable, open_apart, text_of
from encours.formats.spreadsheets import SheetRead, read_sheet
from encours.formats.workspace import WorkspaceRead, read_workspace
from tests.formats.held import opener
from tests.formats.sheets import Rows, altered, archive, ods, ods_of, xlsx

HEADER = ("Client", "N° facture", "Date facture", "Échéance", "Devise", "Montant TTC")
ISSUED, DUE = dt.date(2026, 1, 5), dt.date(2026, 3, 6)
ROW = ("C1", "F1", ISSUED, DUE, "EUR", 1200.5)
WANTED = wanted_of([(KINDS["invoices"], {})])
SMALL = Bounds(sheet_cells=1_000, unfolded_bytes=2_000_000, always_unfolded=100_000)
BOTH = pytest.mark.parametrize(("write", "ending"), [(xlsx, ".xlsx"), (ods, ".ods")])


def sheet_of(
    content: bytes, ending: str = ".xlsx", *, sheet: str = "", bounds: Bounds = SMALL
) -> tuple[SheetRead, Collected]:
    found = Collected(100)
    read = read_sheet(opener(content), f"factures{ending}", ending, WANTED, sheet=sheet, bounds=bounds, found=found)
    return read, found


def codes(content: bytes, ending: str = ".xlsx", **told: str) -> list[str]:
    read, found = sheet_of(content, ending, **told)
    return [each.code for each in (*found.kept, *read.warnings)]


def column(read: SheetRead, place: int) -> list[str]:
    assert read.raw is not None
    written = read.raw.columns[place]
    return [written.texts[code] for code in written.codes]


def workspace(folder: Path, content: bytes, name: str = "factures.xlsx", settings: str = "") -> WorkspaceRead:
    (folder / name).write_bytes(content)
    if settings:
        (folder / "workspace.toml").write_text(settings)
    return read_workspace(folder)


def invoices(read: WorkspaceRead) -> list[tuple[str, str, int]]:
    assert read.ledger is not None, read.text()
    found = [each for each in read.ledger.table("invoices").rows() if isinstance(each, Invoice)]
    return [(each.number, each.buyer, each.gross) for each in found]


@BOTH
def test_values_become_the_texts_that_they_show(write, ending) -> None:
    line = ("=1+1", 0.1 + 0.2, ISSUED, True, " x ", 4110001)
    read, found = sheet_of(write([HEADER, ROW, line]), ending)
    assert found.total == 0
    assert [column(read, place)[1] for place in range(6)] == ["=1+1", "0.3", "2026-01-05", "true", "x", "4110001"]
    assert read.raw is not None
    assert read.raw.rows.tolist() == [2, 3]


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.1 + 0.2, "0.3"), (1e-7, "0.0000001"), (1e21, "1" + "0" * 21), (-0.0, "0"), (2.0**53, "9007199254740990"),
     (float("nan"), ""),
     (dt.datetime(2026, 3, 14, 23, 59), "2026-03-14"), (dt.time(9, 30), "09:30:00")],  # noqa: DTZ001 -- as cells are
)  # fmt: skip
def test_a_number_is_the_fifteen_figures_that_a_spreadsheet_shows(value, text) -> None:
    assert text_of(value) == text


@given(st.decimals(min_value=-(10**10), max_value=10**10, places=2))
def test_no_cent_is_lost_between_a_number_and_its_text(amount) -> None:
    assert text_of(float(amount)) == Figures(f"{amount.normalize():f}" if amount else "0")


@BOTH
def test_headings_are_found_below_titles_beside_an_empty_column_and_rows_keep_their_numbers(
    write, ending, tmp_path
) -> None:
    rows: Rows = [
        ("Société Fictive",),
        (),
        ("", "Factures ouvertes au 30/06/2026"),
        ("", *HEADER),
        ("", *ROW),
        ("", "C2"),
    ]
    read = workspace(tmp_path, write(rows), f"factures{ending}")
    assert {(each.row, each.code) for each in read.errors} == {(6, "required_empty")}


@BOTH
def test_two_lines_of_headings_under_merged_groups_are_one(write, ending, tmp_path) -> None:
    rows: Rows = [("Client", "Facture", "", "", "Devise", "TTC"), ("", "Numéro", "Date", "Échéance"), ROW]
    content = write(rows, merged=[(0, 1, 0, 3), (0, 0, 1, 0)])
    assert invoices(workspace(tmp_path, content, f"factures{ending}")) == [("F1", "C1", 120050)]


@BOTH
def test_a_merged_buyer_stands_beside_each_of_its_invoices_and_a_merged_amount_is_not_repeated(write, ending) -> None:
    rows: Rows = [HEADER, ROW, ("", "F2", ISSUED, DUE, "EUR", ""), ("", "F3", ISSUED, DUE, "EUR", "")]
    read, _ = sheet_of(write(rows, merged=[(1, 0, 3, 0), (1, 5, 3, 5)]), ending)
    assert column(read, 0) == ["C1", "C1", "C1"]
    assert column(read, 5) == ["1200.5", "", ""]


@BOTH
def test_hidden_rows_are_read_and_told(write, ending) -> None:
    read, found = sheet_of(write([HEADER, ROW, ROW], hidden=[2]), ending)
    assert found.total == 0
    assert [(each.code, each.row) for each in read.warnings] == [("rows_hidden", 3)]
    assert column(read, 0) == ["C1", "C1"]


def test_french_numbers_and_dates_as_texts_stand_beside_true_ones(tmp_path) -> None:
    rows: Rows = [HEADER, ROW, ("C1", "F2", "25/01/2026", "06/03/2026", "EUR", "1 234,56"),
                  ("C1", "F3", ISSUED, DUE, "EUR", 12.125)]  # fmt: skip
    read = workspace(tmp_path, xlsx(rows))
    assert [(each.row, each.code) for each in read.errors] == [(4, "amount_too_many_decimals")]
    assert invoices(workspace(tmp_path, xlsx(rows[:3]))) == [("F1", "C1", 120050), ("F2", "C1", 123456)]


def test_three_decimals_of_a_number_are_never_thousands(tmp_path) -> None:
    read = workspace(tmp_path, xlsx([HEADER, (*ROW[:4], "TND", 1.125), ("C1", "F2", ISSUED, DUE, "TND", 2)]))
    assert read.ledger is not None
    assert [each.gross for each in read.ledger.table("invoices").rows()] == [1125, 2000]  # type: ignore[attr-defined]


def test_a_formula_in_error_is_told_at_its_cell_and_never_read_as_empty(tmp_path) -> None:
    read = workspace(tmp_path, xlsx([HEADER, ROW, (*ROW[:5], None)], errors={(2, 5): "#REF!", (1, 0): "#N/A"}))
    assert [(each.row, each.column, each.code, each.excerpt) for each in read.errors] == [
        (2, "Client", "cell_in_error", "#N/A"), (3, "Montant TTC", "cell_in_error", "#REF!")]  # fmt: skip


# Sheets.


@BOTH
def test_the_sheet_whose_headings_are_known_is_read_and_the_others_are_told(write, ending) -> None:
    content = write({"Notice": [("À lire",)], "Factures": [HEADER, ROW], "Vide": []})
    read, found = sheet_of(content, ending)
    assert (found.total, read.sheet) == (0, "Factures")
    assert [(each.code, each.english) for each in read.warnings] == [
        ("sheets_unread", "Read: the sheet Factures. Not read: Notice.")]  # fmt: skip


@BOTH
def test_two_sheets_of_one_table_are_shown_and_the_settings_choose(write, ending, tmp_path) -> None:
    content = write({"Mai": [HEADER, ROW], "Juin": [HEADER, (*ROW[:1], "F2", *ROW[2:])]})
    assert codes(content, ending) == ["sheets_several"]
    settings = f'[files."factures{ending}"]\nkind = "invoices"\nsheet = "Juin"\n'
    assert invoices(workspace(tmp_path, content, f"factures{ending}", settings)) == [("F2", "C1", 120050)]
    assert codes(content, ending, sheet="Juillet") == ["sheet_missing"]


def test_a_hidden_sheet_is_read_only_where_it_is_named() -> None:
    content = xlsx({"Factures": [HEADER, ROW], "Archive": [HEADER, ROW, ROW]}, hidden_sheets=["Archive"])
    assert sheet_of(content)[0].sheet == "Factures"
    assert len(column(sheet_of(content, sheet="Archive")[0], 0)) == 2


@BOTH
def test_an_empty_spreadsheet_is_told(write, ending) -> None:
    assert codes(write([]), ending) == ["file_empty"]


# Hostile files.


def test_a_sheet_that_declares_a_million_cells_and_holds_few_is_read() -> None:
    part = "xl/worksheets/sheet1.xml"
    content = xlsx([HEADER, ROW])
    with zipfile.ZipFile(io.BytesIO(content)) as held:
        declared = held.read(part).replace(b'ref="A1:F2"', b'ref="A1:XFD1048576"')
    read, found = sheet_of(altered(content, {part: declared}))
    assert (found.total, column(read, 0)) == (0, ["C1"])


def test_a_cell_far_from_all_others_makes_a_giant_sheet_refused_at_once() -> None:
    part = "xl/worksheets/sheet1.xml"
    content = xlsx([HEADER, ROW])
    with zipfile.ZipFile(io.BytesIO(content)) as held:
        far = held.read(part).replace(
            b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
        )
    started = time.monotonic()
    assert codes(altered(content, {part: far}), bounds=Bounds()) == ["sheet_giant"]
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("repeated", ["rows", "columns"])
def test_cells_that_stand_for_millions_are_refused(repeated) -> None:
    many = f'table:number-{repeated}-repeated="9999999"'
    rows, cells = (many, "") if repeated == "rows" else ("", many)
    cell = f'<table:table-cell {cells} office:value-type="string"><text:p>x</text:p></table:table-cell>'
    table = f'<table:table table:name="S"><table:table-row {rows}>{cell}</table:table-row></table:table>'
    assert codes(ods_of(table), ".ods", bounds=Bounds()) == ["sheet_giant"]


def test_a_zip_bomb_is_refused_whether_it_says_its_size_or_lies() -> None:
    bomb = xlsx([HEADER, ROW])
    swollen = altered(bomb, {"xl/media/image1.png": b"\0" * 1_500_000})
    assert codes(swollen) == ["spreadsheet_unfolds"]
    lying = bytearray(altered(bomb, {"xl/worksheets/sheet2.xml": b" " * 3_000_000}))
    with zipfile.ZipFile(io.BytesIO(bytes(lying))) as held:
        size = held.getinfo("xl/worksheets/sheet2.xml").file_size.to_bytes(4, "little")
    assert codes(bytes(lying).replace(size, (100).to_bytes(4, "little"))) == ["spreadsheet_malformed"]


@pytest.mark.parametrize("ending", [".xlsx", ".ods"])
def test_a_document_type_is_refused_in_any_part(ending) -> None:
    trap = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    if ending == ".ods":
        content = ods_of("", before=trap)
    else:
        content = altered(xlsx([HEADER, ROW]), {"docProps/app.xml": f"{trap}<r>&b;</r>".encode()})
    assert codes(content, ending) == ["spreadsheet_doctype"]


def test_a_document_type_in_another_encoding_is_refused_too() -> None:
    trap = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE r><r/>'.encode("utf-16")
    assert codes(altered(xlsx([HEADER, ROW]), {"docProps/app.xml": trap})) == ["spreadsheet_doctype"]


@pytest.mark.parametrize(
    ("content", "ending", "code"),
    [
        (b"<html><table><tr><td>Client</td></tr></table></html>", ".xls", "spreadsheet_other_form"),
        (b"Client;Facture\nC1;F1\n", ".xlsx", "spreadsheet_other_form"),
        (b"%PDF-1.7", ".xlsx", "spreadsheet_other_form"),
        (xlsx([HEADER]), ".ods", "spreadsheet_other_form"),
        (xlsx([HEADER]), ".xls", "spreadsheet_other_form"),
        (ods([HEADER]), ".xlsx", "spreadsheet_other_form"),
        (archive({"x.txt": "x"}), ".xlsx", "spreadsheet_other_form"),
        (b"", ".xlsx", "spreadsheet_malformed"),
        (xlsx([HEADER, ROW])[:2000], ".xlsx", "spreadsheet_malformed"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".xls", "spreadsheet_malformed"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), ".xlsx", "spreadsheet_locked"),
        (ods_of("", manifest="<manifest:encryption-data/>"), ".ods", "spreadsheet_locked"),
        (b"PK\x03\x04" + b"x" * 3_000_000, ".xlsx", "spreadsheet_too_large"),
    ],
)  # fmt: skip
def test_what_is_not_the_spreadsheet_that_its_name_promises_is_refused(content, ending, code) -> None:
    assert codes(content, ending, bounds=Bounds(spreadsheet_bytes=2_000_000)) == [code]


def test_a_binary_spreadsheet_is_read_in_a_process_of_its_own_with_the_same_cells() -> None:
    rows: Rows = [HEADER, ROW, ("=1", 0.1 + 0.2, ISSUED, True, "é", 7)]
    book = open_apart(xlsx(rows), seconds=60, most=1_000)
    assert list(book.lines("Feuille1"))[2] == ["=1", "0.3", "2026-01-05", "true", "é", "7"]
    with pytest.raises(Unreadable, match="giant"):
        open_apart(xlsx(rows), seconds=60, most=10)
    with pytest.raises(Unreadable, match="malformed"):
        open_apart(b"no spreadsheet", seconds=60, most=10)


@given(st.data())
def test_no_damage_to_a_spreadsheet_raises(data) -> None:
    write, ending = data.draw(st.sampled_from([(xlsx, ".xlsx"), (ods, ".ods")]))
    content = bytearray(write([HEADER, ROW], merged=[(0, 0, 1, 0)]))
    for place, value in data.draw(
        st.lists(st.tuples(st.integers(0, len(content) - 1), st.integers(0, 255)), max_size=4)
    ):
        content[place] = value
    cut = data.draw(st.integers(0, len(content)) | st.none())
    read, found = sheet_of(bytes(content[:cut]), ending)
    assert (read.raw is None) == bool(found.total)


CELLS = st.none() | st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=8) | st.integers(
    -(10**12), 10**12) | st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1)) | st.booleans()  # fmt: skip


@given(st.lists(st.lists(CELLS, max_size=6), max_size=6), st.sampled_from([(xlsx, ".xlsx"), (ods, ".ods")]))
def test_no_sheet_raises(rows, form) -> None:
    write, ending = form
    read, found = sheet_of(write(rows), ending)
    assert (read.raw is None) == bool(found.total)


@given(st.lists(st.tuples(st.sampled_from(["C1", "C2"]), st.integers(1, 10**9)), min_size=1, max_size=8))
def test_both_forms_give_the_same_texts(rows) -> None:
    lines: Rows = [HEADER, *((buyer, f"F{cents}", ISSUED, DUE, "EUR", cents / 100) for buyer, cents in rows)]
    one, other = sheet_of(xlsx(lines))[0], sheet_of(ods(lines), ".ods")[0]
    assert [column(one, place) for place in range(6)] == [column(other, place) for place in range(6)]
