"""A case: one ordinary story changed in a few points, and what its clause must then answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from encours.cover.result import RowCover
from encours.facts.ledger import Ledger
from encours.units import Day


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One row of a table of cases, as written; `faults` tell what makes the row itself unreadable.

    `overrides` are the columns that change the ordinary story, `expected` those that state the outcome.
    """

    clause: str
    title: str
    file: str
    line: int
    provenance: str
    overrides: Mapping[str, str]
    expected: Mapping[str, str]
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What is judged: a policy or programme as text, facts, the day asked and the day of knowledge."""

    policy_text: str
    ledger: Ledger
    as_of: Day
    known_on: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One expectation that does not hold, as written and as answered."""

    place: str
    expected: str
    got: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseResult:
    """What running a case gave: nothing in `differences` and `faults` when it holds.

    `finding` is the sentence of the clause about the invoice judged, to understand a failure by; `rows` is every
    open invoice as judged, by number and instalment.
    """

    case: Case
    speed: str
    differences: tuple[Difference, ...] = ()
    faults: tuple[str, ...] = ()
    finding: str = ""
    rows: Mapping[tuple[str, int], RowCover] = field(default_factory=dict, repr=False)

    @property
    def holds(self) -> bool:
        """Whether every expectation holds."""
        return not self.differences and not self.faults
