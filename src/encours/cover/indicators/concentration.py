"""How concentrated an amount is: the largest shares, and the Herfindahl index with the number it stands for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from encours.units import Cents

LARGEST: Final = 10
"""How many of the largest are told together."""


@dataclass(frozen=True, slots=True)
class Concentration:
    """Concentration of an amount over several names; amounts below zero are no part of it.

    `index` is the sum of the squares of the shares (Herfindahl), from 1 over the count to 1, None where nothing is
    there; one over it is the number of equal names that would be as concentrated.
    """

    total: Cents
    count: int
    largest: Cents
    index: Fraction | None

    @property
    def share_of_largest(self) -> Fraction | None:
        """What the largest names are of all; None where nothing is there."""
        return Fraction(self.largest, self.total) if self.total else None

    @property
    def equal_names(self) -> Fraction | None:
        """How many names of one size would be as concentrated; None where nothing is there."""
        return None if self.index is None else 1 / Fraction(self.index)


def concentration(amounts: Iterable[Cents]) -> Concentration:
    """Concentration of some amounts, one for each name."""
    found = sorted((each for each in amounts if each > 0), reverse=True)
    total = sum(found)
    squares = sum(each * each for each in found)
    index = Fraction(squares, total * total) if total else None
    return Concentration(total, len(found), sum(found[:LARGEST]), index)
