"""The Book: columns laid out by account, so that one account's rows lie side by side.

Within the rows and the timelines, an account owns the places from its start to its stop. A column that is the same
everywhere is held once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from encours.engine.structures import Structure

Column = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Spans:
    """Where each account's places begin and end in columns sorted by account."""

    start: Column
    stop: Column

    @staticmethod
    def of(sorted_accounts: Column, accounts: int) -> Spans:
        """Spans of columns already sorted by account."""
        if not sorted_accounts.size:
            return Spans(np.zeros(accounts, np.int64), np.zeros(accounts, np.int64))
        edges = np.zeros(accounts + 1, np.int64)
        np.cumsum(np.bincount(sorted_accounts, minlength=accounts), out=edges[1:])
        return Spans(edges[:-1], edges[1:])


def ordered(*keys: Column) -> Column:
    """Places in order of the keys, the first deciding first; equal keys keep their order."""
    return np.lexsort(keys[::-1])


def is_constant(column: Column) -> bool:
    """Whether a column is one value repeated, held once."""
    return column.size > 0 and column.strides == (0,)


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns of one length in two long arrays: 32-bit days and 64-bit numbers.

    `places` has two numbers for each field in order: where it starts in its array, and its step: 0 when one value
    stands for the whole column. Two fields that are one column share their place.
    """

    structure: Structure
    days: Column
    numbers: Column
    places: Column

    @staticmethod
    def of(structure: Structure, columns: Mapping[str, Column]) -> Columns:
        """Columns of a group, each given as an array; a constant one takes the place of one value."""
        length = next(iter(columns.values())).size
        found, room = Columns.room(structure, columns, length)
        for column in columns.values():
            if id(column) in room:
                room[id(column)][:] = column
        return found

    @staticmethod
    def room(structure: Structure, columns: Mapping[str, Column], length: int) -> tuple[Columns, dict[int, Column]]:
        """Columns of a length, constant ones written, and by `id` of each other column the place for its values."""
        ends = {True: 0, False: 0}
        known: dict[tuple[bool, int], tuple[int, int]] = {}
        places: list[int] = []
        for name in structure.fields:
            column, day = columns[name], name in structure.days
            key = (day, id(column))
            if key not in known:
                step = 0 if is_constant(column) else 1
                known[key] = (ends[day], step)
                ends[day] += length if step else 1
            places += known[key]
        arrays: dict[bool, Column] = {True: np.empty(ends[True], np.int32), False: np.empty(ends[False], np.int64)}
        given = {id(column): column for column in columns.values()}
        room = {}
        for (day, which), (offset, step) in known.items():
            if step:
                room[which] = arrays[day][offset : offset + length]
            else:
                arrays[day][offset] = given[which][0]
        return Columns(structure, arrays[True], arrays[False], np.array(places, dtype=np.int64)), room

    def column(self, name: str, start: int, stop: int) -> Column:
        """Values of a field from one place to another."""
        number = self.structure.number[name]
        offset, step = (int(n) for n in self.places[2 * number : 2 * number + 2])
        array = self.days if name in self.structure.days else self.numbers
        if step == 0:
            return np.broadcast_to(array[offset], (stop - start,))
        return array[offset + start : offset + stop]

    def is_constant(self, name: str) -> bool:
        """Whether one value stands for the whole of a field."""
        return bool(self.places[2 * self.structure.number[name] + 1] == 0)

    def same(self, left: str, right: str) -> bool:
        """Whether two fields are one column."""
        numbers = self.structure.number
        places = [tuple(self.places[2 * numbers[n] : 2 * numbers[n] + 2].tolist()) for n in (left, right)]
        return places[0] == places[1]


@dataclass(frozen=True, slots=True)
class Timeline:
    """What happens to owners over time: columns in order of owners and days, each owner's from start to stop."""

    columns: Columns
    start: Column
    stop: Column

    @staticmethod
    def of(structure: Structure, columns: Mapping[str, Column], spans: Spans) -> Timeline:
        """Timeline from columns already in the order of owners and days."""
        squeezed = {name: _squeezed(column) for name, column in columns.items()}
        return Timeline(Columns.of(structure, squeezed), spans.start, spans.stop)

    @property
    def days(self) -> Column:
        """The long array of days."""
        return self.columns.days

    @property
    def numbers(self) -> Column:
        """The long array of numbers."""
        return self.columns.numbers

    @property
    def places(self) -> Column:
        """Where each field lies in its array."""
        return self.columns.places

    @property
    def fields(self) -> Sequence[str]:
        """Names of the columns."""
        return self.columns.structure.fields

    def column(self, name: str, start: int, stop: int) -> Column:
        """Values of a field from one place to another."""
        return self.columns.column(name, start, stop)


def _squeezed(column: Column) -> Column:
    """One value in place of a column that holds no other."""
    if column.size > 1 and (column == column[0]).all():
        return np.broadcast_to(column[0], column.shape)
    return column
