"""The plain walk of clauses over one row, keeping every finding: the reference and the explanation.

A row is decided by the first clause that refuses; with no refusal, by the first that suspends; with
neither, by the first that lacks a fact. What bars comes before what pauses, and both before what is unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from encours.engine.clause import Clause, Function, parameters
from encours.engine.findings import Decision, Finding, cause_code
from encours.engine.ranking import KEPT_RANK, cause_of, ranked
from encours.engine.verdicts import KEPT, NEEDS_INFORMATION, NOT_APPLICABLE, PARTLY, REFUSED
from encours.engine.wording import Wording
from encours.units import MISSING, NEVER, UNSET, Day

Read = Callable[[str], int]
"""How the walk answers a name: a column of the row or account, a value of the walk, or a term."""


@dataclass(frozen=True, slots=True)
class Values:
    """Values a row's clauses read, each computed once; a measure lacks a value if one it reads does."""

    wording: Wording
    read: Read
    known: dict[str, int] = field(default_factory=dict)

    def __getitem__(self, name: str) -> int:
        """Value of a name: a plain integer, `MISSING` or `UNSET`."""
        if name not in self.known:
            measure = self.wording.vocabulary.measures.get(name)
            self.known[name] = self.read(name) if measure is None else self._measured(measure)
        return self.known[name]

    def _measured(self, measure: Function) -> int:
        inputs = [self[name] for name in parameters(measure)]
        if UNSET in inputs:
            return UNSET
        return MISSING if MISSING in inputs else measure(*inputs)

    def opened(self, names: tuple[str, ...]) -> dict[str, int]:
        """The values of these names and, under each measure, of all that it reads."""
        found: dict[str, int] = {}
        for name in names:
            found[name] = self[name]
            measure = self.wording.vocabulary.measures.get(name)
            if measure is not None:
                found |= self.opened(parameters(measure))
        return found

    def missing_under(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Facts and terms, not measures, that are missing among what these names stand on."""
        measures = self.wording.vocabulary.measures
        return tuple(n for n, v in self.opened(names).items() if v == MISSING and n not in measures)


def answer(clause: Clause, values: Values) -> Finding:
    """One clause's answer about one row, exceptions not yet heard."""
    names = clause.reads
    verdict = verdict_alone(clause, values)
    if verdict == NEEDS_INFORMATION:
        missing = values.missing_under(names)
        return Finding(clause.name, clause.stage, verdict, values.opened(names), missing, NEVER)
    until = None if verdict == NOT_APPLICABLE else _until(clause, values)
    return Finding(clause.name, clause.stage, verdict, values.opened(names), until=until)


def verdict_alone(clause: Clause, values: Values) -> int:
    """One clause's verdict about one row, exceptions not yet heard, without a finding."""
    known = values.known
    applied = _applied(clause, values)
    if applied == NOT_APPLICABLE:
        return NOT_APPLICABLE
    inputs = [known[name] if name in known else values[name] for name in parameters(clause.rule)]
    if UNSET in inputs:
        return NOT_APPLICABLE
    return NEEDS_INFORMATION if MISSING in (*inputs, applied) else clause.rule(*inputs)


def _applied(clause: Clause, values: Values) -> int:
    """Whether a clause applies, by its terms alone: not, MISSING where one of them is not known, else anything."""
    if clause.applies is None:
        return KEPT
    terms = [values[name] for name in parameters(clause.applies)]
    if UNSET in terms or (MISSING not in terms and clause.applies(*terms) == 0):
        return NOT_APPLICABLE
    return MISSING if MISSING in terms else KEPT


def _until(clause: Clause, values: Values) -> int:
    if clause.until is None:
        return NEVER
    inputs = [values[name] for name in parameters(clause.until)]
    return NEVER if MISSING in inputs or UNSET in inputs else clause.until(*inputs)


def heard(wording: Wording, finding: Finding, values: Values) -> list[Finding]:
    """The finding with its exceptions, the outcome first.

    An exception that applies replaces the refusal by its own verdict. Two that apply and disagree, or one
    that lacks a fact, leave the row in need of information.
    """
    if finding.verdict != REFUSED:
        return [finding]
    answers = [answer(each, values) for each in wording.exceptions_to(finding.clause)]
    applying = [a for a in answers if a.verdict not in {NOT_APPLICABLE, NEEDS_INFORMATION}]
    verdicts = {a.verdict for a in applying}
    unsure = [a for a in answers if a.verdict == NEEDS_INFORMATION]
    if len(verdicts) > 1 or (not applying and unsure):
        missing = tuple(name for a in unsure for name in a.missing)
        outcome = Finding(finding.clause, finding.stage, NEEDS_INFORMATION, finding.values, missing, NEVER,
                          overridden_by="exceptions disagree" if len(verdicts) > 1 else unsure[0].clause)  # fmt: skip
        return [outcome, *answers]
    if applying:
        first = applying[0]
        outcome = Finding(finding.clause, finding.stage, first.verdict, finding.values, (), first.until,
                          overridden_by=first.clause)  # fmt: skip
        return [outcome, *answers]
    return [finding, *answers]


def decide(wording: Wording, values: Values) -> tuple[Decision, list[Finding]]:
    """The row's decision and every finding of the deciding clauses, in the wording's order."""
    findings: list[Finding] = []
    outcomes: list[tuple[int, Finding]] = []
    for position, each in enumerate(wording.clauses):
        if each.grants or each.exception_to is not None:
            continue
        answers = heard(wording, answer(each, values), values)
        findings.extend(answers)
        outcomes.append((position, answers[0]))
    return _decision(wording, outcomes), findings


def decide_only(wording: Wording, values: Values) -> Decision:
    """The same decision without findings, for when nobody asks why."""
    rank, early, decided_until = KEPT_RANK, KEPT_RANK, NEVER
    kept: list[tuple[int, int]] = []
    for position, each, has_exceptions in wording.deciding_at:
        verdict = verdict_alone(each, values)
        if verdict == NOT_APPLICABLE or (verdict == KEPT and each.until is None):
            continue
        until = NEVER if verdict == NEEDS_INFORMATION else _until(each, values)
        if verdict == REFUSED and has_exceptions:
            outcome = heard(wording, answer(each, values), values)[0]
            verdict, until = outcome.verdict, NEVER if outcome.until is None else outcome.until
        if verdict == KEPT:
            kept.append((ranked(REFUSED, position), until))
        elif ranked(verdict, position) < rank:
            rank, decided_until = ranked(verdict, position), until
            early = rank if each.name in wording.early else early
    return Decision(cause_of(rank), _stands(rank, decided_until, kept), cause_of(early))


def _stands(rank: int, decided_until: Day, kept: Iterable[tuple[int, Day]]) -> Day:
    """Last day of a decision: its own, or that of a clause kept today whose refusal would come before it."""
    return min([decided_until, *(until for refusal, until in kept if refusal < rank)])


def _decision(wording: Wording, outcomes: list[tuple[int, Finding]]) -> Decision:
    ranks = {position: ranked(outcome.verdict, position) for position, outcome in outcomes}
    rank = min(ranks.values(), default=KEPT_RANK)
    early = min((r for p, r in ranks.items() if wording.clauses[p].name in wording.early), default=KEPT_RANK)
    days = {position: NEVER if o.until is None else o.until for position, o in outcomes}
    decided_until = next((days[p] for p, r in ranks.items() if r == rank and rank < KEPT_RANK), NEVER)
    kept = [(ranked(REFUSED, p), days[p]) for p, o in outcomes if o.verdict == KEPT]
    return Decision(cause_of(rank), _stands(rank, decided_until, kept), cause_of(early))


@dataclass(frozen=True, slots=True)
class Grant:
    """What remains of an amount after one stage's amount clauses, who cut it first, and every finding.

    `given_back` is what clauses cut that give back what those before them granted.
    """

    amount: int
    cause: int
    given_back: int
    findings: tuple[Finding, ...]


def grant(
    wording: Wording,
    stage: str,
    asked: int,
    cuts: list[int],
    read_with: Callable[[int], Values],
    *,
    explain: bool = True,
) -> Grant:
    """Run one stage's amount clauses over what is asked; each cut is added to `cuts` at the clause's state.

    A clause that lacks a fact grants nothing: the whole is cut, at the clause's state for unknowns, which is
    the last of `cuts`. `read_with(amount)` gives the values with `asked` set to the amount still asked.
    """
    amount, cause, given_back, findings = asked, 0, 0, []
    for position, each in wording.granting_at(stage):
        values = read_with(amount)
        granted, verdict = _granted(each, values, amount)
        if explain:
            missing = values.missing_under(each.reads) if verdict == NEEDS_INFORMATION else ()
            findings.append(Finding(each.name, stage, verdict, values.opened(each.reads), missing,
                                    asked=amount, granted=granted))  # fmt: skip
        cuts[-1 if verdict == NEEDS_INFORMATION else each.state] += amount - granted
        if cause == 0 and granted < amount and (each.is_cause or granted == 0):
            cause = cause_code(position, verdict)
        if each.gives_back and verdict != NEEDS_INFORMATION:
            given_back += amount - granted
        amount = granted
    return Grant(amount, cause, given_back, tuple(findings))


def _granted(clause: Clause, values: Values, amount: int) -> tuple[int, int]:
    applied = _applied(clause, values)
    if applied == NOT_APPLICABLE:
        return amount, NOT_APPLICABLE
    inputs = [values[name] for name in parameters(clause.rule)]
    if UNSET in inputs:
        return amount, NOT_APPLICABLE
    if MISSING in (*inputs, applied):
        return 0, NEEDS_INFORMATION
    granted = max(0, min(amount, clause.rule(*inputs)))
    if granted == amount:
        return granted, KEPT
    return granted, PARTLY if granted > 0 else REFUSED
