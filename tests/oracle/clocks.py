"""Due dates, the end of the extension period, the deadline of the overdue notice."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.oracle.balances import Ledger
from tests.oracle.book import Book, Fact, Row, concerns
from tests.oracle.dates import NEVER, add_span
from tests.oracle.terms import term

Keys = dict[str, Any]


def last_move(book: Book, row: Row, day: date) -> Fact | None:
    """Last move of the row's due date agreed by a day."""
    last: Fact | None = None
    for move in book.of("due_date_moves", row.buyer):
        if concerns(move, row) and move["moved_on"] <= day and (last is None or move["moved_on"] >= last["moved_on"]):
            last = move
    return last


def extensions(book: Book, row: Row) -> list[Fact]:
    """Moves of the row's due date made after its delivery."""
    moves = [move for move in book.of("due_date_moves", row.buyer) if concerns(move, row)]
    return [] if row.delivered == NEVER else [move for move in moves if move["moved_on"] > row.arises_on]


def due_on(book: Book, row: Row, day: date) -> date | None:
    """Due date as it stood on a day, moves included."""
    if row.not_due_yet:
        return NEVER
    move = last_move(book, row, day)
    return row.due if move is None else move["new_due"]


def consents(book: Book, row: Row, subject: str) -> list[Fact]:
    """Consents of the insurer on a subject that concern the row."""
    given = [fact for fact in book.of("consents", row.buyer) if fact["subject"] == subject]
    return [fact for fact in given if concerns(fact, row)]


def authorised_due(book: Book, layer: dict[str, Any], row: Row, *, day: date, keys: Keys) -> date | None:
    """Latest due date allowed: by the insured's own authority or by the insurer's consent."""
    if row.not_due_yet:
        return NEVER
    if row.due is None:
        return None
    latest = add_span(row.due, term(layer, "extension_authority", day=row.arises_on, keys=keys))
    for consent in consents(book, row, "extension"):
        latest = max(latest, consent["until"])
    return latest


def clock_due(book: Book, layer: dict[str, Any], row: Row, *, day: date, keys: Keys) -> date | None:
    """Due date that the clocks of the policy follow on a day; None when it is not known."""
    if row.not_due_yet:
        return NEVER
    effect = term(layer, "extension_effect", day=row.arises_on, keys=keys)
    moved = due_on(book, row, day)
    if effect == "moved due date":
        return moved
    if effect == "moved due date within authority":
        latest = authorised_due(book, layer, row, day=day, keys=keys)
        if moved is not None and latest is not None and moved <= latest:
            return moved
    return row.due


def extension_end(book: Book, layer: dict[str, Any], row: Row, *, day: date, keys: Keys) -> date | None:
    """Last day of the maximum extension period; None when the day it starts from is not known."""
    span = term(layer, "maximum_extension_period", day=row.arises_on, keys=keys)
    if span is None:
        return NEVER
    if term(layer, "extension_starts", day=row.arises_on, keys=keys) == "invoice date":
        start = row.known_issue
    else:
        start = clock_due(book, layer, row, day=day, keys=keys)
    return None if start is None else add_span(start, span)


def notice_deadline(book: Book, layer: dict[str, Any], row: Row, *, keys: Keys) -> date | None:
    """Last day to report the row as overdue; None when it cannot be told."""
    if term(layer, "overdue_notice_starts", day=row.arises_on, keys=keys) == "due date":
        start = clock_due(book, layer, row, day=book.as_of, keys=keys)
    else:
        start = extension_end(book, layer, row, day=book.as_of, keys=keys)
    span = term(layer, "overdue_notice_period", day=row.arises_on, keys=keys)
    return None if start is None else add_span(start, span)


def reported_on(book: Book, layer: dict[str, Any], row: Row, *, keys: Keys) -> date:
    """Day the row was first reported as overdue; NEVER when it was not."""
    first = NEVER
    for report in book.of("overdue_reports", row.buyer):
        if not concerns(report, row):
            continue
        if report["invoice"] is None:
            dues = [due for due in (row.due, row.due_now) if due is not None]
            if not dues or min(dues) >= report["reported_on"]:
                continue
        first = min(first, report["reported_on"])
    return first


def notice_is_late(book: Book, layer: dict[str, Any], row: Row, *, keys: Keys, ledger: Ledger) -> bool:
    """Whether the row was unpaid at a deadline that passed without a report; the deadline must be known.

    A waiver forgives it.
    """
    deadline = notice_deadline(book, layer, row, keys=keys)
    assert deadline is not None
    reported = reported_on(book, layer, row, keys=keys)
    if min(reported, book.as_of) <= deadline or ledger.open_on(row, deadline) == 0:
        return False
    return not is_waived(book, row)


def is_waived(book: Book, row: Row) -> bool:
    """Whether the insurer waived a late notice: of the invoice it names, or of all those first due by its last day."""
    return any(
        waiver["invoice"] is not None
        or waiver["until"] == NEVER
        or (row.due is not None and row.due <= waiver["until"])
        for waiver in consents(book, row, "late notice")
    )


def restarts(book: Book, row: Row, day: date) -> list[date]:
    """Days of the consents to deliver again that hold for a delivery of the row on a day."""
    return [
        consent["given_on"]
        for consent in consents(book, row, "restart")
        if consent["given_on"] <= day <= consent["until"]
    ]
