"""What is allocated to each supplier from day to day, and whether it all stays within the total on every day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import SimpleNamespace
from typing import cast

from encours.clauses.choices import Outcome
from encours.cover.book.timelines import effective_days
from encours.cover.limits_in_force import is_room, kind_of_decision
from encours.facts.columns import Table
from encours.facts.kinds import LimitDecision
from encours.facts.view import View
from encours.policy.resolve import resolve
from encours.reverse.agreed import ReverseCover
from encours.units import DAY_MISSING_STORED, NEVER, Cents, Day


@dataclass(frozen=True, slots=True, kw_only=True)
class Allocation:
    """Part of the total that a supplier has from one day of the period to another, both included, never nothing."""

    supplier: str
    first: Day
    last: Day
    amount: Cents
    decision: LimitDecision
    """What gives it."""

    def holds_on(self, day: Day) -> bool:
        """Whether it stands on a day."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Days, both included, on which neither the total nor any allocation changes."""

    first: Day
    last: Day
    total: Cents
    allocations: tuple[Allocation, ...]

    @property
    def allocated(self) -> Cents:
        """What all suppliers are allocated."""
        return sum(each.amount for each in self.allocations)

    @property
    def left(self) -> Cents:
        """What may still be allocated."""
        return max(0, self.total - self.allocated)

    @property
    def over(self) -> Cents:
        """What is allocated above the total: nothing, in a cover that holds together."""
        return max(0, self.allocated - self.total)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """Whether an allocation asked for keeps within the total from a day on; else what it lacks, and where first."""

    supplier: str
    amount: Cents
    lacking: Cents
    lacks_on: Day

    @property
    def fits(self) -> bool:
        """Whether it may be granted."""
        return self.lacking == 0


def decisions_of(view: View, cover: ReverseCover) -> Mapping[str, tuple[tuple[Day, LimitDecision], ...]]:
    """Decisions on the debtor by supplier, in order of the day they take effect; one that changes nothing is none."""
    table = view.table("limit_decisions")
    found: dict[str, list[tuple[Day, LimitDecision]]] = {}
    for row, day in _rows(table, cover):
        decision = cast(LimitDecision, table.row(row))
        found.setdefault(decision.entity, []).append((day, decision))
    return {name: tuple(sorted(found[name], key=_order)) for name in sorted(found)}


def _rows(table: Table, cover: ReverseCover) -> list[tuple[int, Day]]:
    rows = [
        row
        for row in table.texts["buyer"].where_any([cover.debtor]).tolist()
        if table.texts["policy"][row] in {"", cover.policy.name}
        and int(table.numbers["outcome"][row]) != Outcome.INCREASE_REFUSED
    ]
    days: list[Day] = effective_days(cover.policy, table, rows).tolist() if rows else []
    return list(zip(rows, days, strict=True))


def _order(each: tuple[Day, LimitDecision]) -> tuple[Day, Day, str]:
    day, decision = each
    return day, decision.decided_on, decision.reference


def allocations_of(view: View, cover: ReverseCover) -> Mapping[str, tuple[Allocation, ...]]:
    """Allocations of each supplier over the period, in order of their days; of one whose decisions leave none, none.

    What a decision gives on a day is found by the rule of the walk, notices and last days included: what is allocated
    here is the limit that a delivery of that day meets, but for an order taken before a cut (`orders_in_hand`) and for
    a condition that is not met, which lets nothing in and keeps its part of the total.
    """
    return {name: tuple(_of_one(name, decided, cover)) for name, decided in decisions_of(view, cover).items()}


def _of_one(supplier: str, decided: Sequence[tuple[Day, LimitDecision]], cover: ReverseCover) -> Sequence[Allocation]:
    period = (cover.policy.period_start, cover.policy.period_end)
    changes = {period[0], *(day for day, _ in decided), *(each.expires_on + 1 for _, each in decided)}
    days = [*sorted(day for day in changes if period[0] <= day <= period[1]), period[1] + 1]
    found: list[Allocation] = []
    for first, after in pairwise(days):
        decision = _in_force(decided, first, cover)
        if decision is None or decision.amount <= 0:
            continue
        if found and found[-1].decision is decision and found[-1].last == first - 1:
            first = found.pop().first  # noqa: PLW2901 -- a day on which nothing changed after all
        found.append(
            Allocation(supplier=supplier, first=first, last=after - 1, amount=decision.amount, decision=decision)
        )
    return found


def _in_force(decided: Sequence[tuple[Day, LimitDecision]], day: Day, cover: ReverseCover) -> LimitDecision | None:
    """The decision that gives room on a day, by the rule that the walk follows; None where none does."""
    position = sum(effective <= day for effective, _ in decided) - 1
    fields = {each.name: each for each in LimitDecision.KIND.fields}
    facts = [decision for _, decision in decided]
    limits = SimpleNamespace(
        outcome=[fields["outcome"].code(each.outcome) for each in facts],
        kind=[fields["kind"].code(each.kind) + 1 for each in facts],
        expires_on=[DAY_MISSING_STORED if each.expires_on < 0 else each.expires_on for each in facts],
    )
    keys = {"buyer": cover.debtor, "entity": facts[0].entity if facts else ""}
    terms = SimpleNamespace(
        **{
            name: [resolve(cover.policy, name, keys, day)]
            for name in ("expired_limit_falls_back_to", "discretionary_limit")
        }
    )
    kind, chosen = kind_of_decision(SimpleNamespace(limits=limits, terms=terms), position, 0, day, 0)
    return facts[chosen] if is_room(kind) else None


def stretches(allocations: Mapping[str, Sequence[Allocation]], cover: ReverseCover) -> tuple[Stretch, ...]:
    """The whole period, cut where the total or an allocation changes."""
    every = [each for several in allocations.values() for each in several]
    end = cover.policy.period_end
    changes = {first for first, _ in cover.totals}
    changes |= {day for each in every for day in (each.first, each.last + 1)}
    days = [*sorted(day for day in changes if day <= end), end + 1]
    return tuple(
        Stretch(
            first=first,
            last=after - 1,
            total=cover.total_on(first),
            allocations=tuple(each for each in every if each.holds_on(first)),
        )
        for first, after in pairwise(days)
    )


def fit(found: Sequence[Stretch], supplier: str, amount: Cents, *, day: Day) -> Fit:
    """Whether a supplier may be allocated an amount, in place of what it has, from a day to the end of the period.

    Every later day is held against the total: what others are allocated later on, or a total that falls, counts.
    """
    worst, on = 0, NEVER
    for each in found:
        if each.last < day:
            continue
        others = sum(one.amount for one in each.allocations if one.supplier != supplier)
        lacking = max(0, others + amount - each.total)
        if lacking > 0:
            worst, on = max(worst, lacking), min(on, max(day, each.first))
    return Fit(supplier=supplier, amount=amount, lacking=worst, lacks_on=on)
