"""Running the cases of the steps of the indemnity chain: each alone, through the chain of its own policy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from encours.cases.case import Case, CaseResult, Difference
from encours.cases.cells import WrongCell, cents_of
from encours.cases.compare import NOT_ASKED, same_verdict, shown_amount
from encours.cases.losses import PARTS, LossSituation, counter_used_after, line_of, loss_situation_of
from encours.cases.run import MANY, ONE, shown_finding
from encours.claims.agreed import agreed_chain
from encours.claims.loss import Loss, YearAccount
from encours.claims.settle import Settlement, keys_of, settle
from encours.clauses.states import LossPart
from encours.clauses.wordings import WHOLE_TURNOVER, WORDINGS
from encours.clauses.wordings.indemnity import CHAIN
from encours.engine.findings import Finding
from encours.engine.verdicts import NAMES
from encours.facts.words import UNKNOWN_WORDS
from encours.policy.read import ProgrammeReading, read_programme
from encours.policy.schedule import Policy
from encours.units import MISSING, Cents


def run_loss_case(case: Case, *, without: str = "", cache: Path | None = None) -> CaseResult:
    """Result of one case of a step; `without` leaves a step out of the chain, to see that its cases miss it.

    With a folder of kernels the chain is run compiled: that keeps no verdicts, and no parts but the indemnity.
    """
    speed = ONE if cache is None else MANY
    if case.faults:
        return CaseResult(case=case, speed=speed, faults=case.faults)
    try:
        situation = loss_situation_of(case.overrides)
        reading = _programme(situation.policy_text)
        if reading.programme is None:
            told = tuple(f"line {each.place.line}: {each.what.english}" for each in reading.errors)
            return CaseResult(case=case, speed=speed, faults=told)
        policy = reading.programme.primary
        if cache is not None:
            return CaseResult(case=case, speed=speed, differences=tuple(_compiled(case, situation, policy, cache)))
        return _compared(case, _settled(situation, policy, without))
    except WrongCell as wrong:
        return CaseResult(case=case, speed=speed, faults=(str(wrong),))


@lru_cache(maxsize=1024)
def _programme(text: str) -> ProgrammeReading:
    return read_programme(text, file="policy.toml", wordings=WORDINGS.values())


def _compiled(case: Case, situation: LossSituation, policy: Policy, cache: Path) -> Iterator[Difference]:
    """What the compiled chain answers otherwise than stated: indemnities, and what is used up after."""
    from encours.claims.many import claims_in_columns, offers_in_tables, settle_book  # numpy and the compiler

    losses = [situation.loss]
    book = claims_in_columns(losses)
    offers = offers_in_tables(book, losses, [policy], [situation.year])
    settled = settle_book(book, offers, cache=cache, account=situation.account)
    indemnity = int(settled.indemnity[0, 0])
    is_known = indemnity != MISSING
    lines = settled.lines[0].tolist()
    for name, text in case.expected.items():
        if counter := counter_used_after(name):
            yield from _difference(name, text, _used_of(situation.loss, settled.account(0), counter))
        elif (place := line_of(name)) >= 0:
            yield from _difference(name, text, (lines[place] if place < len(lines) else 0) if is_known else None)
        elif name == LossPart.INDEMNITY.english:
            yield from _difference(name, text, indemnity if is_known else None)


def _settled(situation: LossSituation, policy: Policy, without: str) -> Settlement:
    agreed = agreed_chain(policy, situation.loss, situation.year)
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
        yield from _difference(name, text, _answered(name, settled, finding))


def _difference(name: str, text: str, amount: Cents | None) -> Iterator[Difference]:
    if (None if text in UNKNOWN_WORDS else cents_of(name, text)) != amount:
        yield Difference(place=name, expected=text, got="unknown" if amount is None else shown_amount(amount))


def _answered(name: str, settled: Settlement, finding: Finding | None) -> Cents | None:
    """What was answered under a column, in minor units; None for what nobody can tell."""
    if name == "left":
        return None if finding is None or settled.indemnity is None else finding.granted
    if counter := counter_used_after(name):
        return _used_of(settled.loss, settled.account, counter)
    if settled.indemnity is None:
        return None
    if (place := line_of(name)) >= 0:
        return settled.lines[place] if place < len(settled.lines) else 0
    return settled.parts[PARTS[name]]


def _used_of(loss: Loss, account: YearAccount, counter: str) -> Cents:
    """What is used of a counter, for the name under which a loss uses it."""
    return account.of(*next(key for key in keys_of(loss) if key[0] == counter))
