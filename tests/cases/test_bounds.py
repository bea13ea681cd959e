"""Both sides of each bound: two cases of one table, a day or a cent apart, that end otherwise.

For each term that is a duration or an amount, its clause's page (any page, for a term of no clause) holds two cases of
one table that set it and differ by days moved by one day, or amounts by one cent, alone, and whose verdicts or euros
differ. That it is this bound, and no other one, is seen by moving it: with the term one unit more, or one less, one of
the two no longer holds.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import combinations

import pytest

from encours.cases import Case
from encours.clauses.wordings import WHOLE_TURNOVER
from tests.cases.pages import CLAUSES_AND_STEPS, EVERY_CASE, alone_cases, run

BOUNDED = {"span", "days", "cents", "count"}
NO_BOUND: Mapping[str, str] = {
    "termination_notice": "no clause reads it: its last day is asked for in tests/duties/test_register.py",
    "warning_period": "a flag of the report; cover does not read it",
    "loss_ratio_years": "it says which years are added up; tests/premium has one and several",
    "total_of_allocations": "no clause reads it; both sides of it are counted in tests/reverse/test_allocations.py",
}
"""Durations and amounts that nothing is compared with, and why."""


def owner(term: str) -> str:
    """Clause that declares a term; none for a term of the whole policy."""
    return next((each.name for each in CLAUSES_AND_STEPS.values() if term in each.terms), "")


def tables(term: str) -> Iterator[list[Case]]:
    """Cases of each table that sets a term, on the page of its clause."""
    found: dict[tuple[str, tuple[str, ...], str], list[Case]] = {}
    for case in (*EVERY_CASE, *alone_cases()):
        if owner(term) in {"", case.clause} and any(c.endswith(f".{term}") and v for c, v in case.overrides.items()):
            found.setdefault((case.file, tuple(case.overrides), case.provenance), []).append(case)
    yield from found.values()


def apart(one: str, other: str) -> bool:
    """Whether two cells are a day, a cent or a unit apart."""
    try:
        return abs(date.fromisoformat(one) - date.fromisoformat(other)).days == 1
    except ValueError:
        numbers = [cell.split()[0] if cell.endswith("days") else cell.removesuffix(" EUR") for cell in (one, other)]
        cents = [each.replace(" ", "").replace(".", "") for each in numbers]
        return all(each.isdigit() for each in cents) and abs(int(cents[0]) - int(cents[1])) == 1


def both_sides(one: Case, other: Case) -> bool:
    """Whether two cases are as close as can be, and end otherwise."""
    changed = [(a, other.overrides[c]) for c, a in one.overrides.items() if a != other.overrides[c]]
    return bool(changed) and all(apart(*pair) for pair in changed) and ending(one) != ending(other)


def ending(case: Case) -> dict[str, str]:
    """What a case expects, but for the last day told."""
    return {name: cell for name, cell in case.expected.items() if not name.endswith("until")}


def moved(cell: str, by: int) -> str:
    """A duration, an amount or a count, one unit more or less (of months, some days); empty for another writing."""
    if found := re.fullmatch(r"(\d+) (days|months)", cell):
        number, word = int(found[1]), found[2]
        if word == "days":
            return f"{number + by} days" if number + by >= 0 else ""
        return f"{30 * number + 5 * by} days"
    digits = cell.removesuffix(" EUR").replace(" ", "")
    if digits.isdigit() and not cell.endswith(" EUR"):
        return str(int(digits) + by)
    try:
        return f"{Decimal(digits) + Decimal(by) / 100} EUR"
    except InvalidOperation:
        return ""


def bounds(term: str, *pair: Case) -> bool:
    """Whether one of two cases ends otherwise once the term is a unit more, or less."""
    for case in pair:
        for column in (c for c, cell in case.overrides.items() if cell and c.endswith(f".{term}")):
            cells = [cell for by in (-1, 1) if (cell := moved(case.overrides[column], by))]
            if any(run(replace(case, overrides={**case.overrides, column: cell})).differences for cell in cells):
                return True
    return False


TERMS = [name for name, term in WHOLE_TURNOVER.terms.items() if term.unit.name in BOUNDED and name not in NO_BOUND]


@pytest.mark.parametrize("term", TERMS)
def test_a_duration_or_an_amount_has_a_case_on_each_side_of_its_bound(term: str) -> None:
    assert any(both_sides(*pair) and bounds(term, *pair) for table in tables(term) for pair in combinations(table, 2))


def test_what_has_no_bound_is_still_a_term() -> None:
    assert set(NO_BOUND) <= set(WHOLE_TURNOVER.terms)
