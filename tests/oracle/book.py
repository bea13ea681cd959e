"""What is visible on a day: facts after it dropped, corrections applied, absences given one form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tests.oracle.dates import LONG_AGO, NEVER, real

Fact = dict[str, Any]

# The day on which a fact of each table happens; a fact of a later day is invisible.
HAPPENS_ON = {
    "invoices": ("issued", "delivered", "ordered"), "buyers": "changed_on", "credit_notes": "issued",
    "payments": "paid_on",
    "payment_returns": "returned_on", "bills": "on", "due_date_moves": "moved_on",
    "repayment_plans": "agreed_on", "consents": "given_on", "disputes": "opened_on",
    "limit_decisions": ("notified_on", "decided_on"), "overdue_reports": "reported_on",
    "late_notice_harms": "established_on", "hand_overs": "handed_over_on",
    "insolvencies": "opened_on", "sanction_hits": "hit_on", "adverse_informations": "learnt_on",
    "premium_payments": "billed_on", "turnover_declarations": "period_start", "evidences": "dated_on",
    "exchange_rates": "day", "claim_events": "happened_on",
}  # fmt: skip

# Other fields that are events: on a later day they have not happened yet.
EVENTS = {
    "invoices": ("ordered", "delivered", "issued", "paid_on"),
    "entities": ("left_on",),
    "disputes": ("settled_on",),
    "limit_decisions": ("notified_on", "conditions_met_on"),
    "insolvencies": ("closed_on", "published_on"),
    "sanction_hits": ("decided_on",),
    "adverse_informations": ("cleared_on",),
    "turnover_declarations": ("declared_on", "notice_on"),
    "premium_payments": ("paid_on", "notice_on"),
}

# Fields whose emptiness means "never".
EMPTY_IS_NEVER = {
    "invoices": ("paid_on",),
    "entities": ("left_on",),
    "consents": ("until",),
    "disputes": ("settled_on",),
    "limit_decisions": ("expires_on", "conditions_met_on"),
    "insolvencies": ("closed_on",),
    "sanction_hits": ("decided_on",),
    "adverse_informations": ("cleared_on",),
    "evidences": ("expires_on",),
    "turnover_declarations": ("declared_on", "notice_on"),
    "premium_payments": ("paid_on", "notice_on"),
}

# What other empty fields mean, where it is not "unknown".
EMPTY_MEANS: dict[str, Fact] = {
    "invoices": {"instalment": 1, "stage": "invoiced"},
    "bills": {"instalment": 1},
    "due_date_moves": {"instalment": 1},
    "sanction_hits": {"decision": "undecided"},
    "limit_decisions": {"scope": "buyer"},
}


class ForgivingFact(dict[str, Any]):
    """A fact in which a field that is not given reads as None."""

    def __missing__(self, key: str) -> None:
        return None


@dataclass(frozen=True, slots=True)
class Row:
    """One instalment of one sale, as seen on the day of the question."""

    number: str
    instalment: int
    buyer: str
    entity: str | None
    stage: str
    ordered: date | None
    delivered: date | None
    issued: date | None
    due: date | None
    currency: str
    gross: int
    vat: int | None
    party_name: str | None
    party_identifier: str | None
    payment_means: str | None
    undisputed: bool | None
    paid_on: date
    due_now: date | None

    @property
    def is_receivable(self) -> bool:
        """Whether the sale stands where a receivable can exist."""
        return self.stage in ("delivered", "invoiced")

    @property
    def arises_on(self) -> date:
        """Delivery; when it is not known or has not come, the invoice, else the order."""
        for day in (self.delivered, self.issued, self.ordered):
            if day is not None and day != NEVER:
                return day
        return LONG_AGO

    def exists_on(self, day: date) -> bool:
        """Whether the sale had been delivered by a day; where nobody knows when it was, invoiced by then."""
        return self.delivered != NEVER and self.arises_on <= day

    @property
    def not_due_yet(self) -> bool:
        """Whether nothing can be due: said so, or goods that are delivered and not invoiced."""
        return self.due == NEVER or (self.due is None and self.stage != "invoiced")

    @property
    def known_issue(self) -> date | None:
        """Day of the invoice; a delivery that is not invoiced has none yet."""
        if self.issued is None and self.stage != "invoiced":
            return NEVER
        return self.issued

    def sort_key(self, oldest_by: str) -> tuple[Any, ...]:
        """Place of the row among those of its account, the oldest first."""
        first = {"delivery": self.delivered, "invoice date": self.issued, "due date": self.due_now}[oldest_by]
        order = next((day for day in (first, self.issued, self.ordered, self.delivered) if real(day)), LONG_AGO)
        return (order, self.issued if self.issued is not None else LONG_AGO, self.number, self.instalment)


@dataclass(frozen=True, slots=True)
class Book:
    """Everything visible on a day."""

    as_of: date
    rows: list[Row]
    tables: dict[str, list[Fact]]
    by_buyer: dict[tuple[str, str], list[Fact]]
    lists_disputes: bool

    def of(self, table: str, buyer: str) -> list[Fact]:
        """Facts of one table about one buyer, in the order of the table."""
        return self.by_buyer.get((table, buyer), [])

    def buyer(self, buyer: str, day: date) -> Fact:
        """A buyer as registered on a day, or as first registered when that was later; unknown when it never was."""
        versions = sorted(self.of("buyers", buyer), key=lambda fact: fact["changed_on"] or LONG_AGO)
        by_then = [fact for fact in versions if (fact["changed_on"] or LONG_AGO) <= day]
        return (by_then[-1] if by_then else versions[0]) if versions else ForgivingFact()


def concerns(fact: Fact, row: Row) -> bool:
    """Whether a fact about an invoice, an instalment or all of them is about this row."""
    if fact["buyer"] != row.buyer:
        return False
    if fact["invoice"] is not None and fact["invoice"] != row.number:
        return False
    return fact["instalment"] is None or fact["instalment"] == row.instalment


def corrected(facts: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Facts that no later fact replaces, less those that never happened."""
    replaced = {fact["corrects"] for fact in facts if fact.get("corrects")}
    return [
        fact for fact in facts if not fact.get("void") and (fact.get("fact_id") or fact.get("source")) not in replaced
    ]


