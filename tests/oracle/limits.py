"""The limit behind a delivery: decisions in their order, the discretionary zone, blind cover."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from tests.oracle.balances import Ledger, Pool
from tests.oracle.book import Book, Fact, ForgivingFact, Row
from tests.oracle.dates import LONG_AGO, NEVER, add_span, as_fraction, convert, share, subtract_span
from tests.oracle.stops import exchange_day
from tests.oracle.terms import term

Keys = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Limit:
    """What stands behind a delivery: in force, or the reason why nothing does."""

    status: str  # "in force", "none", "refused", "withdrawn", "expired", "no evidence", "evidence not known"
    amount: int | None = 0
    kind: str | None = None
    decision: Fact | None = None
    reduced_on: date | None = None
    until: date = NEVER
    """Last day that a raise which lifts the open balance stands."""

    @property
    def stands(self) -> bool:
        """Whether a limit is in force."""
        return self.status == "in force"


@dataclass(frozen=True, slots=True)
class LimitQuestion:
    """Everything needed to find the limit of one row in one layer."""

    book: Book
    layer: dict[str, Any]
    row: Row
    keys: Keys
    currency: str
    ledger: Pool
    ledger_on: Callable[[str, date], Ledger]
    """Balances of one buyer as the money received by a day leaves them."""

    def term(self, name: str) -> Any:
        """A term at the row's own delivery."""
        return term(self.layer, name, day=self.row.arises_on, keys=self.keys)


def effective_day(decision: Fact, layer: dict[str, Any]) -> date:
    """Day a decision takes effect."""
    named_day: date | None = decision["effective_on"]
    if named_day is not None:
        return named_day
    notified: date = decision["notified_on"] or decision["decided_on"]
    if notified == NEVER:
        return NEVER
    if decision["outcome"] == "reduced":
        return add_span(notified, term(layer, "reduction_notice", day=notified))
    if decision["outcome"] == "withdrawn":
        return add_span(notified, term(layer, "withdrawal_notice", day=notified))
    return notified


def decisions_of(question: LimitQuestion, *, is_first: bool) -> list[Fact]:
    """Decisions that bind the limit holder of a row in a layer, in the order they take effect."""
    found, layer, buyers = [], question.layer, question.ledger.members
    for fact in question.book.tables.get("limit_decisions", []):
        in_layer = fact["policy"] == layer["name"] or (fact["policy"] is None and is_first)
        if fact["buyer"] not in buyers or not in_layer or fact["outcome"] == "increase refused":
            continue
        effective = effective_day(fact, layer)
        in_period = layer["period_start"] <= effective <= layer["period_end"]
        cut = fact["outcome"] in ("reduced", "withdrawn")
        if cut and in_period and not term(layer, "limits_cancellable"):
            continue
        decision = ForgivingFact(fact)
        decision["effective"] = effective
        found.append(decision)
    found.sort(key=lambda fact: (fact["effective"], fact["decided_on"]))
    return found if len(buyers) == 1 else [fact for fact in found if governs_its_day(question, fact, found)]


def governs_its_day(question: LimitQuestion, decision: Fact, decisions: list[Fact]) -> bool:
    """Whether a decision on a member of a group is on the member that governs the day it takes effect.

    For each member its decision taken last speaks; least room governs, else a lower percentage, else conditions met
    later or not at all, else an earlier end. The decisions on the others for that day never stood, whenever they were
    taken.
    """
    # In the order they were taken: the last one of each member stays.
    voices = {other["buyer"]: other for other in decisions if other["effective"] == decision["effective"]}
    governing_voice = min(voices.values(), key=lambda voice: what_it_gives(question, voice))
    return bool(decision["buyer"] == governing_voice["buyer"])


def what_it_gives(question: LimitQuestion, decision: Fact) -> tuple[int, Fraction, int, date]:
    """What a decision gives, the least first: room (a refusal or a withdrawal gives none), percentage, days, last day.

    The days are those before its conditions are met, counted backwards.
    """
    share_borne = Fraction(1) if decision["percentage"] is None else as_fraction(decision["percentage"])
    room = (amount_of(question, decision) or 0) if gives_room(decision) else 0
    met = date.min if decision["conditions"] is None else decision["conditions_met_on"]
    return (room, share_borne, -met.toordinal(), decision["expires_on"])


def gives_room(decision: Fact) -> bool:
    """Whether a decision grants an amount above nil."""
    return decision["outcome"] not in ("refused", "withdrawn") and (decision["amount"] or 0) > 0


