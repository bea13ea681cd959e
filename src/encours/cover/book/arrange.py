"""Rows in the order of a Book: by account, then by the day that orders them, issue, number and instalment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from encours.cover.book.settled import Needed
from encours.engine.book import Columns, Spans, is_constant, ordered
from encours.engine.structures import Structure
from encours.facts.columns import Table, Texts
from encours.facts.names import Numbered
from encours.units import NEVER

Column = NDArray[Any]

#: Rows from which a partition, with numba, is worth loading it.
PARTITIONED_FROM: Final = 50_000


@dataclass(frozen=True, slots=True)
class Arranged:
    """Rows of a Book, the spans of its accounts, and the place of each row in the table of invoices."""

    rows: Columns
    spans: Spans
    order: Column

    def places(self, length: int) -> Column:
        """Place in the Book of each row of the table, -1 for one left out."""
        found = np.full(length, -1, dtype=np.int32)
        found[self.order] = np.arange(self.order.size, dtype=np.int32)
        return found


def by_sorting(
    structure: Structure, columns: Mapping[str, Column], accounts: Column, count: int, invoices: Table
) -> Arranged:
    """Every row, put in order by a plain sort."""
    rank, instalment = text_rank(invoices.texts["number"]), invoices.numbers["instalment"]
    order = ordered(accounts, columns["order_day"], columns["issued"], rank, instalment)
    rows, room = Columns.room(structure, columns, order.size)
    _fill(room, columns, order)
    return Arranged(rows, Spans.of(accounts[order], count), order)


def by_partition(
    structure: Structure,
    columns: Mapping[str, Column],
    accounts: Column,
    count: int,
    invoices: Table,
    needed: Needed,
    *,
    from_issue: bool,
    threads: int,
) -> Arranged:
    """The rows that matter, in the same order, by a partition; `from_issue`: extensions may count from the issue."""
    from encours.cover.book.partition import Keys, Room, partitioned, written  # numba: large books only

    never = np.broadcast_to(np.int32(NEVER), accounts.shape)
    keys = Keys(
        accounts, columns["order_day"], columns["issued"],
        text_rank(invoices.texts["number"]), invoices.numbers["instalment"],
        columns["paid_on"], columns["due"], columns["original_due"], columns["issued"] if from_issue else never,
    )  # fmt: skip
    partition = partitioned(keys, needed, columns["due"], columns["amount"], count, threads)
    rows, room = Columns.room(structure, columns, partition.records.shape[0])
    order = np.empty(partition.records.shape[0], np.int32)
    carried = [columns[name] for name in ("order_day", "issued", "paid_on", "due", "amount")]
    places = []
    for position, column in enumerate(carried):
        first = next(p for p, each in enumerate(carried) if each is column) == position
        nothing = np.empty(0, np.int64 if position == len(carried) - 1 else np.int32)
        places.append(room.pop(id(column), nothing) if first else nothing)
    spans = written(partition, keys, Room(order, *places), threads)
    del partition
    _fill(room, columns, order)
    return Arranged(rows, spans, order)


def text_rank(texts: Texts) -> Column:
    """Place of each text in alphabetical order; names made on demand already count up."""
    codes = texts.codes
    if isinstance(texts.names, Numbered):
        return codes
    rank = np.empty(len(texts.names) + 1, dtype=np.int64)
    names = list(texts.names)
    order = sorted(range(len(names)), key=names.__getitem__)
    rank[order] = np.arange(len(order))
    rank[-1] = -1
    found: Column = rank[codes]
    return found


def _fill(room: Mapping[int, Column], columns: Mapping[str, Column], order: Column) -> None:
    """Write in their places, in order, the columns that have one; those that are one array are written once."""
    for column in {id(c): c for c in columns.values() if not is_constant(c)}.values():
        if id(column) in room:
            place = room[id(column)]
            if column.dtype == place.dtype:
                np.take(column, order, out=place, mode="clip")
            else:
                place[:] = column[order]
