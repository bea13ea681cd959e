"""What something told about a limit would change in euros of cover, before it is kept: a what-if of the account."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from encours.explain.buyers_report import FAR
from encours.facts.kinds import Fact, LimitDecision, LimitRequest, OwnLimit
from encours.units import Cents, Day
from encours.web.computing.position import Position, position
from encours.web.computing.question import Asked
from encours.web.computing.supposed import as_granted, supposing


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
    granted = as_granted(asked, request.buyer, request.amount, request.currency, request.policy)
    return effects(asked, [granted], request.buyer)


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
