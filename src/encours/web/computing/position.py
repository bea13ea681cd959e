"""Where a customer stands on a day: what is owed and covered, its limits, and what a delivery would find."""

from __future__ import annotations

from dataclasses import dataclass

from encours.clauses.states import State
from encours.units import Cents, Day
from encours.web.computing.limits import LimitState, layer_life
from encours.web.computing.question import Asked


@dataclass(frozen=True, slots=True)
class Position:
    """A customer on a day; amounts are minor units of the policy's currency, None where nothing tells them."""

    state: LimitState
    outstanding: Cents
    covered: Cents
    over_limit: Cents
    insured: Cents
    limit: Cents | None
    """Limits of all policies together."""
    primary_limit: Cents | None
    """Limit of the first policy: the one that a request is about unless it names another."""
    primary_used: Cents | None
    """What older debt takes of it, with its group where the limit is shared."""
    used: Cents | None
    """What older debt takes of the limits of all policies, of each no more than whole."""
    room: Cents | None
    """What of a delivery of that day would be covered, at most."""
    own: Cents | None
    """Own limit as it is told: beside the insured one, or with it."""
    allowed: Cents | None
    """What the own limit allows in all."""
    uninsured: Cents | None
    """Part of what the own limit allows that no insurer carries."""
    own_room: Cents | None
    is_stopped: bool
    """Whether new deliveries are not covered, whatever the limit."""
    is_shared: bool
    """Whether other members of its group take room in the same limit."""
    asked_on: Day | None
    """Day of the oldest request that waits for an answer."""
    needed: Cents
    """What a limit must hold for everything owed, counted as it counts: its base, and all that share it."""

    @property
    def uninsured_debt(self) -> Cents:
        """What no layer carries of what is owed, whatever the reason."""
        return self.outstanding - self.covered


def position(asked: Asked, buyer: str) -> Position:
    """Position of a customer on the day of a question."""
    portfolio = asked.portfolio
    line = portfolio.line(buyer)
    standing = portfolio.standing(line)
    delivery, own, waiting = standing.delivery, standing.own, line.facts.waiting
    return Position(
        state=layer_life(portfolio, line, standing, asked.as_of, layer=0).state,
        outstanding=line.outstanding,
        covered=line.parts[State.COVERED],
        over_limit=line.over_limit,
        insured=line.insured,
        limit=None if delivery is None else delivery.limit,
        primary_limit=None if delivery is None else delivery.limits[0].amount,
        used=None if delivery is None else delivery.used,
        primary_used=None if delivery is None else delivery.limits[0].used,
        room=None if delivery is None else delivery.room,
        own=None if own is None else own.amount,
        allowed=None if own is None else own.allowed,
        uninsured=None if own is None else own.accepted,
        own_room=None if own is None else own.room,
        is_stopped=standing.is_covered_no_more,
        is_shared=len(portfolio.members(buyer)) > 1,
        asked_on=waiting[0].requested_on if waiting else None,
        needed=portfolio.owed_in_limit_base(buyer),
    )
