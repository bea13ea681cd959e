"""Bands: a rate for each stretch of a measure, from nothing upwards, kept as one whole number of any size."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from encours.units import Count, Millionths

NO_END: Final = 2**44 - 1
"""End of a band that goes on for ever; every measure is below it."""
_RATE_BITS: Final = 40
_CELL_BITS: Final = 44 + _RATE_BITS
MOST: Final = 12
"""Most bands there may be."""


class Band(NamedTuple):
    """One stretch: above its start, up to its end, which is in it."""

    start: Count
    end: Count
    rate: Millionths


def packed_bands(bands: Iterable[tuple[Count, Millionths]]) -> int:
    """Bands, each told by its end and its rate, as one number that `unpacked_bands` reads."""
    number, before = 0, 0
    for place, (end, rate) in enumerate(bands):
        assert before < end <= NO_END, "bands out of order"
        assert 0 <= rate < 2**_RATE_BITS, "a rate no band can hold"
        number |= (end << _RATE_BITS | rate) << place * _CELL_BITS
        before = end
    return number


def unpacked_bands(number: int) -> tuple[Band, ...]:
    """Bands of a number, the lowest first."""
    found: list[Band] = []
    while number > 0:
        cell = number % (1 << _CELL_BITS)
        found.append(Band(found[-1].end if found else 0, cell >> _RATE_BITS, cell % (1 << _RATE_BITS)))
        number >>= _CELL_BITS
    return tuple(found)
