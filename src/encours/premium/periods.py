"""Periods of declaration of a policy: months, quarters, half-years or years, and the last day to declare each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from encours.claims.ledger_year import years_of
from encours.clauses.charge import declared_turnover
from encours.clauses.declaration_choices import PeriodsBegin
from encours.policy.schedule import Policy
from encours.premium.agreed import AgreedTerms
from encours.premium.calls import declaration_ends
from encours.units import Day, Months, add_months, civil, from_civil

EVERY: Final = "premium_declared_every"
"""Term of how many months a declaration is for."""
_LETTERS: Final = {3: "Q", 6: "H"}
_YEAR: Final = 12
_NAMED: Final = (1, *_LETTERS, _YEAR)
_YEAR_LAST: Final = re.compile(r"^([QH]?\d{1,2})[ /-](\d{4})$")


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
    agreed = AgreedTerms(policy)
    on = policy.period_start
    months, time = (agreed.wide(name, on) for name in (EVERY, "declaration_time"))
    begins = PeriodsBegin.numbered(agreed.wide("declaration_periods_begin", on))
    whole = _of_calendar(policy, months) if begins == PeriodsBegin.CALENDAR else _of_years(agreed, policy)
    for first, last in whole:
        kept = max(first, policy.period_start), min(last, policy.period_end)
        due = declared_turnover.last_day_to_declare(kept[1], time)
        yield Period(*kept, due, _name(first, last, months) if kept == (first, last) else _days(*kept))


def _of_years(agreed: AgreedTerms, policy: Policy) -> Iterator[tuple[Day, Day]]:
    """Periods counted from the first day of each policy year, as premium is called by them."""
    for start, end in years_of(policy):
        first = start
        for last in declaration_ends(agreed, first=start, last=end):
            yield first, last
            first = last + 1


def _of_calendar(policy: Policy, months: Months) -> Iterator[tuple[Day, Day]]:
    """Periods of so many months of the calendar year, those that the policy has a day of."""
    year, month, _ = civil(policy.period_start)
    start = from_civil(year, (month - 1) // months * months + 1, 1)
    while start <= policy.period_end:
        following = min(add_months(start, months), from_civil(civil(start)[0] + 1, 1, 1))
        yield start, following - 1
        start = following


def _name(first: Day, last: Day, months: Months) -> str:
    year, month, day = civil(first)
    if day != 1 or months not in _NAMED or (month - 1) % months or last != add_months(first, months) - 1:
        return _days(first, last)
    if months == _YEAR:
        return f"{year}"
    letter = _LETTERS.get(months)
    return f"{year}-{month:02}" if letter is None else f"{year}-{letter}{(month - 1) // months + 1}"


def _days(first: Day, last: Day) -> str:
    return "/".join("{:04}-{:02}-{:02}".format(*civil(each)) for each in (first, last))


def named(periods: tuple[Period, ...], text: str) -> Period | None:
    """The period of a name; French letters (2026-T2, 2026-S1) say the same as English ones, and so does Q2 2026."""
    plain = text.strip().upper().replace("T", "Q").replace("S", "H")
    turned = _YEAR_LAST.sub(r"\2-\1", plain)
    return next((each for each in periods if each.name == turned), None)


def name_of_days(first: Day, last: Day) -> str:
    """Name of the period of these days, as a period of a policy is named."""
    names = (_name(first, last, months) for months in _NAMED)
    return next((name for name in names if "/" not in name), _days(first, last))
