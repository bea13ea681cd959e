"""Where the limit of a buyer stands in its life: the one word that a list shows for it, and the days that go with it.

What is in force is what the walk of the library finds for a delivery of the day; nothing here decides it again. What
is only announced is never told as done: until the day it bites, the limit before it covers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from encours.clauses.choices import LimitKind
from encours.cover.book.agreement import KIND_KEYS
from encours.explain.buyer_facts import Dated
from encours.explain.buyers_report import FAR, BuyerLine, Portfolio, Standing
from encours.facts.decisions import UNCHANGED
from encours.facts.kinds import LimitAppeal, LimitRequest
from encours.policy.faults import Words
from encours.policy.resolve import resolve
from encours.policy.schedule import Policy
from encours.units import MISSING, NEVER, BasisPoints, Cents, Day


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
    PENDING = "pending"
    REQUESTED = "requested"
    DISCRETIONARY = "discretionary"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    NONE = ""


WORDS: Final[Mapping[LimitState, Words]] = MappingProxyType({
    LimitState.WITHDRAWAL_NOTIFIED: Words("withdrawal notified", "résiliation notifiée"),
    LimitState.REDUCTION_NOTIFIED: Words("reduction notified", "réduction notifiée"),
    LimitState.UNDER_APPEAL: Words("under appeal", "en recours"),
    LimitState.CONDITIONAL: Words("conditional", "conditionnel"),
    LimitState.TEMPORARY: Words("temporary", "temporaire"),
    LimitState.REDUCED_PERCENTAGE: Words("reduced percentage", "quotité réduite"),
    LimitState.PARTIAL: Words("partial", "partiel"),
    LimitState.GRANTED: Words("granted", "accordé"),
    LimitState.PENDING: Words("under review", "en cours d’étude"),
    LimitState.REQUESTED: Words("requested", "demandé"),
    LimitState.DISCRETIONARY: Words("discretionary", "non dénommé"),
    LimitState.REFUSED: Words("refused", "refusé"),
    LimitState.CANCELLED: Words("cancelled", "annulé"),
    LimitState.EXPIRED: Words("expired", "expiré"),
    LimitState.NONE: Words("no limit", "sans agrément"),
})  # fmt: skip
"""Words for each state of a limit, as insurers say them."""
ROOM_BY_ITSELF: Final = frozenset({LimitKind.DISCRETIONARY, LimitKind.BLIND, LimitKind.TOP_UP})
"""Kinds of room that a policy gives though nothing was decided."""


@dataclass(frozen=True, slots=True)
class LayerLife:
    """The limit of one policy in its life; amounts are in the currency of the first one.

    `stands` is the decision that gives it or refuses it, None where none does; `cut` the next decision that takes room
    away, notified and not in effect yet. `expired` is the last one that ended by itself, where nothing stands.
    """

    layer: int
    policy: str
    state: LimitState
    kind: LimitKind
    amount: Cents | None
    used: Cents | None
    room: Cents | None
    stands: Dated | None
    cut: Dated | None
    expired: Dated | None
    appeal: LimitAppeal | None

    @property
    def since(self) -> Day | None:
        """Day from which it is as it is; None where no decision gives it."""
        return None if self.stands is None else self.stands.effective_on

    @property
    def ends_on(self) -> Day | None:
        """Last day of it, or the one on which it ended; None where nothing ends it, or nobody knows when."""
        told = self.stands or self.expired
        return None if told is None or not MISSING < told.decision.expires_on < FAR else told.decision.expires_on

    @property
    def percentage(self) -> BasisPoints | None:
        """Insured percentage of its own, None where it has the policy's."""
        return (
            None
            if self.stands is None or self.stands.decision.percentage == MISSING
            else (self.stands.decision.percentage)
        )


NOTHING_GIVEN: Final = frozenset(
    {LimitState.NONE, LimitState.REQUESTED, LimitState.PENDING, LimitState.EXPIRED}
)  # fmt: skip
"""States in which no limit was decided, or none that still stands."""


def shown_amount(life: LayerLife) -> Cents | None:
    """Amount that a list shows: none where there is no limit at all, which is no limit of nil."""
    return None if life.state in NOTHING_GIVEN and not life.amount else life.amount


