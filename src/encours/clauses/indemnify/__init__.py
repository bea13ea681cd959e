"""Indemnify, the last question: which share of what is admitted is insured, and what a claim is then paid."""

from encours.clauses.indemnify import (
    advance,
    aggregate_first_loss,
    buyer_maximum,
    claim_maximum,
    claim_threshold,
    country_maximum,
    credit_limit,
    discretionary_maximum,
    each_and_every_first_loss,
    insured_percentage,
    insured_share,
    maximum_liability,
    minimum_retention,
    payment_of_the_indemnity,
    percentage_above_first_loss,
    percentage_for_late_notice,
)

__all__ = [
    "advance",
    "aggregate_first_loss",
    "buyer_maximum",
    "claim_maximum",
    "claim_threshold",
    "country_maximum",
    "credit_limit",
    "discretionary_maximum",
    "each_and_every_first_loss",
    "insured_percentage",
    "insured_share",
    "maximum_liability",
    "minimum_retention",
    "payment_of_the_indemnity",
    "percentage_above_first_loss",
    "percentage_for_late_notice",
]
