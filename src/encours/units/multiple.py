"""A multiple of a premium, as a policy states its maximum liability."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from encours.units.kinds import BasisPoints


class PremiumBase(IntEnum):
    """Which premium a multiple multiplies: the market has all three, and they differ in euros."""

    MINIMUM_PREMIUM = 1
    PREMIUM_PAID = 2
    GREATER_OF_MINIMUM_AND_PAID = 3


@dataclass(frozen=True, slots=True)
class Multiple:
    """So many times a premium; the times are in basis points, so 30 times is 300 000.

    ``share(premium, multiple.times)`` is then the amount, in the language of rules.
    """

    times: BasisPoints
    base: PremiumBase
