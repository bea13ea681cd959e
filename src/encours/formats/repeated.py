"""Rows that say the same thing twice: facts are recognised by their content, whatever file they stand in."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from encours.facts.columns import Integers, Table, is_constant


def distinct(table: Table) -> Table:
    """First of the rows that say the same, in their order."""
    again = repeated_rows(table)
    return table.take(~again) if again.any() else table


def repeated_rows(table: Table, *, before: int | None = None) -> NDArray[np.bool_]:
    """Rows that say what an earlier row says, their source apart.

    With ``before``, only rows from that one on that repeat a row standing before it: a file read twice.
    """
    if table.length < 2:
        return np.zeros(table.length, dtype=np.bool_)
    columns = [column for column in _columns(table) if not is_constant(column)]
    groups = np.zeros(table.length, dtype=np.int64)
    for column in columns:
        # Rows that agree so far and in this column: numbered afresh each time, so nothing can overflow.
        codes, count = numbered(column)
        groups, _ = numbered(groups * count + codes)
    order = np.argsort(groups, kind="stable")
    starts = np.ones(order.size, dtype=np.bool_)
    starts[1:] = groups[order[1:]] != groups[order[:-1]]
    original = np.empty(order.size, dtype=np.int64)
    original[order] = order[np.maximum.accumulate(np.where(starts, np.arange(order.size), 0))]
    rows = np.arange(table.length)
    again: NDArray[np.bool_] = original != rows
    return again if before is None else (original < before) & (rows >= before)


def numbered(column: Integers) -> tuple[NDArray[np.int64], int]:
    """Number of each value among the distinct ones, and how many there are.

    What ``numpy.unique`` answers, without the modules that it loads.
    """
    order = np.argsort(column, kind="stable")
    ordered = column[order]
    steps = np.zeros(column.size, dtype=np.int64)
    steps[1:] = ordered[1:] != ordered[:-1]
    ranks = np.cumsum(steps)
    found = np.empty(column.size, dtype=np.int64)
    found[order] = ranks
    return found, int(ranks[-1]) + 1 if column.size else 0


def _columns(table: Table) -> list[NDArray[Any]]:
    found: list[Integers] = list(table.numbers.values())
    # The source says where a fact stands, not what it says.
    found += [column.codes for name, column in table.texts.items() if name != "source"]
    return found


def joined(tables: list[Table]) -> tuple[Table, list[int]]:
    """Tables of one kind put together, without rows that an earlier file holds, and how many each had."""
    whole = tables[0]
    counts = [0]
    for table in tables[1:]:
        before = whole.length
        both = whole.concatenate(table)
        again = repeated_rows(both, before=before)
        counts.append(int(again.sum()))
        whole = both.take(~again) if counts[-1] else both
    return whole, counts