def shown_total(found: Sequence[LayerLife]) -> Cents | None:
    """The limits of all policies together, as shown; none too where nobody can tell one of them."""
    told = [shown_amount(each) for each in found if each.layer == 0 or each.amount != 0]
    is_unknown = any(each.amount is None for each in found)
    known = [each for each in told if each is not None]
    return None if is_unknown or not known else sum(known)


def limit_state(portfolio: Portfolio, line: BuyerLine, standing: Standing, today: Day) -> LimitState:
    """State of a buyer's limit in the first policy."""
    return layer_life(portfolio, line, standing, today, layer=0).state


def lives(portfolio: Portfolio, line: BuyerLine, standing: Standing, today: Day) -> Iterator[LayerLife]:
    """Limits of every policy, in their order."""
    for layer in range(len(portfolio.question.programme.policies)):
        yield layer_life(portfolio, line, standing, today, layer=layer)


def layer_life(portfolio: Portfolio, line: BuyerLine, standing: Standing, today: Day, *, layer: int) -> LayerLife:
    """The limit of one policy for a buyer."""
    policy = portfolio.question.programme.policies[layer]
    delivery = standing.delivery
    limit = None if delivery is None else delivery.limits[layer]
    own = [each for each in standing.decisions if each.layer == layer]
    stands = standing.of_layer(layer)
    amount = None if limit is None else limit.amount
    has_room = limit is not None and amount != 0
    cut = next((each for each in standing.cuts(portfolio.exchange, today) if each.layer == layer), None)
    appeal = _appeal(portfolio, line, own, today)
    expired = _expired(own, today) if stands is None else None
    kind = LimitKind.NONE if limit is None else limit.kind
    waiting = waiting_in(line, policy, is_first=layer == 0)
    return LayerLife(
        layer=layer,
        policy=policy.name,
        state=(
            (_notified(cut) if cut is not None else None)
            or (LimitState.UNDER_APPEAL if appeal is not None else None)
            or (_given(portfolio, line, policy, stands, today) if stands is not None else None)
            or (_asked_for(waiting, today) if waiting else None)
            or (LimitState.DISCRETIONARY if has_room and kind in ROOM_BY_ITSELF else None)
            or (LimitState.EXPIRED if expired is not None else LimitState.NONE)
        ),
        kind=kind,
        amount=amount,
        used=None if limit is None else limit.used,
        room=None if limit is None or delivery is None or delivery.is_unknown else limit.room,
        stands=stands,
        cut=cut,
        expired=expired,
        appeal=appeal,
    )  # fmt: skip


def waiting_in(line: BuyerLine, policy: Policy, *, is_first: bool) -> list[LimitRequest]:
    """Requests under a policy that wait for an answer, the oldest first."""
    return [each for each in line.facts.waiting if each.policy == policy.name or (is_first and not each.policy)]


def _notified(cut: Dated) -> LimitState:
    return LimitState.WITHDRAWAL_NOTIFIED if cut.leaves_nothing else LimitState.REDUCTION_NOTIFIED


def _appeal(portfolio: Portfolio, line: BuyerLine, own: Sequence[Dated], today: Day) -> LimitAppeal | None:
    """The appeal, by any member of the group, that waits against a decision which no later one has replaced."""
    references = {each.decision.reference: each for each in own}
    members = portfolio.members(line.buyer) or [line.buyer]
    told = [one for name in members if name in portfolio.facts for one in portfolio.facts[name].contested]
    for appeal in told or line.facts.contested:
        contested = references.get(appeal.decision)
        if contested is None:
            continue
        later = [
            each
            for each in own
            if contested.effective_on < each.effective_on <= today and each.decision.outcome != UNCHANGED
        ]
        if not later:
            return appeal
    return None


def _expired(own: Sequence[Dated], today: Day) -> Dated | None:
    ended = (
        each
        for each in own
        if each.effective_on <= today
        and each.decision.outcome != UNCHANGED
        and MISSING < each.decision.expires_on < today
    )
    return max(ended, key=lambda each: each.decision.expires_on, default=None)


def _asked_for(waiting: Sequence[LimitRequest], today: Day) -> LimitState:
    """A request is studied from the day after it was made: nobody tells when the insurer opens it."""
    return LimitState.REQUESTED if all(each.requested_on >= today for each in waiting) else LimitState.PENDING


