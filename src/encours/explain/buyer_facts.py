"""What is kept about each buyer beside its invoices: its limits and requests, our own limit, securities, evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from encours.clauses.choices import LimitKind, Outcome
from encours.cover.book import Book
from encours.cover.book.rates import Rates
from encours.facts.decisions import NOTHING_LEFT
from encours.facts.kinds import (
    LIMIT_KINDS,
    LIMIT_OUTCOMES,
    Evidence,
    LimitAppeal,
    LimitDecision,
    LimitRequest,
    Security,
)
from encours.facts.kinds import OwnLimit as OwnLimitFact
from encours.units import MISSING, NEVER, Cents, Day, convert, widen_day

TOLD: Final = ("own_limits", "limit_requests", "limit_decisions", "limit_appeals", "securities", "evidences")
"""Tables that are read; appeals name a decision, and follow it to its buyer."""


@dataclass(frozen=True, slots=True)
class BuyerFacts:
    """Facts about one buyer that the view shows, each list in order of its days."""

    own_limits: list[OwnLimitFact] = field(default_factory=list)
    limit_requests: list[LimitRequest] = field(default_factory=list)
    limit_decisions: list[LimitDecision] = field(default_factory=list)
    limit_appeals: list[LimitAppeal] = field(default_factory=list)
    securities: list[Security] = field(default_factory=list)
    evidences: list[Evidence] = field(default_factory=list)

    @property
    def is_of_a_limit(self) -> bool:
        """Whether a limit, a security or something asked of the insurer is told, whatever the invoices."""
        return bool(self.own_limits or self.limit_requests or self.limit_decisions or self.securities)

    def answer_to(self, request: LimitRequest) -> LimitDecision | None:
        """The decision that names a request, the last of them where there are several."""
        named = [each for each in self.limit_decisions if each.request and each.request == request.reference]
        return named[-1] if named else None

    def answered_on(self, request: LimitRequest) -> Day:
        """Day a request was answered, by its own word or by the decision that names it; NEVER while it waits."""
        answer = self.answer_to(request)
        return min(request.answered_on, NEVER if answer is None else told_on(answer))

    @property
    def waiting(self) -> list[LimitRequest]:
        """Requests that wait for an answer, the oldest first."""
        return [each for each in self.limit_requests if self.answered_on(each) == NEVER]

    @property
    def contested(self) -> list[LimitAppeal]:
        """Appeals that wait for an answer, the oldest first."""
        return [each for each in self.limit_appeals if each.answered_on == NEVER]

    def held(self, day: Day) -> list[Security]:
        """Securities that can be called on a day."""
        return [each for each in self.securities if each.released_on > day and each.expires_on >= day]

    def proof(self, decision: LimitDecision) -> Evidence | None:
        """Document that proves a decision's conditions fulfilled, the last of them."""
        found = [each for each in self.evidences if each.kind == "limit condition" and each.decision]
        return next((each for each in reversed(found) if each.decision == decision.reference), None)

    def delivery_proof(self, invoice: str) -> Evidence | None:
        """Document that proves the delivery of an invoice, the last of them."""
        found = [each for each in self.evidences if each.kind == "delivery"]
        return next((each for each in reversed(found) if each.invoice == invoice), None)


def told_on(decision: LimitDecision) -> Day:
    """Day a decision was notified, that of the decision where nobody said."""
    return decision.decided_on if decision.notified_on == MISSING else decision.notified_on


def facts_by_buyer(book: Book) -> dict[str, BuyerFacts]:
    """Every buyer that one of these facts is about."""
    found: dict[str, BuyerFacts] = {}
    decisions = book.view.table("limit_decisions").texts
    references, buyers = decisions["reference"], decisions["buyer"]
    buyer_of = {references[row]: buyers[row] for row in range(len(references))}
    for table in TOLD:
        for each in sorted(book.view.facts(table), key=lambda fact: (fact.happened_on, fact.known, fact.fact_id)):
            buyer = getattr(each, "buyer", "") or buyer_of.get(getattr(each, "decision", ""), "")
            if buyer:
                getattr(found.setdefault(buyer, BuyerFacts()), table).append(each)
    return found


