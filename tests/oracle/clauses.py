"""The clauses that decide on a whole row at the stage qualify: one function each, as the text says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tests.oracle.balances import Ledger, Pool
from tests.oracle.book import Book, Fact, Row
from tests.oracle.clocks import clock_due, consents
from tests.oracle.dates import LONG_AGO, NEVER, add_span, convert, last_day_counted_from, subtract_span
from tests.oracle.limits import Limit
from tests.oracle.parties import party_verdict
from tests.oracle.stops import Stop, exchange_day
from tests.oracle.terms import UNKNOWN, TermNotKnown, term

KEPT, REFUSED, SUSPENDED = "kept", "refused", "suspended"
NEEDS, NOT_APPLICABLE = "needs information", "not applicable"


@dataclass(frozen=True, slots=True)
class Question:
    """One row in one layer, and what its clauses read."""

    book: Book
    layer: dict[str, Any]
    row: Row
    buyer: Fact
    keys: dict[str, Any]
    currency: str
    ledger: Ledger
    pool: Pool
    limit: Limit
    stops: list[Stop]
    at_delivery: Fact
    openings: list[date]
    loss_day: date
    is_lost: bool
    primary_verdict: str | None
    decided_on: date
    keys_of: Callable[[Row], dict[str, Any]]

    def term(self, name: str) -> Any:
        """A term at the row's own delivery; a clause that cannot know one of its terms is not run."""
        value = self.perhaps(name)
        if value == UNKNOWN:
            raise TermNotKnown(name)
        return value

    def perhaps(self, name: str) -> Any:
        """A term at the row's own delivery, or UNKNOWN."""
        return term(self.layer, name, day=self.row.arises_on, keys=self.keys, strict=True)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a clause says, and the last day it stands if nothing new happens."""

    word: str
    until: date = NEVER


def insured_entity(q: Question) -> Verdict:
    """The seller was insured on the day of delivery."""
    entities = q.book.tables.get("entities", [])
    if q.row.delivered == NEVER:
        return Verdict(NOT_APPLICABLE)
    if q.row.entity is None or q.row.delivered is None:
        return Verdict(NEEDS)
    for entity in entities:
        if entity["entity"] == q.row.entity:
            joined = entity["joined_on"] or LONG_AGO
            return Verdict(KEPT if joined <= q.row.delivered <= entity["left_on"] else REFUSED)
    return Verdict(NEEDS)


def policy_period(q: Question) -> Verdict:
    """The delivery, or the loss, falls within the period."""
    start, end, delivered = q.layer["period_start"], q.layer["period_end"], q.row.delivered
    if delivered is None:
        return Verdict(NEEDS)
    if delivered == NEVER:
        return Verdict(REFUSED)
    if term(q.layer, "period_basis") == "risk attaching":
        return Verdict(KEPT if start <= delivered <= end else REFUSED)
    if q.loss_day < start:
        return Verdict(REFUSED, NEVER if q.is_lost else start - timedelta(days=1))
    if q.loss_day > end:
        return Verdict(REFUSED)
    return Verdict(KEPT, NEVER if q.is_lost else end)


def receivable_has_arisen(q: Question) -> Verdict:
    """The sale was delivered."""
    if not q.row.is_receivable:
        return Verdict(REFUSED)
    if q.row.stage == "delivered" and q.term("delivered_not_invoiced") == "excluded":
        return Verdict(REFUSED)
    return Verdict(KEPT)


def by_term(q: Question, name: str) -> Verdict:
    """Kept unless the term excludes; the term may hang on something unknown."""
    return Verdict(REFUSED if q.term(name) == "excluded" else KEPT)


def is_left_out(buyer: str, layer: Mapping[str, Any]) -> bool:
    """Whether the lists of a schedule leave a buyer out: an exclusion wins over the list of insured buyers."""
    insured = layer.get("insured_buyers", [])
    return buyer in layer.get("excluded_buyers", []) or (len(insured) > 0 and buyer not in insured)


def by_flag(q: Question, name: str, flag: bool | None) -> Verdict:
    """Refused for buyers that bear the flag, unless the term covers them."""
    if q.term(name) == "covered":
        return Verdict(NOT_APPLICABLE)
    if flag is None:
        return Verdict(NEEDS)
    return Verdict(REFUSED if flag else KEPT)


def payment_means(q: Question) -> Verdict:
    """The sale is on credit, by a means that the policy covers."""
    means = q.row.payment_means
    if means is None:
        return Verdict(NEEDS)
    if means in ("prepaid", "cash"):
        return Verdict(REFUSED)
    if means == "letter of credit":
        return by_term(q, "letters_of_credit")
    if means == "confirmed letter of credit":
        return by_term(q, "confirmed_letters_of_credit")
    return Verdict(KEPT)


def buyer_sound_at_inception(q: Question) -> Verdict:
    """No insolvency proceedings before the first day."""
    return Verdict(REFUSED if any(day < q.layer["period_start"] for day in q.openings) else KEPT)


def buyer_not_overdue_at_inception(q: Question) -> Verdict:
    """No invoice overdue by too long on the first day."""
    most: Any = q.term("maximum_overdue_at_inception")
    if most is None:
        return Verdict(NOT_APPLICABLE)
    days: int = most[1] if isinstance(most, tuple) else most
    start = q.layer["period_start"]
    for row in q.ledger.rows:
        due = clock_due(q.book, q.layer, row, day=start, keys=q.keys_of(row))
        if due is None or due == NEVER or q.ledger.balance_on(row, start) <= 0:
            continue
        if (start - due).days > days:
            return Verdict(REFUSED)
    return Verdict(KEPT)


def buyer_not_rescheduled_at_inception(q: Question) -> Verdict:
    """The last repayment plan was not agreed shortly before the first day."""
    within = q.term("rescheduled_within")
    if within is None:
        return Verdict(NOT_APPLICABLE)
    start = q.layer["period_start"]
    plans = [plan["agreed_on"] for plan in q.book.of("repayment_plans", q.row.buyer)]
    if plans and subtract_span(start, within) <= max(plans) < start:
        return Verdict(REFUSED)
    return Verdict(KEPT)


def agreed_terms_within_maximum(q: Question) -> Verdict:
    """The due date first agreed lies within the maximum terms, or the insurer consented to it."""
    maximum = q.term("maximum_payment_terms")
    if maximum is None or q.row.not_due_yet:
        return Verdict(NOT_APPLICABLE)
    start = q.row.known_issue if q.term("payment_terms_start") == "invoice date" else q.row.delivered
    if q.row.due is None or start is None:
        return Verdict(NEEDS)
    if q.row.due <= last_day_counted_from(start, maximum, q.term("payment_terms_count")):
        return Verdict(KEPT)
    consented = any(fact["until"] >= q.row.due for fact in consents(q.book, q.row, "special terms"))
    return Verdict(KEPT if consented else REFUSED)


def invoiced_in_time(q: Question) -> Verdict:
    """The invoice was issued within its period."""
    longest = q.term("maximum_invoicing_delay")
    if longest is None:
        return Verdict(NOT_APPLICABLE)
    issued = q.row.known_issue
    if q.row.delivered == NEVER:
        return Verdict(NOT_APPLICABLE)
    if q.row.delivered is None or issued is None:
        return Verdict(NEEDS)
    last = add_span(q.row.delivered, longest)
    if issued == NEVER:
        return Verdict(REFUSED) if q.book.as_of > last else Verdict(KEPT, last)
    return Verdict(KEPT if issued <= last else REFUSED)


def initial_waiting_period(q: Question) -> Verdict:
    """The delivery came once the waiting period, counted from the first day, was over."""
    span = q.term("initial_waiting_period")
    if span is None:
        return Verdict(NOT_APPLICABLE)
    if q.row.delivered is None:
        return Verdict(NEEDS)
    if q.row.delivered == NEVER:
        return Verdict(NOT_APPLICABLE)
    return Verdict(KEPT if q.row.delivered >= add_span(q.layer["period_start"], span) else REFUSED)


def sanctions(q: Question) -> Verdict:
    """No confirmed match; no match that awaits a decision."""
    word = KEPT
    for hit in q.book.of("sanction_hits", q.row.buyer):
        awaits = hit["decision"] == "undecided" or hit["decision_lies_ahead"]
        if hit["decision"] == "confirmed" and not awaits:
            return Verdict(REFUSED)
        if awaits:
            word = NEEDS
    return Verdict(word)


def adverse_information(q: Question) -> Verdict:
    """Nothing adverse was known and not cleared on the day of delivery."""
    if not q.term("adverse_information_bars"):
        return Verdict(NOT_APPLICABLE)
    if q.row.delivered is None:
        return Verdict(NEEDS)
    news = q.book.of("adverse_informations", q.row.buyer)
    stands = any(fact["learnt_on"] <= q.row.delivered < fact["cleared_on"] for fact in news)
    return Verdict(REFUSED if stands else KEPT)


def minimum_amount(q: Question) -> Verdict:
    """The invoice reaches the minimum, VAT included, all its instalments together."""
    minimum = q.term("minimum_invoice_amount")
    if minimum is None:
        return Verdict(NOT_APPLICABLE)
    rates = q.book.tables.get("exchange_rates", [])
    day = exchange_day(q.book, q.layer, q.row)
    whole = sum(row.gross for row in q.book.rows if (row.buyer, row.number) == (q.row.buyer, q.row.number))
    gross = convert(whole, q.row.currency, q.currency, day=day, rates=rates)
    return Verdict(REFUSED if gross is not None and gross < minimum else KEPT)


def limit_conditions(q: Question) -> Verdict:
    """The conditions of the limit are met."""
    decision = q.limit.decision
    if decision is None or decision["conditions"] is None:
        return Verdict(KEPT, q.limit.until)
    return Verdict(REFUSED if decision["conditions_met_on"] == NEVER else KEPT, q.limit.until)


# Clauses in the order of the wording, with what a refusal makes of the amount.
OUTSIDE, LOST, OVER = "outside the policy", "not covered", "over limit"
QUALIFY: list[tuple[str, str, Callable[[Question], Verdict]]] = [
    ("policy_period", OUTSIDE, policy_period),
    ("insured_entity", OUTSIDE, insured_entity),
    ("receivable_has_arisen", OUTSIDE, receivable_has_arisen),
    ("covered_country", OUTSIDE, lambda q: by_term(q, "country_covered")),
    ("covered_sector", OUTSIDE, lambda q: by_term(q, "sector_covered")),
    ("private_person", OUTSIDE, lambda q: by_flag(q, "private_persons", q.at_delivery["private_person"])),
    ("public_buyer", OUTSIDE, lambda q: by_flag(q, "public_buyers", q.at_delivery["public"])),
    ("related_buyer", OUTSIDE, lambda q: by_flag(q, "related_companies", q.at_delivery["related"])),
    (
        "excluded_buyer",
        OUTSIDE,
        lambda q: Verdict(REFUSED if is_left_out(q.row.buyer, q.layer) else KEPT),
    ),
    ("payment_means", OUTSIDE, payment_means),
    ("buyer_sound_at_inception", OUTSIDE, buyer_sound_at_inception),
    ("buyer_not_overdue_at_inception", OUTSIDE, buyer_not_overdue_at_inception),
    ("buyer_not_rescheduled_at_inception", OUTSIDE, buyer_not_rescheduled_at_inception),
    ("agreed_terms_within_maximum", LOST, agreed_terms_within_maximum),
    ("invoiced_in_time", LOST, invoiced_in_time),
    ("initial_waiting_period", OUTSIDE, initial_waiting_period),
    ("sanctions", OUTSIDE, sanctions),
    ("adverse_information", LOST, adverse_information),
    ("minimum_amount", OUTSIDE, minimum_amount),
    ("entity_guard", LOST, lambda q: Verdict(party_verdict(q.row, q.buyer, q.limit.decision))),
    ("limit_conditions", LOST, limit_conditions),
]
