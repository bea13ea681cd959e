"""What limits would change before anybody asks for them: the same accounts with facts supposed, none of them kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from encours.clauses.states import State
from encours.explain.buyers_report import BuyerLine, Standing
from encours.facts.kinds import Fact, LimitDecision, OwnLimit
from encours.facts.ledger import HYPOTHESIS
from encours.units import Cents, Day
from encours.web.computing.question import Asked


@dataclass(frozen=True, slots=True)
class Position:
    """Where a customer stands: what is owed and covered, its limits, and what a delivery of the day would find."""

    outstanding: Cents
    covered: Cents
    over_limit: Cents
    insured: Cents
    limit: Cents | None
    room: Cents | None
    own: Cents | None
    """Own limit as it is told: beside the insured one, or with it."""
    own_allowed: Cents | None
    own_accepted: Cents | None
    """Part of what the own limit allows that no insurer carries."""
    own_room: Cents | None
    is_stopped: bool
    """Whether new deliveries are not covered, whatever the limit."""
    is_shared: bool
    """Whether other members of its group take room in the same limit."""
    asked_on: Day | None
    """Day of the oldest request that waits for an answer."""


def position(asked: Asked, buyer: str) -> Position:
    """Position of a customer of a question."""
    line, standing = _of(asked, buyer)
    delivery, own = standing.delivery, standing.own
    waiting = line.facts.waiting
    return Position(
        outstanding=line.outstanding,
        covered=line.parts[State.COVERED],
        over_limit=line.over_limit,
        insured=line.insured,
        limit=None if delivery is None else delivery.limits[0].amount,
        room=None if delivery is None else delivery.room,
        own=None if own is None else own.amount,
        own_allowed=None if own is None else own.allowed,
        own_accepted=None if own is None else own.accepted,
        own_room=None if own is None else own.room,
        is_stopped=standing.is_covered_no_more,
        is_shared=len(asked.portfolio.members(buyer)) > 1,
        asked_on=waiting[0].requested_on if waiting else None,
    )


def needed(asked: Asked, buyer: str) -> Cents:
    """What a limit must hold for everything owed today: what older debt takes of it, with its group where it shares."""
    line, standing = _of(asked, buyer)
    used = None if standing.delivery is None else standing.delivery.limits[0].used
    return max(line.outstanding, used or 0)


def if_granted(asked: Asked, amounts: Mapping[str, Cents]) -> Asked:
    """The same question, supposing that the insurer granted these limits today, without conditions."""
    return replace(asked, view=asked.view.supposing(_granted(asked, amounts)))


def if_own(asked: Asked, amounts: Mapping[str, Cents], place: str) -> Asked:
    """The same question, supposing that we allowed these amounts from today on."""
    return replace(asked, view=asked.view.supposing(map(_supposed, own_limits(asked, amounts, place))))


def own_limits(asked: Asked, amounts: Mapping[str, Cents], place: str) -> list[OwnLimit]:
    """Own limits that hold from the day asked on."""
    return [
        OwnLimit(buyer=buyer, from_day=asked.as_of, amount=amount, currency=asked.currency, position=place)
        for buyer, amount in amounts.items()
    ]


def _granted(asked: Asked, amounts: Mapping[str, Cents]) -> Iterator[Fact]:
    """A limit takes after the one in force: of the same company, shared by the same."""
    for place, (buyer, amount) in enumerate(amounts.items(), 1):
        stands = _of(asked, buyer)[1].of_layer(0)
        decision = None if stands is None else stands.decision
        yield _supposed(
            LimitDecision(
                reference=f"{HYPOTHESIS} {place}",
                buyer=buyer if decision is None else decision.buyer,
                scope="buyer" if decision is None else decision.scope,
                kind="named",
                outcome="granted",
                amount=amount,
                currency=asked.currency,
                decided_on=asked.as_of,
                notified_on=asked.as_of,
                effective_on=asked.as_of,
                covers_identifier="" if decision is None else decision.covers_identifier,
                entity="" if decision is None else decision.entity,
            )
        )


def _supposed(fact: LimitDecision | OwnLimit) -> Fact:
    return replace(fact, source=HYPOTHESIS, fact_id=f"{HYPOTHESIS}:{fact.KIND.table}:{fact.buyer}")


def _of(asked: Asked, buyer: str) -> tuple[BuyerLine, Standing]:
    line = asked.portfolio.line(buyer)
    return line, asked.portfolio.standing(line)
