"""Running the cases of the steps of the indemnity chain: each alone, through the chain of its own policy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from encours.cases.case import Case, CaseResult, Difference
from encours.cases.cells import UNKNOWN_WORDS, WrongCell, cents_of
from encours.cases.compare import NOT_ASKED, same_verdict, shown_amount
from encours.cases.losses import PARTS, LossSituation, counter_used_after, line_of, loss_situation_of
from encours.cases.run import ONE, shown_finding
from encours.claims.agreed import agreed_chain
from encours.claims.settle import Settlement, settle
from encours.clauses.wordings import WHOLE_TURNOVER, WORDINGS
from encours.clauses.wordings.indemnity import CHAIN
from encours.engine.findings import Finding
from encours.engine.verdicts import NAMES
from encours.policy.read import ProgrammeReading, read_programme


def run_loss_case(case: Case, *, without: str = "") -> CaseResult:
    """Result of one case of a step; `without` leaves a step out of the chain, to see that its cases miss it."""
    if case.faults:
        return CaseResult(case=case, speed=ONE, faults=case.faults)
    try:
        situation = loss_situation_of(case.overrides)
        reading = _programme(situation.policy_text)
        if reading.programme is None:
            told = tuple(f"line {each.place.line}: {each.what.english}" for each in reading.errors)
            return CaseResult(case=case, speed=ONE, faults=told)
        return _compared(case, _settled(situation, reading, without))
    except WrongCell as wrong:
        return CaseResult(case=case, speed=ONE, faults=(str(wrong),))


@lru_cache(maxsize=1024)
def _programme(text: str) -> ProgrammeReading:
    return read_programme(text, file="policy.toml", wordings=WORDINGS.values())


def _settled(situation: LossSituation, reading: ProgrammeReading, without: str) -> Settlement:
    assert reading.programme is not None
    agreed = agreed_chain(reading.programme.primary, situation.loss, situation.year)
    kept = tuple(code for code in agreed.codes if CHAIN.of_code(code).name != without)
    return settle(situation.loss, replace(agreed, codes=kept), situation.account)


def _compared(case: Case, settled: Settlement) -> CaseResult:
    finding = next((each for each in settled.findings if each.clause == case.clause), None)
    told = shown_finding(finding, WHOLE_TURNOVER)
    return CaseResult(case=case, speed=ONE, differences=tuple(_differences(case, settled, finding)), finding=told)


def _differences(case: Case, settled: Settlement, finding: Finding | None) -> Iterator[Difference]:
    for name, text in case.expected.items():
        if name == "verdict":
            got = NOT_ASKED if finding is None else NAMES[finding.verdict]
            if not same_verdict(text, got):
                yield Difference(place=name, expected=text, got=got)
            continue
        amount = _answered(name, settled, finding)
        if (None if text in UNKNOWN_WORDS else cents_of(name, text)) != amount:
            yield Difference(place=name, expected=text, got="unknown" if amount is None else shown_amount(amount))


def _answered(name: str, settled: Settlement, finding: Finding | None) -> int | None:
    """What was answered under a column, in minor units; None for what nobody can tell."""
    if name == "left":
        return None if finding is None or settled.indemnity is None else finding.granted
    if counter := counter_used_after(name):
        loss = settled.loss
        names = {"claim": loss.claim, "buyer": loss.buyer, "country": loss.country}
        return settled.account.of(counter, names.get(counter, ""))
    if settled.indemnity is None:
        return None
    if (place := line_of(name)) >= 0:
        return settled.lines[place] if place < len(settled.lines) else 0
    return settled.parts[PARTS[name]]
