"""The date of loss: the day a debt that is not paid becomes a loss, and from which cause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from encours.clauses.lose import supervening_cause
from encours.clauses.lose.anchors import INSOLVENCY, POLITICAL, PROTRACTED_DEFAULT
from encours.cover.loss_causes import CauseDay, LossEvents, cause_day
from encours.engine.findings import Finding
from encours.engine.verdicts import KEPT, NEEDS_INFORMATION, REFUSED, SUSPENDED
from encours.policy.resolve import resolve
from encours.policy.schedule import Policy
from encours.units import MISSING, NEVER, Day

STAGE: Final = "lose"
CLAUSE: Final = "waiting_period"


@dataclass(frozen=True, slots=True)
class LossDay:
    """The day of the loss of an invoice, its cause, and how it was found.

    `day` is `NEVER` while nothing announces a loss and `MISSING` where a fact lacks; the cause is then empty. A day
    after the one asked comes if nothing is paid and nothing else happens. `finding` tells the days read, by anchor.
    """

    events: LossEvents
    day: Day
    cause: str
    causes: tuple[CauseDay, ...]
    finding: Finding


def loss_day(policy: Policy, events: LossEvents, *, as_of: Day) -> LossDay:
    """Date of loss of one invoice under one policy, asked on a day.

    Each cause that the policy waits for has its own day (the latest, or earliest, of its waiting periods); then
    `supervening_cause` tells which cause decides.
    """
    causes = tuple(cause_day(policy, events, cause) for cause in (PROTRACTED_DEFAULT, POLITICAL, INSOLVENCY))
    if any(each.lost_on == MISSING for each in causes):
        missing = tuple(
            waited.anchor.english for each in causes if each.lost_on == MISSING for waited in each.waited
            if MISSING in {waited.happened_on, waited.waiting}
        )  # fmt: skip
        return LossDay(events, MISSING, "", causes, _finding(causes, MISSING, as_of, missing or ("policy",)))
    reading = resolve(policy, "supervening_cause", {}, events.delivered)
    first, *others = causes
    for second in others:
        if supervening_cause.rule(first.began_on, first.lost_on, second.began_on, second.lost_on, reading) == 1:
            first = second
    cause = "" if first.lost_on == NEVER else first.cause
    return LossDay(events, first.lost_on, cause, causes, _finding(causes, first.lost_on, as_of))


def loss_of_the_unit(days: Sequence[LossDay]) -> LossDay:
    """Date of loss of a claim of several invoices: that of the first lost, of the oldest delivery on the same day.

    Where a day is not known that might come first, the day of the whole is not known either.
    """
    assert days, "a claim without an invoice"
    first = min(days, key=lambda each: (each.day, each.events.delivered, each.events.number))
    return first if first.day != MISSING else replace(first, cause="")


def _finding(causes: Sequence[CauseDay], day: Day, as_of: Day, missing: tuple[str, ...] = ()) -> Finding:
    values = {"as_of": as_of, "loss_day": day}
    for each in causes:
        for waited in each.waited:
            values[f"{waited.anchor.name.lower()}, {each.cause}"] = waited.happened_on
            values[f"{waited.anchor.term}, {each.cause}"] = waited.waiting
    verdict = KEPT if day <= as_of else SUSPENDED
    if day == MISSING:
        verdict = NEEDS_INFORMATION
    elif day == NEVER:
        verdict = REFUSED
    until = day - 1 if verdict == SUSPENDED else NEVER
    return Finding(CLAUSE, STAGE, verdict, values, missing, None if day == MISSING else until)
