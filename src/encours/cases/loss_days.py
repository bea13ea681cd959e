"""Running the cases of the date of loss: what a claim on the buyer of the story is counted from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from encours.cases.case import Case, CaseResult, Difference
from encours.cases.compare import shown_day
from encours.cases.judge import programme_of
from encours.cases.overrides import situation_of
from encours.claims.loss_day import LossDay, loss_day, loss_of_the_unit
from encours.claims.loss_events import loss_events
from encours.clauses import lose
from encours.clauses.wordings import WHOLE_TURNOVER
from encours.cover.book import lay_out
from encours.engine.verdicts import NAMES
from encours.engine.wording import Wording
from encours.units import MISSING

CLAUSES: Final = frozenset(lose.__all__)
"""Clauses whose cases are about the date of loss."""

BUYER: Final = "B1"


def run_loss_day_case(case: Case, *, speed: str, wording: Wording = WHOLE_TURNOVER) -> CaseResult:
    """Result of a case: its day, cause and deciding event, for the claim on the first buyer in the first layer."""
    situation = situation_of(case.overrides)
    reading = programme_of(situation.policy_text, wording)
    faults = [error.what.english for error in reading.errors] + [each.en for each in situation.ledger.errors]
    if reading.programme is None or faults:
        return CaseResult(case=case, speed=speed, faults=tuple(faults))
    book = lay_out(situation.ledger.view(situation.as_of, situation.known_on), reading.programme)
    policy = reading.programme.primary
    days = [loss_day(policy, each, as_of=situation.as_of) for each in loss_events(book, policy, BUYER)]
    if not days:
        return CaseResult(case=case, speed=speed, faults=("nothing is open",))
    found = loss_of_the_unit(days)
    return CaseResult(case=case, speed=speed, differences=tuple(_differences(case, found)))


def _differences(case: Case, found: LossDay) -> Iterator[Difference]:
    until = found.finding.until
    decided = next((each.decided_by for each in found.causes if each.cause == found.cause), None)
    answers = {
        "verdict": NAMES[found.finding.verdict],
        "loss_day": "" if found.day == MISSING else shown_day(found.day),
        "cause": found.cause,
        "decided_by": "" if decided is None else decided.english,
        "until": "" if until is None else shown_day(until),
    }
    for name, got in answers.items():
        if name in case.expected and case.expected[name] != got:
            yield Difference(place=name, expected=case.expected[name], got=got)
