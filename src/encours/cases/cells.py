"""Cells of cases and stories: a text in the unit of its field becomes the value a fact holds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final

from encours.facts.kinds import KINDS, Fact, FactField, Quantity
from encours.facts.words import NEVER_WORDS, UNKNOWN_WORDS
from encours.units import MISSING, NEVER
from encours.units.currency import currency
from encours.units.parse import parse_amount, parse_day, parse_flag, parse_percentage
from encours.units.refusal import Refusal

_WHOLE: Final = re.compile(r"-?\d+")
_DECIMAL: Final = re.compile(r"\d+(\.\d+)?")


class WrongCell(ValueError):
    """A cell of a case cannot be read; the message says which, and why."""


def fact_of(table: str, cells: Mapping[str, str], *, name: str) -> Fact:
    """Fact of a kind from the texts of its fields; an empty text is what an empty cell of a file is.

    Raises `WrongCell` for an unknown field, a required one left empty, or a text that its unit does not read.
    """
    kind = KINDS[table]
    money = cells.get("currency") or "EUR"
    values: dict[str, Any] = {}
    for field in kind.fields:
        if field.decimal:
            values |= _decimal(table, field, cells.get(field.decimal, ""))
            continue
        text = cells.get(field.name, "")
        if not text:
            if field.required:
                raise WrongCell(f"{table}.{field.name} must be stated")
            values[field.name] = field.default
            continue
        values[field.name] = value_of(f"{table}.{field.name}", text, field, money)
    decimals = {field.decimal for field in kind.fields if field.decimal}
    for given in cells:
        if given not in kind.names and given not in decimals:
            raise WrongCell(f"{table} has no field {given}")
    values["fact_id"] = values["fact_id"] or name
    return kind.fact(**values)


def value_of(place: str, text: str, field: FactField, money: str = "EUR") -> str | int:
    """Value of one cell by the unit of its field."""
    if field.quantity is Quantity.TEXT:
        return text
    if field.quantity is Quantity.CHOICE:
        word = text.replace("_", " ")
        if word not in field.choices:
            raise WrongCell(f"{place} is one of {', '.join(field.choices)}, not {text}")
        return word
    if text in NEVER_WORDS:
        return NEVER
    if text in UNKNOWN_WORDS:
        return MISSING
    if field.quantity is Quantity.CENTS:
        return cents_of(place, text, money)
    if field.quantity is Quantity.DAY:
        return day_of(place, text)
    if field.quantity is Quantity.FLAG:
        return _read(place, parse_flag(text))
    if field.quantity is Quantity.BASIS_POINTS:
        return _read(place, parse_percentage(text))
    if not _WHOLE.fullmatch(text):
        raise WrongCell(f"{place} is a whole number, not {text}")
    return int(text)


def cents_of(place: str, text: str, money: str = "EUR") -> int:
    """Minor units of an amount written with a decimal point."""
    told = currency(money)
    read = parse_amount(text, currency=told, decimal_mark=".")
    if isinstance(read, Refusal):
        raise WrongCell(f"{place}: {read.what} {read.hint}".strip())
    return read.cents


def day_of(place: str, text: str) -> int:
    """Day of an ISO date; `NEVER` for never."""
    return NEVER if text in NEVER_WORDS else _read(place, parse_day(text))


def _decimal(table: str, field: FactField, text: str) -> dict[str, object]:
    if not _DECIMAL.fullmatch(text):
        raise WrongCell(f"{table}.{field.decimal} is a decimal number, not {text or 'empty'}")
    rate = Fraction(text)
    return {field.name: rate.numerator if field.name.endswith("_numerator") else rate.denominator}


def _read(place: str, read: int | Refusal) -> int:
    if isinstance(read, Refusal):
        raise WrongCell(f"{place}: {read.what} {read.hint}".strip())
    return read