def visible(table: str, given: Mapping[str, Any], as_of: date) -> Fact:
    """One fact with "never" and emptiness in one form and later events undone."""
    fact = ForgivingFact()
    for field, value in given.items():
        fact[field] = NEVER if value == "never" else None if value == "" else value
    for field, meaning in EMPTY_MEANS.get(table, {}).items():
        if fact[field] is None:
            fact[field] = meaning
    for field in EMPTY_IS_NEVER.get(table, ()):
        if fact[field] is None:
            fact[field] = NEVER
    if table == "sanction_hits":
        # A decision has a day: without one it was not taken, and one of a later day is not known yet.
        fact["decision_lies_ahead"] = as_of < fact["decided_on"]
    for field in EVENTS.get(table, ()):
        if fact[field] is not None and fact[field] > as_of:
            fact[field] = NEVER
    return fact


def open_book(facts: Mapping[str, Sequence[Mapping[str, Any]]], as_of: date) -> Book:
    """The book as it stands on a day."""
    tables: dict[str, list[Fact]] = {}
    for table, given in facts.items():
        seen = [visible(table, fact, as_of) for fact in corrected(given) if has_happened(table, fact, as_of)]
        tables[table] = seen
    invoices = tables.get("invoices", [])
    moves = sorted(tables.get("due_date_moves", []), key=lambda move: move["moved_on"])
    rows = [row_of(fact, moves) for fact in less_what_is_replaced(invoices)]
    by_buyer: dict[tuple[str, str], list[Fact]] = {}
    for table, seen in tables.items():
        for fact in seen:
            by_buyer.setdefault((table, fact["buyer"]), []).append(fact)
    return Book(as_of=as_of, rows=rows, tables=tables, by_buyer=by_buyer, lists_disputes=bool(facts.get("disputes")))


def less_what_is_replaced(invoices: list[Fact]) -> list[Fact]:
    """Sales, each not yet invoiced less the later documents of its buyer and currency that replace it."""
    left = []
    taken: dict[tuple[Any, ...], int] = {}
    for fact in invoices:
        if fact["replaces"] is not None and fact["replaces"] != fact["number"]:
            key = (fact["buyer"], fact["currency"], fact["replaces"])
            taken[key] = taken.get(key, 0) + fact["gross"]
    for fact in invoices:
        key = (fact["buyer"], fact["currency"], fact["number"])
        if fact["stage"] in ("draft", "order", "delivered") and taken.get(key, 0) > 0:
            less = min(taken[key], fact["gross"])
            taken[key] -= less
            left.append(ForgivingFact(fact | {"gross": fact["gross"] - less}))
        else:
            left.append(fact)
    return left


def row_of(fact: Fact, moves: list[Fact]) -> Row:
    """One instalment of a sale; a due date moved by the day of delivery is the one agreed."""
    name = (fact["buyer"], fact["number"], fact["instalment"])
    own = [move for move in moves if (move["buyer"], move["invoice"], move["instalment"]) == name]
    row = Row(**{field: fact[field] for field in Row.__slots__ if field != "due_now"}, due_now=None)
    agreed_by = NEVER if row.delivered == NEVER else row.arises_on
    agreed = [move["new_due"] for move in own if move["moved_on"] <= agreed_by]
    due = agreed[-1] if agreed else row.due
    return replace(row, due=due, due_now=own[-1]["new_due"] if own else due)


def has_happened(table: str, fact: Mapping[str, Any], as_of: date) -> bool:
    """Whether the first known of the days that date a fact has come."""
    names = HAPPENS_ON.get(table, ())
    for name in (names,) if isinstance(names, str) else names:
        day = fact.get(name)
        if day not in {None, ""}:
            return day != "never" and day <= as_of
    return True
