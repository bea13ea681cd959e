"""The amount of each line in the currency of its receivable: foreign where it is told throughout, else the books'."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from encours.formats.fec.items import Item, is_among
from encours.formats.fec.runs import SCALE
from encours.units import MAXIMUM_AMOUNT
from encours.units.currency import Currency, find_currency

if TYPE_CHECKING:
    import polars as pl

Column: TypeAlias = NDArray[Any]

_SETTLED_ALONE: Final = tuple(each for each in Item if each <= Item.OTHER_CREDIT)
"""Items of which foreign amounts may be kept: bills and doubtful accounts are followed in the currency of the books."""


@dataclass(frozen=True, slots=True, eq=False)
class Amounts:
    """Amount of each line with its sign, the code of its currency, the currencies by code (the books' first).

    ``doubtful`` tells the lines whose foreign amount could not be kept.
    """

    amounts: Column
    code: Column
    currencies: tuple[str, ...]
    doubtful: Column


def amounts_of(items: pl.DataFrame, group: Column, books: Currency) -> Amounts:
    """Amount of each line; a letter has one currency throughout, or that of the books."""
    import polars as pl

    cents = items["cents"].to_numpy()
    named = items["currency"].cast(pl.String).str.to_uppercase()
    others = named.unique().to_list()
    foreign = [each for each in sorted(others) if each not in {"", books.code}]
    if not foreign:
        return Amounts(cents, np.zeros(cents.size, np.int32), (books.code,), np.zeros(cents.size, np.bool_))
    sizes, places = items["foreign"].fill_null(0).to_numpy(), {books.code: 0}
    code, amounts = np.zeros(cents.size, dtype=np.int32), cents.copy()
    told = np.zeros(cents.size, dtype=np.bool_)
    for each in foreign:
        rows = (named == each).to_numpy() & (sizes > 0)
        told |= rows
        known = find_currency(each)
        if not isinstance(known, Currency):
            continue
        unit = 10 ** (SCALE - known.minor_units)
        whole = rows & (sizes % unit == 0) & (sizes // unit <= MAXIMUM_AMOUNT)
        whole &= is_among(items["item"].to_numpy(), _SETTLED_ALONE)
        code[whole] = places.setdefault(known.code, len(places))
        amounts[whole] = np.sign(cents[whole]) * (sizes[whole] // unit)
    # Of one letter, one currency: else nothing could be laid on anything.
    lettered = group >= 0
    low = np.full(int(group.max(initial=-1)) + 1, len(places), dtype=np.int32)
    high = np.zeros(low.size, dtype=np.int32)
    np.minimum.at(low, group[lettered], code[lettered])
    np.maximum.at(high, group[lettered], code[lettered])
    mixed = np.zeros(cents.size, dtype=np.bool_)
    mixed[lettered] = (low != high)[group[lettered]]
    amounts[mixed], code[mixed] = cents[mixed], 0
    return Amounts(amounts, code, tuple(places), told & (code == 0))
