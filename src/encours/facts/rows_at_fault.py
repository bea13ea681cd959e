"""Rows of a table that a check finds wrong: those it looks at, and by what a fault names them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from encours.facts.columns import Integers, Table

READ: Final = 20_000
"""Rows at fault that one check looks at: a ledger wrong from end to end must not fill the memory."""


def first_rows(wrong: Integers) -> list[int]:
    """Rows of a mask, the first `READ` of them."""
    rows: list[int] = wrong.nonzero()[0][:READ].tolist()
    return rows


def name_of(table: Table, row: int) -> str:
    """What a row is named by: its own name, else its file and line."""
    return table.texts["fact_id"][row] or table.texts["source"][row]


def names_of(table: Table, rows: Iterable[int]) -> tuple[str, ...]:
    """Names of several rows, in their own order, whatever that of the rows."""
    return tuple(sorted(name_of(table, row) for row in rows))
