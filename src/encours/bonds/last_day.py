"""Until when a bond stands: released by its beneficiary, past its last day, or freed by the law."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from encours.bonds.line import BondKind
from encours.bonds.terms import RunsUntil
from encours.facts.kinds import Bond, BondEvent
from encours.units import NEVER, UNSET, Day, add_months


class End(Enum):
    """What ends a bond; the value is its name in JSON."""

    NONE = "none"
    RELEASE = "release"
    LAST_DAY = "last day"
    LAW = "law"


@dataclass(frozen=True, slots=True)
class Ending:
    """First day on which a bond stands no more, `NEVER` where nothing ends it yet, and the fact that says so."""

    on: Day
    by: End
    fact: BondEvent | None = None


def ending(bond: Bond, events: Sequence[BondEvent], kind: BondKind) -> Ending:
    """The first of what ends a bond, by the events known: whether its day has come is for the caller to compare."""
    found = (_released(events), _expired(bond, events, kind), _lapsed(events, kind))
    return min(found, key=lambda each: each.on)


def written_last_day(bond: Bond, events: Sequence[BondEvent]) -> Day:
    """Last day that the bond bears, as it was last extended."""
    extended = [each.expires_on for each in events if each.event == "extended"]
    return extended[-1] if extended else bond.expires_on


def _released(events: Sequence[BondEvent]) -> Ending:
    fact = next((each for each in events if each.event == "released"), None)
    return Ending(NEVER, End.NONE) if fact is None else Ending(fact.happened_on, End.RELEASE, fact)


def _expired(bond: Bond, events: Sequence[BondEvent], kind: BondKind) -> Ending:
    last = written_last_day(bond, events)
    if kind.runs_until is RunsUntil.RELEASE or last == NEVER:
        return Ending(NEVER, End.NONE)
    fact = next((each for each in reversed(events) if each.event == "extended"), None)
    return Ending(last + 1, End.LAST_DAY, fact)


def _lapsed(events: Sequence[BondEvent], kind: BondKind) -> Ending:
    """Freed at the end of the months after reception, without release, unless it was opposed by then.

    A bond in place of a retention on private works: law 71-584 of 16 July 1971, article 2: at the end of one year from
    the reception, with or without reserves, if the owner has not notified to the surety, by registered letter, an
    opposition for works not done. What is not modelled: whether the opposition has grounds, or the letter its form.
    """
    received = next((each for each in events if each.event == "works received"), None)
    if received is None or kind.lapses_after_reception == UNSET:
        return Ending(NEVER, End.NONE)
    last = add_months(received.happened_on, kind.lapses_after_reception)
    opposed = [each for each in events if each.event == "opposed" and each.happened_on <= last]
    if not opposed:
        return Ending(last + 1, End.LAW, received)
    lifted = [each for each in events if each.event == "opposition lifted"
              and each.happened_on >= opposed[-1].happened_on]  # fmt: skip
    return Ending(max(last + 1, lifted[0].happened_on), End.LAW, lifted[0]) if lifted else Ending(NEVER, End.NONE)
