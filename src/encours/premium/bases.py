"""What a premium is counted on: sales, balances, limits and shipments, one line each, with what is left out of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from encours.units import MISSING, WHOLE, BasisPoints, Cents, Day, Days

TURNOVER, BALANCES, LIMITS, SHIPMENTS = BASES = ("turnover", "balances", "limits", "shipments")
"""What premium may be counted on, beside a flat amount."""

EXCLUSIONS: Final = (
    "outside the policy", "private person", "public buyer", "related company", "refused buyer", "cash", "proceedings",
)  # fmt: skip
"""Why a sale is left out of what is declared, in the order they are tested."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseLine:
    """One sale, balance, limit or shipment that premium may be counted on, in the currency of the policy.

    `on` is the day it belongs to: of the sale, the last of the month of a balance, the first day of a month that a
    limit stood in. `credit_days` are the terms of payment agreed, `MISSING` where nobody knows them. `keys` give what
    rates may vary with, by the names of `encours.policy.schedule.KEYS`.
    """

    basis: str
    """One of `BASES`."""
    on: Day
    buyer: str
    amount: Cents
    """Without value added tax, unless the policy counts it in; below zero for a credit note."""
    keys: Mapping[str, str] = field(default_factory=dict)
    credit_days: Days = MISSING
    cover_ratio: BasisPoints = WHOLE
    """Share of a shipment that is covered."""
    fact: str = ""
    """Name of the fact it was read from: an invoice, a credit note, a decision on a limit."""
    excluded: str = ""
    """One of `EXCLUSIONS`; empty where the line counts."""
