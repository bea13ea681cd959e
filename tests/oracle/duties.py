"""The clauses that decide on a whole row at the stages maintain and admit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tests.oracle.clauses import (
    KEPT,
    LOST,
    NEEDS,
    NOT_APPLICABLE,
    OVER,
    REFUSED,
    SUSPENDED,
    Question,
    Verdict,
)
from tests.oracle.clocks import (
    authorised_due,
    due_on,
    is_waived,
    notice_deadline,
    notice_is_late,
    reported_on,
    restarts,
)
from tests.oracle.dates import NEVER
from tests.oracle.file_steps import claim_declared_in_time, claim_filed_in_time, file_handed_over_in_time
from tests.oracle.stops import extension_stops, suspensions


def no_overdue_stop(q: Question) -> Verdict:
    """Not delivered while deliveries were stopped for an overdue."""
    if q.row.delivered is None:
        return Verdict(NEEDS)
    if q.row.delivered == NEVER:
        return Verdict(NOT_APPLICABLE)
    return Verdict(REFUSED if any(stop.holds_on(q.row.delivered) for stop in q.stops) else KEPT)


def stopped_for_good(q: Question, events: list[date]) -> Verdict:
    """Not delivered on or after the latest event, unless a later written decision or consent governs the delivery."""
    if q.row.delivered is None:
        return Verdict(NEEDS)
    if q.row.delivered == NEVER:
        return Verdict(NOT_APPLICABLE)
    latest = max((day for day in events if day <= q.row.delivered), default=None)
    if latest is None:
        return Verdict(KEPT)
    given = restarts(q.book, q.row, q.row.delivered)
    return Verdict(KEPT if q.decided_on > latest or any(day > latest for day in given) else REFUSED)


def policy_not_suspended(q: Question) -> Verdict:
    """Not delivered while the policy was suspended."""
    if q.row.delivered is None:
        return Verdict(NEEDS)
    if q.row.delivered == NEVER:
        return Verdict(NOT_APPLICABLE)
    return Verdict(REFUSED if any(s.holds_on(q.row.delivered) for s in suspensions(q.book, q.layer)) else KEPT)


def extension_authorised(q: Question) -> Verdict:
    """The due date was not moved beyond what was allowed."""
    if q.term("unauthorised_extension") != "invoice":
        return Verdict(NOT_APPLICABLE)
    due = due_on(q.book, q.row, q.book.as_of)
    latest = authorised_due(q.book, q.layer, q.row, day=q.book.as_of, keys=q.keys)
    if due is None or latest is None:
        return Verdict(NEEDS)
    return Verdict(REFUSED if due > latest and due != q.row.due else KEPT)


def no_extension_stop(q: Question) -> Verdict:
    """Not delivered after an unauthorised extension of another invoice."""
    if q.row.delivered is None:
        return Verdict(NEEDS)
    if q.row.delivered == NEVER:
        return Verdict(NOT_APPLICABLE)
    moved = extension_stops(q.book, q.layer, q.row, ledger=q.pool, keys_of=q.keys_of)
    latest = max((day for day in moved if day <= q.row.delivered), default=None)
    if latest is None:
        return Verdict(KEPT)
    given = restarts(q.book, q.row, q.row.delivered)
    return Verdict(KEPT if any(day >= latest for day in given) else REFUSED)


def notice_applies(q: Question) -> bool:
    """Whether the policy sets a period to report an overdue."""
    return q.term("overdue_notice_period") is not None and q.term("maximum_extension_period") is not None


def overdue_notice(q: Question) -> Verdict:
    """The overdue was reported in time, or its lateness does not bar the invoice."""
    sanction = q.term("late_notice")
    if not notice_applies(q) or sanction is None or not q.row.is_receivable:
        return Verdict(NOT_APPLICABLE)
    deadline = notice_deadline(q.book, q.layer, q.row, keys=q.keys)
    if deadline is None:
        return Verdict(NEEDS)
    if sanction in ("waived", "lower percentage"):
        return Verdict(KEPT)
    if not notice_is_late(q.book, q.layer, q.row, keys=q.keys, ledger=q.ledger):
        return Verdict(KEPT, notice_until(q))
    if sanction == "invoice lost":
        return Verdict(REFUSED)
    if sanction == "limited to the harm":
        return Verdict(KEPT)
    reported = reported_on(q.book, q.layer, q.row, keys=q.keys)
    return Verdict(KEPT if reported != NEVER else SUSPENDED)


def notice_until(q: Question) -> date:
    """Deadline of a notice that is still to be made."""
    deadline = notice_deadline(q.book, q.layer, q.row, keys=q.keys)
    reported = reported_on(q.book, q.layer, q.row, keys=q.keys)
    waits = deadline is not None and reported == NEVER and q.book.as_of <= deadline
    waits = waits and not is_waived(q.book, q.row)
    return deadline if waits and deadline is not None else NEVER


def primary_keeps_the_invoice(q: Question) -> Verdict:
    """The primary policy qualifies and maintains the row."""
    return Verdict(NOT_APPLICABLE if q.primary_verdict is None else q.primary_verdict)


def unless(status: str) -> Callable[[Question], Verdict]:
    """A clause that refuses the rows whose limit has one status."""
    return lambda q: Verdict(REFUSED if q.limit.status == status else KEPT)


def limit_exists(q: Question) -> Verdict:
    """Something stands behind the delivery."""
    return Verdict(REFUSED if q.limit.status == "none" else KEPT, q.limit.until)


def discretionary_evidence(q: Question) -> Verdict:
    """What a discretionary limit needs was at hand."""
    word = {"no evidence": REFUSED, "evidence not known": NEEDS}.get(q.limit.status, KEPT)
    return Verdict(word, q.limit.until if word == REFUSED else NEVER)


MAINTAIN: list[tuple[str, str, Callable[[Question], Verdict]]] = [
    ("no_overdue_stop", LOST, no_overdue_stop),
    (
        "no_insolvency_stop",
        LOST,
        lambda q: stopped_for_good(q, q.openings),
    ),
    (
        "no_hand_over_stop",
        LOST,
        lambda q: stopped_for_good(q, [each["handed_over_on"] for each in q.book.of("hand_overs", q.row.buyer)]),
    ),
    ("no_withdrawal", LOST, unless("withdrawn")),
    ("policy_not_suspended", LOST, policy_not_suspended),
    ("extension_authorised", LOST, extension_authorised),
    ("no_extension_stop", LOST, no_extension_stop),
    ("overdue_notice", LOST, overdue_notice),
    ("file_handed_over_in_time", LOST, file_handed_over_in_time),
    ("claim_declared_in_time", LOST, claim_declared_in_time),
    ("claim_filed_in_time", LOST, claim_filed_in_time),
]
ADMIT: list[tuple[str, str, Callable[[Question], Verdict]]] = [
    ("primary_keeps_the_invoice", LOST, primary_keeps_the_invoice),
    ("limit_exists", OVER, limit_exists),
    ("buyer_not_refused", OVER, unless("refused")),
    ("limit_not_expired", OVER, unless("expired")),
    ("discretionary_evidence", OVER, discretionary_evidence),
]
