"""Running the cases of interest and costs in the base: what a loss of the buyer of the story has of its charges."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from encours.cases.case import Case, CaseResult, Difference
from encours.cases.cells import cents_of, day_of
from encours.cases.compare import shown_amount
from encours.cases.judge import programme_of
from encours.cases.loss_days import BUYER
from encours.cases.overrides import is_override, situation_of
from encours.claims.of_buyer import BuyerLoss, loss_of_buyer
from encours.clauses.lose.anchors import PROTRACTED_DEFAULT
from encours.clauses.wordings import WHOLE_TURNOVER
from encours.engine.verdicts import KEPT, NAMES, NEEDS_INFORMATION, PARTLY, REFUSED
from encours.engine.wording import Wording

CHARGES: Final = "charges_in_base"
"""Clause whose cases are about what is charged on a debt."""
STATED: Final = ("verdict", "granted", "gross_loss", "debt")
LOST_ON: Final = "day_of_loss"
"""Column of the day of the loss, where it is not the day asked."""


def charge_expectation(column: str) -> str:
    """Name of the expectation a column states; empty if none."""
    return column if column in STATED else ""


def is_charge_override(column: str) -> bool:
    """Whether a column changes the ordinary story, or tells the day of the loss."""
    return column == LOST_ON or is_override(column)


def run_charge_case(case: Case, *, speed: str, wording: Wording = WHOLE_TURNOVER) -> CaseResult:
    """Result of a case: the loss of the first buyer, by default on the day asked, under the first policy."""
    situation = situation_of(case.overrides)
    reading = programme_of(situation.policy_text, wording)
    faults = [error.what.english for error in reading.errors] + [each.en for each in situation.ledger.errors]
    if reading.programme is None or faults:
        return CaseResult(case=case, speed=speed, faults=tuple(faults))
    view = situation.ledger.view(situation.as_of, situation.known_on)
    day = day_of(LOST_ON, case.overrides[LOST_ON]) if case.overrides.get(LOST_ON) else situation.as_of
    found = loss_of_buyer(view, reading.programme, BUYER, day=day, cause=PROTRACTED_DEFAULT)
    return CaseResult(case=case, speed=speed, differences=tuple(_differences(case, found)))


def _differences(case: Case, found: BuyerLoss) -> Iterator[Difference]:
    loss = found.losses[0]
    granted, asked = loss.interest + loss.costs, sum(each.charged for each in found.rows)
    verdict = KEPT if granted == asked else PARTLY if granted else REFUSED
    if loss.of_unknown_interest:
        verdict = NEEDS_INFORMATION
    if case.expected["verdict"] != NAMES[verdict]:
        yield Difference(place="verdict", expected=case.expected["verdict"], got=NAMES[verdict])
    for name, got in {"granted": granted, "gross_loss": loss.gross, "debt": loss.debt}.items():
        if name in case.expected and cents_of(name, case.expected[name]) != got:
            yield Difference(place=name, expected=case.expected[name], got=shown_amount(got))
