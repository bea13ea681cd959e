"""What a customer owed over the last months, and the limits in force meanwhile: the picture of its exposure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from encours.clauses.states import State
from encours.cover.indicators.period import months_back
from encours.explain.buyers_report import FAR
from encours.facts.assumptions import assume
from encours.facts.only import only
from encours.units import Cents, Day
from encours.web.computing.limits import lives, shown_total
from encours.web.computing.question import Asked

MONTHS: Final = 18
MOST_CHANGES: Final = 40
"""Days on which a limit changed that are told at most: the latest ones."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What stood on a day, as it is known; amounts in the policy's currency, limits None where there is none.

    What is `aside` lies outside the policy, as VAT may, or cannot be judged yet. `limit` is that of all layers
    together. A day that `is_counted` is an end of month, or the last one; on any other a limit changed.
    """

    day: Day
    outstanding: Cents
    covered: Cents
    aside: Cents
    limit: Cents | None
    own: Cents | None
    is_counted: bool

    @property
    def uncovered(self) -> Cents:
        """What was owed and not covered: over the limit, suspended, or lost."""
        return self.outstanding - self.covered - self.aside


def exposure_over_time(asked: Asked, buyer: str, *, shows_own: bool) -> tuple[Moment, ...]:
    """Moments of the last eighteen months: each end of month, each day on which a limit changed, the day asked."""
    counted = {each.last for each in islice(months_back(asked.as_of), MONTHS + 1)}
    changes = sorted(each for each in _changes(asked, buyer) if min(counted) < each < asked.as_of)[-MOST_CHANGES:]
    kin = {buyer, *(each for each in asked.view.table("buyers").texts["buyer"].texts() if each)}
    found = []
    for day in sorted({*counted, *changes}):
        view = only(assume(asked.view.ledger.view(day, asked.known_on)), kin)
        moment = _moment(asked if day == asked.as_of else replace(asked, view=view), buyer, is_counted=day in counted)
        found.append(moment if shows_own else replace(moment, own=None))
    return tuple(found)


def _moment(asked: Asked, buyer: str, *, is_counted: bool) -> Moment:
    line = asked.portfolio.line(buyer)
    standing = asked.portfolio.standing(line)
    return Moment(
        day=asked.as_of,
        outstanding=line.outstanding,
        covered=line.parts[State.COVERED],
        aside=line.parts[State.OUTSIDE] + line.parts[State.NEEDS_INFORMATION],
        limit=shown_total(list(lives(asked.portfolio, line, standing, asked.as_of))),
        own=None if standing.own is None else standing.own.allowed,
        is_counted=is_counted,
    )


def _changes(asked: Asked, buyer: str) -> Iterator[Day]:
    """Days on which the limit of the insurer changed, or ours did."""
    line = asked.portfolio.line(buyer)
    for each in asked.portfolio.standing(line).decisions:
        yield each.effective_on
        if each.decision.expires_on < FAR:
            yield each.decision.expires_on + 1
    for own in line.facts.own_limits:
        yield own.from_day
