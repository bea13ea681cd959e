"""What is known of a policy year beside what premium is counted on: estimate, claims, requests, recoveries, renewal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from encours.premium.bases import BaseLine
from encours.units import MISSING, Cents, Count, Day, Flag

TOLD: Final = (
    "claims_paid", "claims_outstanding", "claims_recovered", "earlier_premium", "premium_paid", "recovered_on_insured",
    "recovered_on_uninsured", "renewed", "confirmed_in_writing", "all_claims_closed", "years_without_claim",
)  # fmt: skip
"""Facts of a year that people may tell, by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One limit that was asked for, on a day."""

    on: Day
    keys: Mapping[str, str] = field(default_factory=dict)
    fact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SumRecovered:
    """A sum that the insurer recovered: what of it is on insured debts, and on others."""

    on: Day
    on_insured: Cents
    on_uninsured: Cents
    keys: Mapping[str, str] = field(default_factory=dict)
    """The cause of the loss among them."""
    fact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of one year, in the currency of the policy; `MISSING` where nobody said."""

    estimate: tuple[BaseLine, ...] | None = None
    """What was estimated for the year before it began; None where nothing was."""
    monitored: tuple[BaseLine, ...] = ()
    """Limits by month, for those that bear a premium of their own or a monitoring fee."""
    requests: tuple[Request, ...] | None = ()
    """None where nobody keeps a register of them."""
    recoveries: tuple[SumRecovered, ...] = ()
    claims_paid: Cents = MISSING
    claims_outstanding: Cents = MISSING
    claims_recovered: Cents = MISSING
    earlier_premium: Cents = MISSING
    """Premium of the earlier years that the loss ratio is of; the claims above are then of all of them."""
    premium_paid: Cents = MISSING
    renewed: Flag = MISSING
    confirmed_in_writing: Flag = MISSING
    all_claims_closed: Flag = MISSING
    years_without_claim: Count = MISSING
