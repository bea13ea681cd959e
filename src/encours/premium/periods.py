"""Periods of declaration of a policy: months, quarters, half-years or years, and the last day to declare each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from encours.clauses.charge import declared_turnover
from encours.clauses.declaration_choices import DeclarationPeriod, PeriodsBegin
from encours.policy.resolve import resolve
from encours.policy.schedule import Policy
from encours.units import Day, Months, add_months, civil, from_civil

MONTHS: Final = {
    DeclarationPeriod.MONTH: 1, DeclarationPeriod.QUARTER: 3, DeclarationPeriod.HALF_YEAR: 6,
    DeclarationPeriod.YEAR: 12,
}  # fmt: skip
_LETTERS: Final = {3: "Q", 6: "H"}
_YEAR: Final = 12


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One period of declaration, both days included, and its name: 2026-04, 2026-Q2, 2026-H1, 2026.

    One that is none of the calendar, or that the policy covers in part, is named by its days.
    """

    first: Day
    last: Day
    due_on: Day
    """Last day to declare it."""
    name: str


def periods_of(policy: Policy) -> tuple[Period, ...]:
    """Periods that a policy is declared by, in order; its first and last ones are cut at its own days."""
    return tuple(_periods(policy))


def period_of(policy: Policy, day: Day) -> Period | None:
    """The period that a day belongs to; None before and after the policy."""
    return next((each for each in periods_of(policy) if each.first <= day <= each.last), None)


def _periods(policy: Policy) -> Iterator[Period]:
    on = policy.period_start
    months = MONTHS[DeclarationPeriod.numbered(resolve(policy, "declaration_period", {}, on))]
    time = resolve(policy, "declaration_time", {}, on)
    begins = PeriodsBegin.numbered(resolve(policy, "declaration_periods_begin", {}, on))
    start = _first_start(policy.period_start, months, begins)
    for count in range(0, 12_000, months):
        first, last = add_months(start, count), add_months(start, count + months) - 1
        if first > policy.period_end:
            return
        kept = max(first, policy.period_start), min(last, policy.period_end)
        due = declared_turnover.last_day_to_declare(kept[1], time)
        yield Period(*kept, due, _name(first, last, months) if kept == (first, last) else _days(*kept))


def _first_start(day: Day, months: Months, begins: PeriodsBegin) -> Day:
    if begins == PeriodsBegin.POLICY_START:
        return day
    year, month, _ = civil(day)
    return from_civil(year, (month - 1) // months * months + 1, 1)


def _name(first: Day, last: Day, months: Months) -> str:
    year, month, day = civil(first)
    if day != 1 or (month - 1) % months:
        return _days(first, last)
    if months == _YEAR:
        return f"{year}"
    letter = _LETTERS.get(months)
    return f"{year}-{month:02}" if letter is None else f"{year}-{letter}{(month - 1) // months + 1}"


def _days(first: Day, last: Day) -> str:
    return "/".join("{:04}-{:02}-{:02}".format(*civil(each)) for each in (first, last))


def named(periods: tuple[Period, ...], text: str) -> Period | None:
    """The period of a name; French letters (2026-T2, 2026-S1) say the same as English ones."""
    plain = text.strip().upper().replace("T", "Q").replace("S", "H")
    return next((each for each in periods if each.name == plain), None)
