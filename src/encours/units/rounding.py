"""Named rounding of a quotient of whole numbers, in one place."""

from __future__ import annotations

from enum import Enum


class Rounding(Enum):
    """Where a quotient between two whole numbers goes."""

    HALF_UP = "half up"
    """To the nearest; halves away from zero, as invoices and policies round."""
    HALF_EVEN = "half even"
    """To the nearest; halves to the even neighbour."""
    UP = "up"
    """Away from zero."""
    FLOOR = "floor"
    """Towards minus infinity."""
    CEILING = "ceiling"
    """Towards plus infinity."""


def divide(numerator: int, denominator: int, rounding: Rounding) -> int:
    """Quotient of two whole numbers of any size, rounded as named; the denominator is not zero."""
    assert denominator != 0, "division by zero"
    negative = (numerator < 0) != (denominator < 0)
    quotient, left = divmod(abs(numerator), abs(denominator))
    if left and _goes_up(quotient, left, abs(denominator), rounding, negative=negative):
        quotient += 1
    return -quotient if negative else quotient


def _goes_up(quotient: int, left: int, denominator: int, rounding: Rounding, *, negative: bool) -> bool:
    """Whether the size of an inexact quotient is rounded away from zero."""
    if rounding is Rounding.HALF_UP:
        return 2 * left >= denominator
    if rounding is Rounding.HALF_EVEN:
        return 2 * left > denominator or (2 * left == denominator and quotient % 2 == 1)
    if rounding is Rounding.FLOOR:
        return negative
    if rounding is Rounding.CEILING:
        return not negative
    return rounding is Rounding.UP
