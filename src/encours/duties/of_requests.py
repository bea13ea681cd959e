"""Requests of the insurer: each is to be answered, by the day that it names, else by the clock of the policy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from encours.clauses.clock_anchors import ClockAnchor
from encours.duties.clocks import last_day
from encours.duties.duty import Duty
from encours.duties.kinds import ANSWER_INSURER, WHO
from encours.duties.of_events import Asked
from encours.facts.kinds import InsurerRequest
from encours.facts.view import View
from encours.policy.schedule import Policy, Programme
from encours.units import MISSING, NEVER, UNSET, Day


def duties_of_requests(view: View, programme: Programme, policy: Policy) -> Iterator[Duty]:
    """Requests made under a policy; one that names no policy is of the first, so that it is told once.

    A request that neither names a day nor has a clock is to be answered all the same, and nothing ends it.
    """
    asked = Asked.of(view, policy)
    for each in (cast(InsurerRequest, fact) for fact in view.facts("insurer_requests")):
        if each.policy not in programme.names_of(policy):
            continue
        last = _last_day(asked, each)
        yield Duty(
            kind=ANSWER_INSURER, who=WHO[ANSWER_INSURER], policy=policy.name, buyer=each.buyer, invoice=each.invoice,
            reference=each.reference, subject=each.subject, first_day=each.asked_on, last_day=last,
            done_on=each.answered_on, evidence=(each.fact_id or each.source) if each.answered_on < NEVER else "",
            lacking="due_on" if last == MISSING else "",
        )  # fmt: skip


def _last_day(asked: Asked, request: InsurerRequest) -> Day:
    if request.due_on != MISSING:
        return request.due_on
    happened = {ClockAnchor.REQUEST: request.asked_on}
    keys = asked.keys(request.buyer, request.asked_on)
    last = last_day(asked.policy, "information_answer_deadline", happened, keys=keys, on=request.asked_on)
    return NEVER if last == UNSET else last
