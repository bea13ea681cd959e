"""Duties about one unpaid invoice or one claim, from what the clauses of cover found: their own days, and no others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from encours.cover.book import Book
from encours.cover.one import AccountCover
from encours.cover.result import RowCover
from encours.duties.duty import Duty
from encours.duties.kinds import DECLARE_IN_PROCEEDINGS, FILE_CLAIM, HAND_OVER, REPORT_OVERDUE, WHO
from encours.engine.findings import Finding
from encours.engine.verdicts import NOT_APPLICABLE
from encours.facts.kinds import ClaimEvent, Fact, HandOver, OverdueReport
from encours.facts.rows_at_fault import name_of
from encours.units import MISSING, NEVER, Day, widen_day


@dataclass(frozen=True, slots=True)
class Step:
    """A step that a clause of cover asks for: the values that tell its last day and the day it was taken.

    `taken` makes the fact that it was taken on a day, `table` holds such facts and `event` names theirs, if several.
    """

    kind: str
    last_day: str
    done_on: str
    taken: Callable[[str, str, int, Day], Fact]
    table: str
    day: str
    event: str = ""
    whole_buyer: bool = False
    """Whether it is taken for every debt of the buyer at once: done once it is of each."""
    entrusted_on: str = ""
    """Value that tells the day on which handing over the file was enough, where the insurer takes it from there."""


def _reported(buyer: str, invoice: str, instalment: int, day: Day) -> Fact:
    return OverdueReport(buyer=buyer, invoice=invoice, instalment=instalment, reported_on=day)


def _handed_over(buyer: str, invoice: str, _instalment: int, day: Day) -> Fact:
    return HandOver(buyer=buyer, invoice=invoice, handed_over_on=day)


def _declared(buyer: str, _invoice: str, _instalment: int, day: Day) -> Fact:
    return ClaimEvent(buyer=buyer, event="claim declared", happened_on=day)


def _filed(buyer: str, invoice: str, _instalment: int, day: Day) -> Fact:
    return ClaimEvent(buyer=buyer, invoice=invoice, event="claim filed", happened_on=day)


STEPS: Final[Mapping[str, Step]] = {
    "overdue_notice": Step(
        REPORT_OVERDUE, "overdue_notice_deadline", "overdue_reported_on", _reported, "overdue_reports", "reported_on"
    ),
    "file_handed_over_in_time": Step(
        HAND_OVER, "hand_over_last_day", "handed_over_on", _handed_over, "hand_overs", "handed_over_on"
    ),
    "claim_declared_in_time": Step(
        DECLARE_IN_PROCEEDINGS, "claim_declaration_last_day", "claim_declared_on", _declared, "claim_events",
        "happened_on", "claim declared", whole_buyer=True, entrusted_on="file_entrusted_on",
    ),
    "claim_filed_in_time": Step(
        FILE_CLAIM, "claim_filing_last_day", "claim_filed_on", _filed, "claim_events", "happened_on", "claim filed"
    ),
}  # fmt: skip
"""Steps by the clause that asks for them."""


def duties_of_invoices(book: Book, account: int, answer: AccountCover) -> Iterator[Duty]:
    """Duties about the open invoices of an account that are overdue, or claims in proceedings; none is weighed yet."""
    told: dict[str, Duty] = {}
    for row in answer.rows:
        if not row.receivable:
            continue
        due = _due(book, account, row)
        for layer in row.layers:
            for finding in layer.findings:
                step = STEPS.get(finding.clause)
                if step is None or finding.verdict == NOT_APPLICABLE:
                    continue
                duty = _duty(book, row, layer.policy, step, finding, due=due)
                if duty is not None:
                    other = told.get(duty.identifier, duty)
                    told[duty.identifier] = _of_both(other, duty) if step.whole_buyer else other
    yield from told.values()


def _of_both(one: Duty, other: Duty) -> Duty:
    """One duty about two invoices, as it stands worst: not done, or done last; then what must be done first."""
    worse = max(one, other, key=lambda each: (each.done_on, -each.last_day))
    proofs = (*one.proofs, *other.proofs, one.evidence, other.evidence)
    return replace(worse, proofs=tuple(sorted({*proofs} - {""})))


def _duty(book: Book, row: RowCover, policy: str, step: Step, finding: Finding, *, due: Day) -> Duty | None:
    invoices, values = book.view.table("invoices"), finding.values
    last_day = values.get(step.last_day, MISSING)
    if last_day == NEVER or (not step.whole_buyer and (due == MISSING or due >= book.as_of)):
        return None
    taken = step
    done_on, entrusted_on = values.get(step.done_on, NEVER), values.get(step.entrusted_on, NEVER)
    if MISSING != entrusted_on < done_on:
        taken, done_on = STEPS["file_handed_over_in_time"], entrusted_on
    buyer, number = (invoices.texts[name][row.ledger_row] for name in ("buyer", "number"))
    return Duty(
        kind=step.kind,
        who=WHO[step.kind],
        policy=policy,
        buyer=buyer,
        invoice="" if step.whole_buyer else number,
        instalment=1 if step.whole_buyer else int(invoices.numbers["instalment"][row.ledger_row]),
        first_day=MISSING if step.whole_buyer else due + 1,
        last_day=last_day,
        done_on=NEVER if done_on in {MISSING, NEVER} else done_on,
        evidence=_proof(book, taken, buyer, number, done_on),
        lacking=", ".join(finding.missing) if last_day == MISSING else "",
    )


def _due(book: Book, account: int, row: RowCover) -> Day:
    start, stop = int(book.spans.start[account]), int(book.spans.stop[account])
    place = start + book.ledger_row[start:stop].tolist().index(row.ledger_row)
    return widen_day(int(book.rows.column("due", place, place + 1)[0]))


def _proof(book: Book, step: Step, buyer: str, invoice: str, done_on: Day) -> str:
    """Name of the fact that says a step was taken on a day; empty where none was."""
    table = book.view.table(step.table)
    for row in table.texts["buyer"].where_any([buyer]).tolist():
        if table.texts["invoice"][row] not in {"", invoice} or int(table.numbers[step.day][row]) != done_on:
            continue
        if not step.event or int(table.numbers["event"][row]) == table.kind.field("event").code(step.event):
            return name_of(table, row)
    return ""
