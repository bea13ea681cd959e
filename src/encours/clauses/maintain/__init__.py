"""Maintain, the second question: whether the duties were kept."""

from encours.clauses.maintain import (
    claim_declared_in_time,
    claim_filed_in_time,
    extension_authorised,
    file_handed_over_in_time,
    no_extension_stop,
    no_hand_over_stop,
    no_insolvency_stop,
    no_overdue_stop,
    no_withdrawal,
    overdue_notice,
    policy_not_suspended,
)

__all__ = [
    "claim_declared_in_time",
    "claim_filed_in_time",
    "extension_authorised",
    "file_handed_over_in_time",
    "no_extension_stop",
    "no_hand_over_stop",
    "no_insolvency_stop",
    "no_overdue_stop",
    "no_withdrawal",
    "overdue_notice",
    "policy_not_suspended",
]
