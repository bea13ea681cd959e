"""Terms of a claim: the orders and defaults as published, and the value that holds for one loss."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

STEPS = (
    "limit",
    "threshold",
    "insured percentage",
    "minimum retention",
    "each-and-every first loss",
    "aggregate first loss",
    "percentage above the first loss",
    "maximum of discretionary losses",
    "maximum per claim",
    "maximum per buyer",
    "maximum per country",
    "maximum liability",
)

MAXIMA = STEPS[7:]
PROCEEDS = "proceeds of securities"
"""A thirteenth step, which few orders have."""

# The usual orders, as docs/indemnity-chain.md sets them out.
USUAL_ORDERS: dict[str, tuple[str, ...]] = {
    "whole turnover": (*STEPS[:6], *MAXIMA),
    "deductible before percentage": (
        "limit",
        "threshold",
        "minimum retention",
        "each-and-every first loss",
        "insured percentage",
        "aggregate first loss",
        *MAXIMA,
    ),
    "german": (
        "limit",
        "insured percentage",
        "threshold",
        "each-and-every first loss",
        "aggregate first loss",
        "maximum liability",
    ),
    "own loss last": ("limit", "insured percentage", "aggregate first loss", "maximum liability"),
    "excess of loss": (
        "limit",
        "threshold",
        "each-and-every first loss",
        "aggregate first loss",
        "percentage above the first loss",
        *MAXIMA,
    ),
    "limit after percentage": (
        "threshold",
        "insured percentage",
        "limit",
        "each-and-every first loss",
        "aggregate first loss",
        *MAXIMA,
    ),
    "single situation": (
        "threshold",
        "each-and-every first loss",
        "insured percentage",
        "limit",
        "maximum liability",
    ),
    "proceeds first": (
        PROCEEDS,
        "limit",
        "insured percentage",
        "threshold",
        "each-and-every first loss",
        "aggregate first loss",
        "maximum liability",
    ),
}

NO_CEILING = 10**13  # the largest amount there is, in minor units: what two ceilings are where none is told

DEFAULTS: dict[str, Any] = {
    "layer_mode": "primary",
    "indemnity_chain": "whole turnover",
    "received_loss": "net loss",
    "insured_percentage": 10_000,
    "claim_threshold_base": "insured loss",
    "claim_threshold_inclusive": True,
    "retained_share_of": "what stands",
    "proceeds_come_off": "loss",
    "minimum_retention": 0,
    "minimum_retention_share": 0,
    "maximum_retention": NO_CEILING,
    "aggregate_first_loss": 0,
    "aggregate_first_loss_share": 0,
    "aggregate_first_loss_sales_ceiling": NO_CEILING,
    "assumed_dividend": 0,
    "first_loss_eroded_by": "what stands",
    "small_losses_erode_the_first_loss": False,
}


class Missing(Exception):
    """A value that a step needs and that nobody knows: the waterfall stops there."""


def order_of(policy: Mapping[str, Any]) -> tuple[str, ...]:
    """Steps of the chain of a policy, one after the other."""
    told = policy["terms"].get("indemnity_chain", DEFAULTS["indemnity_chain"])
    return USUAL_ORDERS[told] if isinstance(told, str) else tuple(told)


def exactness(key: str, wanted: Any, actual: str) -> int | None:
    """How closely a wanted value describes the actual one; None where it does not.

    A code of sector is meant by each code that it begins with: the longer one describes it more closely.
    """
    names = [wanted] if isinstance(wanted, str) else list(wanted)
    if key != "sector":
        return 1 if actual in names else None
    digits = [name.replace(".", "") for name in names]
    return max((len(each) for each in digits if actual.replace(".", "").startswith(each)), default=None)


def choose(entries: list[Mapping[str, Any]], keys: Mapping[str, str | None], default: Any, name: str) -> Any:
    """Value of the most exact entry; missing where one as exact hangs on what nobody knows and says otherwise."""
    best, value = (-1, 0), default
    perhaps: list[tuple[tuple[int, int], Any]] = []
    for entry in entries:
        when: Mapping[str, Any] = entry.get("when") or {}
        told = {key: exactness(key, wanted, known) for key, wanted in when.items() if (known := keys.get(key))}
        if None in told.values():
            continue
        rank = (len(when), sum(close for close in told.values() if close is not None))
        if len(told) < len(when):
            perhaps.append((rank, entry["value"]))
        elif rank > best:
            best, value = rank, entry["value"]
    if any(rank[0] >= best[0] and other != value for rank, other in perhaps):
        raise Missing(name)
    return value


def term(
    policy: Mapping[str, Any], name: str, *, day: date | None = None, keys: Mapping[str, str | None] | None = None
) -> Any:
    """Value of a term for one loss, under the endorsements of its day; None where the policy does not set it."""
    default = DEFAULTS.get(name)
    value = policy["terms"].get(name, default)
    changes = [each for each in policy.get("endorsements", ()) if name in each["terms"]]
    for endorsement in sorted(changes, key=lambda each: each["effective_on"]):
        assert day is not None, "a term that endorsements change is read on a day"
        if endorsement["effective_on"] <= day:
            value = endorsement["terms"][name]
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        return choose(value, keys or {}, default, name)
    return value
