"""Duties about one unpaid invoice or one claim, from what the clauses of cover found: their own days, and no others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from encours.cover.book import Book
from encours.cover.one import AccountCover
from encours.cover.result import RowCover
from encours.duties.duty import Duty, worse_of
from encours.duties.kinds import DECLARE_IN_PROCEEDINGS, FILE_CLAIM, HAND_OVER, REPORT_OVERDUE, WHO
from encours.engine.findings import Finding
from encours.engine.verdicts import NOT_APPLICABLE, REFUSED
from encours.facts.columns import Table
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
    by_instalment: bool = False
    """Whether it is taken for each instalment of an invoice by itself."""
    under_policy: bool = False
    """Whether a fact of it may name the policy under which it was taken."""
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
        REPORT_OVERDUE, "overdue_notice_deadline", "overdue_reported_on", _reported, "overdue_reports", "reported_on",
        by_instalment=True,
    ),
    "file_handed_over_in_time": Step(
        HAND_OVER, "hand_over_last_day", "handed_over_on", _handed_over, "hand_overs", "handed_over_on"
    ),
    "claim_declared_in_time": Step(
        DECLARE_IN_PROCEEDINGS, "claim_declaration_last_day", "claim_declared_on", _declared, "claim_events",
        "happened_on", "claim declared", whole_buyer=True, entrusted_on="file_entrusted_on",
    ),
    "claim_filed_in_time": Step(
        FILE_CLAIM, "claim_filing_last_day", "claim_filed_on", _filed, "claim_events", "happened_on", "claim filed",
        under_policy=True,
    ),
}  # fmt: skip
"""Steps by the clause that asks for them."""
OUTSIDE: Final = ("policy_period", REFUSED)
"""What a policy says of a delivery of another period: it asks nothing about it."""


def duties_of_invoices(book: Book, account: int, answer: AccountCover) -> Iterator[Duty]:
    """Duties about the open invoices of an account that are overdue, or claims in proceedings; none is weighed yet."""
    told: dict[str, Duty] = {}
    said = _Said(book)
    for row in answer.rows:
        if not row.receivable:
            continue
        due = _due(book, account, row)
        for layer in row.layers:
            if any((each.clause, each.verdict) == OUTSIDE for each in layer.findings):
                continue
            for finding in layer.findings:
                step = STEPS.get(finding.clause)
                if step is None or finding.verdict == NOT_APPLICABLE:
                    continue
                duty = _duty(said, row, layer.policy, step, finding, due=due)
                if duty is not None:
                    other = told.get(duty.identifier, duty)
                    told[duty.identifier] = worse_of(other, duty) if step.whole_buyer else other
    yield from told.values()


def _duty(said: _Said, row: RowCover, policy: str, step: Step, finding: Finding, *, due: Day) -> Duty | None:
    invoices, values = said.book.view.table("invoices"), finding.values
    last_day = values.get(step.last_day, MISSING)
    if last_day == NEVER or (not step.whole_buyer and (due == MISSING or due >= said.book.as_of)):
        return None
    done_on, entrusted_on = values.get(step.done_on, NEVER), values.get(step.entrusted_on, NEVER)
    ways = [step] if entrusted_on == NEVER else [step, STEPS["file_handed_over_in_time"]]
    if MISSING != entrusted_on < done_on:
        done_on = entrusted_on
    buyer, number = (invoices.texts[name][row.ledger_row] for name in ("buyer", "number"))
    instalment = int(invoices.numbers["instalment"][row.ledger_row])
    proofs = () if done_on in {MISSING, NEVER} else tuple(said.of(ways, buyer, number, instalment))
    return Duty(
        kind=step.kind,
        who=WHO[step.kind],
        policy=policy,
        buyer=buyer,
        invoice="" if step.whole_buyer else number,
        instalment=1 if step.whole_buyer else instalment,
        first_day=MISSING if step.whole_buyer else due + 1,
        last_day=last_day,
        done_on=NEVER if done_on == MISSING else done_on,
        evidence=next((name for day, name in proofs if day == done_on), ""),
        proofs=frozenset(name for _, name in proofs),
        lacking=", ".join(finding.missing) if last_day == MISSING else "",
    )


def _due(book: Book, account: int, row: RowCover) -> Day:
    start, stop = int(book.spans.start[account]), int(book.spans.stop[account])
    place = start + book.ledger_row[start:stop].tolist().index(row.ledger_row)
    return widen_day(int(book.rows.column("due", place, place + 1)[0]))


class _Said:
    """What the facts of a book say was done about its invoices; those of a buyer are read once."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._read: dict[tuple[str, str], dict[str, list[tuple[int, Day, str]]]] = {}

    def of(self, ways: Iterable[Step], buyer: str, invoice: str, instalment: int) -> Iterator[tuple[Day, str]]:
        """Day and name of each fact by which one of several steps was taken for an invoice, or for all of its buyer."""
        for step in ways:
            by_invoice = self._of_buyer(step, buyer)
            for which, day, name in (*by_invoice.get(invoice, ()), *by_invoice.get("", ())):
                if which < 0 or which == instalment:
                    yield day, name

    def _of_buyer(self, step: Step, buyer: str) -> dict[str, list[tuple[int, Day, str]]]:
        if (step.kind, buyer) not in self._read:
            found: dict[str, list[tuple[int, Day, str]]] = {}
            self._read[step.kind, buyer] = found
            table = self.book.view.table(step.table)
            instalments, days = table.numbers.get("instalment"), table.numbers[step.day]
            for row in table.texts["buyer"].where_any([buyer]).tolist():
                if self._is_told_by(step, table, row):
                    which = MISSING if instalments is None else int(instalments[row])
                    told = (which, int(days[row]), name_of(table, row))
                    found.setdefault(table.texts["invoice"][row], []).append(told)
        return self._read[step.kind, buyer]

    def _is_told_by(self, step: Step, table: Table, row: int) -> bool:
        if step.event and int(table.numbers["event"][row]) != table.kind.field("event").code(step.event):
            return False
        return not step.under_policy or table.texts["policy"][row] in {"", self.book.programme.primary.name}
