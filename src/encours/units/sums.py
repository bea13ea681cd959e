"""Sums of amounts of which some may not be known."""

from __future__ import annotations

from collections.abc import Iterable

from encours.units.kinds import Cents


def sum_known(amounts: Iterable[Cents | None]) -> Cents | None:
    """Sum of amounts, in their minor units; None where one of them is not known, which is not nothing."""
    total = 0
    for each in amounts:
        if each is None:
            return None
        total += each
    return total
