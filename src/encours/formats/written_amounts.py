"""Amounts of a column as whole numbers of ten thousandths, to be added up before their currency is known."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from encours.formats.columns_read import SCALE, Written
from encours.formats.sniff import find_mark, mark_of
from encours.units.plain_text import plain

_AMOUNT: Final = re.compile(
    r"(?P<open>[(+-]?) ?(?:[A-Z]{3}|[€$£])? ?(?P<sign>-?) ?(?P<digits>[0-9][0-9.,' ]*) ?"
    r"(?:[A-Z]{3}|[€$£])? ?(?P<close>[)-]?)"
)
UNIT: Final = 10**SCALE


def mark_in(columns: Iterable[Written], told: str) -> str:
    """Decimal mark that the amounts of these columns prove, if none is told."""
    if told:
        return told
    held = list(columns)
    texts = (text for written in held for text in written.texts)
    return find_mark((*texts, *(f"0{written.mark}00" for written in held if written.mark)))


def amount_of(text: str, mark: str) -> int | None:
    """Ten thousandths of an amount; nothing for what is none, or could be read in two ways."""
    found = _AMOUNT.fullmatch(plain(text[:60]))
    if found is None:
        return None
    mark = mark_of(text) or mark
    digits = found["digits"].replace(" ", "").replace("'", "")
    if not mark and ("." in digits or "," in digits):
        return None
    units, _, decimals = digits.partition(mark) if mark else (digits, "", "")
    units = re.sub("[.,]", "", units)
    if (not decimals.isdigit() and decimals) or len(decimals.rstrip("0")) > SCALE or len(units) > 14:
        return None
    size = int(units or "0") * UNIT + int(decimals[:SCALE].ljust(SCALE, "0"))
    is_negative = found["open"] in {"-", "("} or found["sign"] == "-" or found["close"] == "-"
    return -size if is_negative else size


def amounts_of(written: Written, mark: str) -> NDArray[np.int64]:
    """Ten thousandths of each cell of a column; 0 where there is no amount."""
    read = [amount_of(text, mark) or 0 for text in written.texts]
    found = np.array([*read, 0], dtype=np.int64)[written.codes]
    scaled = written.scaled
    return found if scaled is None else np.where(written.codes < 0, scaled, found)


def shown_amount(scaled: int, mark: str = ".") -> str:
    """Amount as people write it, at least two decimals."""
    units, decimals = divmod(abs(scaled), UNIT)
    figures = f"{decimals:0{SCALE}d}"
    return f"{'-' if scaled < 0 else ''}{units}{mark}{figures[:2]}{figures[2:].rstrip('0')}"
