"""The three steps of an unpaid invoice's file, each by its last day: handed over, declared, claimed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tests.duties_oracle.last_days import last_day
from tests.oracle.balances import Ledger
from tests.oracle.book import Fact, Row
from tests.oracle.clauses import KEPT, NEEDS, NOT_APPLICABLE, REFUSED, SUSPENDED, Question, Verdict
from tests.oracle.clocks import clock_due, consents, extension_end, reported_on
from tests.oracle.dates import NEVER
from tests.oracle.terms import term

Told = date | None
"""A day, `NEVER`, or None for one that nobody knows."""


def first_step(q: Question, facts: list[Fact], day: str) -> Told:
    """First day on which a step was taken for the row, or for all that had been delivered to its buyer by then."""
    days = [fact[day] for fact in facts if fact["invoice"] == q.row.number or is_for_all(q.row, fact, day)]
    return None if None in days else min(days, default=NEVER)


def is_for_all(row: Row, fact: Fact, day: str) -> bool:
    """Whether a step for a whole buyer is one of the row; nobody can tell where its day is not known."""
    return fact["invoice"] is None and (fact[day] is None or row.arises_on <= fact[day])


def handed_over(q: Question) -> Told:
    """Day the file left."""
    return first_step(q, q.book.of("hand_overs", q.row.buyer), "handed_over_on")


def declared(q: Question) -> Told:
    """Day the claim was declared in the proceedings."""
    events = q.book.of("claim_events", q.row.buyer)
    return first_step(q, [each for each in events if each["event"] == "claim declared"], "happened_on")


def declared_or_entrusted(q: Question) -> Told:
    """Day the claim was declared, or the file left for an insurer that declares claims."""
    days = [declared(q), handed_over(q) if q.term("claim_declared_by") == "insurer" else NEVER]
    return None if None in days else min(day for day in days if day is not None)


def filed(q: Question) -> Told:
    """Day the claim was filed under the first policy, or under every one."""
    events = [each for each in q.book.of("claim_events", q.row.buyer) if each["event"] == "claim filed"]
    return first_step(q, [each for each in events if each["policy"] in (None, q.layer["first"])], "happened_on")


def events_of(q: Question) -> dict[str, Told]:
    """What happened to a row and to its buyer by the day of the question."""
    day, keys = q.book.as_of, q.keys
    happened: dict[str, Told] = {
        "due date": clock_due(q.book, q.layer, q.row, day=day, keys=keys),
        "invoice date": q.row.known_issue,
        "delivery": q.row.delivered,
        "extension end": extension_end(q.book, q.layer, q.row, day=day, keys=keys),
        "notice of overdue": reported_on(q.book, q.layer, q.row, keys=keys),
        "hand-over": handed_over(q),
        "insolvency": NEVER,
        "publication": NEVER,
        "knowledge": NEVER,
    }
    first = min((opened for opened in q.openings if opened >= q.row.arises_on), default=None)
    if first is not None and q.row.delivered != NEVER:
        told = next(fact for fact in q.book.of("insolvencies", q.row.buyer) if fact["opened_on"] == first)
        happened |= {"insolvency": first, "publication": told["published_on"], "knowledge": told["known"]}
    return happened


def in_time(clock: str, sanction: str, taken: Callable[[Question], Told]) -> Callable[[Question], Verdict]:
    """The clause that a step be taken by the last day of its clock."""

    def clause(q: Question) -> Verdict:
        counted, costs = q.term(clock), q.term(sanction)
        if counted is None or costs is None:
            return Verdict(NOT_APPLICABLE)
        last = last_day(counted, events_of(q), term(q.layer, "working_days_of"))
        done = taken(q)
        if last is None or done is None:
            return Verdict(NEEDS)
        waived = is_waived(q)
        if q.book.as_of <= last:
            still_to_do = done > q.book.as_of and not waived and costs != "waived"
            return Verdict(KEPT, last if still_to_do else NEVER)
        if done <= last or is_paid_by(q.ledger, q.row, last) or waived or costs == "waived":
            return Verdict(KEPT)
        if costs == "suspended until done":
            return Verdict(KEPT if done <= q.book.as_of else SUSPENDED)
        return Verdict(REFUSED)

    return clause


def is_paid_by(ledger: Ledger, row: Row, day: date) -> bool:
    """Whether nothing was open any more at the end of a day."""
    return ledger.open_on(row, day) == 0


def is_waived(q: Question) -> bool:
    """Whether the insurer waived a late file: of the invoice it names, or of all those first due by its last day."""
    return any(
        waiver["invoice"] is not None
        or waiver["until"] == NEVER
        or (q.row.due is not None and q.row.due <= waiver["until"])
        for waiver in consents(q.book, q.row, "late file")
    )


file_handed_over_in_time = in_time("hand_over_deadline", "late_hand_over", handed_over)
claim_declared_in_time = in_time("claim_declaration_deadline", "late_claim_declaration", declared_or_entrusted)
claim_filed_in_time = in_time("claim_filing_deadline", "late_claim_filing", filed)
