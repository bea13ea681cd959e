"""Sums of an aged balance: lines by key, columns by state, and what lies behind a figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from encours.clauses.states import State
from encours.cover.ageing.items import CREDITS, LATER, Ageing, Items
from encours.cover.ageing.terms import Aged, AgedLine, OpenRow, Per
from encours.units import Cents, widen_day

Column = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Lines:
    """Sums of the items."""

    items: Items
    made: Ageing
    columns: int
    parts: Mapping[int, Mapping[State, Cents]]

    def total(self) -> AgedLine:
        """Everything in one line; its key is empty."""
        codes = np.zeros(self.items.row.size, np.int64)
        lines = list(self._of(codes, ("",), by_currency=False))
        nothing = Aged((0,) * self.columns, 0, 0)
        policy = None if self.made.programme is None else nothing
        return lines[0] if lines else AgedLine("", self.made.company, nothing, policy, nothing, 0)

    def of(self, per: Per, *, by_currency: bool = False) -> Iterator[AgedLine]:
        """Lines of each key that has items, in order of the key."""
        codes, names = self.made.key_codes(per, self.items)
        yield from sorted(self._of(codes, names, by_currency=by_currency), key=lambda line: (line.key, line.currency))

    def _of(self, codes: Column, names: Sequence[str], *, by_currency: bool) -> Iterator[AgedLine]:
        items, currencies = self.items, self.made.book.currencies
        wide = len(currencies)
        both = (codes + 1) * wide + items.currency
        keys, place = np.unique(both if by_currency else codes + 1, return_inverse=True)
        width = self.columns + 2
        flat = place * width + np.where(items.column < 0, items.column + width, items.column)
        told = [summed(flat, keys.size * width, a) for a in (items.original, items.policy, items.company)]
        moved = summed(place, keys.size, items.revaluation)
        own = [set[int]() for _ in range(keys.size)]
        for at, code in np.unique(np.column_stack((place, items.currency)), axis=0).tolist():
            own[at].add(code)
        for at, key in enumerate(keys.tolist()):
            code = key // wide - 1 if by_currency else key - 1
            cells = [each[at * width : (at + 1) * width] for each in told]
            original, policy, company = (Aged(tuple(c[:-2]), c[CREDITS], c[LATER]) for c in cells)
            alone = len(own[at]) == 1
            yield AgedLine(
                key=names[code] if code >= 0 else "",
                currency=currencies[next(iter(own[at]))] if alone else "",
                original=original if alone else None,
                policy=None if self.made.programme is None else policy,
                company=company,
                revaluation=moved[at],
            )

    def behind(self, per: Per, key: str, column: int | None) -> tuple[tuple[int, Cents], ...]:
        """Rows and amounts of the invoices of a key, in one column or in all."""
        codes, names = self.made.key_codes(per, self.items)
        wanted = [code for code, name in enumerate(names) if name == key] or [-1]
        chosen = np.isin(codes, wanted) & (self.items.row >= 0) & (self.items.column >= 0)
        if column is not None:
            chosen &= self.items.column == column
        return tuple(zip(self.items.row[chosen].tolist(), self.items.original[chosen].tolist(), strict=True))

    def open_rows(self) -> Iterator[OpenRow]:
        """Every open receivable, credits and later receipts left aside, in the order of the Book."""
        book, items = self.made.book, self.items
        due = dict(zip(book.ledger_row.tolist(), book.rows.column("due", 0, len(book)).tolist(), strict=True))
        chosen = (items.row >= 0) & (items.column >= 0)
        columns = (each[chosen].tolist() for each in (items.row, items.column, items.company))
        for row, column, company in zip(*columns, strict=True):
            yield OpenRow(row, column, widen_day(due[row]), company)

    def states(self) -> dict[State, tuple[Cents, ...]]:
        """Columns of each state over everything; empty without a cover."""
        found = self._by_state(np.zeros(self.items.row.size, np.int64), ("",))
        return found.get("", {})

    def _by_state(self, codes: Column, names: Sequence[str]) -> dict[str, dict[State, tuple[Cents, ...]]]:
        sums: dict[str, dict[State, list[Cents]]] = {}
        items = (self.items.row.tolist(), self.items.column.tolist(), self.items.policy.tolist(), codes.tolist())
        for row, column, policy, code in zip(*items, strict=True):
            # Of a balance told by age alone no clause can say anything.
            parts = {State.NEEDS_INFORMATION: policy} if row < 0 and self.parts else self.parts.get(row)
            if column >= 0 and parts:
                of = sums.setdefault(names[code] if code >= 0 else "", {s: [0] * self.columns for s in State})
                for state, amount in parts.items():
                    of[state][column] += amount
        return {key: {s: tuple(c) for s, c in sorted(of.items())} for key, of in sorted(sums.items())}


def summed(places: Column, count: int, amounts: Column) -> list[Cents]:
    """Exact sum of the amounts of each place, in Python integers: 64 bits could overflow."""
    if not places.size:
        return [0] * count
    order = np.argsort(places, kind="stable")
    ordered, sorted_amounts = places[order], amounts[order]
    edges = np.flatnonzero(np.diff(ordered, prepend=-1))
    high = np.add.reduceat(sorted_amounts >> 24, edges).tolist()
    low = np.add.reduceat(sorted_amounts & (2**24 - 1), edges).tolist()
    found = [0] * count
    for place, upper, lower in zip(ordered[edges].tolist(), high, low, strict=True):
        found[place] = (upper << 24) + lower
    return found
