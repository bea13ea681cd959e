"""A finding: which clause answered what, from which values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from encours.units.kinds import Day


@dataclass(frozen=True, slots=True)
class Finding:
    """One answer of one clause about one row.

    `values` holds what the rule read, measures opened down to the facts and terms they came from. `missing`
    names the facts nobody knows. `until` is the last day the answer stands if nothing new happens. For an
    amount clause `asked` and `granted` are in minor units.
    """

    clause: str
    stage: str
    verdict: int
    values: Mapping[str, int]
    missing: tuple[str, ...] = ()
    until: Day | None = None
    asked: int | None = None
    granted: int | None = None
    overridden_by: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What decided a row: cause 0 when every clause was kept, else what `cause_code` makes of clause and verdict."""

    cause: int
    until: Day
    early: int = 0
    """Cause that the clauses of every deciding stage but the last give."""


def cause_code(position: int, verdict: int) -> int:
    """The cause of a row that the clause at this position of the wording (from 0) decided or cut."""
    return 8 * (position + 1) + verdict


def cause_parts(cause: int) -> tuple[int, int]:
    """Position of the clause in the wording (from 0) and its verdict; only for causes above 0."""
    assert cause > 0, "a kept row has no cause"
    return cause // 8 - 1, cause % 8
