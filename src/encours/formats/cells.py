"""Cells to values: each distinct text of a column is read once, by the unit of its field.

A reader answers a column of stored integers and, for each text that could not be read, how to tell it. No
text is read for a cell whose amount was already read in bulk.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from encours.facts.choice_words import choice_word, choices_by_word, other_words, with_others
from encours.facts.columns import MISSING_STORED, STORED, store
from encours.facts.kinds import FactField, Quantity
from encours.facts.words import CHOICE_WORDS, NEVER_WORDS, UNKNOWN_WORDS
from encours.formats import cell_errors
from encours.formats.cell_errors import Place
from encours.formats.columns_read import Written
from encours.formats.faults import ReadError
from encours.formats.sniff import is_either, mark_of
from encours.units import NEVER
from encours.units.currency import Currency
from encours.units.parse import Refusal, parse_amount, parse_day, parse_flag, parse_percentage
from encours.units.plain_text import folded, hidden, plain
from encours.units.refusal import nearest_names

Teller: TypeAlias = Callable[[Place, str], ReadError]
"""Makes the error of one cell, from its place and its text."""

Integers: TypeAlias = NDArray[Any]

EPOCH: Final = date(1970, 1, 1).toordinal()
_ISO: Final = re.compile(r"(?:199[0-9]|20[0-9]{2})-[0-9]{2}-[0-9]{2}", re.ASCII)
_DECIMALS: Final = {
    ".": re.compile(r"(-?)([0-9]{1,12})(?:\.([0-9]{1,2}))?", re.ASCII),
    ",": re.compile(r"(-?)([0-9]{1,12})(?:,([0-9]{1,2}))?", re.ASCII),
    "": re.compile(r"(-?)([0-9]{1,12})", re.ASCII),
}
_RATE: Final = re.compile(r"([0-9]{1,10})(?:[.,]([0-9]{1,10}))?", re.ASCII)
_COUNT: Final = re.compile(r"[0-9]{1,5}", re.ASCII)
_LARGEST_INTEGER: Final = 10**10


OF_SEVERAL_LINES: Final = frozenset(
    {"applies_to", "author", "conditions", "court", "document", "name", "nature", "outcome", "party_name", "value"}
)
"""Texts that are read by people: a tab or a line break in them is at its place."""


@dataclass(frozen=True, slots=True)
class Read:
    """Value of each distinct text, and the errors of the texts that have none (by code)."""

    values: list[int]
    wrong: dict[int, Teller]


def read_texts(texts: Sequence[str], field: FactField, *, month_first: bool | None) -> Read:
    """Stored value of each text by the unit of the field; amounts and texts have readers of their own."""
    parse = _parser(field, month_first=month_first)
    missing = MISSING_STORED[field.quantity]
    values, wrong = [], dict[int, Teller]()
    for code, text in enumerate(texts):
        if not text:
            values.append(store(field, field.default))
            continue
        found = parse(text)
        if isinstance(found, int):
            values.append(found)
        else:
            special = _special(text, field)
            values.append(missing if special is None else special)
            if special is None:
                wrong[code] = found
    return Read(values, wrong)


def _special(text: str, field: FactField) -> int | None:
    """Stored value of the words for what has not come and for what is unknown, where they mean something."""
    word = folded(text[:20])
    if word in NEVER_WORDS and field.quantity is Quantity.DAY:
        return NEVER
    if word in UNKNOWN_WORDS and not field.required:
        return MISSING_STORED[field.quantity]
    return None


def _parser(field: FactField, *, month_first: bool | None) -> Callable[[str], int | Teller]:
    if field.quantity is Quantity.DAY:
        return lambda text: read_day(text, month_first=month_first)
    if field.quantity is Quantity.CHOICE:
        return lambda text: _choice(text, field)
    return {
        Quantity.FLAG: lambda text: _told(parse_flag(text)),
        Quantity.BASIS_POINTS: lambda text: _told(parse_percentage(text)),
        Quantity.COUNT: _count,
        Quantity.INTEGER: _count,
    }[field.quantity]


def _told(found: int | Refusal) -> int | Teller:
    if isinstance(found, int):
        return found if found >= 0 else cell_errors.count_malformed
    return teller(found)


def teller(refusal: Refusal) -> Teller:
    """Makes the error of a cell that was refused for this reason."""
    return lambda place, excerpt: cell_errors.refused(place, excerpt, refusal)


def read_day(text: str, *, month_first: bool | None) -> int | Teller:
    """Day of a text; ``month_first`` is ``None`` where no date of the file proves an order."""
    if len(text) == 10 and _ISO.fullmatch(text):
        try:
            return date.fromisoformat(text).toordinal() - EPOCH
        except ValueError:
            pass  # no such day: the reader of dates says why
    if month_first is None and is_either(text):
        return cell_errors.date_ambiguous
    found = parse_day(text, month_first=bool(month_first))
    if isinstance(found, int):
        return found
    if found.code == "date_impossible":
        other = parse_day(text, month_first=not month_first)
        if isinstance(other, int):
            order = bool(month_first)
            return lambda place, excerpt: cell_errors.date_order_contradicts(place, excerpt, month_first=order)
    return _told(found)


@cache
def _choices(field: FactField) -> Mapping[str, int]:
    """Code of each choice by its English and French words, of either gender, without case and accents."""
    return choices_by_word(field.choices)


def _choice(text: str, field: FactField) -> int | Teller:
    word = choice_word(text)
    code = _choices(field).get(word)
    if code is not None:
        return code
    near = nearest_names(word[:40], _choices(field))
    meant = field.choices[_choices(field)[near[0]]] if near else ""
    other = next((each for each in other_words(meant) if near and folded(each) == near[0]), "")
    nearest = (other or meant, other or CHOICE_WORDS.get(meant, ""))
    return lambda place, excerpt: cell_errors.choice_unknown(
        place, excerpt, choices=with_others(field.choices, 0), french=with_others(field.choices, 1), nearest=nearest
    )


def _count(text: str) -> int | Teller:
    figures = plain(text[:20])
    if _COUNT.fullmatch(figures) and int(figures) <= 32_767:
        return int(figures)
    return cell_errors.count_malformed


def read_rate(text: str) -> tuple[int, int] | Teller:
    """Numerator and denominator of a positive decimal, exactly as written."""
    found = _RATE.fullmatch(plain(text[:40]))
    if found:
        decimals = (found[2] or "").rstrip("0")
        numerator, denominator = int(found[1] + decimals), 10 ** len(decimals)
        if 1 <= numerator <= _LARGEST_INTEGER:
            return numerator, denominator
    return cell_errors.decimal_malformed


def read_amount(text: str, currency: Currency, mark: Literal[".", ",", ""]) -> int | Teller:
    """Minor units of a text; ``mark`` is the decimal mark of the column, empty where it proves none."""
    found = _DECIMALS[mark].fullmatch(text)
    decimals = (found[3] or "") if found and mark else ""
    if found and len(decimals) <= currency.minor_units:
        size = int(found[2] + decimals.ljust(currency.minor_units, "0"))
        if size <= 10**12:  # far within the bound, which the reader of amounts knows
            return -size if found[1] else size
    if mark and mark_of(text) not in {"", mark}:
        column_mark = mark
        return lambda place, excerpt: cell_errors.amount_mark_contradicts(place, excerpt, mark=column_mark)
    read = parse_amount(text, currency=currency, decimal_mark=mark or None)
    if isinstance(read, Refusal):
        return _told(read)
    return read.cents


def text_faults(written: Written, field: FactField) -> dict[int, Teller]:
    """Texts, by code, that cannot be kept: errors of a spreadsheet, or characters that nothing shows."""
    with_breaks = field.name not in OF_SEVERAL_LINES
    texts, whole = written.texts, written.whole  # one search for a million texts
    found: dict[int, Teller] = {}
    if "#" in whole:
        found = {code: cell_errors.cell_in_error for code, text in enumerate(texts) if cell_errors.is_in_error(text)}
    if not written.hides_nothing and hidden(whole, with_breaks=with_breaks) >= 0:
        found |= {
            code: cell_errors.invisible_character
            for code, text in enumerate(texts)
            if hidden(text, with_breaks=with_breaks) >= 0
        }
    return found


def lookup(values: list[int], codes: Integers, quantity: Quantity) -> Integers:
    """Column of the values of coded texts; one value throughout takes no room."""
    table = np.array(values, dtype=STORED[quantity])
    if codes.size and (codes == codes[0]).all():
        return np.broadcast_to(table[codes[0]], codes.shape)
    column: Integers = table[codes]
    return column
