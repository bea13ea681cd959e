"""Files by which the fuzzer broke a promise of a reader, made small: each is read, or refused with its reason."""

import io
import json
import tempfile
import zipfile
from pathlib import Path

import polars as pl
import pytest

from encours.clauses.wordings import WORDINGS
from encours.facts.kinds import KINDS
from encours.formats import headers
from encours.formats.bounds import USUAL
from encours.formats.fec.header import COLUMNS
from encours.formats.headers import letters
from encours.formats.imports import imports_of
from encours.formats.parquet import ParquetReader
from encours.formats.sheet_shapes import document_shapes
from encours.formats.tables import read_table
from encours.formats.workspace import WorkspaceRead, read_workspace
from encours.policy.read import read_programme
from encours.units.toml_keys import has_deep_key
from tests.formats.error_folders import LANGUAGES, ROOT
from tests.formats.held import opener
from tests.formats.sheets import altered, ods_of, xlsx

ENDLESS = ROOT / "parquet_of_endless_memory" / "workspace" / "invoices.parquet"
SHEET = "xl/worksheets/sheet1.xml"
FAR = '<c r="XFD1048576">{}</c>'
INVOICES = "number,buyer,issued,due,currency,gross\nF1,C1,2026-01-05,2026-03-06,EUR,1200.50\n"


def workspace(folder: Path, **files: bytes | str) -> WorkspaceRead:
    """What a folder of these files gives; an ending is written `_csv`."""
    for name, content in files.items():
        held = content if isinstance(content, bytes) else content.encode()
        (folder / ".".join(name.rsplit("_", 1))).write_bytes(held)
    return read_workspace(folder)


@pytest.mark.parametrize("codec", ["utf-16", "utf-32"])
@pytest.mark.parametrize("order", ["-le", "-be", ""])
def test_an_encoding_told_without_its_mark_is_read_in_the_order_of_its_bytes(codec: str, order: str) -> None:
    read = read_table(opener(INVOICES.encode(codec + order)), "invoices.csv", KINDS["invoices"], encoding=codec)
    assert read.table is not None
    assert read.table.texts["number"][0] == "F1"


def test_bytes_that_are_not_what_the_settings_say_are_refused(tmp_path: Path) -> None:
    read = workspace(tmp_path, workspace_toml='[reading]\nencoding = "utf-16"\n', invoices_csv=INVOICES + "é")
    assert [each.code for each in read.errors] == ["encoding_contradicted"]


def test_names_without_end_are_not_kept_without_end() -> None:
    for number in range(20_000):
        letters(f"Montant {number}")
    held = headers._letters.cache_info()
    assert held.currsize <= (held.maxsize or 0) < 20_000


def test_a_file_that_ends_the_reader_of_parquet_ends_nothing_else() -> None:
    held = io.BytesIO()
    pl.DataFrame({"number": ["F1"]}).write_parquet(held)
    reader = ParquetReader()
    with tempfile.TemporaryDirectory() as folder:
        assert reader.answer(ENDLESS.read_bytes(), folder, USUAL) is None
        assert reader.answer(held.getvalue(), folder, USUAL) == {"header": ["number"], "rows": 1}
        assert pl.read_ipc(Path(folder) / "0.arrow").to_dict(as_series=False) == {"number": ["F1"]}
    reader.close()


def sheet(cells: str, root: str = "worksheet", row: str = "1") -> bytes:
    """Part of a workbook, its headings first."""
    first = '<row r="1"><c r="A1" t="inlineStr"><is><t>number</t></is></c></row>'
    names = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    made = f'<{root} xmlns="{names}"><sheetData>{first}<row r="{row}">{cells}</row></sheetData></{root}>'
    return made.encode()


def table(cells: str, row: str = "") -> bytes:
    """OpenDocument spreadsheet of one row."""
    line = f"<table:table-row {row}>{cells}</table:table-row>"
    return ods_of(f'<table:table table:name="a">{line}</table:table>')


