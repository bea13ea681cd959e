"""The last decision of the insurer on each limit, by what the ledger alone says.

This is not the limit in force on the day of a delivery: that one depends on the policy, which may give notice to a cut
and keep orders in hand under the decision before (``encours.cover.limits_in_force``).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Final, TypeVar, cast

from encours.facts.kinds import LimitDecision
from encours.facts.view import View
from encours.units import Cents, Day

UNCHANGED: Final = "increase refused"
"""Outcome of a decision that leaves the limit as it was."""
NOTHING_LEFT: Final = frozenset({"refused", "withdrawn"})
"""Outcomes of a decision that leaves no limit."""

Limit = tuple[str, str, str, str]
"""What makes a limit another one: buyer, policy, who shares it, and its kind."""

_Key = TypeVar("_Key", bound=Hashable)


def limit_of(decision: LimitDecision) -> Limit:
    """The limit that a decision is about."""
    return decision.buyer, decision.policy, decision.scope, decision.kind


def last_decisions(view: View, key_of: Callable[[LimitDecision], _Key], *, by: Day) -> dict[_Key, LimitDecision]:
    """Of each key the decision that takes effect last, the one taken last among several, whatever it leaves.

    One that takes effect after the day given is passed over: until then the one before it stands. `NEVER` asks for
    the last word, whenever it takes effect. One that leaves the limit as it was is passed over too.
    """
    last: dict[_Key, LimitDecision] = {}
    for fact in view.facts("limit_decisions"):
        each = cast(LimitDecision, fact)
        key = key_of(each)
        if _effect(each) > by:
            continue
        if each.outcome != UNCHANGED and (key not in last or _order(each) >= _order(last[key])):
            last[key] = each
    return last


def amount_left(decision: LimitDecision) -> Cents:
    """Amount of the limit that a decision leaves, conditions apart: none after a refusal or a withdrawal."""
    return 0 if decision.outcome in NOTHING_LEFT else max(decision.amount, 0)


def _effect(each: LimitDecision) -> Day:
    """Day on which it takes effect: that of the decision where none is told."""
    return max(each.effective_on, each.decided_on)


def _order(each: LimitDecision) -> tuple[Day, Day, Day, str]:
    return _effect(each), each.decided_on, each.known, each.fact_id
