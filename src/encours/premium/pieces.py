"""A piece of premium before its tax: a line to be, and by how much each kind of business bears it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from encours.engine.findings import Finding
from encours.premium.lines import PremiumLine
from encours.units import MISSING, Cents, Day, Flag, Millionths, portion


class TaxedAs(NamedTuple):
    """What a line's tax depends on: the choice of the policy, its own rate, and whether the sale is an export."""

    premium_tax: int
    own_rate: Millionths
    is_export: Flag


Weights = Mapping[TaxedAs, Cents]
"""How much of an amount each kind of business bears."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A line without its taxes, and the weights by which they share it."""

    line: PremiumLine
    weights: Weights = field(default_factory=dict)

    @property
    def amount(self) -> Cents:
        """Amount of the line."""
        return self.line.amount


def owed(finding: Finding) -> Cents:
    """What a finding says is owed; `MISSING` where it lacks a fact."""
    return MISSING if finding.missing else finding.granted or 0


def days_of(days: Iterable[Day]) -> tuple[Day, ...]:
    """First and last of some days; nothing where there are none."""
    found = sorted(days)
    return (found[0], found[-1]) if found else ()


def added(weights: Iterable[Weights]) -> dict[TaxedAs, Cents]:
    """Weights of several lines together."""
    found: dict[TaxedAs, Cents] = {}
    for each in weights:
        for key, amount in each.items():
            found[key] = found.get(key, 0) + amount
    return found


def spread(amount: Cents, weights: Weights) -> dict[TaxedAs, Cents]:
    """An amount shared pro rata, by running totals, so that the parts are the whole, whatever the order they came in.

    Weights below zero count as none, unless none is above; where there is nothing the first bears it all.
    """
    sign = 1 if any(weight > 0 for weight in weights.values()) else -1
    kept = {key: max(0, sign * weights[key]) for key in sorted(weights)}
    whole = sum(kept.values())
    if whole == 0:
        return {key: amount if place == 0 else 0 for place, key in enumerate(kept)}
    parts, before, so_far = {}, 0, 0
    for key, weight in kept.items():
        so_far += weight
        reached = portion(amount, so_far, whole)
        parts[key] = reached - before
        before = reached
    return parts


def total(pieces: Iterable[Piece]) -> Cents:
    """Amounts of pieces together; `MISSING` where one is."""
    amounts = [each.amount for each in pieces]
    return MISSING if MISSING in amounts else sum(amounts)
