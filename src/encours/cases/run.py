"""Running cases: each alone, by the plain walk and by the compiled one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from encours.cases.case import Case, CaseResult, Difference
from encours.cases.cells import WrongCell
from encours.cases.charges import CHARGES, run_charge_case
from encours.cases.compare import differences, same_verdict, shown_day, verdict_of
from encours.cases.declared import CLAUSES as OF_DECLARATIONS
from encours.cases.declared import run_declared_case
from encours.cases.judge import Answers, judge
from encours.cases.loss_days import CLAUSES as ABOUT_THE_LOSS
from encours.cases.loss_days import run_loss_day_case
from encours.cases.overrides import number_of, situation_of
from encours.clauses.wordings import WHOLE_TURNOVER
from encours.engine.findings import Finding
from encours.engine.verdicts import NAMES
from encours.engine.wording import Wording
from encours.units import MISSING, NEVER, UNSET

ONE: Final = "one"
MANY: Final = "many"
_OTHER: Final = re.compile(r"invoice(\[(?P<number>\d+)\])?\.(?P<name>\w+)")


def run_case(case: Case, *, wording: Wording = WHOLE_TURNOVER, cache: Path | None = None) -> CaseResult:
    """Result of one case; by the compiled walk, which keeps no verdicts, when its folder is given."""
    speed = ONE if cache is None else MANY
    if case.faults:
        return CaseResult(case=case, speed=speed, faults=case.faults)
    try:
        if case.clause == CHARGES:
            return run_charge_case(case, speed=speed, wording=wording)
        if case.clause in OF_DECLARATIONS:
            return run_declared_case(case, speed=speed, wording=wording)
        if case.clause in ABOUT_THE_LOSS:
            return run_loss_day_case(case, speed=speed, wording=wording)
        answers = judge(situation_of(case.overrides), wording=wording, cache=cache)
        if answers.faults:
            return CaseResult(case=case, speed=speed, faults=answers.faults)
        return _compared(case, answers, speed)
    except WrongCell as wrong:
        return CaseResult(case=case, speed=speed, faults=(str(wrong),))


def _compared(case: Case, answers: Answers, speed: str) -> CaseResult:
    found: list[Difference] = []
    for number, expected in _by_invoice(case).items():
        row = answers.of(number)
        found += differences(expected, row, wording=answers.wording, about=number)
    row = answers.of(number_of(case.overrides, 1))
    got, finding = verdict_of(case.clause, row, int(case.expected.get("layer", "1")) - 1)
    stated = case.expected.get("verdict", "")
    if speed == ONE and stated and not same_verdict(stated, got):
        found.insert(0, Difference(place="verdict", expected=stated, got=got))
    told = shown_finding(finding, answers.wording)
    return CaseResult(case=case, speed=speed, differences=tuple(found), finding=told, rows=answers.rows)


def _by_invoice(case: Case) -> Mapping[str, dict[str, str]]:
    """Expectations by invoice number: columns without a number are about the first invoice."""
    found: dict[str, dict[str, str]] = {}
    for column, text in case.expected.items():
        other = _OTHER.fullmatch(column)
        number = number_of(case.overrides, int((other and other["number"]) or 1))
        found.setdefault(number, {})[other["name"] if other else column] = text
    return found


def shown_finding(finding: Finding | None, wording: Wording) -> str:
    """A finding in a line: clause, verdict and the values it read."""
    if finding is None:
        return ""
    values = ", ".join(f"{n} = {_shown(n, v, wording)}" for n, v in finding.values.items())
    missing = f"; missing {', '.join(finding.missing)}" if finding.missing else ""
    amounts = "" if finding.asked is None else f"; asked {finding.asked}, granted {finding.granted}"
    return f"{finding.clause}: {NAMES[finding.verdict]} ({values}{missing}{amounts})"


def _shown(name: str, value: int, wording: Wording) -> str:
    words = {MISSING: "missing", UNSET: "unset"}
    if value in words:
        return words[value]
    try:
        unit = wording.unit_of(name).name
    except KeyError:
        unit = ""
    if unit == "day" and -NEVER < value <= NEVER and value > -(2**20):
        return shown_day(value)
    return str(value)
