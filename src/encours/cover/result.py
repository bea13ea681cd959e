"""What cover answers: each euro of each open invoice in its state, layer by layer, with the cause and until when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from encours.clauses.states import State
from encours.engine.findings import Finding, cause_parts
from encours.engine.verdicts import NEEDS_INFORMATION, SUSPENDED
from encours.engine.wording import Wording
from encours.units import Cents, Day


def uninsured(parts: Mapping[State, Cents]) -> Cents:
    """What no layer carries of what is owed, taxes included: everything but what is covered within limits.

    The uninsured percentage of what is covered comes on top. Every report that says uninsured says this amount.
    """
    return sum(parts.values()) - parts[State.COVERED]


def not_judged(open_: Cents) -> Mapping[State, Cents]:
    """Parts of what is owed of which no clause can say anything: all of it lacks information."""
    return {**dict.fromkeys(State, 0), State.NEEDS_INFORMATION: open_}


@dataclass(frozen=True, slots=True)
class Decisions:
    """Decisions behind the limit of a row, each by its place among those of the account and layer in order of effect.

    `stands` gives the limit in force, -1 where no decision does; `latest` is the last in effect by the delivery, -1
    before the first.
    """

    stands: int
    latest: int


@dataclass(frozen=True, slots=True)
class LayerCover:
    """What one layer carries of a row: admitted in its limit, insured after the percentage, both still open.

    `cause` is 0 where no clause refuses or cuts, but for a base or a share that leaves something and for percentages;
    `until` the last day the answer stands if nothing new happens. `findings` and `decisions` are kept by the plain walk
    only; the latter only explain, and are no part of the answer.
    """

    policy: str
    admitted: Cents
    insured: Cents
    cause: int
    until: Day
    findings: tuple[Finding, ...] = ()
    decisions: Decisions | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class RowCover:
    """Cover of one invoice or instalment, in the policy's currency; the parts add up to what is open."""

    ledger_row: int
    open_original: Cents
    open: Cents
    parts: Mapping[State, Cents]
    layers: tuple[LayerCover, ...]
    receivable: bool = True
    """Whether it is a receivable: drafts, orders in hand and returned sales are judged, but nobody owes them."""

    @property
    def cause(self) -> int:
        """Cause of the first layer: 0, or `8 * (clause position + 1) + verdict`."""
        return self.layers[0].cause

    @property
    def until(self) -> Day:
        """Last day on which nothing of this answer changes if nothing new happens."""
        return min(layer.until for layer in self.layers)

    @property
    def admitted(self) -> Cents:
        """Carried by any layer, before percentages (encours garanti)."""
        return sum(layer.admitted for layer in self.layers)

    @property
    def insured(self) -> Cents:
        """Insured by any layer, after percentages."""
        return sum(layer.insured for layer in self.layers)

    def state(self) -> State:
        """State of the largest part; among equals the first in the order of `State`."""
        return max(State, key=lambda state: (self.parts[state], -int(state)))


def state_of_cause(wording: Wording, cause: int) -> State:
    """State of the part of a row that a cause keeps from being covered."""
    if cause == 0:
        return State.OVER_LIMIT
    position, verdict = cause_parts(cause)
    if verdict == NEEDS_INFORMATION:
        return State.NEEDS_INFORMATION
    if verdict == SUSPENDED:
        return State.SUSPENDED
    return State.numbered(wording.clauses[position].state)


def decided_whole(wording: Wording, cause: int) -> bool:
    """Whether a deciding clause, and not a lack of room, decided the whole row."""
    return cause > 0 and not wording.clauses[cause_parts(cause)[0]].grants


def parts_of(
    wording: Wording, *, still_open: Cents, outside: Cents, suspended: Cents, not_covered: Cents, carried: Cents,
    cause: int,
) -> dict[State, Cents]:  # fmt: skip
    """Parts of an open amount by state, adding up to it; `carried` is what all layers admit together.

    What is outside the base of the policy (VAT) stays outside whatever else happens; a row decided whole is in one
    state for all the rest.
    """
    parts = dict.fromkeys(State, 0)
    if still_open <= 0:
        return parts
    parts[State.COVERED] = carried
    parts[State.OUTSIDE] = min(outside, still_open - carried)
    whole = decided_whole(wording, cause)
    if not whole:
        parts[State.SUSPENDED] = min(suspended, still_open - carried - parts[State.OUTSIDE])
        parts[State.NOT_COVERED] = min(not_covered, still_open - sum(parts.values()))
    # What an amount clause cut is told already, but for what the limit, or a layer beside, did not take.
    unknown = cause > 0 and cause_parts(cause)[1] == NEEDS_INFORMATION
    rest = state_of_cause(wording, cause) if whole or unknown else State.OVER_LIMIT
    parts[rest] += still_open - sum(parts.values())
    return parts
