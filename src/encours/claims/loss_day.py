"""The date of loss: the day a debt that is not paid becomes a loss, and from which cause."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from encours.clauses.choices import DateOfLossReading
from encours.clauses.lose import insolvency_day, supervening_cause, waiting_period
from encours.clauses.lose.anchors import CAUSES_OF, INSOLVENCY, POLITICAL, PROTRACTED_DEFAULT, Anchor
from encours.engine.findings import Finding
from encours.engine.verdicts import KEPT, NEEDS_INFORMATION, REFUSED, SUSPENDED
from encours.policy.matching import matcher
from encours.policy.resolve import resolve
from encours.policy.schedule import Policy, TermValue
from encours.units import MISSING, NEVER, UNSET, Day, Span

STAGE: Final = "lose"
CLAUSE: Final = "waiting_period"


@dataclass(frozen=True, slots=True, kw_only=True)
class LossEvents:
    """What happened to one invoice, or instalment, that its loss may be counted from.

    `days` are those of the anchors, insolvency aside, which is a day of the proceedings. `NEVER` has not happened,
    `MISSING` (as is a day not told) is not known, `UNSET` cannot happen to this invoice and is passed over.
    `delivered` is the day whose terms hold.
    """

    number: str
    delivered: Day
    days: Mapping[Anchor, Day]
    opened_on: Day = NEVER
    published_on: Day = NEVER
    instalment: int = 1
    keys: Mapping[str, str] = field(default_factory=dict)
    """What terms may vary with, by the names of `encours.policy.schedule.KEYS`, the cause aside."""


@dataclass(frozen=True, slots=True)
class Waited:
    """One waiting period: the event it is counted from, its day, and the day it ends."""

    anchor: Anchor
    happened_on: Day
    waiting: Span
    ends_on: Day


@dataclass(frozen=True, slots=True)
class CauseDay:
    """What one cause makes of an invoice: the day it began, the day of the loss, and which waiting period decided.

    Both days are `NEVER` while the cause brings no loss, and `MISSING` where that cannot be told. Nothing is waited
    where the policy sets no waiting period for the cause: it never brings a loss.
    """

    cause: str
    waited: tuple[Waited, ...]
    began_on: Day
    lost_on: Day
    decided_by: Anchor | None


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
    causes = tuple(_cause_day(policy, events, cause) for cause in (PROTRACTED_DEFAULT, POLITICAL, INSOLVENCY))
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


def _cause_day(policy: Policy, events: LossEvents, cause: str) -> CauseDay:
    keys, on = {**events.keys, "cause": cause}, events.delivered
    waited = []
    spans = {anchor: waiting for anchor in Anchor if (waiting := _waiting(policy, anchor, keys, on)) != UNSET}
    if not spans and cause == INSOLVENCY:
        spans = {Anchor.INSOLVENCY: 0}  # a policy that says nothing of it does not wait
    for anchor, waiting in spans.items():
        happened_on = _happened(policy, events, anchor, keys)
        if happened_on != UNSET:
            unknown = MISSING in {waiting, happened_on}
            ends_on = MISSING if unknown else waiting_period.ends(happened_on, waiting)
            waited.append(Waited(anchor, happened_on, waiting, ends_on))
    if not waited:
        return CauseDay(cause, (), NEVER, NEVER, None)
    reading = resolve(policy, "date_of_loss_reading", keys, on)
    lost_on = _reached([each.ends_on for each in waited], reading)
    began_on = _reached([each.happened_on for each in waited], reading)
    if lost_on in {NEVER, MISSING}:
        return CauseDay(cause, tuple(waited), lost_on, lost_on, None)
    decided_by = next(each.anchor for each in waited if each.ends_on == lost_on)
    return CauseDay(cause, tuple(waited), began_on, lost_on, decided_by)


def _reached(days: Sequence[Day], reading: int) -> Day:
    """Latest or earliest day; an event that never came holds the latest back, whatever else is not known."""
    if reading == MISSING:
        return days[0] if len(set(days)) == 1 else MISSING
    if reading == DateOfLossReading.LATEST and NEVER in days:
        return NEVER
    if MISSING in days:
        return MISSING
    reached = days[0]
    for day in days[1:]:
        reached = waiting_period.rule(reached, day, reading)
    return reached


def _waiting(policy: Policy, anchor: Anchor, keys: Mapping[str, str], on: Day) -> Span:
    """Time waited from an anchor under a cause; `UNSET` where the cause does not wait for it.

    An entry that names no cause is meant for the causes the anchor belongs to: 180 days from the due date do not hold
    back a loss by insolvency, unless the policy says so.
    """
    if keys["cause"] in CAUSES_OF[anchor]:
        return resolve(policy, anchor.term, keys, on)
    value = policy.value_of(anchor.term, policy.endorsement_at(on))
    entries = () if value is None else tuple(entry for entry in value.entries if "cause" in entry.when)
    return matcher(TermValue(entries), zones=policy.zones, default=UNSET).value(keys) if entries else UNSET


def _happened(policy: Policy, events: LossEvents, anchor: Anchor, keys: Mapping[str, str]) -> Day:
    if anchor != Anchor.INSOLVENCY:
        return events.days.get(anchor, MISSING)
    reading = resolve(policy, "insolvency_day", keys, events.delivered)
    admitted_on = events.days.get(Anchor.ADMISSION, MISSING)
    if MISSING in {reading, events.opened_on}:
        return NEVER if events.opened_on == NEVER else MISSING
    return insolvency_day.rule(events.opened_on, events.published_on, admitted_on, reading)


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
