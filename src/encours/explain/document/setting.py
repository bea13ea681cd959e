"""How the parts of a document are written: in which language and currency, and how many rows a list shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from encours.clauses.states import State
from encours.explain.document.model import (
    Amount,
    Cell,
    Column,
    Kind,
    On,
    Percentage,
    Row,
    Table,
    Tenths,
    Tone,
    Value,
    cells,
)
from encours.explain.document.shown import WIDE, typeset
from encours.explain.names import STATE_MARKS, state_text, state_word
from encours.explain.values import UNKNOWN, whole_amount
from encours.explain.words import counted, say
from encours.units import MISSING, NEVER, Cents, Day
from encours.units.money import Total
from encours.units.show import Language

STATE_TONES: Final = {
    State.COVERED: Tone.COVERED,
    State.OVER_LIMIT: Tone.OVER_LIMIT,
    State.SUSPENDED: Tone.SUSPENDED,
    State.NOT_COVERED: Tone.NOT_COVERED,
    State.OUTSIDE: Tone.OUTSIDE,
    State.NEEDS_INFORMATION: Tone.NEEDS_INFORMATION,
}
FAR: Final = 2**29
"""Days from this one on are no date of a calendar."""

Item = TypeVar("Item")
Raw = str | int | Total | On | Percentage | Tenths | None
"""What a spreadsheet's row is made of."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Language, currency, and rows of each list; without a bound the document is for a spreadsheet, and has all."""

    language: Language
    currency: str
    rows: int | None

    @property
    def is_whole(self) -> bool:
        """Whether every row is wanted, in tables rather than in what a figure opens."""
        return self.rows is None

    def say(self, key: str, **values: object) -> str:
        """A sentence of ours, as a printer sets it."""
        return self.set(say(key, self.language, **values))

    def title(self, key: str, **values: object) -> str:
        """A sentence of ours that begins with a capital."""
        return capital(self.say(key, **values))

    def set(self, text: str) -> str:
        """A sentence made elsewhere, as a printer sets it."""
        return typeset(text, self.language)

    def counted(self, count: int, key: str) -> str:
        """Count and noun."""
        return self.set(counted(count, key, self.language))

    def amount(self, cents: Cents) -> Amount:
        """Amount in the currency of the document."""
        return Amount(cents, self.currency)

    def whole(self, cents: Cents) -> str:
        """Amount without decimals, for a sentence."""
        return whole_amount(cents, self.currency, self.language)

    def day(self, value: Day) -> Value:
        """A day; nothing where it never comes, a word where nobody knows it."""
        if value == MISSING or value < -FAR:
            return UNKNOWN.in_language(self.language)
        return None if value >= min(NEVER, FAR) else On(value)

    def shown(self, items: Sequence[Item]) -> Sequence[Item]:
        """The first items, as many as a list shows."""
        return items if self.rows is None else items[: self.rows]

    def left(self, items: Sequence[object]) -> int:
        """How many items a list leaves out."""
        return 0 if self.rows is None else max(0, len(items) - self.rows)

    def state(self, state: State, opens: str = "") -> Cell:
        """Name of a state with its symbol."""
        return Cell(state_text(state, self.language).replace(" ", WIDE, 1), opens, STATE_TONES[state])

    def symbol(self, state: State) -> str:
        """Symbol of a state."""
        return STATE_MARKS[state].symbol

    def word(self, state: State) -> str:
        """Name of a state."""
        return state_word(state, self.language)

    def list_of(
        self,
        title: str,
        columns: Sequence[Column],
        rows: Iterable[Iterable[Value | Cell]],
        *,
        total: Iterable[Value | Cell] = (),
        left: int = 0,
        sheet: str = "",
    ) -> Table:
        """Table of some rows; ``sheet`` is the key of the name of its sheet."""
        made, last = tuple(cells(row) for row in rows), cells(total)
        name = self.title(sheet) if sheet else ""
        told = [
            place for place, column in enumerate(columns)
            if self.is_whole or not column.is_spare or any(_is_something(row[place].value) for row in made)
        ]  # fmt: skip
        if len(told) < len(columns):
            made = tuple(tuple(row[place] for place in told) for row in made)
            last = tuple(last[place] for place in told) if last else ()
        return Table(title, tuple(columns[place] for place in told), made, last, left, name)


def capital(text: str) -> str:
    """A text that begins with a capital."""
    return text[:1].upper() + text[1:]


def _is_something(value: Value) -> bool:
    return value not in {None, "", 0} and not (isinstance(value, Amount) and value.cents == 0)


def ratio(part: Cents, whole: Cents) -> Percentage | None:
    """Share of a whole, rounded to a tenth of a percent; nothing of nothing is no share."""
    return None if whole <= 0 else Percentage((2 * part * 1_000 + whole) // (2 * whole) * 10)


def spreadsheet(title: str, sheet: str, titles: Sequence[str], rows: Iterable[Sequence[Raw]]) -> Table:
    """Table of the rows of a spreadsheet: each column is of the kind of its first value that is no text."""
    made: list[Row] = [tuple(Cell(_value(each)) for each in row) for row in rows]
    kinds = [_kind([row[place].value for row in made]) for place in range(len(titles))]
    columns = tuple(Column(title, kind) for title, kind in zip(titles, kinds, strict=True))
    return Table(title, columns, tuple(made), sheet=sheet)


def _value(raw: Raw) -> Value:
    if isinstance(raw, Total):
        return Amount(raw.cents, raw.currency.code)
    return None if raw == "" else raw


def _kind(values: Sequence[Value]) -> Kind:
    first = next((each for each in values if each is not None and not isinstance(each, str)), "")
    return {
        str: Kind.TEXT,
        int: Kind.COUNT,
        Amount: Kind.AMOUNT,
        Percentage: Kind.PERCENTAGE,
        On: Kind.DAY,
        Tenths: Kind.NUMBER,
    }[type(first)]
