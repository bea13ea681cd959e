"""What a policy agrees on for one sale on one day, read from docs/reference/terms.md alone.

The value of a term is what it is (whole cents, whole basis points, a rate in millionths, a word, a number), a tuple of
bands `(value, end)` of which the last may have no end (None), or a list of `{"when": {key: [names]}, "value": ...}`. An
endorsement puts another value in the place of the whole term, from its day on. Terms that are one value for the policy
have that of the first day of the year.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.claims_oracle.terms import exactness

DEFAULTS: Mapping[str, Any] = {
    "premium_on_refused_buyers": "left out",
    "premium_on_shipments": "whole price",
    "premium_bands": "each part at its own rate",
    "limit_premium_minimum": 0,
    "minimum_premium_counts": "premium and options",
    "deposit_premium_of": "minimum premium",
    "premium_instalments": 1,
    "instalment_day": "first day",
    "premium_declared_every": 12,
    "declaration_time": 30,
    "premium_adjusted": "year end",
    "premium_adjusted_from": "at once",
    "adjustment_threshold": 0,
    "loss_ratio_bound": "up to and including",
    "loss_ratio_losses": "paid",
    "loss_ratio_premium": "premium of the year",
    "loss_ratio_recoveries": "net of recoveries",
    "loss_ratio_years": 1,
    "result_claims": "any",
    "result_confirmation": "renewed",
    "result_given_back": "down to the minimum premium",
    "no_claims_bonus_cap": 10_000,
    "profit_share_charges": 0,
    "free_requests": 0,
    "monitoring_fee_every": "year",
    "recovery_commission_on": "sums on uninsured debts",
    "premium_tax_rate": 0,
    "tax_on_request_fees": "as the premium",
    "tax_on_monitoring_fees": "as the premium",
    "tax_on_recovery_commissions": "French VAT",
}


@dataclass(frozen=True, slots=True)
class Read:
    """Value of a term, and the entry it stands in: what shares an entry is counted together."""

    value: Any
    entry: tuple[Any, ...] = ()


def on_day(policy: Mapping[str, Any], name: str, day: date) -> Any:
    """What the policy says of a term on a day; None where it says nothing."""
    value = policy["terms"].get(name)
    for change in sorted(policy.get("endorsements", ()), key=lambda each: each["effective_on"]):
        if change["effective_on"] <= day and name in change["terms"]:
            value = change["terms"][name]
    return value


def read(policy: Mapping[str, Any], name: str, keys: Mapping[str, str], day: date) -> Read:
    """Term for what these keys describe, on a day; its value is None where the policy does not set it."""
    value = on_day(policy, name, day)
    if not isinstance(value, list):
        return Read(DEFAULTS.get(name) if value is None else value)
    best, found = (-1, 0), Read(DEFAULTS.get(name))
    for entry in value:
        when = entry.get("when") or {}
        close = [exactness(key, wanted, keys[key]) if keys.get(key) else None for key, wanted in when.items()]
        rank = (len(when), sum(each or 0 for each in close))
        if None not in close and rank > best:
            best, found = rank, Read(entry["value"], tuple((key, tuple(names)) for key, names in when.items()))
    return found


def yearly(policy: Mapping[str, Any], name: str) -> Any:
    """Value of a term that is one for the policy."""
    return read(policy, name, {}, policy["period_start"]).value
