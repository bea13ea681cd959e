"""Maintain, the second question: whether the duties were kept."""

from encours.clauses.maintain import (
    extension_authorised,
    no_extension_stop,
    no_hand_over_stop,
    no_insolvency_stop,
    no_overdue_stop,
    no_withdrawal,
    overdue_notice,
    policy_not_suspended,
)

__all__ = [
    "extension_authorised",
    "no_extension_stop",
    "no_hand_over_stop",
    "no_insolvency_stop",
    "no_overdue_stop",
    "no_withdrawal",
    "overdue_notice",
    "policy_not_suspended",
]
