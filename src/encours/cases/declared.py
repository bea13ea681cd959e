"""Running the cases of declarations: what the ordinary story declares of a period, and whether its limit is alive."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from encours.cases.case import Case, CaseResult, Difference, Situation
from encours.cases.cells import cents_of, day_of
from encours.cases.compare import shown_amount, shown_day
from encours.cases.judge import programme_of
from encours.cases.loss_days import BUYER
from encours.cases.overrides import is_override, number_of, situation_of
from encours.clauses.wordings import WHOLE_TURNOVER
from encours.engine.verdicts import KEPT, NAMES, NEEDS_INFORMATION, REFUSED
from encours.engine.wording import Wording
from encours.policy.schedule import Programme
from encours.premium.dead_limits import dead_limits
from encours.premium.declarations import filed_of
from encours.premium.periods import period_of
from encours.premium.turnover import Sale, turnover
from encours.units import Day

DECLARED: Final = "declared_turnover"
DEAD: Final = "dead_limit"
CLAUSES: Final = frozenset({DECLARED, DEAD})
"""Clauses whose cases are about what is declared for the premium, and about limits that serve no sale."""
STATED: Final = ("verdict", "left_out", "declared", "last_day", "period", "in_time")
ASKED: Final = {"first_day": "2026-01-01", "last_day": "2026-03-31", "months": "12"}
"""Columns of what is asked, and what they are where a case leaves them out."""


def declared_expectation(clause: str, column: str) -> str:
    """Name of the expectation a column states; empty if none: of a declaration, its last day is asked."""
    if column == "last_day" and clause == DECLARED:
        return ""
    return column if column in STATED else ""


def is_declared_override(column: str) -> bool:
    """Whether a column changes the ordinary story, or what is asked of it."""
    return column in ASKED or is_override(column)


def run_declared_case(case: Case, *, speed: str, wording: Wording = WHOLE_TURNOVER) -> CaseResult:
    """Result of a case under the first policy."""
    situation = situation_of(case.overrides)
    reading = programme_of(situation.policy_text, wording)
    faults = [error.what.english for error in reading.errors] + [each.en for each in situation.ledger.errors]
    if reading.programme is None or faults:
        return CaseResult(case=case, speed=speed, faults=tuple(faults))
    compare = _declared if case.clause == DECLARED else _dead
    return CaseResult(case=case, speed=speed, differences=tuple(compare(case, situation, reading.programme)))


def _asked(case: Case, column: str) -> str:
    return case.overrides.get(column) or ASKED[column]


def _declared(case: Case, situation: Situation, programme: Programme) -> Iterator[Difference]:
    view = situation.ledger.view(situation.as_of, situation.known_on)
    first, last = (day_of(column, _asked(case, column)) for column in ("first_day", "last_day"))
    found = turnover(view, programme.primary, first=first, last=last, programme=programme).sales
    number = number_of(case.overrides, 1)
    own = next((each for each in found if each.document == number), None)
    got = "" if own is None else NAMES[_verdict(own)]
    if "declared" in case.expected and case.expected.get("verdict", "") != got:
        yield Difference(place="verdict", expected=case.expected.get("verdict", ""), got=got)
    left_out = "" if own is None else own.line.excluded
    if case.expected.get("left_out", "") != left_out:
        yield Difference(place="left_out", expected=case.expected.get("left_out", ""), got=left_out)
    yield from _of_period(case, situation, programme, first)
    if "declared" not in case.expected:
        return
    total = sum(each.line.amount for each in found if not each.line.excluded)
    if cents_of("declared", case.expected["declared"]) != total:
        yield Difference(place="declared", expected=case.expected["declared"], got=shown_amount(total))


def _of_period(case: Case, situation: Situation, programme: Programme, day: Day) -> Iterator[Difference]:
    """The period of the first day asked, and whether what the story declares is declared in its time."""
    period = period_of(programme.primary, day)
    name = "" if period is None else period.name
    if "period" in case.expected and case.expected["period"] != name:
        yield Difference(place="period", expected=case.expected["period"], got=name)
    if "in_time" in case.expected and period is not None:
        view = situation.ledger.view(situation.as_of, situation.known_on)
        filed = filed_of(view, programme, programme.primary, period)
        got = "yes" if all(each.declared_on <= period.due_on for each in filed) else "no"
        if case.expected["in_time"] != got:
            yield Difference(place="in_time", expected=case.expected["in_time"], got=got)


def _verdict(sale: Sale) -> int:
    if sale.line.excluded:
        return REFUSED
    return NEEDS_INFORMATION if sale.lacking else KEPT


def _dead(case: Case, situation: Situation, programme: Programme) -> Iterator[Difference]:
    view = situation.ledger.view(situation.as_of, situation.known_on)
    found = dead_limits(view, programme, programme.primary, idle=int(_asked(case, "months")))
    own = next((each for each in found if each.buyer == BUYER), None)
    got = NAMES[KEPT if own is None else REFUSED]
    if case.expected["verdict"] != got:
        yield Difference(place="verdict", expected=case.expected["verdict"], got=got)
    last = "" if own is None else shown_day(own.last_day_to_cancel)
    if case.expected.get("last_day", "") != last:
        yield Difference(place="last_day", expected=case.expected.get("last_day", ""), got=last)
