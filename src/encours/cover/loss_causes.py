"""What each cause makes of a debt that is not paid: its waiting periods, and the day on which it brings a loss."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from encours.clauses.choices import DateOfLossReading
from encours.clauses.lose import insolvency_day, waiting_period
from encours.clauses.lose.anchors import CAUSES_OF, INSOLVENCY, Anchor
from encours.facts.kinds import Insolvency
from encours.policy.matching import matcher
from encours.policy.resolve import resolve
from encours.policy.schedule import Policy, TermValue
from encours.units import MISSING, NEVER, UNSET, Day, Span


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


def cause_day(policy: Policy, events: LossEvents, cause: str) -> CauseDay:
    """What one cause makes of an invoice under one policy: its waiting periods, and the day of the loss."""
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


def day_of_insolvency_loss(
    policy: Policy, proceedings: Insolvency, *, keys: Mapping[str, str], admitted_on: Day
) -> CauseDay:
    """The loss that proceedings bring under one policy, by the terms of the day they were opened.

    It is counted from what is known of the buyer alone; what is counted from an invoice is not known here.
    """
    return cause_day(
        policy,
        LossEvents(
            number="",
            delivered=proceedings.opened_on,
            days={Anchor.ADMISSION: admitted_on, Anchor.KNOWLEDGE: proceedings.known},
            opened_on=proceedings.opened_on,
            published_on=proceedings.published_on,
            keys=keys,
        ),
        INSOLVENCY,
    )


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