def _given(portfolio: Portfolio, line: BuyerLine, policy: Policy, stands: Dated, today: Day) -> LimitState:
    decision = stands.decision
    if decision.outcome == "refused":
        return LimitState.REFUSED
    if stands.leaves_nothing:
        return LimitState.CANCELLED
    if decision.conditions and not MISSING < decision.conditions_met_on <= today:
        return LimitState.CONDITIONAL
    if decision.expires_on < FAR:
        return LimitState.TEMPORARY
    if decision.percentage != MISSING and decision.percentage < _usual_percentage(portfolio, line, policy, today):
        return LimitState.REDUCED_PERCENTAGE
    return LimitState.PARTIAL if is_less_than_asked(portfolio, line, stands) else LimitState.GRANTED


def is_less_than_asked(portfolio: Portfolio, line: BuyerLine, stands: Dated) -> bool:
    """Whether a decision gives less than was asked for; by the insurer's own word where the request is not known."""
    decision, exchange = stands.decision, portfolio.exchange
    request = next((each for each in line.facts.limit_requests if decision.request == each.reference), None)
    if request is None and decision.outcome == "reduced":
        asked = [each for each in line.facts.limit_requests if each.requested_on <= decision.decided_on]
        request = asked[-1] if asked else None
    if request is None:
        return decision.outcome == "partial"
    asked_for = exchange.into_policy(request.amount, request.currency)
    given = exchange.into_policy(decision.amount, decision.currency)
    if asked_for is None or given is None:
        return decision.outcome == "partial"
    return given < asked_for


def _usual_percentage(portfolio: Portfolio, line: BuyerLine, policy: Policy, today: Day) -> BasisPoints:
    """Percentage the policy gives to a named limit of such a buyer; whole where it says none, or it cannot be told."""
    if "insured_percentage" not in policy.wording.terms:
        return WHOLE
    keys = {
        "buyer": line.buyer,
        "limit_kind": KIND_KEYS[LimitKind.NAMED],
        **{name: portfolio.lines.buyer_field(line.buyer, name) for name in ("buyer_class", "country", "sector")},
    }
    found = resolve(policy, "insured_percentage", keys, today)
    return found if 0 <= found <= WHOLE else WHOLE


WHOLE: Final[BasisPoints] = 10_000
"""All of it, in basis points."""


class BuyerStatus(StrEnum):
    """Whether one may go on selling to a buyer, as a traffic light says it."""

    STOP = "stop"
    """New deliveries are not covered, and no higher limit would change it."""
    HOLD = "hold"
    """The limit is full, the insured one or our own: a higher one would lift it."""
    WATCH = "watch"
    """Something is about to be lost, or to stop, within the warning period."""
    OK = "ok"
    UNKNOWN = "unknown"
    """A fact is missing without which nobody can tell whether a delivery would be covered."""


STATUS_WORDS: Final[Mapping[BuyerStatus, Words]] = MappingProxyType({
    BuyerStatus.STOP: Words("Stop", "Stop"),
    BuyerStatus.HOLD: Words("Blocked", "Bloqué"),
    BuyerStatus.WATCH: Words("Watch", "À surveiller"),
    BuyerStatus.OK: Words("OK", "OK"),
    BuyerStatus.UNKNOWN: Words("To complete", "À compléter"),
})  # fmt: skip


def buyer_status(line: BuyerLine, standing: Standing, today: Day, *, warning_days: int) -> BuyerStatus:
    """Status of a buyer on a day."""
    if standing.is_covered_no_more:
        return BuyerStatus.STOP
    own = standing.own
    room = None if standing.delivery is None else standing.delivery.room
    if line.over_limit > 0 or (own is not None and own.is_exceeded):
        return BuyerStatus.HOLD
    if standing.delivery is not None and room is None:
        return BuyerStatus.UNKNOWN
    if room is not None and room <= 0:
        return BuyerStatus.HOLD
    near = min((each.on for each in standing.coming if each.what in {"cover", "stop", "cut", "limit"}), default=NEVER)
    return BuyerStatus.WATCH if near <= today + warning_days else BuyerStatus.OK
