"""Facts in columns: one table per kind, and no Python object per row until one is asked for.

Days are 32-bit (``DAY_MISSING_STORED`` where unknown, ``NEVER`` where it has not happened), amounts 64-bit,
counts 16-bit, percentages 32-bit, choices and flags 8-bit codes, texts 32-bit codes into a sequence of
names. A column that nobody filled is one value repeated with a stride of zero: it costs nothing, however
long. Arrays given by a reader are kept as they are, never copied; tables are never changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias, TypeVar

import numpy as np
from numpy.typing import DTypeLike, NDArray

from encours.facts.kinds import Fact, FactField, Kind, Quantity
from encours.facts.names import NOTHING, Names, Numbered, code_of, extended
from encours.units import DAY_MISSING_STORED, MAXIMUM_AMOUNT, MISSING, NEVER, Cents, Day

_Found = TypeVar("_Found")

Integers: TypeAlias = NDArray[Any]
"""A column of integers of any width."""

STORED: Final[Mapping[Quantity, type[np.signedinteger[Any]]]] = {
    Quantity.CHOICE: np.int8,
    Quantity.DAY: np.int32,
    Quantity.CENTS: np.int64,
    Quantity.BASIS_POINTS: np.int32,
    Quantity.COUNT: np.int16,
    Quantity.INTEGER: np.int64,
    Quantity.FLAG: np.int8,
}
"""Width of a column, by what it holds; texts are codes of 32 bits."""

MISSING_STORED: Final[Mapping[Quantity, int]] = {
    Quantity.CHOICE: -1,
    Quantity.DAY: DAY_MISSING_STORED,
    Quantity.CENTS: MISSING,
    Quantity.BASIS_POINTS: -(2**31),
    Quantity.COUNT: -(2**15),
    Quantity.INTEGER: MISSING,
    Quantity.FLAG: -1,
}
"""``MISSING`` (for a choice, the empty text) as a column of that quantity stores it."""

PIECE: Final = 1 << 16
"""Rows that stay near the processor while they are looked at in several ways."""

_BOUNDS: Final[Mapping[Quantity, tuple[int, int]]] = {
    Quantity.DAY: (DAY_MISSING_STORED, NEVER),
    Quantity.CENTS: (-MAXIMUM_AMOUNT, MAXIMUM_AMOUNT),
    Quantity.BASIS_POINTS: (0, 10**9),
    Quantity.COUNT: (0, 2**15 - 1),
    Quantity.INTEGER: (1, 10**10),
    Quantity.FLAG: (0, 1),
}


def is_constant(column: Integers) -> bool:
    """Whether a column is one value repeated at no cost."""
    return column.size > 0 and column.strides == (0,)


def constant(value: int, length: int, width: DTypeLike) -> Integers:
    """Column of one value repeated, that takes the place of one value."""
    # What np.broadcast_to answers, ten times sooner: an account alone makes a hundred of them.
    column: Integers = np.ndarray((length,), width, np.array(value, width), strides=(0,))
    column.flags.writeable = False
    return column


def pieces(column: Integers) -> Iterator[Integers]:
    """A column in pieces that stay near the processor while they are looked at in several ways."""
    return (column[at : at + PIECE] for at in range(0, column.size, PIECE))


def extremes(column: Integers, low: int, high: int) -> tuple[int, int]:
    """Smallest and largest value of a column, read once if it is constant; these two when the column is empty."""
    if column.size == 0:
        return low, high
    if is_constant(column):
        return int(column[0]), int(column[0])
    ends = [(int(each.min()), int(each.max())) for each in pieces(column)]
    return min(least for least, _ in ends), max(most for _, most in ends)


def store(described: FactField, value: str | int) -> int:
    """Value of a fact as the column of that field stores it; texts are not stored this way."""
    if described.quantity is Quantity.CHOICE:
        return described.code(str(value))
    return MISSING_STORED[described.quantity] if value == MISSING else int(value)


def restore(described: FactField, stored: int) -> str | int:
    """Value of a fact that a column stores; the inverse of ``store``."""
    if described.quantity is Quantity.CHOICE:
        return described.choices[stored] if stored >= 0 else ""
    return MISSING if stored == MISSING_STORED[described.quantity] else stored


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    """A column of texts: codes of 32 bits (-1 is the empty text) into a sequence of names."""

    codes: Integers
    names: Sequence[str]

    @staticmethod
    def of(values: Iterable[str]) -> Texts:
        """Column of these texts; names are numbered in their order of first appearance."""
        places: dict[str, int] = {"": NOTHING}
        codes = [places.setdefault(value, len(places) - 1) for value in values]
        names = Names(tuple(places)[1:])
        if codes and codes.count(codes[0]) == len(codes):
            return Texts(constant(codes[0], len(codes), np.int32), names)
        return Texts(np.array(codes, dtype=np.int32), names)

    @staticmethod
    def alike(value: str, length: int) -> Texts:
        """Column of one text repeated, at no cost."""
        return Texts(constant(0 if value else NOTHING, length, np.int32), Names((value,) if value else ()))

    @staticmethod
    def numbered(prefix: str, *, first: int, length: int) -> Texts:
        """Column of texts that count up, such as ``invoices.csv:2``, ``invoices.csv:3``: four bytes a row."""
        return Texts(np.arange(length, dtype=np.int32), Numbered(prefix, first=first, count=length))

    def __len__(self) -> int:
        return int(self.codes.size)

    def __getitem__(self, index: int) -> str:
        code = int(self.codes[index])
        return self.names[code] if code >= 0 else ""

    @property
    def is_empty(self) -> bool:
        """Whether every text is known to be empty, told without reading a filled column."""
        return self.codes.size == 0 or (self.codes.strides == (0,) and int(self.codes[0]) == NOTHING)

    def texts(self) -> list[str]:
        """Every text, in order."""
        return [self.names[code] if code >= 0 else "" for code in self.codes.tolist()]

    def code(self, name: str) -> int:
        """Code of a text in this column; -1 for the empty text and for one that is not there."""
        return code_of(self.names, name) if name else NOTHING

    def where_any(self, names: Iterable[str]) -> Integers:
        """Rows that hold any of these texts, in order."""
        codes = [code for code in map(self.code, names) if code != NOTHING]
        if not codes:
            return np.empty(0, dtype=np.int64)
        if len(codes) == 1:
            return np.flatnonzero(self.codes == codes[0])
        wanted = np.zeros(len(self.names) + 1, dtype=np.bool_)
        wanted[codes] = True
        return np.flatnonzero(wanted[self.codes])

    def translated(self, names: Sequence[str]) -> Integers:
        """Codes of the same texts into other names; -1 where they lack one.

        Nothing is copied when the names are shared.
        """
        if names is self.names:
            return self.codes
        table = np.full(len(self.names) + 1, NOTHING, dtype=np.int32)
        used = self.used_codes()
        table[used] = [code_of(names, self.names[int(code)]) for code in used]
        return table[self.codes]  # the last place stays -1, where the code of the empty text points

    def with_own_names(self) -> Texts:
        """The same texts, with the names that occur and no other: what is read of a few rows stays small."""
        if is_constant(self.codes):
            return Texts.alike(self[0], len(self))
        used, codes = np.unique(self.codes, return_inverse=True)
        names = tuple(self.names[code] for code in used.tolist() if code >= 0)
        return Texts((codes - (used.size - len(names))).astype(np.int32), Names(names))

    def used_codes(self) -> Integers:
        """Codes that occur, in order, without that of the empty text."""
        seen = np.zeros(len(self.names) + 1, dtype=np.bool_)
        seen[self.codes[:1] if is_constant(self.codes) else self.codes] = True
        return np.flatnonzero(seen[:-1])

    def concatenate(self, other: Texts) -> Texts:
        """These texts, then those; names are shared as far as they go."""
        if self.is_empty and other.is_empty:
            return Texts(constant(NOTHING, len(self) + len(other), np.int32), self.names)
        if other.is_empty or other.names is self.names:
            return Texts(np.concatenate((self.codes, other.codes)), self.names)
        if self.is_empty:
            return Texts(np.concatenate((self.codes, other.codes)), other.names)
        used = [other.names[int(code)] for code in np.unique(other.codes) if code >= 0]
        added = tuple(name for name in used if code_of(self.names, name) == NOTHING)
        names = extended(self.names, added) if added else self.names
        codes = other.translated(names)
        if self.codes.strides == (0,) and codes.size and (codes == self.codes[0]).all():
            return Texts(constant(int(codes[0]), len(self) + len(other), np.int32), names)
        return Texts(np.concatenate((self.codes, codes)), names)

    def feed(self, made: hashlib.blake2b) -> None:
        """Hash the texts: by their content when they are held in memory, else by how they are made."""
        if self.codes.size == 0:
            return
        if isinstance(self.names, Numbered):
            made.update(repr(self.names).encode())
            made.update(np.ascontiguousarray(self.codes).data)
            return
        used, first, inverse = np.unique(self.codes, return_index=True, return_inverse=True)
        order = np.argsort(first, kind="stable")
        rank = np.empty_like(order)
        rank[order] = np.arange(order.size)
        for code in used[order]:
            name = self.names[int(code)] if code >= 0 else ""
            made.update(f"{len(name)}:{name}".encode())
        if used.size > 1:
            made.update(rank[inverse].astype(np.int32).data)


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """All facts of one kind, in columns of equal length; never changed once made."""

    kind: Kind
    length: int
    numbers: Mapping[str, Integers] = field(repr=False)
    texts: Mapping[str, Texts] = field(repr=False)
    _found: dict[str, Any] = field(default_factory=dict, repr=False)

    @staticmethod
    def empty(kind: Kind) -> Table:
        """Table without rows."""
        return Table.from_columns(kind, length=0)

    @staticmethod
    def of(kind: Kind, facts: Iterable[Fact]) -> Table:
        """Table of these facts, in the order given; a column whose values are all alike is constant."""
        rows = tuple(facts)
        assert all(type(row) is kind.fact for row in rows), f"a fact of another kind among {kind.table}"
        columns: dict[str, Integers | Texts] = {}
        for described in kind.fields:
            values = [getattr(row, described.name) for row in rows]
            if described.quantity is Quantity.TEXT:
                columns[described.name] = Texts.of(values)
                continue
            width = STORED[described.quantity]
            stored = [store(described, value) for value in values]
            alike = bool(stored) and stored.count(stored[0]) == len(stored)
            columns[described.name] = (
                constant(stored[0], len(stored), width) if alike else np.array(stored, dtype=width)
            )
        return Table.from_columns(kind, length=len(rows), **columns)

    @staticmethod
    def from_columns(kind: Kind, /, *, length: int | None = None, **columns: Integers | Texts) -> Table:
        """Table of columns that a reader made, kept without copying; a field not given is its default.

        Wrong names, widths, lengths, codes or amounts over the bound are mistakes of the reader, which has
        refused them row by row before; they are assertions here, one pass over each column that is filled.
        """
        unknown = sorted(set(columns) - set(kind.names))
        assert not unknown, f"{kind.table} has no column {', '.join(unknown)}"
        lengths = {len(column) for column in columns.values()} | ({length} if length is not None else set())
        assert len(lengths) == 1, f"{kind.table}: columns of different lengths {sorted(lengths)}"
        rows = lengths.pop()
        numbers: dict[str, Integers] = {}
        texts: dict[str, Texts] = {}
        found: dict[str, Any] = {}
        for described in kind.fields:
            column = columns.get(described.name)
            assert column is not None or rows == 0 or not described.required, (
                f"{kind.table}: column {described.name} is required"
            )
            if described.quantity is Quantity.TEXT:
                texts[described.name] = _text_column(kind, described, column, rows)
            else:
                checked, found[_range_of(described.name)] = _number_column(kind, described, column, rows)
                numbers[described.name] = checked
        return Table(kind=kind, length=rows, numbers=numbers, texts=texts, _found=found)

    def __len__(self) -> int:
        return self.length

    def row(self, index: int) -> Fact:
        """Fact at that row."""
        assert 0 <= index < self.length, f"{self.kind.table} has no row {index}"
        return self.facts(np.array([index]))[0]

    def rows(self) -> Iterator[Fact]:
        """Every fact in order, made a few thousand at a time."""
        for start in range(0, self.length, 4096):
            yield from self.facts(np.arange(start, min(start + 4096, self.length)))

    def facts(self, chosen: Integers) -> list[Fact]:
        """Facts at those rows; the only place where rows become facts."""
        make, names = self.kind.fact, self.kind.names
        return [make(**dict(zip(names, each, strict=True))) for each in self.told(names, chosen)]

    def told(self, names: Iterable[str], chosen: Integers) -> Iterator[tuple[Any, ...]]:
        """Some fields of those rows as a fact tells them, but for what a fact makes of an empty name or day."""
        return zip(*(self._values(self.kind.field(name), chosen) for name in names), strict=True)

    def _values(self, described: FactField, chosen: Integers) -> list[Any]:
        if described.quantity is Quantity.TEXT:
            column = self.texts[described.name]
            return Texts(_chosen(column.codes, chosen, chosen.size), column.names).texts()
        numbers = self.numbers[described.name]
        if is_constant(numbers):
            return [restore(described, int(numbers[0]))] * chosen.size
        return [restore(described, stored) for stored in numbers[chosen].tolist()]

    def take(self, chosen: Integers) -> Table:
        """Rows chosen by a mask or by their indices, in that order; constant columns stay constant."""
        length = int(np.count_nonzero(chosen)) if chosen.dtype == np.bool_ else int(chosen.size)
        numbers = {name: _chosen(column, chosen, length) for name, column in self.numbers.items()}
        texts = {
            name: Texts(_chosen(column.codes, chosen, length), column.names) for name, column in self.texts.items()
        }
        return Table(kind=self.kind, length=length, numbers=numbers, texts=texts)

    def with_own_names(self) -> Table:
        """The same rows, in texts that name nothing else."""
        return self.replace(**{name: column.with_own_names() for name, column in self.texts.items()})

    def concatenate(self, other: Table) -> Table:
        """These rows, then those; columns constant and alike on both sides stay constant."""
        assert self.kind is other.kind, f"{self.kind.table} and {other.kind.table} do not join"
        if not other.length:
            return self
        if not self.length:
            return other
        numbers = {name: _joined(column, other.numbers[name]) for name, column in self.numbers.items()}
        texts = {name: column.concatenate(other.texts[name]) for name, column in self.texts.items()}
        return Table(kind=self.kind, length=self.length + other.length, numbers=numbers, texts=texts)

    def replace(self, **columns: Integers | Texts) -> Table:
        """Same table with these columns instead; the others are shared."""
        assert all(len(column) == self.length for column in columns.values()), "columns of another length"
        assert set(columns) <= set(self.kind.names), f"{self.kind.table} lacks one of {sorted(columns)}"
        numbers = {name: column for name, column in columns.items() if not isinstance(column, Texts)}
        texts = {name: column for name, column in columns.items() if isinstance(column, Texts)}
        return Table(
            kind=self.kind,
            length=self.length,
            numbers={**self.numbers, **numbers},
            texts={**self.texts, **texts},
        )

    def total(self, name: str) -> Cents:
        """Sum of the known amounts of a column, exact: 64 bits could overflow, Python integers cannot."""
        column = self.numbers[name]
        if is_constant(column):
            return 0 if int(column[0]) == MISSING else int(column[0]) * self.length
        known = column if extremes(column, 0, 0)[0] > MISSING else column[column != MISSING]
        # Each half of a number within the bound is small enough for billions of rows.
        return (int((known >> 24).sum()) << 24) + int((known & (2**24 - 1)).sum())

    def once(self, name: str, find: Callable[[], _Found]) -> _Found:
        """What ``find`` finds about this table, found once and kept with it; a table never changes."""
        if name not in self._found:
            self._found[name] = find()
        found: _Found = self._found[name]
        return found

    def day_range(self, name: str) -> tuple[Day, Day]:
        """Smallest and largest stored day of a column of days."""
        return self.once(_range_of(name), lambda: extremes(self.numbers[name], NEVER, DAY_MISSING_STORED))

    @property
    def content_hash(self) -> str:
        """Name of what the table holds: equal for the same rows in the same order.

        Texts held in memory are hashed as text; names made on demand (see ``Numbered``) by how they are
        made, so that two spellings of the same very large column may differ; different content never agrees.
        """
        return self.once("content hash", self._hashed)

    def _hashed(self) -> str:
        made = hashlib.blake2b(f"{self.kind.table} {self.length}".encode(), digest_size=16)
        for described in self.kind.fields:
            name = described.name
            made.update(name.encode())
            if described.quantity is Quantity.TEXT:
                self.texts[name].feed(made)
            elif self.length:
                _feed(self.numbers[name], made)
        return made.hexdigest()

    @property
    def happened_on(self) -> Integers:
        """Stored day each fact happened: the first known of the days that date its kind."""
        return self.once("happened on", lambda: self._first_known(self.kind.on))

    @property
    def known(self) -> Integers:
        """Stored day each fact was learnt: the one told, else that of the kind, else always."""
        return self.once("known", lambda: self._first_known(("known", *self.kind.known)))

    def _first_known(self, names: tuple[str, ...]) -> Integers:
        found = constant(DAY_MISSING_STORED, self.length, np.int32)
        for name in names:
            low, high = self.day_range(name)
            if high == DAY_MISSING_STORED:
                continue
            if is_constant(found) and int(found[0]) == DAY_MISSING_STORED:
                found = self.numbers[name]
            else:
                other = self.numbers[name]
                known = (other != DAY_MISSING_STORED) & (other != NEVER)
                better = (found == DAY_MISSING_STORED) | ((found == NEVER) & known)
                found = np.where(better, other, found)
            if low > DAY_MISSING_STORED and high < NEVER:
                break
        return found


def _text_column(kind: Kind, described: FactField, column: Integers | Texts | None, length: int) -> Texts:
    if column is None:
        return Texts.alike(str(described.default), length)
    assert isinstance(column, Texts), f"{kind.table}.{described.name} must be Texts"
    assert column.codes.dtype == np.int32, f"{kind.table}.{described.name}: codes of 32 bits"
    low, high = extremes(column.codes, -1, -1)
    assert low >= -1, f"{kind.table}.{described.name}: code {low}"
    assert high < len(column.names), f"{kind.table}.{described.name}: code {high} has no name"
    return column


def _range_of(name: str) -> str:
    return f"range of {name}"


def _number_column(
    kind: Kind, described: FactField, column: Integers | Texts | None, length: int
) -> tuple[Integers, tuple[int, int]]:
    """The column of a field, checked, and its smallest and largest value."""
    width = STORED[described.quantity]
    if column is None:
        column = constant(store(described, described.default), length, width)
        return column, extremes(column, NEVER, DAY_MISSING_STORED)
    place = f"{kind.table}.{described.name}"
    assert isinstance(column, np.ndarray), f"{place} must be an array"
    assert column.ndim == 1, f"{place} must have one dimension"
    assert column.dtype == width, f"{place} must be {np.dtype(width)}, not {column.dtype}"
    low, high = _bounds(described)
    missing = MISSING_STORED[described.quantity]
    least, most = extremes(column, NEVER, DAY_MISSING_STORED)
    assert column.size == 0 or most <= high, f"{place}: {most} is over {high}"
    if least < low:
        least_known = extremes(column[column != missing], low, low)[0]
        assert least_known >= low, f"{place}: {least_known} is under {low}"
    return column, (least, most)


def _bounds(described: FactField) -> tuple[int, int]:
    if described.quantity is Quantity.CHOICE:
        return 0, len(described.choices) - 1
    return _BOUNDS[described.quantity]


def _chosen(column: Integers, chosen: Integers, length: int) -> Integers:
    if is_constant(column):
        return constant(int(column[0]), length, column.dtype)
    return column[chosen]


def _joined(left: Integers, right: Integers) -> Integers:
    alike = left[0] == right[0]
    if alike and (is_constant(left) or left.size == 1) and (is_constant(right) or right.size == 1):
        return constant(int(left[0]), left.size + right.size, left.dtype)
    return np.concatenate((left, right))


def _feed(column: Integers, made: hashlib.blake2b) -> None:
    """Hash the values of a column; a constant one and a filled one with the same values agree."""
    if is_constant(column) or (column == column[0]).all():
        made.update(f"={column[0]}".encode())
    else:
        made.update(np.ascontiguousarray(column).data)


def indices(rows: Sequence[int]) -> Integers:
    """Row numbers as ``Table.take`` wants them."""
    return np.array(rows, dtype=np.int64)


def mask(length: int, *, rows: Sequence[int] = (), others: bool = False) -> Integers:
    """Mask that is true on those rows and false on the others, or the reverse."""
    made = np.full(length, others, dtype=np.bool_)
    made[indices(rows)] = not others
    return made


def filled(value: int, length: int) -> Integers:
    """Fresh 64-bit column of one value, to be written in."""
    return np.full(length, value, dtype=np.int64)
