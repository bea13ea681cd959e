"""Where the limit of a buyer stands in its life: the one word that a list shows for it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from encours.clauses.choices import LimitKind
from encours.explain.buyer_facts import Dated
from encours.explain.buyers_report import FAR, BuyerLine, Standing
from encours.facts.decisions import UNCHANGED
from encours.policy.faults import Words
from encours.units import MISSING, NEVER, Day


class LimitState(StrEnum):
    """States of a limit, from what is most urgent to know to what is least."""

    WITHDRAWAL_NOTIFIED = "withdrawal notified"
    REDUCTION_NOTIFIED = "reduction notified"
    UNDER_APPEAL = "under appeal"
    CONDITIONAL = "conditional"
    TEMPORARY = "temporary"
    REDUCED_PERCENTAGE = "reduced percentage"
    PARTIAL = "partial"
    GRANTED = "granted"
    DISCRETIONARY = "discretionary"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    REQUESTED = "requested"
    NONE = ""


WORDS: Final[Mapping[LimitState, Words]] = MappingProxyType({
    LimitState.WITHDRAWAL_NOTIFIED: Words("withdrawal notified", "résiliation notifiée"),
    LimitState.REDUCTION_NOTIFIED: Words("reduction notified", "réduction notifiée"),
    LimitState.UNDER_APPEAL: Words("under appeal", "en recours"),
    LimitState.CONDITIONAL: Words("conditional", "conditionnelle"),
    LimitState.TEMPORARY: Words("temporary", "temporaire"),
    LimitState.REDUCED_PERCENTAGE: Words("reduced percentage", "quotité réduite"),
    LimitState.PARTIAL: Words("partial", "partielle"),
    LimitState.GRANTED: Words("granted", "accordée"),
    LimitState.DISCRETIONARY: Words("discretionary", "non dénommée"),
    LimitState.REFUSED: Words("refused", "refusée"),
    LimitState.CANCELLED: Words("cancelled", "annulée"),
    LimitState.EXPIRED: Words("expired", "expirée"),
    LimitState.REQUESTED: Words("requested", "demandée"),
    LimitState.NONE: Words("no limit", "sans garantie"),
})  # fmt: skip
"""Words for each state of a limit, as insurers say them."""
_ENDED: Final = {"refused": LimitState.REFUSED, "withdrawn": LimitState.CANCELLED}
_NOTIFIED: Final = {"withdrawn": LimitState.WITHDRAWAL_NOTIFIED, "reduced": LimitState.REDUCTION_NOTIFIED}


def limit_state(line: BuyerLine, standing: Standing, today: Day) -> LimitState:
    """State of a buyer's limit in the first policy; a withdrawal whose notice runs is notified, never done."""
    coming = {each.decision.outcome for each in standing.decisions if each.effective_on > today and each.layer == 0}
    for outcome, state in _NOTIFIED.items():
        if outcome in coming:
            return state
    if line.facts.contested:
        return LimitState.UNDER_APPEAL
    stands = standing.of_layer(0)
    if stands is not None:
        return _ENDED.get(stands.decision.outcome) or _granted(stands)
    if standing.delivery is not None and standing.delivery.limits[0].kind is LimitKind.DISCRETIONARY:
        return LimitState.DISCRETIONARY
    told = [each for each in standing.decisions if each.layer == 0 and each.effective_on <= today]
    if any(each.decision.expires_on < today for each in told if each.decision.outcome != UNCHANGED):
        return LimitState.EXPIRED
    return LimitState.REQUESTED if line.facts.waiting else LimitState.NONE


def _granted(stands: Dated) -> LimitState:
    decision = stands.decision
    if stands.has_conditions_unmet:
        return LimitState.CONDITIONAL
    if decision.expires_on not in {MISSING, NEVER} and decision.expires_on < FAR:
        return LimitState.TEMPORARY
    if decision.percentage != MISSING:
        return LimitState.REDUCED_PERCENTAGE
    return LimitState.PARTIAL if decision.outcome == "partial" else LimitState.GRANTED


class BuyerStatus(StrEnum):
    """Whether one may go on selling to a buyer, as a traffic light says it."""

    STOP = "stop"
    """New deliveries are not covered, and no higher limit would change it."""
    HOLD = "hold"
    """The limit is full, the insured one or our own: a higher one would lift it."""
    WATCH = "watch"
    """Something is about to be lost, or to stop, within the warning period."""
    OK = "ok"


STATUS_WORDS: Final[Mapping[BuyerStatus, Words]] = MappingProxyType({
    BuyerStatus.STOP: Words("Stop", "Stop"),
    BuyerStatus.HOLD: Words("Blocked", "Bloqué"),
    BuyerStatus.WATCH: Words("Watch", "À surveiller"),
    BuyerStatus.OK: Words("OK", "OK"),
})  # fmt: skip


def buyer_status(line: BuyerLine, standing: Standing, today: Day, *, warning_days: int) -> BuyerStatus:
    """Status of a buyer on a day."""
    if standing.is_covered_no_more:
        return BuyerStatus.STOP
    own = standing.own
    is_full = line.over_limit > 0 or (standing.delivery is not None and standing.delivery.room <= 0)
    if is_full or (own is not None and own.is_exceeded):
        return BuyerStatus.HOLD
    near = min((each.on for each in standing.coming if each.what in {"cover", "stop", "cut", "limit"}), default=NEVER)
    return BuyerStatus.WATCH if near <= today + warning_days else BuyerStatus.OK
