"""Amounts of one row in one layer, from what is open to what is insured."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from tests.oracle.book import Book, Row, concerns
from tests.oracle.clauses import Question
from tests.oracle.clocks import notice_deadline, notice_is_late
from tests.oracle.dates import NEVER, as_fraction, convert, share
from tests.oracle.layer import Decision, LayerView, notice_lowers
from tests.oracle.stops import exchange_day
from tests.oracle.terms import UNKNOWN, term


@dataclass(frozen=True, slots=True)
class Amounts:
    """What a row puts forward, in the currency of the policy."""

    open: int  # on the day judged
    open_now: int
    vat_known: bool
    dispute_known: bool  # whether it can be told what is disputed
    base: int  # of the open amount, in the insured base
    undisputed: int  # of the base
    counted: int  # of that, what a late notice did not lose
    whole: int  # the invoice, VAT included
    insured_base: int  # the invoice in the insured base
    limit_base: int  # the invoice in the base of the limit

    def size(self, amount: int) -> int:
        """Size in the base of the limit of an amount in the insured base."""
        return share(amount, self.limit_base, self.insured_base) if amount else 0


def disputed_now(book: Book, row: Row) -> int:
    """Amount of the row in dispute, in its own currency: open disputes, and what a settlement did not uphold."""
    total = 0
    for dispute in book.of("disputes", row.buyer):
        if not concerns(dispute, row):
            continue
        rows = [other for other in book.rows if concerns(dispute, other)]
        amount = dispute["amount"]
        if amount is None:
            amount = sum(other.gross for other in rows)
        if dispute["settled_on"] != NEVER:
            if dispute["outcome"] == "insured":
                continue
            notes = [
                note for note in book.of("credit_notes", row.buyer)
                if note["invoice"] == row.number and note["issued"] >= dispute["opened_on"]
            ]  # fmt: skip
            credited = [
                sum(note["gross"] for note in notes if note["instalment"] in {None, other.instalment}) for other in rows
            ]
            amount = max(0, amount - (dispute["upheld_amount"] or 0) - max(credited))
        # What is disputed lies in the last instalments.
        for other in sorted(rows, key=lambda other: -other.instalment):
            part = min(amount, other.gross)
            amount -= part
            if other == row:
                total += part
    return min(total, row.gross)


def dispute_is_known(book: Book, row: Row) -> bool:
    """A dispute is listed; or it is said that there is none; or nothing is said, and others are listed."""
    if any(concerns(dispute, row) for dispute in book.of("disputes", row.buyer)):
        return True
    return book.lists_disputes if row.undisputed is None else row.undisputed


def amounts_of(view: LayerView, row: Row, judged_on: date) -> Amounts:
    """Amounts that a row puts forward in a layer on a day."""
    book, layer, ledger = view.book, view.layer, view.ledgers[row.buyer]
    day, rates = exchange_day(book, layer, row), book.tables.get("exchange_rates", [])

    def worth(amount: int) -> int:
        return convert(amount, row.currency, view.currency, day=day, rates=rates) or 0

    open_now = worth(ledger.open_on(row, book.as_of))
    left = worth(view.ledger_on(row.buyer, judged_on).open_on(row, judged_on))
    disputed = min(left, worth(disputed_now(book, row)))
    keys = view.keys_of(row)
    bases = {"gross of VAT": worth(row.gross), "net of VAT": worth(row.gross - (row.vat or 0))}
    insured = term(layer, "amount_base", day=row.arises_on, keys=keys)
    limit = term(layer, "limit_amount_base", day=row.arises_on, keys=keys)
    vat_known = row.vat is not None or insured == limit == "gross of VAT"
    if not vat_known:
        # Nobody knows the part in the base: the whole takes room, and nothing is insured.
        insured = limit = "gross of VAT"
    whole = bases["gross of VAT"]
    base = share(left, bases[insured], whole)
    return Amounts(
        open=left,
        open_now=open_now,
        vat_known=vat_known,
        dispute_known=dispute_is_known(book, row),
        base=base,
        undisputed=max(0, base - share(disputed, bases[insured], whole)),
        counted=max(0, base - share(disputed, bases[insured], whole)),
        whole=whole,
        insured_base=bases[insured],
        limit_base=bases[limit],
    )


def after_harm(own: Amounts, question: Question, view: LayerView) -> Amounts | None:
    """The same amounts less what a late notice lost, where that is its sanction; None where it cannot be told."""
    sanction, period, extension = (
        question.perhaps(name) for name in ("late_notice", "overdue_notice_period", "maximum_extension_period")
    )
    if period is None or extension is None or not question.row.is_receivable:
        return own
    if sanction not in {UNKNOWN, "limited to the harm"}:
        return own
    told = question.book, question.layer, question.row
    if UNKNOWN in (sanction, period, extension) or notice_deadline(*told, keys=question.keys) is None:
        return None
    if not notice_is_late(*told, keys=question.keys, ledger=question.ledger):
        return own
    day, rates = exchange_day(view.book, view.layer, question.row), view.book.tables.get("exchange_rates", [])
    harm = convert(harm_of(question.book, question.row), question.row.currency, view.currency, day=day, rates=rates)
    return replace(own, counted=max(0, own.undisputed - share(harm or 0, own.insured_base, own.whole)))


def harm_of(book: Book, row: Row) -> int:
    """What the insurer established that a notice in time would have saved of the row, in the currency of the row."""
    facts = [fact for fact in book.of("late_notice_harms", row.buyer) if concerns(fact, row)]
    own = sum(fact["amount"] for fact in facts if fact["instalment"] is not None)
    whole = [fact for fact in facts if fact["instalment"] is None]
    left = sum(fact["amount"] for fact in whole)
    rows = [other for other in book.rows if other.buyer == row.buyer and other.number == row.number]
    for other in sorted(rows, key=lambda other: -other.instalment):
        named = sum(
            fact["amount"] for fact in book.of("late_notice_harms", row.buyer)
            if concerns(fact, other) and fact["instalment"] is not None
        )  # fmt: skip
        part = min(left, max(0, other.gross - named))
        left -= part
        if other == row:
            return min(row.gross, own + part)
    return min(row.gross, own)


def percentage(question: Question) -> Fraction | str:
    """Share of what is admitted that the insurer bears; UNKNOWN when it cannot be told."""
    insured: Any = question.perhaps("insured_percentage")
    if insured == UNKNOWN:
        return UNKNOWN
    lowest = Fraction(1)
    if insured is not None:
        lowest = min(lowest, Fraction(insured))
        decision = question.limit.decision
        if decision is not None and decision["percentage"] is not None:
            lowest = min(lowest, as_fraction(decision["percentage"]))
    if notice_lowers(question):
        deadline: date | None = notice_deadline(question.book, question.layer, question.row, keys=question.keys)
        reduced = question.perhaps("late_notice_percentage")
        if deadline is None or reduced == UNKNOWN:
            return UNKNOWN
        if notice_is_late(question.book, question.layer, question.row, keys=question.keys, ledger=question.ledger):
            lowest = min(lowest, Fraction(reduced))
    return lowest


def insured_of(decision: Decision, admitted: int) -> int:
    """Part of what is admitted that the insurer bears."""
    lowest = percentage(decision.question)
    return 0 if isinstance(lowest, str) else share(admitted, lowest)
