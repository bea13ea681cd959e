"""What something told about a limit would change in euros of cover, before it is kept: a what-if of the account."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from encours.clauses.states import State
from encours.explain.buyers_report import FAR
from encours.facts.kinds import Fact, LimitDecision, LimitRequest, OwnLimit
from encours.units import Cents, Day
from encours.web.computing.limits import LimitState, layer_life
from encours.web.computing.question import Asked
from encours.web.computing.supposed import supposing


@dataclass(frozen=True, slots=True)
class Position:
    """A buyer on a day: its limits and what they do; amounts are minor units of the policy's currency."""

    state: LimitState
    limit: Cents | None
    outstanding: Cents
    covered: Cents
    over_limit: Cents
    not_covered: Cents
    insured: Cents
    room: Cents
    """What of a delivery of that day would be covered, at most."""
    allowed: Cents | None
    uninsured: Cents | None
    """Part of the own limit that no insurer carries."""


@dataclass(frozen=True, slots=True)
class Effect:
    """A day, and the position of a buyer without and with what is told."""

    day: Day
    before: Position
    after: Position

    @property
    def gained(self) -> Cents:
        """Euros of cover gained, below zero where some are lost."""
        return self.after.covered - self.before.covered


def effects(asked: Asked, told: Sequence[Fact], buyer: str) -> tuple[Effect, ...]:
    """Effects of some facts, on the day asked and on each later day on which one of them takes effect."""
    days = [asked.as_of, *sorted(_later(asked, told, buyer))]
    return tuple(
        Effect(day, position(supposing(asked, (), buyer, as_of=day), buyer),
               position(supposing(asked, told, buyer, as_of=day), buyer))
        for day in days
    )  # fmt: skip


def if_granted(asked: Asked, request: LimitRequest) -> tuple[Effect, ...]:
    """What a request would change were it granted whole at once: it changes nothing by itself."""
    granted = LimitDecision(
        reference="(supposed)", buyer=request.buyer, policy=request.policy, kind=_kind(asked, request),
        outcome="granted", amount=request.amount, currency=request.currency, decided_on=asked.as_of,
        notified_on=asked.as_of, effective_on=asked.as_of,
    )  # fmt: skip
    return effects(asked, [granted], request.buyer)


def _kind(asked: Asked, request: LimitRequest) -> str:
    return "named" if request.policy in {"", asked.programme.primary.name} else "top-up"


def position(asked: Asked, buyer: str) -> Position:
    """Position of a buyer on the day of a question."""
    portfolio = asked.portfolio
    line = portfolio.line(buyer)
    standing = portfolio.standing(line)
    delivery, own = standing.delivery, standing.own
    return Position(
        state=layer_life(portfolio, line, standing, asked.as_of, layer=0).state,
        limit=None if delivery is None else delivery.limit,
        outstanding=line.outstanding,
        covered=line.parts[State.COVERED],
        over_limit=line.over_limit,
        not_covered=line.parts[State.NOT_COVERED],
        insured=line.insured,
        room=0 if delivery is None else delivery.room,
        allowed=None if own is None else own.allowed,
        uninsured=None if own is None else own.accepted,
    )


def _later(asked: Asked, told: Sequence[Fact], buyer: str) -> set[Day]:
    """Days to come on which something told takes effect, as the policy dates it."""
    found = {each.from_day for each in told if isinstance(each, OwnLimit) and each.from_day > asked.as_of}
    references = {each.reference for each in told if isinstance(each, LimitDecision)}
    if references:
        portfolio = supposing(asked, told, buyer).portfolio
        standing = portfolio.standing(portfolio.line(buyer))
        own = [each for each in standing.decisions if each.decision.reference in references]
        found |= {each.effective_on for each in own if asked.as_of < each.effective_on < FAR}
    return found
