"""A line of bonds as it was agreed: who stands surety for whom, up to what, and what each kind of bond obliges to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from encours.bonds.terms import DayCount, FeePeriod, Nature, RunsUntil
from encours.units import BasisPoints, Cents, Day, Months


@dataclass(frozen=True, slots=True, kw_only=True)
class BondKind:
    """Terms of one kind of bond, those of the line where it has none of its own; `UNSET` where neither has one."""

    name: str
    nature: Nature
    sublimit: Cents
    rate: BasisPoints
    minimum_fee: Cents
    runs_until: RunsUntil
    lapses_after_reception: Months
    places: Mapping[str, str]
    """File and line of each term that is written, by its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BondLine:
    """Terms of the line; `closes_on` is the last day on which a bond is issued, not the last of its bonds."""

    name: str
    surety: str
    principal: str
    currency: str
    opens_on: Day
    closes_on: Day
    total: Cents
    fee_period: FeePeriod
    day_count: DayCount
    collateral: Cents
    payments_take_room: bool
    kinds: Mapping[str, BondKind]
    places: Mapping[str, str]

    def is_open(self, day: Day) -> bool:
        """Whether a bond may be issued on a day."""
        return self.opens_on <= day <= self.closes_on