UTF_16 = b"\xff\xfe" + "<worksheet>".encode("utf-16-le") + sheet(FAR.format("<v>1</v>")) + b"</"
STRINGS = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" {}><si><t>{}</t></si></sst>'
SHARED = "".join(f'<c r="A{row}" t="s"><v>0</v></c>' for row in range(2, 20_000))


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({SHEET: sheet(FAR.format("<v>1</v>"), root="other")}, "sheet_giant"),
        ({SHEET: sheet('<c r="XFD1048576" t="inlineStr"><is/></c>')}, "sheet_giant"),
        ({SHEET: sheet('<c r="ZZZZZ1"/><c><v>1</v></c>')}, "spreadsheet_malformed"),
        ({SHEET: sheet("<c><v>1</v></c>", row="0000001048576")}, "spreadsheet_malformed"),
        ({SHEET: UTF_16}, "spreadsheet_malformed"),
        ({"xl/sharedStrings.xml": STRINGS.format('uniqueCount="99999999999"', "a").encode()}, "spreadsheet_malformed"),
        ({"xl/sharedStrings.xml": STRINGS.format("", "a" * 400_000).encode(), SHEET: sheet(SHARED)},
         "spreadsheet_reading_stopped"),
    ],
    ids=["another first element", "empty text", "place after a far one", "row of many figures", "two encodings",
         "claim of shared texts", "long text in every cell"],
)  # fmt: skip
def test_a_workbook_that_unfolds_without_end_is_refused(tmp_path: Path, parts: dict[str, bytes], code: str) -> None:
    read = workspace(tmp_path, invoices_xlsx=altered(xlsx([["number"]]), parts))
    assert [each.code for each in read.errors] == [code]


def test_a_sheet_under_the_name_of_a_picture_is_not_read(tmp_path: Path) -> None:
    links = "xl/_rels/workbook.xml.rels"
    whole = xlsx([["number"]])
    with zipfile.ZipFile(io.BytesIO(whole)) as held:
        linked = held.read(links).replace(b"sheet1.xml", b"sheet1.png")
    hidden = {links: linked, SHEET.replace(".xml", ".png"): sheet(FAR.format("<v>1</v>"))}
    read = workspace(tmp_path, invoices_xlsx=altered(whole, hidden))
    assert [each.code for each in read.errors] == ["spreadsheet_malformed"]


CELL = '<table:table-cell office:value-type="string"{}><text:p>{}</text:p></table:table-cell>'


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (table('<table:table-cell table:number-columns-repeated="16384" office:value="1"/>',
               'table:number-rows-repeated="1000000"'), "sheet_giant"),
        (table('<table:table-cell table:number-columns-repeated="16384" table:formula="of:=1"/>',
               'table:number-rows-repeated="1000000"'), "sheet_giant"),
        (table(CELL.format("", "a"), 'table:number-rows-repeated="9999999999"'), "spreadsheet_malformed"),
        (table(CELL.format("", '<text:s text:c="999999999"/>') * 2), "spreadsheet_reading_stopped"),
        (table(CELL.format(' table:number-columns-repeated="10000"', "a" * 200_000)), "spreadsheet_reading_stopped"),
    ],
    ids=["value without type", "formula alone", "more rows than there are", "spaces", "long text in every cell"],
)  # fmt: skip
def test_a_document_that_unfolds_without_end_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    read = workspace(tmp_path, invoices_ods=content)
    assert [each.code for each in read.errors] == [code]


def test_hidden_rows_take_no_room() -> None:
    rows = '<table:table-row table:visibility="collapse" table:number-rows-repeated="900000000"/>' * 1_000
    shapes = document_shapes(iter([f'<a xmlns:table="t"><table:table>{rows}</table:table></a>'.encode()]), 5_000_000)
    assert len(shapes[0].hidden) == 1_000


