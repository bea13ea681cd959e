"""What is not covered, by the clause that takes it, with one sentence and what can be done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from encours.clauses.states import State
from encours.cover.result import RowCover, decided_whole, state_of_cause
from encours.engine.findings import cause_parts
from encours.engine.verdicts import NEEDS_INFORMATION, REFUSED
from encours.engine.wording import Wording
from encours.explain.again import HERE, Again
from encours.explain.clause_texts import clause_text
from encours.explain.lines import InvoiceLine
from encours.explain.words import say
from encours.units import Cents
from encours.units.show import Language

BASE: Final = "amount_base"
"""Clause that leaves tax outside the insured base: no fault of anybody, and nothing to be done about it."""


AWAITS_A_DECISION: Final = "sanctions"
"""The only clause that needs information while no fact is missing: somebody has to decide."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Part of one row that is not covered: its state, and the clause and verdict that took it."""

    state: State
    clause: str
    verdict: int
    amount: Cents


@dataclass(frozen=True, slots=True)
class Loss:
    """Everything one clause keeps from being covered in one state; the largest row first."""

    state: State
    clause: str
    stage: str
    amount: Cents
    rows: tuple[tuple[Cents, InvoiceLine], ...]

    def title(self, language: Language) -> str:
        """Title of what happened; that of the clause while a fact is missing and nothing is lost."""
        text = clause_text(self.stage, self.clause)
        return (text.title if self.state is State.NEEDS_INFORMATION else text.loss).in_language(language)

    @property
    def says_its_state(self) -> bool:
        """Whether the title tells the state already: over the limit, policy suspended, country not covered."""
        return set(self.state.english.split()) <= set(self.title("en").lower().split())

    def note(self, language: Language) -> str:
        """Title as it stands within a row: a lower first letter, unless it opens an abbreviation."""
        title = self.title(language)
        return title if title[1:2].isupper() else title[:1].lower() + title[1:]

    def note_within(self, whole: Cents, language: Language) -> str:
        """Note of the largest loss of a state: how much of the state it is, where it is not all of it."""
        if self.amount >= whole:
            return self.note(language)
        if 2 * self.amount <= whole:
            return say("largest part", language, note=self.note(language))
        return say("mostly tax", language) if self.clause == BASE else say("mostly", language, note=self.note(language))

    def what_to_do(self, language: Language, again: Again = HERE, *, file: str = "") -> str:
        """What one can do about it: what nobody has told comes before all else, or is assumed in that file."""
        if self.state is State.NEEDS_INFORMATION and self.clause != AWAITS_A_DECISION:
            return say("record it", language, file=file, command=again.why(self.rows[0][1].number))
        text = clause_text(self.stage, self.clause)
        verdict = NEEDS_INFORMATION if self.state is State.NEEDS_INFORMATION else REFUSED
        return text.advice(verdict).in_language(language)


def taken(wording: Wording, cover: RowCover) -> Iterator[Taken]:
    """What of a row is not covered, and which clause of the first layer took each part."""
    cause = cover.cause
    main = state_of_cause(wording, cause) if cause > 0 else State.OVER_LIMIT
    for state, amount in cover.parts.items():
        if amount <= 0 or state is State.COVERED:
            continue
        if state is main and cause > 0:
            position, verdict = cause_parts(cause)
            yield Taken(state, wording.clauses[position].name, verdict, amount)
        else:
            clause, verdict = _aside(wording, state, cause)
            yield Taken(state, clause, verdict, amount)


def _aside(wording: Wording, state: State, cause: int) -> tuple[str, int]:
    """Clause that takes a part which is not in the state of the row's cause: VAT, or a dispute."""
    assert cause == 0 or state is not state_of_cause(wording, cause), "that part has the cause of the row"
    cutting = [each for each in wording.granting if each.state == state]
    name = cutting[0].name if cutting else wording.granting[-1].name
    return name, 5 if not decided_whole(wording, cause) else 1


def losses(wording: Wording, lines: Iterable[InvoiceLine]) -> tuple[Loss, ...]:
    """Losses of these rows by state and clause, the largest first."""
    found: dict[tuple[State, str], list[tuple[Cents, InvoiceLine]]] = {}
    for line in lines:
        for each in taken(wording, line.cover):
            found.setdefault((each.state, each.clause), []).append((each.amount, line))
    stages = {each.name: each.stage for each in wording.clauses}
    made = [
        Loss(
            state,
            clause,
            stages[clause],
            sum(amount for amount, _ in rows),
            tuple(sorted(rows, key=lambda row: (-row[0], row[1].number, row[1].instalment))),
        )
        for (state, clause), rows in found.items()
    ]
    return tuple(sorted(made, key=lambda loss: (-loss.amount, loss.clause)))
