"""Spreadsheets written by the tests: XLSX by XlsxWriter, ODS by hand, and archives that no program would write."""

import datetime as dt
import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

import xlsxwriter

Value = str | float | bool | dt.date | None
Rows = Sequence[Sequence[Value]]
MADE = dt.datetime(2026, 1, 1)  # noqa: DTZ001 -- XlsxWriter takes no time zone
Merged = tuple[int, int, int, int]

NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)


def xlsx(
    sheets: Rows | Mapping[str, Rows], *, merged: Sequence[Merged] = (), hidden: Sequence[int] = (),
    errors: Mapping[tuple[int, int], str] | None = None, hidden_sheets: Sequence[str] = (),
) -> bytes:  # fmt: skip
    """Workbook of these sheets; rows and columns are counted from 0. A merged range shows its first cell."""
    held = io.BytesIO()
    book = xlsxwriter.Workbook(
        held, {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties({"created": MADE})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for name, rows in (sheets if isinstance(sheets, Mapping) else {"Feuille1": sheets}).items():
        sheet = book.add_worksheet(name)
        for top, left, bottom, right in merged:
            sheet.merge_range(top, left, bottom, right, "")
        for row, line in enumerate(rows):
            for column, value in enumerate(line):
                if isinstance(value, dt.date):
                    sheet.write_datetime(row, column, dt.datetime.combine(value, dt.time()), day)
                elif value is not None:
                    sheet.write(row, column, value)
        for row in hidden:
            sheet.set_row(row, None, None, {"hidden": True})
        for (row, column), shown in (errors or {}).items():
            sheet.write_formula(row, column, "=NA()", None, shown)
        if name in hidden_sheets:
            sheet.hide()
    book.close()
    return held.getvalue()


def ods(sheets: Rows | Mapping[str, Rows], *, merged: Sequence[Merged] = (), hidden: Sequence[int] = ()) -> bytes:
    """OpenDocument spreadsheet of these sheets."""
    tables = []
    for name, rows in (sheets if isinstance(sheets, Mapping) else {"Feuille1": sheets}).items():
        lines = []
        for row, line in enumerate(rows):
            cells = "".join(_cell(value, row, column, merged) for column, value in enumerate(line))
            visible = ' table:visibility="collapse"' if row in hidden else ""
            lines.append(f"<table:table-row{visible}>{cells}</table:table-row>")
        # What LibreOffice writes below and beside every table.
        beyond = '<table:table-cell table:number-columns-repeated="16384"/>'
        lines.append(f'<table:table-row table:number-rows-repeated="1048000">{beyond}</table:table-row>')
        tables.append(f"<table:table table:name={quoteattr(name)}>{''.join(lines)}</table:table>")
    return ods_of("".join(tables))


def _cell(value: Value, row: int, column: int, merged: Sequence[Merged]) -> str:
    over = next((each for each in merged if each[:2] == (row, column)), None)
    inside = any(top <= row <= bottom and left <= column <= right for top, left, bottom, right in merged)
    span = ""
    if over:
        span = (f' table:number-rows-spanned="{over[2] - over[0] + 1}"'
                f' table:number-columns-spanned="{over[3] - over[1] + 1}"')  # fmt: skip
    tag = "table:covered-table-cell" if inside and not over else "table:table-cell"
    if value is None or value == "":
        return f"<{tag}{span}/>"
    if isinstance(value, bool):
        kind, text = f'boolean" office:boolean-value="{str(value).lower()}', str(value)
    elif isinstance(value, int | float):
        kind, text = f'float" office:value="{value!r}', str(value)
    elif isinstance(value, dt.date):
        kind, text = f'date" office:date-value="{value.isoformat()}', value.strftime("%d/%m/%Y")
    else:
        kind, text = "string", value
    return f'<{tag}{span} office:value-type="{kind}"><text:p>{escape(text)}</text:p></{tag}>'


def ods_of(tables: str, *, before: str = "", manifest: str = "") -> bytes:
    """OpenDocument spreadsheet whose tables are written out."""
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    entry = f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}">{manifest}</manifest:file-entry>'
    urn = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    return archive({
        "mimetype": kind,
        "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{urn}">{entry}</manifest:manifest>',
        "content.xml": f'<?xml version="1.0" encoding="UTF-8"?>{before}<office:document-content {NAMES}><office:body>'
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>",
    })  # fmt: skip


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    """ZIP archive of these parts, always the same bytes."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        for name, content in parts.items():
            made.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def altered(content: bytes, changes: Mapping[str, bytes]) -> bytes:
    """Same archive with some parts replaced or added."""
    with zipfile.ZipFile(io.BytesIO(content)) as held:
        parts: dict[str, str | bytes] = {name: held.read(name) for name in held.namelist()}
    return archive({**parts, **changes})
