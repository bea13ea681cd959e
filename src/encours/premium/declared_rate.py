"""The rate that a sale bears in the premium, where the policy agrees on one."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from encours.policy.resolve import resolve
from encours.policy.schedule import Policy
from encours.units import MISSING, UNSET, Cents, Day, convert

TERM: Final = "premium_rate"
MILLIONTHS: Final = 1_000_000
"""Parts of one that a policy writes its rates in."""


def rate_of(policy: Policy, keys: Mapping[str, str], on: Day) -> Fraction | None:
    """Rate of one; None where the policy agrees on none, or where it hangs on what nobody knows."""
    if TERM not in policy.wording.terms:
        return None
    agreed = resolve(policy, TERM, keys, on)
    return None if agreed in {MISSING, UNSET} else Fraction(agreed, MILLIONTHS)


def premium_at(base: Cents, rate: Fraction) -> Cents:
    """Premium of a base at a rate, to the nearest cent, halves away from zero."""
    return convert(base, rate.numerator, rate.denominator) if rate else 0


def read_rate(text: str) -> Fraction | None:
    """Rate of one as a bill writes it: 3.5 ‰, 0,35 %; None where it cannot be read."""
    plain = text.replace("\u00a0", " ").replace("\u202f", " ").replace(",", ".").strip()
    for sign, parts in (("‰", 1_000), ("per mille", 1_000), ("pour mille", 1_000), ("%", 100)):
        if plain.endswith(sign):
            figures = plain.removesuffix(sign).strip()
            is_number = figures.replace(".", "", 1).isascii() and figures.replace(".", "", 1).isdigit()
            return Fraction(figures) / parts if is_number and len(figures) <= _LONGEST else None
    return None


_LONGEST: Final = 12
"""Figures of a rate, beyond which it is none."""
