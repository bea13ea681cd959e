"""Names that the codes of a column of texts stand for, held in memory or made on demand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, overload

NOTHING: Final = -1
"""Code of the empty text."""


class Numbered(Sequence[str]):
    """Names that are numbers behind a prefix, made on demand: twenty million of them take no room."""

    __slots__ = ("_count", "_first", "_prefix", "_width")

    def __init__(self, prefix: str, *, first: int, count: int, width: int = 0) -> None:
        assert first >= 0 <= count, "names are numbered from zero up"
        self._prefix, self._first, self._count, self._width = prefix, first, count, width

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...
    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        if isinstance(index, slice):
            return tuple(self[each] for each in range(*index.indices(self._count)))
        if not -self._count <= index < self._count:
            raise IndexError(index)
        return f"{self._prefix}{self._first + index % self._count:0{self._width}d}"

    def code(self, name: str) -> int:
        """Place of a name, found by reading its number; -1 when it is not one of these."""
        digits = name.removeprefix(self._prefix) if name.startswith(self._prefix) else ""
        if not (digits.isascii() and digits.isdigit()) or len(digits) > 18:
            return NOTHING
        place = int(digits) - self._first
        return place if 0 <= place < self._count and self[place] == name else NOTHING

    def behind(self, prefix: str) -> Numbered:
        """The same names behind one more prefix."""
        return Numbered(prefix + self._prefix, first=self._first, count=self._count, width=self._width)

    def __repr__(self) -> str:
        return f"Numbered({self._prefix!r}, {self._first}, {self._count}, {self._width})"


class Names(Sequence[str]):
    """Names held in memory, with their places found by a dictionary built the first time it is needed.

    Names may stand on others (``below``), made on demand or not: they are added, nothing is copied.
    """

    __slots__ = ("_below", "_own", "_places")

    def __init__(self, own: Sequence[str], *, below: Sequence[str] = ()) -> None:
        self._own, self._below = own, below
        self._places: dict[str, int] | None = None

    def __len__(self) -> int:
        return len(self._below) + len(self._own)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...
    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        if isinstance(index, slice):
            return tuple(self[each] for each in range(*index.indices(len(self))))
        if index < 0:
            index += len(self)
        beneath = len(self._below)
        return self._below[index] if index < beneath else self._own[index - beneath]

    def __iter__(self) -> Iterator[str]:
        yield from self._below
        yield from self._own

    def code(self, name: str) -> int:
        """Place of a name; -1 when it is not one of these."""
        if self._places is None:
            # The first place wins should a reader have written a name twice.
            beneath = len(self._below)
            self._places = {each: beneath + place for place, each in reversed(list(enumerate(self._own)))}
        found = self._places.get(name, NOTHING)
        return found if found != NOTHING or not self._below else code_of(self._below, name)

    @property
    def depth(self) -> int:
        """How many layers of names stand on each other."""
        return 1 + (self._below.depth if isinstance(self._below, Names) else 0)


def prefixed(names: Sequence[str], prefix: str) -> Sequence[str]:
    """The same names behind a prefix, those made on demand still so."""
    return names.behind(prefix) if isinstance(names, Numbered) else Names(tuple(f"{prefix}{each}" for each in names))


def code_of(names: Sequence[str], name: str) -> int:
    """Place of a name in a sequence of names; -1 when it is absent."""
    if isinstance(names, (Names, Numbered)):
        return names.code(name)
    try:
        return names.index(name)
    except ValueError:
        return NOTHING


def extended(names: Sequence[str], added: tuple[str, ...]) -> Sequence[str]:
    """Names with more behind them; deep piles of small additions are flattened, so look-ups stay short."""
    if isinstance(names, Names) and (names.depth >= 8 or len(names) <= 64):
        return Names((*names, *added))
    return Names(added, below=names)
