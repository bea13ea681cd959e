"""The payment of indemnities as every form tells it: when each part falls due, what is left, and to whom it goes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from encours.claims.in_order import SettledLoss
from encours.claims.payees import Payee
from encours.claims.payments import IndemnityPayment, PartDue, agreed_advance, agreed_whole
from encours.clauses.wordings.payment import PAYMENT
from encours.explain.settlement_report import SettlementReport
from encours.explain.values import UNKNOWN, amount
from encours.explain.words import say
from encours.policy.quantity_text import show_to_people
from encours.policy.schedule import Policy
from encours.units import MISSING, NEVER, UNSET, Cents, Day
from encours.units.show import Language, show_day, show_percentage


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """One part of the payment of a claim: the advance, or the whole indemnity; None where an amount is not known.

    `due_on` tells the day in words, `day` is that of a calendar, None where there is none.
    """

    claim: str
    policy: str
    what: str
    due_on: str
    day: Day | None
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
            what += say(
                "payment allowed", language, period=_period(payment.policy, "advance_period", advance, language)
            )
        yield PaymentRow(
            payment.claim, payment.policy.name, what, due_told(advance.due_on, language), _day(advance.due_on),
            advance.amount, payment.advanced, payment.advance_left,
        )  # fmt: skip
    what = say("payment whole bare", language)
    if whole.due_on != UNSET:
        period = _period(payment.policy, "indemnity_payment_period", whole, language)
        what = say("payment whole", language, period=period, fact=_fact(whole, language))
    yield PaymentRow(
        payment.claim, payment.policy.name, what, due_told(whole.due_on, language), _day(whole.due_on), whole.amount,
        payment.paid, payment.left,
    )  # fmt: skip


def _fact(term: PartDue, language: Language) -> str:
    if term.fact is None:
        return say("payment fact unknown", language)
    fact = say(f"payment from {term.fact.english}", language)
    if term.counted_from in {MISSING, NEVER}:
        return fact
    return say("payment fact of", language, fact=fact, day=show_day(term.counted_from, language))


def _period(policy: Policy, term: str, part: PartDue, language: Language) -> str:
    if part.period == MISSING:
        return UNKNOWN.in_language(language)
    return show_to_people(PAYMENT.link_terms[term], part.period, policy.currency, language)


def _day(day: Day) -> Day | None:
    return None if day in {MISSING, NEVER, UNSET} else day


def due_told(day: Day, language: Language) -> str:
    """The day on which a part falls due, or why there is none, in words."""
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


def paid_by_amounts(settled: SettledLoss, language: Language) -> Iterator[str]:
    """What a policy agreed of the payment of a loss told as amounts, a sentence each; nothing where nothing is paid."""
    if not settled.paid:
        return
    currency = settled.policy.currency
    if (agreed := agreed_advance(settled)) is not None:
        rate, fact, cents = agreed
        yield say(
            "payment of amounts", language, rate=show_percentage(rate, language),
            fact=say(f"payment from {fact.english}", language),
            amount=amount(cents, currency, language), left=amount(settled.paid - cents, currency, language),
        )  # fmt: skip
    whole = agreed_whole(settled)
    if whole.due_on != UNSET:
        key = "payment of amounts whole" if _day(whole.due_on) is None else "payment of amounts due"
        period = _period(settled.policy, "indemnity_payment_period", whole, language)
        day = due_told(whole.due_on, language)
        yield say(key, language, period=period, fact=_fact(whole, language), day=day)
