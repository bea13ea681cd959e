"""What changes between two programmes and, on a ledger, how many euros of cover it moves: made once for every form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from encours.clauses.states import State
from encours.cover.moves import Comparison, Moved, RowMove
from encours.cover.result import RowCover
from encours.engine.verdicts import KEPT, NEEDS_INFORMATION, REFUSED
from encours.explain.clause_texts import clause_text
from encours.explain.losses import taken
from encours.explain.names import state_word
from encours.explain.party_names import PartyNames
from encours.explain.report_head import Head
from encours.facts.view import View
from encours.policy.changes import Change
from encours.policy.schedule import Programme
from encours.units import Cents
from encours.units.show import Language


@dataclass(frozen=True)
class MovesReport:
    """Changes between two programmes; `comparison` and `head` only with a ledger.

    `comparison` is None as well where the two first layers are not in one currency: euros are compared with euros.
    """

    before: Programme
    after: Programme
    changes: tuple[Change, ...]
    head: Head | None = None
    view: View | None = None
    comparison: Comparison | None = None

    @property
    def has_layers(self) -> bool:
        """Whether a change is told under the name of its layer: one of the programmes has several."""
        return max(len(self.before.layers), len(self.after.layers)) > 1

    @cached_property
    def names(self) -> PartyNames:
        """Names of buyers and documents."""
        assert self.view is not None, "names are those of a ledger"
        return PartyNames(self.view)

    def moved_by(self, change: Change) -> Moved | None:
        """What a change moves alone; None without a ledger, or where it cannot be made alone."""
        if self.comparison is None:
            return None
        return next(moved for each, moved in self.comparison.alone if each is change)

    @cached_property
    def buyers(self) -> tuple[tuple[str, Moved], ...]:
        """What moves of each buyer, the largest loss first."""
        assert self.comparison is not None, "buyers are those of a ledger"
        found = [(code, after - before) for code, (before, after) in self.comparison.by_buyer().items()]
        return tuple(sorted(found, key=lambda each: (each[1].covered, each[1].insured, each[0])))


def largest(rows: Sequence[RowMove], count: int, *, are_gains: bool) -> list[RowMove]:
    """Rows that gain, or lose, most; rows of which only the indemnity moves come after."""
    sign = -1 if are_gains else 1
    chosen = [each for each in rows if sign * _size(each.moved) < 0]
    return sorted(chosen, key=lambda each: (sign * each.moved.covered, sign * each.moved.insured, each.row))[:count]


def _size(moved: Moved) -> Cents:
    return moved.covered or moved.insured


def decided(report: MovesReport, move: RowMove, language: Language, *, is_after: bool) -> str:
    """What decided of the part of a receivable that moves, or decides of it now; the state where it is covered."""
    clause = clause_of(report, move, is_after=is_after)
    if clause is None:
        return state_word(State.COVERED, language)
    return clause_text(clause.stage, clause.name).heading(clause.verdict).in_language(language)


@dataclass(frozen=True, slots=True)
class Decided:
    """The clause that decides of the part of a row that moves, and its verdict."""

    stage: str
    name: str
    verdict: int


def clause_of(report: MovesReport, move: RowMove, *, is_after: bool) -> Decided | None:
    """Clause that took the part which moves under one programme; None where that part is covered.

    The part is the state that grew most, or on the side before shrank most. Where only the indemnity moves, it is the
    insured percentage that does.
    """
    row = move.after if is_after else move.before
    if row is None:
        return None
    if move.moved.covered == 0:
        return Decided("indemnify", "insured_percentage", KEPT)
    sign = 1 if is_after else -1
    grown = {state: sign * (_part(move.after, state) - _part(move.before, state)) for state in State}
    state = max(State, key=lambda each: (grown[each], -int(each)))
    if state is State.COVERED:
        return None
    wording = (report.after if is_after else report.before).primary.wording
    found = [each for each in taken(wording, row) if each.state is state]
    if not found:
        return None
    stage = next(each.stage for each in wording.clauses if each.name == found[0].clause)
    return Decided(stage, found[0].clause, NEEDS_INFORMATION if state is State.NEEDS_INFORMATION else REFUSED)


def _part(row: RowCover | None, state: State) -> Cents:
    return 0 if row is None else row.parts[state]
