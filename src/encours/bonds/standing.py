"""Where one bond stands on a day: its outstanding, what was called of it, what is to be paid, paid and recovered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from encours.bonds.last_day import End, Ending, ending
from encours.bonds.line import BondKind
from encours.bonds.terms import Nature
from encours.facts.kinds import Bond, BondEvent
from encours.units import MISSING, NEVER, Cents, Day

IN_ONE_DAY: Final = (
    "extended", "works received", "opposed", "opposition lifted", "called", "debt established", "paid", "reduced",
    "released", "recovered",
)  # fmt: skip
"""Order of what happens on one day, whatever that of the rows: a call of the day of release was made before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A bond on a day. Amounts are in minor units of its currency, and never below zero.

    `called` is all that was asked, `accepted` what of it was called while the bond stood, within its amount; `due` is
    what the surety still has to pay, `MISSING` where a bond is accessory and nobody has said what the principal owes.
    """

    bond: Bond
    kind: BondKind
    events: tuple[BondEvent, ...]
    day: Day
    ending: Ending
    outstanding: Cents
    called: Cents
    accepted: Cents
    due: Cents
    paid: Cents
    recovered: Cents

    @property
    def to_recover(self) -> Cents:
        """What the principal still owes the surety: what it paid, less what came back."""
        return max(0, self.paid - self.recovered)

    @property
    def has_ended(self) -> bool:
        """Whether the bond stands no more for a new call."""
        return self.ending.on <= self.day

    @property
    def ended_by(self) -> End:
        """What has ended it by that day."""
        return self.ending.by if self.has_ended else End.NONE


@dataclass(frozen=True, slots=True)
class _Amounts:
    """Amounts of a bond after some of its events; `debt` is what the principal owes, `MISSING` where nobody says."""

    stands: Cents
    called: Cents = 0
    accepted: Cents = 0
    debt: Cents = MISSING
    paid: Cents = 0
    recovered: Cents = 0

    def unpaid(self) -> Cents:
        """What was called in time and not paid, within what the bond stands at."""
        return min(self.stands, max(0, self.accepted - self.paid))

    def after(self, event: BondEvent, *, has_ended: bool) -> _Amounts:
        """Amounts after one event more."""
        stands, amount = self.stands, event.amount
        called, accepted, debt, paid, recovered = self.called, self.accepted, self.debt, self.paid, self.recovered
        if event.event == "reduced":
            stands = min(stands, amount)
        elif event.event == "called":
            called += amount
            accepted += 0 if has_ended else min(amount, stands - self.unpaid())
        elif event.event == "debt established":
            debt = amount
        elif event.event == "paid":
            paid += amount
            stands -= min(amount, stands)
        elif event.event == "recovered":
            recovered += amount
        return _Amounts(stands, called, accepted, debt, paid, recovered)

    def due(self, nature: Nature) -> Cents:
        """What is to be paid of what was called: on demand all of it, else no more than the principal owes."""
        unpaid = self.unpaid()
        if nature is Nature.AUTONOMOUS or unpaid == 0:
            return unpaid
        return MISSING if self.debt == MISSING else min(unpaid, max(0, self.debt - self.paid))


def in_order(events: Iterable[BondEvent]) -> tuple[BondEvent, ...]:
    """Events of a bond by their day, then by the order of one day, then by what they say: rows in any order agree."""

    def place(each: BondEvent) -> tuple[int, ...]:
        return each.happened_on, IN_ONE_DAY.index(each.event), each.amount, each.expires_on

    return tuple(sorted(events, key=place))


def standing(bond: Bond, events: Sequence[BondEvent], kind: BondKind, day: Day) -> Standing:
    """Standing of a bond at the end of a day, from its events in order, of which later ones are not read.

    Defences other than the amount owed, and manifest abuse or fraud of a call on demand, are not modelled: that a
    call is refused for them is told by the debt established, or by a release.
    """
    known = tuple(each for each in events if each.happened_on <= day)
    ends = ending(bond, known, kind)
    is_issued = bond.issued_on <= day
    amounts = _Amounts(bond.amount if is_issued else 0)
    for each in known:
        # A later extension may save a call that came too late; none takes away one that came in time.
        then = ending(bond, tuple(other for other in known if other.happened_on <= each.happened_on), kind)
        has_ended = each.happened_on >= max(map(_too_late_from, (ends, then)))
        amounts = amounts.after(each, has_ended=has_ended)
    has_ended, is_released = ends.on <= day, ends.by is End.RELEASE and ends.on <= day
    due = 0 if is_released else amounts.due(kind.nature)
    outstanding = amounts.stands
    if has_ended:
        outstanding = 0 if is_released else amounts.unpaid() if due == MISSING else due
    return Standing(
        bond=bond, kind=kind, events=known, day=day, ending=ends, outstanding=outstanding, called=amounts.called,
        accepted=amounts.accepted, due=due, paid=amounts.paid, recovered=amounts.recovered,
    )  # fmt: skip


def _too_late_from(ends: Ending) -> Day:
    """First day on which a call comes too late: one of the day of a release was made before it (`IN_ONE_DAY`)."""
    return ends.on + (ends.by is End.RELEASE)


def changes(bond: Bond, events: Sequence[BondEvent], kind: BondKind) -> tuple[Day, ...]:
    """Every day on which the outstanding of a bond may change, in order: between two of them it does not."""
    days = {bond.issued_on, *(each.happened_on for each in events)}
    for count in range(len(events) + 1):
        days.add(ending(bond, events[:count], kind).on)
    return tuple(sorted(days - {NEVER}))