@dataclass(frozen=True, slots=True)
class Exchange:
    """Turns amounts of facts into the currency of the policy, at the rate of the day asked."""

    rates: Rates
    target: str
    day: Day

    @staticmethod
    def of(book: Book) -> Exchange:
        """Exchange of a Book."""
        return Exchange(Rates.of(book.view), book.programme.primary.currency, book.as_of)

    def into_policy(self, amount: Cents, currency: str) -> Cents | None:
        """Amount in the policy's currency; None where it is not said, or has no rate."""
        if amount == MISSING:
            return None
        rate = self.rates.between(currency or self.target, self.target, self.day)
        return None if rate is None else convert(amount, rate.numerator, rate.denominator)


@dataclass(frozen=True, slots=True)
class OwnLimit:
    """The limit the company itself allows, beside the insured one; amounts in the policy's currency.

    `allowed` is all that may be owed: the own limit where it includes the insured one, else both together. `accepted`
    is the part of it that no insurer carries. `room` is what may still be sold, below zero once it is exceeded. What
    stands on a limit nobody can tell is None.
    """

    since: Day
    amount: Cents | None
    position: str
    allowed: Cents | None
    accepted: Cents | None
    room: Cents | None

    @property
    def is_exceeded(self) -> bool:
        """Whether more is owed than the company allows."""
        return self.room is not None and self.room < 0


def own_limit(facts: BuyerFacts, insured: Cents | None, outstanding: Cents, exchange: Exchange) -> OwnLimit | None:
    """Own limit that holds for a buyer, None without one."""
    if not facts.own_limits:
        return None
    last = facts.own_limits[-1]
    amount = exchange.into_policy(last.amount, last.currency)
    if last.position == "on top":
        allowed = None if amount is None or insured is None else amount + insured
        accepted = amount
    else:
        allowed = amount
        accepted = None if amount is None or insured is None else max(0, amount - insured)
    room = None if allowed is None else allowed - outstanding
    return OwnLimit(last.from_day, amount, last.position, allowed, accepted, room)


@dataclass(frozen=True, slots=True)
class Dated:
    """A decision with the day it takes effect, and its place among those of its account and layer (-1: none)."""

    decision: LimitDecision
    effective_on: Day
    layer: int
    place: int

    @property
    def has_conditions_unmet(self) -> bool:
        """Whether the insurer set conditions that nobody fulfilled yet."""
        return bool(self.decision.conditions) and self.decision.conditions_met_on == NEVER

    @property
    def leaves_nothing(self) -> bool:
        """Whether no limit is left once it takes effect."""
        return self.decision.outcome in NOTHING_LEFT or self.decision.amount == 0


def dated(book: Book, account: int, decisions: Iterable[LimitDecision]) -> list[Dated]:
    """Decisions of an account in order of effect, as its policies date them; refused increases by their notice."""
    found: list[Dated] = []
    waiting = list(decisions)
    limits = book.timelines["limits"]
    for layer, policy in enumerate(book.programme.policies):
        names = {policy.name, ""} if layer == 0 else {policy.name}
        own = [each for each in waiting if each.policy in names]
        owner = layer * book.account_count + account
        first, last = int(limits.start[owner]), int(limits.stop[owner])
        columns = {name: limits.column(name, first, last).tolist() for name in limits.fields}
        seen: Counter[tuple[int, ...]] = Counter()
        places: dict[tuple[int, ...], list[int]] = {}
        for place in range(last - first):
            days = {n: widen_day(int(columns[n][place])) for n in ("decided_on", "expires_on")}
            words = (int(columns["outcome"][place]), int(columns["kind"][place]))
            places.setdefault((days["decided_on"], *words, days["expires_on"]), []).append(place)
        for each in own:
            key = (each.decided_on, _outcome(each), _kind(each), each.expires_on)
            there = places.get(key, [])
            place = there[seen[key]] if seen[key] < len(there) else -1
            seen[key] += 1
            effective = int(columns["effective_on"][place]) if place >= 0 else told_on(each)
            found.append(Dated(each, effective, layer, place))
    return sorted(found, key=lambda each: (each.effective_on, told_on(each.decision), each.layer))


def _outcome(decision: LimitDecision) -> int:
    return int(Outcome.numbered(LIMIT_OUTCOMES.index(decision.outcome)))


def _kind(decision: LimitDecision) -> int:
    return int(LimitKind.numbered(LIMIT_KINDS.index(decision.kind) + 1))
