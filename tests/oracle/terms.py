"""Terms of a layer: their defaults as published, and the value that holds for one delivery."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

# A value that cannot be told because it depends on something nobody knows.
UNKNOWN = "value not known"


class TermNotKnown(Exception):
    """A clause needs a term whose value cannot be told."""


DEFAULTS: dict[str, Any] = {
    "period_basis": "risk attaching",
    "delivered_not_invoiced": "covered",
    "country_covered": "covered",
    "sector_covered": "covered",
    "private_persons": "excluded",
    "public_buyers": "excluded",
    "related_companies": "excluded",
    "letters_of_credit": "covered",
    "confirmed_letters_of_credit": "excluded",
    "payment_terms_start": "invoice date",
    "payment_terms_count": "next day",
    "adverse_information_bars": True,
    "extension_starts": "due date",
    "overdue_restart": "oldest overdue paid",
    "suspension_after_notice": ("days", 30),
    "extension_authority": ("days", 0),
    "extension_effect": "original due date",
    "overdue_notice_starts": "extension end",
    "expired_limit_falls_back_to": "previous limit",
    "discretionary_evidence_needed": "none",
    "score_direction": "higher is better",
    "insolvency_proceedings": "any proceedings",
    "limit_increase": "future deliveries",
    "run_off": "balance",
    "occupies_the_limit": "insurable debt",
    "disputed_part_occupies_the_limit": False,
    "late_notice": "invoice lost",
    "late_notice_percentage": Fraction(0),
    "working_days_of": "FR",
    "late_hand_over": "invoice lost",
    "late_claim_declaration": "invoice lost",
    "claim_declared_by": "insured",
    "late_claim_filing": "invoice lost",
    "insured_percentage": Fraction(1),
    "amount_base": "net of VAT",
    "limit_amount_base": "net of VAT",
    "exchange_rate_day": "as of",
    "oldest_by": "delivery",
    "payment_allocation": "as remitted",
    "limit_scope": "whole policy",
    "limits_cancellable": True,
    "reduction_notice": ("days", 0),
    "withdrawal_notice": ("days", 0),
    "layer_mode": "primary",
}


def matches(wanted: Any, actual: Any, *, prefix: bool = False) -> bool:
    """Whether a value is the one wanted, or among those wanted; a sector, whether it begins with one."""
    if prefix:
        codes = wanted if isinstance(wanted, list | tuple | set | frozenset) else [wanted]
        return any(actual.replace(".", "").startswith(code.replace(".", "")) for code in codes)
    if isinstance(wanted, list | tuple | set | frozenset):
        return actual in wanted
    return bool(actual == wanted)


def choose(entries: list[Mapping[str, Any]], keys: Mapping[str, Any], default: Any, *, strict: bool) -> Any:
    """Value of the most particular entry that matches.

    UNKNOWN when that hangs on a key nobody knows; such an entry does not match when the answer need not be strict.
    """
    chosen, chosen_size = default, -1
    perhaps: list[tuple[int, Any]] = []
    for entry in entries:
        when = entry.get("when") or {}
        if not all(key in keys for key in when):
            continue
        if any(
            keys[key] is not None and not matches(wanted, keys[key], prefix=key == "sector")
            for key, wanted in when.items()
        ):
            continue
        if any(keys[key] is None for key in when):
            perhaps.append((len(when), entry["value"]))
        elif len(when) > chosen_size:
            chosen, chosen_size = entry["value"], len(when)
    if strict and any(size >= chosen_size and value != chosen for size, value in perhaps):
        return UNKNOWN
    return chosen


def term(
    layer: Mapping[str, Any],
    name: str,
    *,
    day: date | None = None,
    keys: Mapping[str, Any] | None = None,
    strict: bool = False,
) -> Any:
    """Value of a term, with the endorsements in force on a day; None when the layer does not set it."""
    default = DEFAULTS.get(name)
    value = layer["terms"].get(name, default)
    endorsements = sorted(layer.get("endorsements", []), key=lambda endorsement: endorsement["effective_on"])
    for endorsement in endorsements:
        if day is not None and endorsement["effective_on"] <= day and name in endorsement["terms"]:
            value = endorsement["terms"][name]
    if isinstance(value, list):
        return choose(value, keys or {}, default, strict=strict)
    return value
