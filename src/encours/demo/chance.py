"""Chance that is the same everywhere: whole numbers only, from a seed and a name."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

_Drawn = TypeVar("_Drawn")


class Chance:
    """A stream of whole numbers, the same for the same seed and name on every machine.

    Each use has a name of its own (a buyer, a table), so that one more draw somewhere moves nothing
    elsewhere. Only ``getrandbits`` is used: its numbers are promised from one Python to the next.
    """

    __slots__ = ("_bits",)

    def __init__(self, seed: int, name: str) -> None:
        self._bits = random.Random(f"{seed}/{name}").getrandbits  # noqa: S311 -- a made-up company guards nothing

    def below(self, bound: int) -> int:
        """Whole number from 0 to the bound, the bound left out.

        Drawn from 32 bits: for the small bounds here the unevenness is under one in a million.
        """
        return self._bits(32) * bound >> 32

    def between(self, low: int, high: int) -> int:
        """Whole number from low to high, both included."""
        return low + self.below(high - low + 1)

    def happens(self, in_a_thousand: int) -> bool:
        """Yes as many times in a thousand."""
        return self.below(1_000) < in_a_thousand

    def pick(self, choices: Sequence[_Drawn]) -> _Drawn:
        """One of the choices, each as likely."""
        return choices[self.below(len(choices))]

    def weighted(self, choices: Sequence[tuple[_Drawn, int]]) -> _Drawn:
        """One of the choices, as likely as its weight."""
        left = self.below(sum(weight for _, weight in choices))
        for choice, weight in choices:
            left -= weight
            if left < 0:
                return choice
        raise AssertionError("weights are positive")
