"""The whole-turnover wording: every insurable sale, within its buyer's limit, for a share of the loss."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from encours.clauses import admit, indemnify, maintain, qualify
from encours.clauses.shared_terms import SHARED
from encours.clauses.vocabulary import vocabulary
from encours.clauses.wordings.duties import DUTIES
from encours.clauses.wordings.indemnity import CHAIN
from encours.clauses.wordings.premium import PREMIUM
from encours.clauses.wordings.stages import staged
from encours.engine.wording import Wording

WHOLE_TURNOVER: Final = Wording(
    "whole turnover",
    "2026-01",
    staged(
        (
            qualify.policy_period,
            qualify.insured_entity,
            qualify.receivable_has_arisen,
            qualify.covered_country,
            qualify.covered_sector,
            qualify.private_person,
            qualify.public_buyer,
            qualify.related_buyer,
            qualify.excluded_buyer,
            qualify.payment_means,
            qualify.buyer_sound_at_inception,
            qualify.buyer_not_overdue_at_inception,
            qualify.buyer_not_rescheduled_at_inception,
            qualify.agreed_terms_within_maximum,
            qualify.special_terms_consented,
            qualify.invoiced_in_time,
            qualify.initial_waiting_period,
            qualify.sanctions,
            qualify.adverse_information,
            qualify.minimum_amount,
            qualify.entity_guard,
            qualify.limit_conditions,
            qualify.amount_base,
            qualify.undisputed_part,
            qualify.harm_of_late_notice,
            maintain.no_overdue_stop,
            maintain.no_insolvency_stop,
            maintain.no_hand_over_stop,
            maintain.no_withdrawal,
            maintain.policy_not_suspended,
            maintain.extension_authorised,
            maintain.no_extension_stop,
            maintain.overdue_notice,
            maintain.file_handed_over_in_time,
            maintain.claim_declared_in_time,
            maintain.claim_filed_in_time,
            admit.primary_keeps_the_invoice,
            admit.limit_exists,
            admit.buyer_not_refused,
            admit.limit_not_expired,
            admit.discretionary_evidence,
            admit.room_in_the_limit,
            admit.pari_passu_share,
            admit.stage_sublimit,
            indemnify.percentage_for_late_notice,
            indemnify.insured_percentage,
        )
    ),
    vocabulary(SHARED),
    CHAIN,
    {**DUTIES, **PREMIUM},
)
"""A proportional policy on the whole turnover, with named, discretionary and blind limits."""

FIVE_CLAUSES: Final = replace(
    WHOLE_TURNOVER.only(
        {
            "policy_period",
            "no_overdue_stop",
            "primary_keeps_the_invoice",
            "room_in_the_limit",
            "insured_percentage",
        }
    ),
    name="five clauses",
)
"""The shortest wording that still has a clause of each stage, for benchmarks and for the manual."""
