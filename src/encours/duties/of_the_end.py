"""Duties about the end of a policy: give notice before it renews itself, and renew one that does not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, cast

from encours.duties.duty import Duty
from encours.duties.kinds import GIVE_NOTICE, RENEW_POLICY, WHO
from encours.duties.of_policy import last_day_of_notice
from encours.facts.kinds import POLICY_EVENTS, PolicyEvent
from encours.facts.view import View
from encours.policy.quantity_text import write_day
from encours.policy.schedule import Policy, Programme
from encours.units import MISSING, NEVER, UNSET, Day, Days

AHEAD: Final[Days] = 90
"""Days before the end of a policy from which its renewal is told, and after it until which it is told as missed."""

GIVEN, RECEIVED, RENEWED = POLICY_EVENTS


def duties_of_the_end(view: View, programme: Programme, policy: Policy) -> Iterator[Duty]:
    """What is to be done about the end of the period of a policy."""
    told = _told(view, programme, policy)
    yield from _notice(view, policy, told)
    yield from _renewal(view, programme, policy, told)


def _notice(view: View, policy: Policy, told: Mapping[str, PolicyEvent]) -> Iterator[Duty]:
    """The notice without which the policy renews itself: its last day lies the notice period before the end.

    It is a choice: once that day is over the policy renews itself, and nothing is late. Nor is there anything left to
    choose once the insurer gave notice, or both agreed on another period.
    """
    last = last_day_of_notice(policy)
    is_open = view.as_of <= last and not {RECEIVED, RENEWED} & told.keys()
    if last != UNSET and (GIVEN in told or is_open):
        yield _duty(GIVE_NOTICE, policy, policy.period_start, last, told.get(GIVEN))


def _renewal(view: View, programme: Programme, policy: Policy, told: Mapping[str, PolicyEvent]) -> Iterator[Duty]:
    """The renewal of a policy that would end: told around its end, and once it was made.

    Notice given too late ends nothing: the policy has renewed itself, unless the insurer accepts it all the same.
    """
    last_of_notice = last_day_of_notice(policy)
    is_in_time = GIVEN in told and told[GIVEN].happened_on <= last_of_notice
    renews_itself = last_of_notice != UNSET and RECEIVED not in told and not is_in_time
    if renews_itself or _is_followed(programme, policy):
        return
    first = max(policy.period_start, policy.period_end - AHEAD)
    if RENEWED in told or first <= view.as_of <= policy.period_end + AHEAD:
        yield _duty(RENEW_POLICY, policy, first, policy.period_end, told.get(RENEWED))


def _told(view: View, programme: Programme, policy: Policy) -> Mapping[str, PolicyEvent]:
    """First event of each kind about the end of this period; one that names no policy is of the first."""
    found: dict[str, PolicyEvent] = {}
    every = (cast(PolicyEvent, fact) for fact in view.facts("policy_events"))
    for each in sorted(every, key=lambda event: event.happened_on):
        if each.policy in programme.names_of(policy) and _is_of_this_period(each, policy):
            found.setdefault(each.event, each)
    return found


def _is_of_this_period(event: PolicyEvent, policy: Policy) -> bool:
    """Whether an event is about the end of the period, and not about that of the one before or after it.

    A renewal that does not tell its day may be of the period before, signed late: it is of this one in its second half.
    """
    following = policy.period_end + 1
    if event.event == RENEWED:
        middle = (policy.period_start + following) // 2
        return event.happened_on >= middle if event.effective_on == MISSING else event.effective_on == following
    if event.effective_on == MISSING:
        return event.happened_on >= policy.period_start
    return policy.period_start < event.effective_on <= following


def told_otherwise(view: View, programme: Programme) -> Iterator[tuple[PolicyEvent, Policy]]:
    """Events that say of a policy another end than its `period_end` does: cover follows the policy, and not them.

    A termination within the period, or a renewal from the day after it that has come, or from a later day. A renewal
    within the period is that by which it was made longer.
    """
    for each in (cast(PolicyEvent, fact) for fact in view.facts("policy_events")):
        for policy in programme.layers:
            following, day = policy.period_end + 1, each.effective_on
            if each.policy not in programme.names_of(policy) or not policy.period_start < day:
                continue
            ends_before = each.event != RENEWED and day < following
            is_renewed = each.event == RENEWED and (day > following or following == day <= view.as_of)
            if (ends_before or is_renewed) and not _is_followed(programme, policy):
                yield each, policy


def _is_followed(programme: Programme, policy: Policy) -> bool:
    """Whether the programme holds a policy of the same rank that begins the day after."""
    rank = policy.terms.get("layer_mode")
    return any(
        each.period_start == policy.period_end + 1 and each.terms.get("layer_mode") == rank for each in programme.layers
    )


def _duty(kind: str, policy: Policy, first: Day, last: Day, done: PolicyEvent | None) -> Duty:
    return Duty(
        kind=kind, who=WHO[kind], policy=policy.name, reference=write_day(policy.period_end), first_day=first,
        last_day=last, done_on=NEVER if done is None else done.happened_on,
        evidence="" if done is None else done.fact_id or done.source,
    )  # fmt: skip
