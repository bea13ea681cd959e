"""Every bond of a line on a day, what they take of the line and of each kind, and the room that is left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from encours.bonds.fee import Fee, fee, period_start
from encours.bonds.line import BondKind, BondLine
from encours.bonds.standing import Standing, in_order, standing
from encours.facts.kinds import Bond, BondEvent
from encours.facts.view import View
from encours.units import UNSET, Cents, Day


@dataclass(frozen=True, slots=True)
class Use:
    """What bonds take of a total: `UNSET` where there is none, and then no room to speak of."""

    total: Cents
    used: Cents

    @property
    def room(self) -> Cents:
        """What is left, nothing where more is used; `UNSET` without a total."""
        return UNSET if self.total == UNSET else max(0, self.total - self.used)

    @property
    def over(self) -> Cents:
        """What is used above the total."""
        return 0 if self.total == UNSET else max(0, self.used - self.total)


@dataclass(frozen=True, slots=True, kw_only=True)
class Portfolio:
    """The line on a day: bonds by their reference, each with its fee of the period so far."""

    line: BondLine
    day: Day
    bonds: tuple[Standing, ...]
    fees: Mapping[str, Fee]
    use: Use
    by_kind: Mapping[str, Use]

    def of(self, reference: str) -> Standing | None:
        """The bond of a reference; None where there is none."""
        return next((each for each in self.bonds if each.bond.reference == reference), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """Whether a bond asked for finds room; `lacking` is what is missing, of the line and of its kind."""

    kind: BondKind
    amount: Cents
    is_open: bool
    lacking_in_the_line: Cents
    lacking_in_the_kind: Cents

    @property
    def fits(self) -> bool:
        """Whether it may be issued that day."""
        return self.is_open and not self.lacking_in_the_line and not self.lacking_in_the_kind


def portfolio(view: View, line: BondLine) -> Portfolio:
    """Bonds of a view under a line that knows the kind and the currency of each (see `refused_bonds`)."""
    events = events_by_bond(view)
    found = [_of(each, events.get(each.reference, ()), line, view.as_of) for each in bonds_of(view)]
    uses = {name: Use(kind.sublimit, _used(found, line, name)) for name, kind in line.kinds.items()}
    start = period_start(view.as_of, line.fee_period)
    fees = {each.bond.reference: fee(each.bond, each.events, line, each.kind, first=start, last=view.as_of)
            for each in found}  # fmt: skip
    whole = Use(line.total, sum(each.used for each in uses.values()))
    return Portfolio(line=line, day=view.as_of, bonds=tuple(found), fees=fees, use=whole, by_kind=uses)


def bonds_of(view: View) -> tuple[Bond, ...]:
    """Bonds of a view, by their reference."""
    return tuple(sorted(cast(tuple[Bond, ...], view.facts("bonds")), key=lambda each: each.reference))


def events_by_bond(view: View) -> Mapping[str, tuple[BondEvent, ...]]:
    """Events of each bond, in order."""
    found: dict[str, list[BondEvent]] = {}
    for each in cast(tuple[BondEvent, ...], view.facts("bond_events")):
        found.setdefault(each.bond, []).append(each)
    return {name: in_order(each) for name, each in found.items()}


def takes(each: Standing, line: BondLine) -> Cents:
    """What a bond takes of the line: its outstanding and, as most lines agree, what the surety paid for it."""
    return each.outstanding + (each.to_recover if line.payments_take_room else 0)


def fit(found: Portfolio, kind: BondKind, amount: Cents) -> Fit:
    """Whether a bond of a kind and an amount finds room on the day of a portfolio, and what it lacks."""
    return Fit(
        kind=kind, amount=amount, is_open=found.line.is_open(found.day),
        lacking_in_the_line=_lacking(found.use, amount),
        lacking_in_the_kind=_lacking(found.by_kind[kind.name], amount),
    )  # fmt: skip


def _of(bond: Bond, events: tuple[BondEvent, ...], line: BondLine, day: Day) -> Standing:
    return standing(bond, events, line.kinds[bond.kind], day)


def _used(found: Iterable[Standing], line: BondLine, kind: str) -> Cents:
    return sum(takes(each, line) for each in found if each.kind.name == kind)


def _lacking(use: Use, amount: Cents) -> Cents:
    return 0 if use.total == UNSET else max(0, use.used + amount - use.total)
