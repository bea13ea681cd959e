"""How a group of columns is held for the compiled walk, behind one way of writing: `book.group.field[place]`.

In plain Python a group is a named tuple of lists. Compiled, a tuple of many arrays is slow to compile, so a group is
held in few: the text of the walk is the same, and the access is rewritten.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from typing import Final

#: Name by which a step knows the groups: `book.rows.amount[r]`, or `rows.amount[r]` after `rows = book.rows`.
HOLDER: Final = "book"


class Held(Enum):
    """Where the values of a group's fields lie."""

    APART = auto()
    """Each field is an array, or a number, of its own."""
    RECORDS = auto()
    """One table, a place after the other: the fields of one place lie side by side."""
    LANES = auto()
    """One table, a field after the other: the places of one field lie side by side."""
    COLUMNS = auto()
    """Two long arrays, of 32-bit days and of 64-bit numbers; each field has its start and its step there."""


@dataclass(frozen=True)
class Structure:
    """A group: how it is held, its fields, which of them are days (`COLUMNS` only), and those kept apart."""

    held: Held
    fields: Sequence[str]
    days: frozenset[str] = frozenset()
    apart: Sequence[str] = ()

    @cached_property
    def number(self) -> Mapping[str, int]:
        """Number of each field among those held together."""
        return {name: place for place, name in enumerate(self.fields)}

    @property
    def members(self) -> tuple[str, ...]:
        """Names of the arrays (and numbers) that hold the group."""
        if self.held is Held.APART:
            return tuple(self.fields)
        if self.held is Held.COLUMNS:
            return ("days", "numbers", "places", *self.apart)
        return ("table", *self.apart)

    def holds(self, field: str) -> bool:
        """Whether a field lies among those held together."""
        return self.held is not Held.APART and field in self.number

    def at(self, group: str, field: str, place: str) -> str:
        """The text that reads or writes a field at a place."""
        if not self.holds(field):
            return f"{group}.{field}[unsigned({place})]"
        number = self.number[field]
        if self.held is Held.RECORDS:
            return f"{group}.table[unsigned({place}), {number}]"
        if self.held is Held.LANES:
            return f"{group}.table[{number}, unsigned({place})]"
        array = "days" if field in self.days else "numbers"
        start, step = (f"{group}.places[{2 * number + i}]" for i in (0, 1))
        return f"{group}.{array}[unsigned({start} + ({place}) * {step})]"

    def whole(self, group: str, field: str) -> str:
        """The text that names all of a field, to be handed over."""
        if not self.holds(field):
            return f"{group}.{field}"
        assert self.held is Held.LANES, f"{group}.{field} lies among other fields and cannot be handed over"
        return f"{group}.table[{self.number[field]}]"


def parsed(text: str) -> ast.expr:
    """Expression of a text."""
    return ast.parse(text, mode="eval").body
