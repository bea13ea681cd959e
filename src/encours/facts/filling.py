"""A rule that supplies a value where one is missing, and says so on the fact."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

from encours.facts.columns import (
    MISSING_STORED,
    Integers,
    Table,
    Texts,
    constant,
    filled,
    store,
)
from encours.facts.kinds import Quantity
from encours.facts.names import extended
from encours.units import BasisPoints

SEPARATOR: Final = "; "
"""Between the names of two assumptions on one fact."""


class Rule(Enum):
    """Where a supplied value comes from."""

    VALUE = "the value told"
    FIELD = "another field of the fact"
    VAT_WITHIN = "the VAT contained in another field"


@dataclass(frozen=True, slots=True)
class Filling:
    """A missing field of a table is given a value, by an assumption of that name.

    ``value`` is the value told, or the rate of VAT in basis points; ``other`` is the field it is taken from;
    ``buyer`` limits it to one buyer when not empty.
    """

    assumption: str
    table: str
    field: str
    rule: Rule
    value: str | int = ""
    other: str = ""
    buyer: str = ""

    def of_table(self, table: Table) -> Table:
        """Table with the values supplied and the assumption named, or itself when nothing is missing."""
        if table.kind.table != self.table or not len(table):
            return table
        described = table.kind.field(self.field)
        is_text = described.quantity is Quantity.TEXT
        column = table.texts[self.field].codes if is_text else table.numbers[self.field]
        missing = column == (-1 if is_text else MISSING_STORED[described.quantity])
        if self.rule is not Rule.VALUE:
            other = table.kind.field(self.other)
            missing &= table.numbers[self.other] != MISSING_STORED[other.quantity]
        if self.buyer:
            buyers = table.texts["buyer"]
            missing &= buyers.codes == (buyers.code(self.buyer) if buyers.code(self.buyer) >= 0 else -2)
        if not missing.any():
            return table
        supplied = (
            _written(table.texts[self.field], missing, str(self.value))
            if is_text
            else self._supplied_column(table, column, missing)
        )
        return table.replace(
            assumption=_tagged(table.texts["assumption"], missing, self.assumption), **{self.field: supplied}
        )

    def _supplied_column(self, table: Table, column: Integers, missing: Integers) -> Integers:
        described = table.kind.field(self.field)
        if self.rule is Rule.VALUE:
            stored = store(described, self.value)
            if missing.all():
                return constant(stored, len(table), column.dtype)
            values = constant(stored, len(table), column.dtype)
        elif self.rule is Rule.FIELD:
            values = table.numbers[self.other]
            if missing.all():
                return values
        else:
            values = _vat_within(table.numbers[self.other], int(self.value), missing)
        supplied = column.copy()
        supplied[missing] = values[missing]
        return supplied


def _vat_within(gross: Integers, rate: BasisPoints, wanted: Integers) -> Integers:
    """VAT contained in amounts with VAT, at a rate, to the nearest minor unit, halves away from zero.

    Twice 10**13 times a rate of 1 000 % still fits 63 bits.
    """
    assert 0 <= rate <= 100_000, f"rate of VAT: {rate}"
    size = filled(0, gross.size)
    size[wanted] = abs(gross[wanted])
    within = (2 * size * rate + 10_000 + rate) // (2 * (10_000 + rate))
    within[gross < 0] *= -1
    return within


def _written(texts: Texts, where: Integers, value: str) -> Texts:
    """Same texts with one written at those rows."""
    names = texts.names if texts.code(value) >= 0 else extended(texts.names, (value,))
    code = texts.code(value) if texts.code(value) >= 0 else len(names) - 1
    if where.all():
        return Texts(constant(code, len(texts), texts.codes.dtype), names)
    codes = texts.codes.copy()
    codes[where] = code
    return Texts(codes, names)


def _tagged(texts: Texts, where: Integers, name: str) -> Texts:
    """Same texts with a name added at those rows, after the one that is there."""
    if texts.is_empty:
        return _written(texts, where, name)
    tagged = texts
    for code in texts.used_codes().tolist():
        before = texts.names[code]
        tagged = _written(tagged, where & (texts.codes == code), before + SEPARATOR + name)
    return _written(tagged, where & (texts.codes < 0), name)
