"""Whole spreadsheets, of which one part at a time is replaced: an archive mutated blindly seldom opens."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

from tests.formats.sheets import ods, xlsx

HEADER = ("Client", "N° facture", "Date facture", "Échéance", "Devise", "Montant TTC")
ROWS = [
    ("Factures au 30/06/2026", None, None, None, None, None),
    HEADER,
    ("C1", "F1", dt.date(2026, 1, 5), dt.date(2026, 3, 6), "EUR", 1200.5),
    (None, "F2", dt.date(2026, 1, 6), "07/03/2026", "EUR", 1e-7),
    ("C2", 1003, dt.date(2026, 2, 6), dt.date(2026, 4, 6), "USD", "1 000,00"),
    ("C3", True, None, dt.date(2026, 4, 7), "EUR", 12),
]
SHEETS = {"Factures": ROWS, "Notes": [("a", "b"), (1, 2)]}
MERGED = [(2, 0, 3, 0)]
REPLACEABLE = {
    "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml",
    "xl/_rels/workbook.xml.rels", "[Content_Types].xml", "content.xml", "META-INF/manifest.xml",
}  # fmt: skip
"""Parts that are worth replacing."""


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as held:
        return {name: held.read(name) for name in held.namelist()}


WORKBOOK = _parts(xlsx(SHEETS, merged=MERGED, hidden=[4], errors={(5, 5): "#REF!"}))
DOCUMENT = _parts(ods(SHEETS, merged=MERGED, hidden=[4]))


def names_of(parts: dict[str, bytes]) -> list[str]:
    """Names of the parts that may be replaced, in the order by which an input chooses."""
    return sorted(REPLACEABLE & parts.keys())


def with_part(parts: dict[str, bytes], choice: int, content: bytes) -> bytes:
    """Archive of these parts, one of them replaced; nothing is compressed."""
    names = names_of(parts)
    return archive_of({**parts, names[choice % len(names)]: content})


def archive_of(parts: dict[str, bytes]) -> bytes:
    """Archive of these parts, always the same bytes."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        for name, content in parts.items():
            made.writestr(zipfile.ZipInfo(name), content)
    return held.getvalue()
