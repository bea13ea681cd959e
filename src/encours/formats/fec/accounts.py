"""What an account of the French chart says by its number, as one bit each, so that an entry is one number."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import IntEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import polars as pl


class Family(IntEnum):
    """Family of an account, as far as customers are concerned."""

    CUSTOMER = 0
    BILL = 1
    DOUBTFUL = 2
    UNBILLED = 3
    ADVANCE = 4
    SALE = 5
    VAT = 6
    MONEY = 7
    BILL_DISCOUNTED = 8
    BILL_COLLECTED = 9
    LOSS = 10
    DISCOUNT = 11
    THIRD_PARTY = 12
    CHARGE = 13
    CAPITAL = 14
    OPENING = 15
    CLOSING = 16
    OTHER = 17


_PREFIXES: Final[Mapping[str, Family]] = MappingProxyType({
    "411": Family.CUSTOMER,
    "413": Family.BILL,
    "416": Family.DOUBTFUL,
    "417": Family.UNBILLED,
    "418": Family.UNBILLED,
    "487": Family.UNBILLED,
    "419": Family.ADVANCE,
    "41": Family.OTHER,
    "4457": Family.VAT,
    "44587": Family.VAT,
    "4": Family.THIRD_PARTY,
    "49": Family.OTHER,
    "5114": Family.BILL_DISCOUNTED,
    "519": Family.BILL_DISCOUNTED,
    "6616": Family.BILL_DISCOUNTED,  # interest of the bank on what it discounts
    "5113": Family.BILL_COLLECTED,
    "5": Family.MONEY,
    "59": Family.OTHER,
    "654": Family.LOSS,
    "6714": Family.LOSS,
    "665": Family.DISCOUNT,
    "6": Family.CHARGE,
    "709": Family.SALE,
    "7": Family.SALE,
    "78": Family.OTHER,
    "79": Family.OTHER,
    "1": Family.CAPITAL,
    "890": Family.OPENING,
    "891": Family.CLOSING,
})  # fmt: skip
"""Family of the accounts that begin so; the longest beginning wins."""
_LONGEST: Final = max(map(len, _PREFIXES))

TOLD: Final = (
    Family.CUSTOMER, Family.BILL, Family.DOUBTFUL, Family.UNBILLED, Family.ADVANCE, Family.BILL_COLLECTED,
)  # fmt: skip
"""Families whose lines are looked at one by one, or shown by customer: their texts are kept."""

DEBIT: Final = 0
CREDIT: Final = 32
"""First bit of the families moved on each side."""

COLLECTIVES: Final = frozenset({"41", "410", "411", "4111", "4117", "413", "416", "418", "419"})
"""Accounts, without the noughts behind them, that stand for all customers and name none."""


def family_of(account: str) -> Family:
    """Family of an account by the longest beginning that is known."""
    for length in range(min(_LONGEST, len(account)), 0, -1):
        found = _PREFIXES.get(account[:length])
        if found is not None:
            return found
    return Family.OTHER


def is_collective(account: str) -> bool:
    """Whether an account stands for all customers: ``411000`` does, ``411DUPONT`` and ``41100012`` do not."""
    return account.rstrip("0") in COLLECTIVES


def debit(*families: Family) -> int:
    """Bits of an entry that debits any of these families."""
    return sum(1 << (DEBIT + family) for family in families)


def credit(*families: Family) -> int:
    """Bits of an entry that credits any of these families."""
    return sum(1 << (CREDIT + family) for family in families)


def by_text(texts: pl.Series, say: Callable[[str], int | bool], width: Any) -> NDArray[Any]:  # noqa: ANN401 -- a NumPy type
    """What is said of each text of a column; each distinct one is asked about once."""
    distinct = texts.unique()
    codes = distinct.to_physical().to_numpy()
    table = np.zeros(int(codes.max()) + 1 if codes.size else 1, dtype=width)
    table[codes] = [say(text) for text in distinct.to_list()]
    found: NDArray[Any] = table[texts.to_physical().to_numpy()]
    return found