def test_a_message_quotes_no_mark_that_a_screen_obeys(tmp_path: Path) -> None:
    read = workspace(tmp_path, invoices_csv=INVOICES.replace("EUR", '"E\tR"'))
    for language in LANGUAGES:
        assert read.errors
        assert "\t" not in read.text(language)
        assert "E⇥R" in read.text(language)


def test_a_fec_whose_first_line_is_short_and_another_long_tells_both(tmp_path: Path) -> None:
    header = "\t".join(COLUMNS)
    width = header.count("\t")
    text = "\n".join([header, "VE\tx", "VE" + "\tx" * (2 * width - 1), ""])
    read = workspace(tmp_path, **{"000000000FEC20261231_txt": text})
    assert [(each.code, each.row) for each in read.errors] == [("fec_cells_differ", 2), ("fec_cells_differ", 3)]


def test_a_part_without_a_name_makes_a_damaged_archive(tmp_path: Path) -> None:
    whole = altered(xlsx([["number"]]), {"extra-part.xml": b"<a/>"})
    nameless = whole.replace(b"extra-part.xml", b"\0xtra-part.xml")
    assert [each.code for each in workspace(tmp_path, invoices_xlsx=nameless).errors] == ["spreadsheet_malformed"]


def test_half_a_letter_is_no_text(tmp_path: Path) -> None:
    rows = [{"number": "F1", "buyer": "C1", "issued": "2026-01-05", "currency": "EUR", "gross": 1}]
    held = json.dumps(rows).replace("F1", "F\\ud83d")
    read = workspace(tmp_path, workspace_toml='[files."a.json"]\nkind = "invoices"\n', a_json=held)
    assert [each.code for each in read.errors] == ["control_character"]
    for language in LANGUAGES:
        assert "SURROGATE (U+D83D)" in read.text(language).encode().decode()


DEEP = ".".join(["a"] * 30_000) + " = 1\n"


def test_a_key_of_thousands_of_names_is_refused_unread(tmp_path: Path) -> None:
    assert not has_deep_key('text = "Mr. A. B. C." # ' + "." * 500 + "\n" + "a.b.c.d = 1\n" * 500)
    assert has_deep_key(DEEP)
    assert has_deep_key(DEEP.replace("a.", '"a b" . '))
    read = workspace(tmp_path, workspace_toml=DEEP, invoices_csv=INVOICES)
    assert [each.code for each in read.errors] == ["settings_malformed"]
    policy = read_programme(DEEP, file="policy.toml", wordings=WORDINGS.values())
    assert [each.code for each in policy.errors] == ["toml_too_deep"]
    (tmp_path / "imports" / "0001-a").mkdir(parents=True)
    (tmp_path / "imports" / "0001-a" / "import.toml").write_text(DEEP)
    assert [each.code for each in imports_of(tmp_path)[1]] == ["import_malformed"]


SECONDS = 30
"""What each of these took minutes for before, and takes about a second for now."""


@pytest.mark.timeout(SECONDS)
@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("workspace_toml", "".join(f"a{each} = 1\n" for each in range(20_000)), 20_000),
        ("invoices_csv", INVOICES + "".join(f"Client {each},,,,,\nF{each}9,,2026-01-05,2026-03-06,EUR,1\n"
                                            for each in range(30_000)), 0),
        ("invoices_csv", INVOICES + "".join(f"G{each},C1,2026-01-05,2026-03-06,Q{each},1\n"
                                            for each in range(30_000)), 30_000),
        ("aged-balances_csv", "Client;Non échu au 30/06/2026;1-30 jours;> 30 jours;Devise\n"
         + "".join(f"Total A{each};{each};3;1;EUR\n" for each in range(20_000)), 0),
    ],
    ids=["settings", "sections", "currencies", "totals"],
)  # fmt: skip
def test_what_comes_by_the_ten_thousand_takes_its_time_once(
    tmp_path: Path, name: str, content: str, found: int
) -> None:
    read = workspace(tmp_path, **{"buyers_csv": "code,name\nC1,A\n", name: content})
    assert read.error_total >= found
