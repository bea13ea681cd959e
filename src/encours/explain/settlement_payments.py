"""The payment of indemnities as every form tells it: when each part falls due, what is left, and to whom it goes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from encours.claims.in_order import SettledLoss
from encours.claims.payees import Payee
from encours.claims.payments import IndemnityPayment, PartDue, agreed_advance
from encours.clauses.wordings.payment import PAYMENT
from encours.explain.blocks import Block, Cell, Column, Grid, Heading, Span, line
from encours.explain.json_values import Json, day_json
from encours.explain.settlement_report import SettlementReport
from encours.explain.values import UNKNOWN, amount
from encours.explain.words import say
from encours.policy.quantity_text import show_to_people
from encours.units import MISSING, NEVER, UNSET, Cents, Day
from encours.units.show import Language, show_day, show_percentage


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """One part of the payment of a claim: the advance, or the whole indemnity; None where an amount is not known."""

    claim: str
    policy: str
    what: str
    due_on: str
    amount: Cents | None
    paid: Cents | None
    left: Cents | None


def payment_rows(report: SettlementReport, language: Language) -> tuple[PaymentRow, ...]:
    """The parts of every payment; none, where no policy says anything of advances or of the day of payment."""
    if all(each.advance is None and each.whole.due_on == UNSET for each in report.payments):
        return ()
    return tuple(row for each in report.payments for row in _rows(each, language))


def _rows(payment: IndemnityPayment, language: Language) -> Iterator[PaymentRow]:
    advance, whole = payment.advance, payment.whole
    if advance is not None:
        rate = UNKNOWN.in_language(language) if payment.rate == MISSING else show_percentage(payment.rate, language)
        what = say("payment advance", language, rate=rate, fact=_fact(advance, language))
        if advance.period > 0:
            what += say("payment allowed", language, period=_period(payment, "advance_period", advance, language))
        yield PaymentRow(
            payment.claim, payment.policy.name, what, _due_on(advance.due_on, language), advance.amount,
            payment.advanced, payment.advance_left,
        )  # fmt: skip
    what = say("payment whole bare", language)
    if whole.due_on != UNSET:
        period = _period(payment, "indemnity_payment_period", whole, language)
        what = say("payment whole", language, period=period, fact=_fact(whole, language))
    yield PaymentRow(
        payment.claim, payment.policy.name, what, _due_on(whole.due_on, language), whole.amount, payment.paid,
        payment.left,
    )  # fmt: skip


def _fact(term: PartDue, language: Language) -> str:
    if term.fact is None:
        return say("payment fact unknown", language)
    fact = say(f"payment from {term.fact.english}", language)
    if term.counted_from in {MISSING, NEVER}:
        return fact
    return say("payment fact of", language, fact=fact, day=show_day(term.counted_from, language))


def _period(payment: IndemnityPayment, term: str, part: PartDue, language: Language) -> str:
    if part.period == MISSING:
        return UNKNOWN.in_language(language)
    return show_to_people(PAYMENT.link_terms[term], part.period, payment.policy.currency, language)


def _due_on(day: Day, language: Language) -> str:
    plain = {NEVER: "payment not come", UNSET: "payment not told"}
    if day == MISSING:
        return UNKNOWN.in_language(language)
    return say(plain[day], language) if day in plain else show_day(day, language)


@dataclass(frozen=True, slots=True)
class PayeeRow:
    """Who is paid how much of a claim, and by what."""

    claim: str
    policy: str
    to: str
    amount: Cents
    by: str


def payee_rows(report: SettlementReport, language: Language) -> tuple[PayeeRow, ...]:
    """Every payee of every claim, the insured among them."""
    return tuple(
        PayeeRow(each.claim, each.policy.name, *_payee(report, payee, language))
        for each in report.payments
        for payee in each.payees
    )


def _payee(report: SettlementReport, payee: Payee, language: Language) -> tuple[str, Cents, str]:
    given = payee.assignment
    if payee.is_between:
        return UNKNOWN.in_language(language), payee.amount, say("payment payee unknown", language)
    if given is None:
        return say("payment insured", language, company=report.company), payee.amount, ""
    if not payee.is_known:
        unknown = say("payment assignment unknown", language, reference=given.reference)
        return UNKNOWN.in_language(language), payee.amount, unknown
    day = show_day(given.acknowledged_on, language)
    return given.loss_payee, payee.amount, say("payment assignment", language, reference=given.reference, day=day)


def due_now(report: SettlementReport, language: Language) -> Iterator[str]:
    """A sentence for each claim of which something is due and not paid."""
    assert report.head is not None or not report.payments, "payments are those of a ledger, asked on a day"
    for each in report.payments:
        if each.due_now and report.head is not None:
            yield say(
                "payment due now", language, claim=each.claim, day=show_day(report.head.as_of, language),
                amount=amount(each.due_now, report.currency, language),
            )  # fmt: skip


def advance_told(settled: SettledLoss, language: Language) -> str:
    """The advance on a loss told as amounts, as a sentence; empty where none is agreed or nothing is paid."""
    agreed = agreed_advance(settled)
    if agreed is None or not settled.paid:
        return ""
    rate, fact, cents = agreed
    currency = settled.policy.currency
    return say(
        "payment of amounts", language, rate=show_percentage(rate, language),
        fact=say(f"payment from {fact.english}", language),
        amount=amount(cents, currency, language), left=amount(settled.paid - cents, currency, language),
    )  # fmt: skip


def payments_blocks(report: SettlementReport, language: Language) -> Iterator[Block]:
    """When each indemnity is paid, to whom, and the subrogation that follows."""
    rows, to = payment_rows(report, language), payee_rows(report, language)
    if not rows and not to:
        return
    has_policies = report.has_layers

    def money(cents: Cents | None) -> Cell:
        return Span("?", "cyan") if cents is None else amount(cents, report.currency, language)

    def named(claim: str, policy: str) -> tuple[Cell, ...]:
        return (claim, policy) if has_policies else (claim,)

    head = [Column(say("payment claim", language), cut=True)]
    if has_policies:
        head.append(Column(say("payment policy", language), cut=True))
    yield Heading(say("payment title", language))
    if rows:
        columns = (
            *head,
            Column(say("payment what", language), folds=True),
            Column(say("payment due on", language)),
            *(Column(say(f"payment {name}", language), right=True) for name in ("amount", "paid", "left")),
        )
        cells = tuple(
            (*named(each.claim, each.policy), each.what, each.due_on, *map(money, (each.amount, each.paid, each.left)))
            for each in rows
        )
        yield Grid(columns, cells)
    for told in due_now(report, language):
        yield line(Span(told, "yellow"))
    if to:
        columns = (
            *head,
            Column(say("payment to", language)),
            Column(say("payment amount", language), right=True),
            *((Column(say("payment by", language), folds=True),) if any(each.by for each in to) else ()),
        )
        has_by = any(each.by for each in to)
        yield Grid(
            columns,
            tuple(
                (*named(each.claim, each.policy), each.to, money(each.amount), *((each.by,) if has_by else ()))
                for each in to
            ),
        )
        yield line(Span(say("payment subrogation", language), "bright_black"))


def payments_json(report: SettlementReport, language: Language) -> list[Json]:
    """The payment of every claim of a ledger, by policy."""
    return [
        {
            "policy": each.policy.name,
            "claim": each.claim,
            "advance": _advance(each, language),
            "indemnity": {**_term(each.whole, language), "paid": each.paid, "left": each.left},
            "due_now": each.due_now,
            "payees": [
                {
                    "loss_payee": payee.assignment.loss_payee if payee.assignment and payee.is_known else None,
                    "is_the_insured": None if payee.is_between else payee.assignment is None,
                    "assignment": None if payee.assignment is None else payee.assignment.reference,
                    "acknowledged_on": day_json(None if payee.assignment is None else payee.assignment.acknowledged_on),
                    "amount": payee.amount,
                }
                for payee in each.payees
            ],
            "subrogation": say("payment subrogation", language) if each.payees else None,
        }
        for each in report.payments
    ]


def _advance(each: IndemnityPayment, language: Language) -> Json | None:
    if each.advance is None:
        return None
    paid: Json = {"paid": each.advanced, "left": each.advance_left}
    return {"rate": _known(each.rate), **_term(each.advance, language), **paid}


def advance_json(settled: SettledLoss) -> Json | None:
    """The advance agreed on one loss, as an amount."""
    agreed = agreed_advance(settled)
    if agreed is None:
        return None
    rate, fact, cents = agreed
    return {"rate": rate, "fact": fact.english, "amount": cents}


def _term(term: PartDue, language: Language) -> Json:
    return {
        "fact": None if term.fact is None else term.fact.english,
        "counted_from": day_json(term.counted_from),
        "due_on": day_json(term.due_on),
        "told": _due_on(term.due_on, language),
        "amount": term.amount,
        "is_due": term.has_come,
    }


def _known(value: int) -> int | None:
    return None if value == MISSING else value
