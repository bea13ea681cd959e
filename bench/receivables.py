"""The receivables that every engine is given: shuffled invoices in columns, one primary and some second limits.

Amounts are cents, days count from 1970-01-01, `NEVER` marks what is unpaid. The seed is fixed: every engine, in
every process, has the same cents before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Column = NDArray[Any]

NEVER: Final = 2**31 - 1
AS_OF: Final = 20_634  # 2026-06-30
PERIOD_START: Final = AS_OF - 110
EXTENSION: Final = 60
PRIMARY_PERCENTAGE: Final = 9_000
SECOND_PERCENTAGE: Final = 8_000
AGE_BOUNDS: Final = (0, 30, 60, 90)

#: Deliveries reach back this far; with terms of 30 to 60 days about half the rows are then still open.
_HORIZON: Final = 115


@dataclass(frozen=True, slots=True)
class Receivables:
    """Columns by invoice, and limits by buyer; row `i` is invoice number `i + 1`. A second limit of 0 is none."""

    buyer: Column
    delivered: Column
    issued: Column
    due: Column
    gross: Column
    paid_on: Column
    limit: Column
    second_limit: Column

    @property
    def buyers(self) -> int:
        """Number of buyers."""
        return int(self.limit.size)

    @property
    def size(self) -> int:
        """Bytes of the columns."""
        return sum(getattr(self, name).nbytes for name in self.__slots__)


def receivables(rows: int) -> Receivables:
    """Invoices of `rows / 20` buyers, in no order; the same for the same number of rows."""
    chance = np.random.Generator(np.random.Philox(20_260_630))
    buyers = max(1, rows // 20)
    buyer = chance.integers(0, buyers, rows, dtype=np.int32)
    delivered = AS_OF - 5 - chance.integers(0, _HORIZON, rows, dtype=np.int32)
    issued = delivered + chance.integers(0, 6, rows, dtype=np.int32)
    due = issued + np.array([30, 45, 60], np.int32)[chance.integers(0, 3, rows, dtype=np.int8)]
    delay = chance.integers(-5, 26, rows, dtype=np.int32)
    fate = chance.integers(0, 100, rows, dtype=np.int8)
    delay[fate < 6] += chance.integers(0, 100, int((fate < 6).sum()), dtype=np.int32)
    paid_on = due + delay
    paid_on[(fate == 99) | (paid_on > AS_OF)] = NEVER
    del delay, fate
    gross = np.exp(chance.standard_normal(rows, dtype=np.float32) * 0.9 + 12.4).astype(np.int64) + 1_000
    typical = np.exp(chance.standard_normal(buyers, dtype=np.float32) * 0.8 + 14.9).astype(np.int64)
    limit = typical // 100_000 * 100_000
    second_limit = np.where(chance.integers(0, 10, buyers) < 3, limit // 2, 0)
    return Receivables(buyer, delivered, issued, due, gross, paid_on, limit, second_limit)
