"""How many euros of cover a change of programme moves, over one view: in all, by each change alone, and by row.

What each change moves is measured by making it alone on the first programme. Changes act on each other (a higher limit
is worth more under a higher percentage), so their sum is not the whole: what remains is their interaction, told apart
so that everything adds up to the cent. Changes that cannot be made alone are in it too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from encours.clauses.states import State
from encours.cover.answer import Cover
from encours.cover.result import RowCover
from encours.policy.changes import Change
from encours.policy.schedule import Programme
from encours.units import Cents


@dataclass(frozen=True, slots=True)
class Moved:
    """Euros that a change moves, below zero where they are lost: covered within limits, and after percentages."""

    covered: Cents
    insured: Cents

    def __add__(self, other: Moved) -> Moved:
        return Moved(self.covered + other.covered, self.insured + other.insured)

    def __sub__(self, other: Moved) -> Moved:
        return Moved(self.covered - other.covered, self.insured - other.insured)

    @property
    def is_nothing(self) -> bool:
        """Whether nothing moves."""
        return self.covered == 0 and self.insured == 0


NOTHING = Moved(0, 0)


@dataclass(frozen=True, slots=True)
class RowMove:
    """A receivable of which cover moves: its cover under each programme, None where nothing of it is open there."""

    row: int
    before: RowCover | None
    after: RowCover | None

    @property
    def moved(self) -> Moved:
        """What moves."""
        return worth(self.after) - worth(self.before)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two programmes on one view, in minor units of the currency that their first layers share.

    `alone` tells what each change moves by itself, None where it cannot be made alone; with `interaction` they add up
    to the whole.
    """

    before: Cover
    after: Cover
    alone: tuple[tuple[Change, Moved | None], ...]
    rows: tuple[RowMove, ...]

    @property
    def whole(self) -> Moved:
        """What all changes move together."""
        return covered_by(self.after) - covered_by(self.before)

    @property
    def interaction(self) -> Moved:
        """What they move together and none moves by itself."""
        return self.whole - sum((moved for _, moved in self.alone if moved is not None), NOTHING)

    def by(self, key_of: Callable[[int], str]) -> Mapping[str, Moved]:
        """What moves of each key of a row; they add up to the whole."""
        found: dict[str, Moved] = {}
        for each in self.rows:
            key = key_of(each.row)
            found[key] = found.get(key, NOTHING) + each.moved
        return found


def compared(
    before: Programme, changes: Sequence[Change], after: Programme, cover_of: Callable[[Programme], Cover]
) -> Comparison:
    """Comparison of two programmes and of each change alone; `cover_of` answers the cover under a programme."""
    assert before.primary.currency == after.primary.currency, "euros are compared with euros"
    first, last = cover_of(before), cover_of(after)
    base = covered_by(first)
    alone: list[tuple[Change, Moved | None]] = []
    for change in changes:
        if change.alone is None:
            alone.append((change, None))
        elif change.alone is before:
            alone.append((change, NOTHING))
        else:
            alone.append((change, covered_by(cover_of(change.alone)) - base))
    return Comparison(first, last, tuple(alone), tuple(_rows(first, last)))


def covered_by(cover: Cover) -> Moved:
    """Covered within limits, and insured after percentages, over all receivables."""
    rows = list(cover.rows())
    return Moved(sum(row.parts[State.COVERED] for row in rows), sum(row.insured for row in rows))


def worth(row: RowCover | None) -> Moved:
    """What a programme covers and insures of a row."""
    return NOTHING if row is None else Moved(row.parts[State.COVERED], row.insured)


def _rows(first: Cover, last: Cover) -> list[RowMove]:
    """Rows of which something moves, the largest loss of cover first and the largest gain last."""
    before = {row.ledger_row: row for row in first.rows()}
    after = {row.ledger_row: row for row in last.rows()}
    every = (RowMove(row, before.get(row), after.get(row)) for row in dict.fromkeys([*before, *after]))
    moved = [each for each in every if not each.moved.is_nothing]
    return sorted(moved, key=lambda each: (each.moved.covered, each.moved.insured, each.row))
