"""How many euros of cover a change moves: of programme, over one view, in all, by each alone and by row; or of facts.

What each change moves is measured by making it alone on the first programme. Changes act on each other (a higher limit
is worth more under a higher percentage), so their sum is not the whole: what remains is their interaction, told apart
so that everything adds up to the cent. Changes that cannot be made alone are in it too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from encours.clauses.states import State
from encours.cover.ageing.later import is_receivable
from encours.cover.answer import Cover
from encours.cover.result import RowCover
from encours.policy.changes import Change
from encours.policy.schedule import Programme
from encours.units import Cents

if TYPE_CHECKING:
    from encours.cover.many import BookCover


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
class Effect:
    """Cover before something changed and after, in minor units of the currency that the first layers share."""

    before: Cover
    after: Cover
    currency: str

    @property
    def whole(self) -> Moved:
        """What moves in all."""
        return covered_by(self.after) - covered_by(self.before)

    def by_state(self) -> Mapping[State, tuple[Cents, Cents]]:
        """Amount of each state, before and after."""
        before, after = self.before.totals(), self.after.totals()
        return {state: (before[state], after[state]) for state in State}

    def by_buyer(self) -> Mapping[str, tuple[Moved, Moved]]:
        """What is covered and insured of each buyer, before and after, of those of which it moves."""
        before, after = _by_buyer(self.before), _by_buyer(self.after)
        found = {code: (before.get(code, NOTHING), after.get(code, NOTHING)) for code in sorted({*before, *after})}
        return {code: (one, two) for code, (one, two) in found.items() if one != two}


@dataclass(frozen=True, slots=True)
class Comparison(Effect):
    """Two programmes on one view.

    `alone` tells what each change moves by itself, None where it cannot be made alone; with `interaction` they add up
    to the whole.
    """

    alone: tuple[tuple[Change, Moved | None], ...]
    rows: tuple[RowMove, ...]

    @property
    def interaction(self) -> Moved:
        """What they move together and none moves by itself."""
        return self.whole - sum((moved for _, moved in self.alone if moved is not None), NOTHING)


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
    return Comparison(first, last, before.primary.currency, tuple(alone), tuple(_rows(first, last)))


def covered_by(cover: Cover) -> Moved:
    """Covered within limits, and insured after percentages, over all receivables."""
    rows = list(cover.rows())
    return Moved(sum(row.parts[State.COVERED] for row in rows), sum(row.insured for row in rows))


def covered_in(answers: BookCover) -> Moved:
    """The same, of the answers of the compiled walk."""
    owed = (answers.columns["open"] > 0) & is_receivable(answers.book)
    admitted, insured = (answers.of_layers(name)[:, owed].ravel().tolist() for name in ("admitted", "insured"))
    return Moved(sum(admitted), sum(insured))


def worth(row: RowCover | None) -> Moved:
    """What a programme covers and insures of a row."""
    return NOTHING if row is None else Moved(row.parts[State.COVERED], row.insured)


def _by_buyer(cover: Cover) -> dict[str, Moved]:
    buyers = cover.book.view.table("invoices").texts["buyer"]
    found: dict[str, Moved] = {}
    for row in cover.rows():
        code = buyers[row.ledger_row]
        found[code] = found.get(code, NOTHING) + worth(row)
    return found


def _rows(first: Cover, last: Cover) -> list[RowMove]:
    """Rows of which something moves, the largest loss of cover first and the largest gain last."""
    before = {row.ledger_row: row for row in first.rows()}
    after = {row.ledger_row: row for row in last.rows()}
    every = (RowMove(row, before.get(row), after.get(row)) for row in dict.fromkeys([*before, *after]))
    moved = [each for each in every if not each.moved.is_nothing]
    return sorted(moved, key=lambda each: (each.moved.covered, each.moved.insured, each.row))
