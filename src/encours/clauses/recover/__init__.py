"""Recover, after a loss: whose is the money that comes back, and what the policy year has left."""

from encours.clauses.recover import (
    debt_left,
    first_loss_reinstated,
    liability_reinstated,
    recovery_costs,
    recovery_pool,
    share_by_invoice,
    share_of_the_whole,
    undue_indemnity,
    within_the_debt,
)

__all__ = [
    "debt_left",
    "first_loss_reinstated",
    "liability_reinstated",
    "recovery_costs",
    "recovery_pool",
    "share_by_invoice",
    "share_of_the_whole",
    "undue_indemnity",
    "within_the_debt",
]
