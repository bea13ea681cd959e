"""Cents as exact fractions, and the lines of a bill."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor

WHOLE = 10_000
"""Basis points."""
MILLION = 10**6
"""Parts in which a rate is written."""


def nearest(exact: Fraction | int) -> Fraction:
    """The nearest cent, half a cent away from zero."""
    size = floor(abs(exact) + Fraction(1, 2))
    return Fraction(-size if exact < 0 else size)


def spread(parts: Sequence[Fraction], total: Fraction) -> list[Fraction]:
    """A total over parts pro rata, by running totals, so that the parts are the whole.

    A part that credit notes bring below zero has none, unless all are; where there is nothing, the first has all.
    """
    is_above = any(part > 0 for part in parts)
    kept = [max(Fraction(), part if is_above else -part) for part in parts]
    whole, found, told, running = sum(kept, Fraction()), [], Fraction(), Fraction()
    if not whole:
        return [total, *(Fraction() for _ in parts[1:])] if parts else []
    for part in kept:
        running += part
        up_to = nearest(total * running / whole)
        found.append(up_to - told)
        told = up_to
    return found


def known_sum(amounts: Iterable[Fraction | None]) -> Fraction | None:
    """Sum of amounts; None where one is not known."""
    found = Fraction()
    for each in amounts:
        if each is None:
            return None
        found += each
    return found


@dataclass(frozen=True, slots=True)
class Tax:
    """Tax on a line, or on the part of it that one kind of business bears."""

    base: Fraction
    rate: Fraction
    amount: Fraction


Regime = tuple[str, Fraction, bool]
"""What taxes a sale, the rate it bears, and whether it is an export."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the bill; its amount is None where a fact lacks.

    `borne_by` is how much of what it is counted on each kind of business has; None where no sale bears it.
    """

    kind: str
    amount: Fraction | None
    base: Fraction | None = None
    rate: Fraction | None = None
    count: int = 0
    borne_by: Mapping[Regime | None, Fraction] | None = None
    taxes: tuple[Tax, ...] | None = field(default=())

    @property
    def tax(self) -> Fraction | None:
        """Tax on the line; None where it cannot be told."""
        return None if self.taxes is None or self.amount is None else known_sum([each.amount for each in self.taxes])
