"""Refusals of terms that only serve another one, where no schedule sets that one: they would never be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from encours.clauses.charge_choices import PremiumAdjusted
from encours.clauses.choices import InBase
from encours.engine.terms import Choice
from encours.engine.wording import Wording
from encours.policy.chain_order import Schedule
from encours.policy.faults import Words, Wrong
from encours.policy.gather import Faults
from encours.policy.schedule import TermValue

_ALONE: Final = {
    "advance_trigger": "advance_rate",
    "advance_period": "advance_rate",
    "indemnity_payment_starts": "indemnity_payment_period",
    "interest_in_base_until": "interest_in_base",
    "late_hand_over": "hand_over_deadline",
    "claim_declared_by": "claim_declaration_deadline",
    "late_claim_declaration": "claim_declaration_deadline",
    "late_claim_filing": "claim_filing_deadline",
    "premium_rate": "premium_base",
    "premium_rate_by_terms": "premium_base",
    "premium_rate_by_amount": "premium_base",
    "premium_bands": "premium_rate_by_amount",
    "limit_premium_minimum": "limit_premium_rate",
    "deposit_premium_of": "deposit_premium_share",
    "premium_instalments": "deposit_premium_share",
    "instalment_day": "deposit_premium_share",
    "premium_adjusted_from": "premium_adjusted",
    "adjustment_threshold": "premium_adjusted",
    "no_claims_bonus_cap": "no_claims_bonus_step",
    "profit_share_charges": "profit_share_rate",
    "free_requests": "fee_per_request",
    "monitoring_fee_every": "monitoring_fee",
    "recovery_commission_on": "recovery_commission_rate",
    "premium_tax_rate": "premium_tax",
    "tax_on_request_fees": "premium_tax",
    "tax_on_monitoring_fees": "premium_tax",
    "tax_on_recovery_commissions": "premium_tax",
}
"""Terms by the one they serve."""

_READ_WHERE: Final[Mapping[str, Choice]] = {
    "interest_in_base": InBase.IN,
    "premium_adjusted": PremiumAdjusted.DECLARATION,
}
"""Values of the terms served by which others are read; any value, where none is named."""


def refuse_terms_never_read(
    wording: Wording, schedules: Sequence[Schedule], faults: Faults, *, beside: Sequence[Mapping[str, TermValue]] = ()
) -> None:
    """Refuse each term that serves another which neither the policy nor an endorsement sets, or sets otherwise.

    Terms `beside` are read with them, and not refused here.
    """
    every = (*(terms for terms, _ in schedules), *beside)
    for terms, path in schedules:
        for name in terms:
            served = _ALONE.get(name)
            if served is not None and served in wording.terms and not _is_set(served, every):
                faults.refuse_key(_never_read(served), (*path, name))


def _is_set(served: str, every: Sequence[Mapping[str, TermValue]]) -> bool:
    wanted = _READ_WHERE.get(served)
    values = [entry.value for terms in every if served in terms for entry in terms[served].entries]
    return any(wanted is None or value == wanted for value in values)


def _never_read(served: str) -> Wrong:
    wanted = _READ_WHERE.get(served)
    en, fr = ("", "") if wanted is None else (f' = "{wanted.english}"', f" = « {wanted.french} »")
    return Wrong(
        "term_never_read",
        Words(
            f"The policy does not set {served}{en}: this term would never be read.",
            f"La police ne règle pas {served}{fr} : ce terme ne serait jamais lu.",
        ),
        Words(
            f"Write {served}{en} under [terms], or leave this term out.",
            f"Écrivez {served}{fr} sous [terms], ou retirez ce terme.",
        ),
    )
