"""Admit, the third question: whether the limit has room."""

from encours.clauses.admit import (
    buyer_not_refused,
    discretionary_evidence,
    limit_exists,
    limit_not_expired,
    pari_passu_share,
    primary_keeps_the_invoice,
    room_in_the_limit,
    stage_sublimit,
)

__all__ = [
    "buyer_not_refused",
    "discretionary_evidence",
    "limit_exists",
    "limit_not_expired",
    "pari_passu_share",
    "primary_keeps_the_invoice",
    "room_in_the_limit",
    "stage_sublimit",
]