def amount_of(question: LimitQuestion, decision: Fact) -> int | None:
    """Amount of a decision in the currency of the policy; one that names no amount gives none."""
    if decision["amount"] is None:
        return 0
    book, currency = question.book, decision["currency"] or question.currency
    day = exchange_day(book, question.layer, question.row)
    rates = book.tables.get("exchange_rates", [])
    return convert(decision["amount"], currency, question.currency, day=day, rates=rates)


def is_order_in_hand(question: LimitQuestion, cut: Fact, day: date) -> bool:
    """Whether the row's order was taken before the cut was decided and is delivered in the time granted."""
    span, ordered = question.term("orders_in_hand"), question.row.ordered
    if span is None or ordered is None:
        return False
    return bool(ordered < cut["decided_on"] and day <= add_span(cut["effective"], span))


def governing(question: LimitQuestion, decisions: list[Fact], day: date, *, fell_back: bool = False) -> Limit:
    """Limit of a delivery made on a day, by the decisions that had taken effect."""
    if not decisions:
        undecided = undecided_limit(question, day, blind=not fell_back)
        return Limit("expired") if fell_back and undecided.status == "none" else undecided
    last, earlier = decisions[-1], decisions[:-1]
    if last["outcome"] in ("reduced", "withdrawn") and is_order_in_hand(question, last, day):
        return governing(question, earlier, day, fell_back=fell_back)
    if last["outcome"] in ("refused", "withdrawn"):
        return Limit("expired" if fell_back else last["outcome"])
    if last["expires_on"] < day:
        behind = question.term("expired_limit_falls_back_to")
        if behind == "previous limit":
            return governing(question, earlier, day, fell_back=True)
        if behind == "discretionary limit" and question.term("discretionary_limit") is not None:
            return discretionary(question, day, question.term("discretionary_limit"))
        return Limit("expired")
    amount = amount_of(question, last)
    if last["kind"] == "discretionary" and amount == 0:
        return Limit("no evidence", kind="discretionary")
    reduced_on = last["effective"] if last["outcome"] == "reduced" else None
    return Limit("in force", amount=amount, kind=last["kind"], decision=last, reduced_on=reduced_on)


def undecided_limit(question: LimitQuestion, day: date, *, blind: bool) -> Limit:
    """Limit on a buyer without a decision: the discretionary zone, else blind cover, else none."""
    found = Limit("none")
    if question.term("discretionary_limit") is not None:
        found = discretionary(question, day, question.term("discretionary_limit"))
    if found.status in ("none", "no evidence") and blind and question.term("blind_limit") is not None:
        return Limit("in force", amount=question.term("blind_limit"), kind="blind")
    return found


def discretionary(question: LimitQuestion, day: date, amount: int) -> Limit:
    """Discretionary limit as far as the evidence at hand on a day supports it."""
    needed = question.term("discretionary_evidence_needed")
    whole = Limit("in force", amount=amount, kind="discretionary")
    if needed == "none":
        return whole
    report = report_is_good(question, day) if "credit report" in needed else False
    certain, possible = highest_balance_paid(question, day) if "payment experience" in needed else (0, 0)
    if report or certain >= amount > 0:
        return whole
    if report is None or possible > certain:
        return Limit("evidence not known", kind="discretionary")
    if certain > 0:
        return replace(whole, amount=min(amount, certain))
    return Limit("no evidence", kind="discretionary")


def report_is_good(question: LimitQuestion, day: date) -> bool | None:
    """Whether the latest credit report by a day is recent and good enough; None when it lacks the score asked for."""
    latest: Fact | None = None
    for fact in question.book.tables.get("evidences", []):
        if fact["buyer"] not in question.ledger.members:
            continue
        by_then = fact["kind"] == "credit report" and fact["dated_on"] <= day
        if by_then and (latest is None or fact["dated_on"] >= latest["dated_on"]):
            latest = fact
    if latest is None or latest["expires_on"] < day:
        return False
    oldest = question.term("maximum_report_age")
    if oldest is not None and day > add_span(latest["dated_on"], oldest):
        return False
    required: int | None = question.term("required_score")
    if required is None:
        return True
    if latest["score"] is None:
        return None
    if question.term("score_direction") == "lower is better":
        return bool(latest["score"] <= required)
    return bool(latest["score"] >= required)


