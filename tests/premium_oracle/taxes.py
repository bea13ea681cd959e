"""The tax of each line, by the country of the insured company and that of the buyer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from tests.premium_oracle.agreed import DEFAULTS, on_day, read
from tests.premium_oracle.money import MILLION, Line, Regime, Tax, nearest, spread

FRANCE = ("FR", "GP", "MQ", "GF", "RE", "YT")
"""France and its overseas departments: a buyer there is at home."""
INSURANCE_TAX = Fraction(9, 100)
VAT_UNTIL, VAT_BEFORE, VAT_SINCE = date(2013, 12, 31), Fraction(196, 1000), Fraction(20, 100)
UNKNOWN: Regime = ("unknown", Fraction(), False)
"""What taxes a sale to a buyer whose country nobody knows."""


def regime_of(policy: Mapping[str, Any], keys: Mapping[str, str], day: date) -> Regime | None:
    """What taxes a sale; None where nothing does."""
    tax = read(policy, "premium_tax", keys, day).value
    if tax in (None, "none"):
        return None
    is_export = keys.get("country") not in FRANCE
    if tax == "own rate":
        return "own", Fraction(read(policy, "premium_tax_rate", keys, day).value, MILLION), is_export
    return ("French", Fraction(), True) if is_export else ("French", INSURANCE_TAX, False)


def shared(lines: Sequence[Line]) -> dict[Regime | None, Fraction]:
    """Amount of lines together that each kind of business bears."""
    found: dict[Regime | None, Fraction] = defaultdict(Fraction)
    for line in lines:
        if line.borne_by is not None and line.amount is not None:
            regimes = sorted(line.borne_by, key=order)
            parts = spread([line.borne_by[each] for each in regimes], line.amount)
            for regime, part in zip(regimes, parts, strict=True):
                found[regime] += part
    return found


def shares_of(
    year: Mapping[str, Any], lines: Sequence[Line], estimate: Mapping[Regime | None, Fraction]
) -> Mapping[Regime | None, Fraction]:
    """How what no sale bears is shared: as the premium of the sales, else as what was estimated, else nobody knows."""
    of_sales = ("premium", "option", "limit premium")
    is_known = all(each.amount is not None for each in lines if each.kind in of_sales)
    for found in (shared(lines), estimate):
        if is_known and any(part > 0 for part in found.values()):
            return found
    taxes, rates = (every(year["policy"], name) for name in ("premium_tax", "premium_tax_rate"))
    if taxes == {"own rate"} and len(rates) == 1:
        return {("own", Fraction(rates.pop(), MILLION), False): Fraction(1)}
    return {None if taxes <= {None, "none"} else UNKNOWN: Fraction(1)}


def every(policy: Mapping[str, Any], name: str) -> set[Any]:
    """Values that a term may have, for one sale or another."""
    value = on_day(policy, name, policy["period_start"])
    if value is None:
        value = DEFAULTS.get(name)
    if not isinstance(value, list):
        return {value}
    rest = set() if any("when" not in each for each in value) else {DEFAULTS.get(name)}
    return {each["value"] for each in value} | rest


def order(regime: Regime | None) -> tuple[Any, ...]:
    """The French tax first, domestic business before export."""
    return (2,) if regime is None else (regime[0] == "own", regime[1] if regime[0] == "own" else 0, regime[2])


FEES = ("fee per request", "monitoring fee", "recovery commission")


def taxed(line: Line, shares: Mapping[Regime | None, Fraction]) -> Line:
    """A line with its taxes; a fee has them already."""
    if line.kind in FEES or not line.amount:
        return line
    return replace(line, taxes=taxes_of(line.amount, shares if line.borne_by is None else line.borne_by))


def taxes_of(amount: Fraction, borne_by: Mapping[Regime | None, Fraction]) -> tuple[Tax, ...] | None:
    """Taxes of an amount, shared pro rata; None where they cannot be told."""
    if borne_by.get(UNKNOWN):
        return None
    regimes = sorted(borne_by, key=order)
    parts = spread([borne_by[each] for each in regimes], amount)
    return tuple(
        Tax(part, regime[1], nearest(part * regime[1]))
        for regime, part in zip(regimes, parts, strict=True)
        if regime is not None and part
    )


def value_added(amount: Fraction, last: date) -> tuple[Tax, ...]:
    """French VAT on a fee, at the rate of the last day of its line."""
    rate = VAT_BEFORE if last <= VAT_UNTIL else VAT_SINCE
    return (Tax(amount, rate, nearest(amount * rate)),)
