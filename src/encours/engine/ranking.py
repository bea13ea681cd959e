"""Which clause decides a row, as one number: the smallest rank wins. Shared by both walks, in the clause language."""

from __future__ import annotations

from typing import Final

from encours.engine.verdicts import NEEDS_INFORMATION, REFUSED, SUSPENDED

RANK: Final = 65_536
"""A rank is this times the precedence of a verdict, plus the cause: what bars comes before what pauses, and both
before what is not known; among equals the first clause."""

KEPT_RANK: Final = 3 * RANK
"""Rank of a clause that keeps the row or does not apply."""


def ranked(verdict: int, position: int) -> int:
    """Rank of what the clause at a position (from 0) answers."""
    if verdict == REFUSED:
        return 8 * (position + 1) + verdict
    if verdict == SUSPENDED:
        return RANK + 8 * (position + 1) + verdict
    if verdict == NEEDS_INFORMATION:
        return 2 * RANK + 8 * (position + 1) + verdict
    return KEPT_RANK


def verdict_of(cause: int) -> int:
    """Verdict within a cause; `KEPT` for none."""
    return cause % 8


def cause_of(rank: int) -> int:
    """Cause of a row from the smallest rank of its clauses: 0 when every clause kept it."""
    if rank >= KEPT_RANK:
        return 0
    return rank % RANK