def highest_balance_paid(question: LimitQuestion, day: date) -> tuple[int, int]:
    """Highest balance owed on one day of which every invoice was wholly paid by a day: what it was, and might be."""
    ledger, period = question.ledger, question.term("experience_period")
    first = LONG_AGO if period is None else subtract_span(day, period)
    rows = [row for row in ledger.rows if row.is_receivable]
    certain = possible = 0
    # A balance is at its highest on the day of a delivery: those of the period count.
    for then in sorted({row.arises_on for row in rows}):
        if not first <= then <= min(day, question.book.as_of):
            continue
        # Money received by then was owed no more, whatever it turned out to pay.
        stood = {row: question.ledger_on(row.buyer, then).balance_on(row, then) for row in rows}
        owed = [row for row in rows if stood[row] > 0]
        # Nothing that was delivered by then may be unpaid, whatever money stood against it that evening.
        if any(ledger.open_on(row, day) > 0 for row in rows if row.arises_on <= then):
            continue
        known = [row for row in owed if row.vat is not None or question.term("limit_amount_base") == "gross of VAT"]
        certain = max(certain, sum(worth(question, row, stood[row]) for row in known))
        possible = max(possible, sum(worth(question, row, stood[row]) for row in owed))
    return certain, possible


def worth(question: LimitQuestion, row: Row, amount: int) -> int:
    """Amount of a row in the currency and the base of the limit."""
    day = exchange_day(question.book, question.layer, row)
    rates = question.book.tables.get("exchange_rates", [])
    converted = convert(amount, row.currency, question.currency, day=day, rates=rates) or 0
    if question.term("limit_amount_base") == "net of VAT" and row.vat is not None:
        return share(converted, row.gross - row.vat, row.gross)
    return converted


def limit_behind(question: LimitQuestion, decisions: list[Fact], *, lifted_by: date, is_lost: bool) -> Limit:
    """Limit behind a row, later raises included where they lift the open balance."""
    day = question.row.delivered
    if day is None or day == NEVER:
        day = question.row.arises_on
    taken = [decision for decision in decisions if decision["effective"] <= day]
    limit = governing(question, taken, day)
    if question.term("limit_increase") == "future deliveries" or limit.status in ("refused", "withdrawn", "expired"):
        return limit
    if question.term("limit_increase") == "from inception" and day < question.layer["period_start"]:
        return limit
    later = [
        (decision, governing(question, [decision], decision["effective"]))
        for decision in decisions
        if day < decision["effective"] <= decision["expires_on"]
        and decision["outcome"] in ("granted", "partial")
        and conditions_met(decision, lifted_by)
    ]
    for decision, raised in later:
        if decision["effective"] <= lifted_by <= decision["expires_on"] and lifts(raised, limit):
            limit = replace(raised, until=decision["expires_on"])
    if is_lost:
        return replace(limit, until=NEVER)
    for decision, raised in later:
        if decision["effective"] > lifted_by and lifts(raised, limit):
            limit = replace(limit, until=min(limit.until, decision["effective"] - timedelta(days=1)))
    return limit


def conditions_met(decision: Fact, day: date) -> bool:
    """Whether a decision had no conditions left to meet on a day."""
    return decision["conditions"] is None or bool(decision["conditions_met_on"] <= day)


def lifts(raised: Limit, limit: Limit) -> bool:
    """Whether a raise gives more than the limit of a row for certain."""
    if raised.amount is None or not raised.stands:
        return False
    if limit.status == "evidence not known":
        return False
    return not limit.stands or (limit.amount is not None and raised.amount > limit.amount)


def followed_limit(question: LimitQuestion, own: list[Fact], below: Limit, *, lifted_by: date, is_lost: bool) -> Limit:
    """Limit of a layer that stands on another: its own, capped by what follows from the layer below."""
    ratio: Fraction | None = question.term("follow_ratio")
    refused_amount = question.term("refused_buyer_limit")
    found = limit_behind(question, own, lifted_by=lifted_by, is_lost=is_lost)
    if below.status == "refused" and refused_amount is not None:
        if found.status == "none":
            return Limit("in force", amount=refused_amount, kind="top-up")
        return replace(found, amount=min(found.amount or 0, refused_amount)) if found.stands else found
    if ratio is None:
        return found
    # What follows stands no longer than what it follows.
    found = replace(found, until=min(found.until, below.until))
    if below.status == "evidence not known":
        return replace(below, amount=0)
    under = below.amount or 0 if below.stands else 0
    if under == 0 or under < (question.term("minimum_primary_limit") or 0):
        return found if found.status == "refused" else Limit("none", until=found.until)
    follows = share(under, ratio)
    if question.term("follow_cap") is not None:
        follows = min(follows, question.term("follow_cap"))
    if found.status == "none":
        return Limit("in force", amount=follows, kind="top-up", until=found.until)
    if found.stands and found.kind in {"named", "top-up"}:
        return replace(found, amount=min(found.amount or 0, follows))
    return found
