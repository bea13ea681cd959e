"""Rows of one table matched with rows of another, by codes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from encours.facts.columns import Integers, filled
from encours.units import MISSING, Cents


def rows_by_key(codes: Integers, count: int) -> Integers:
    """First row of each code, -1 where there is none; the place past the last code is -1 too.

    A code of -1 (the empty text) thus finds no row.
    """
    first = filled(-1, count + 1)
    rows = filled(1, codes.size).cumsum() - 1
    # Written backwards, so that the first row of a code is the one that stays.
    first[codes[::-1]] = rows[::-1]
    first[-1] = -1
    return first


def pair_keys(codes: Integers, ranks: Integers) -> Integers:
    """One number for each pair of a code of 32 bits and a rank of 16."""
    keys: Integers = codes.astype("int64") * 2**16 + ranks + 2**15
    return keys


def repeated(keys: Integers) -> Integers:
    """Mask of the rows whose key was already seen in an earlier row."""
    found: Integers = filled(0, keys.size) > 0
    if keys.size > 1:
        order = keys.argsort(kind="stable")
        ordered = keys[order]
        found[order[1:]] = ordered[1:] == ordered[:-1]
    return found


def sums_by_row(rows: Integers, amounts: Integers, *, wanted: Collection[int] | None = None) -> dict[int, Cents]:
    """Sum of the known amounts that point at each row, in Python integers; a row of -1 counts for nothing.

    With ``wanted``, only the sums of these rows.
    """
    counted = (rows >= 0) & (amounts != MISSING)
    if wanted is not None:
        asked = filled(0, rows.size + 1) > 0
        asked[list(wanted)] = True
        counted &= asked[rows]
    sums: dict[int, Cents] = defaultdict(int)
    for row, amount in zip(rows[counted].tolist(), amounts[counted].tolist(), strict=True):
        sums[row] += amount
    return sums
