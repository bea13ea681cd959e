"""The rate that a sale bears in the premium, and what a rate that a bill writes says."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from encours.engine.bands import unpacked_bands
from encours.policy.schedule import Policy
from encours.premium.agreed import AgreedTerms
from encours.premium.bases import BaseLine
from encours.premium.counted import BY_TERMS, ONE_RATE, band_of, rate_of
from encours.units import MILLION, MISSING, UNSET, Cents, Millionths, convert


class Rates:
    """Rates of a policy, each asked once for all sales that its schedule does not tell apart."""

    def __init__(self, policy: Policy) -> None:
        self._agreed = AgreedTerms(policy)

    def of(self, line: BaseLine) -> Millionths:
        """Rate; MISSING where the policy has none, or one that hangs on what is unknown or on all that is sold."""
        name, agreed = rate_of(self._agreed, line)
        found = agreed.value if name == ONE_RATE else MISSING
        if name == BY_TERMS and (band := band_of(agreed.value, line.credit_days)) >= 0:
            found = unpacked_bands(agreed.value)[band].rate
        return MISSING if found == UNSET else found


def rate_of_one(rate: Millionths) -> Fraction | None:
    """A rate as a part of one; None where it is MISSING."""
    return None if rate == MISSING else Fraction(rate, MILLION)


def premium_at(base: Cents, rate: Fraction) -> Cents:
    """Premium of a base at a rate, to the nearest cent, halves away from zero."""
    return convert(base, rate.numerator, rate.denominator) if rate else 0


_SIGNS: Final = (
    ("‰", 1_000), ("per mille", 1_000), ("pour mille", 1_000), ("per thousand", 1_000), ("p. mille", 1_000),
    ("%", 100), ("per cent", 100), ("percent", 100), ("pour cent", 100), ("p. cent", 100), ("", 1),
)  # fmt: skip
"""How a bill says what a rate is of; with no word at all it is of one, as 0,00175."""
_LONGEST: Final = 12
"""Figures of a rate, beyond which it is none."""


def read_rate(text: str) -> Fraction | None:
    """Rate of one as a bill writes it: 3.5 ‰, 0,35 pour cent, 0,0035; None where it cannot be read.

    A number without a word is of one where it is below a hundredth: 0,35 alone may be per cent or per thousand.
    """
    plain = " ".join(text.replace(",", ".").lower().split())
    sign, parts = next((sign, parts) for sign, parts in _SIGNS if plain.endswith(sign))
    figures = plain.removesuffix(sign).strip()
    bare = figures.replace(".", "", 1)
    if not (bare.isascii() and bare.isdigit() and len(figures) <= _LONGEST):
        return None
    found = Fraction(figures) / parts
    return None if not sign and found >= Fraction(1, 100) else found
