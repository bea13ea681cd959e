"""Tables for people who open them in a spreadsheet: separators of their language, and no live formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final, TypeAlias

from encours.formats.faults import Language
from encours.units.money import Money, Total
from encours.units.show import DECIMAL_MARK

Cell: TypeAlias = str | int | Decimal | Money | Total | None
"""What a report may hold: a text (a date or a percentage as shown to people), a number, an amount, nothing."""

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""How a text begins that a spreadsheet would compute instead of showing; the wide signs of Asian keyboards too."""


def csv_report(rows: Iterable[Sequence[Cell]], columns: Sequence[str], lang: Language) -> str:
    """CSV text with its byte order mark, semicolons and lines as spreadsheets expect them.

    Amounts have the decimal mark of the language and no grouping; texts that would be formulas are defused by
    an apostrophe before them.
    """
    text = io.StringIO(newline="")
    text.write("\ufeff")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([defused(column) for column in columns])
    for row in rows:
        assert len(row) == len(columns), "a row has one cell for each column"
        writer.writerow([_shown(cell, lang) for cell in row])
    return text.getvalue()


def defused(text: str) -> str:
    """Text that a spreadsheet shows as it is, even when it looks like a formula."""
    return f"'{text}" if text.lstrip(" \u00a0").startswith(FORMULA) or text.startswith(FORMULA) else text


def _shown(cell: Cell, lang: Language) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Money | Total):
        return cell.to_decimal_text().replace(".", DECIMAL_MARK[lang])
    if isinstance(cell, Decimal):
        return f"{cell:f}".replace(".", DECIMAL_MARK[lang])
    return defused(cell) if isinstance(cell, str) else str(cell)
