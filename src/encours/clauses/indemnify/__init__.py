"""Indemnify, the last question: which share of what is admitted is insured."""

from encours.clauses.indemnify import (
    insured_percentage,
    percentage_for_late_notice,
)

__all__ = [
    "insured_percentage",
    "percentage_for_late_notice",
]
