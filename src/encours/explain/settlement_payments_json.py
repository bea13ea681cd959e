"""The payment of indemnities for programs and spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator

from encours.claims.in_order import SettledLoss
from encours.claims.payments import IndemnityPayment, PartDue, agreed_advance, agreed_whole
from encours.explain.json_values import Json, day_json
from encours.explain.settlement_payments import due_told, payee_rows, payment_rows
from encours.explain.settlement_report import SettlementReport
from encours.explain.words import say
from encours.units import MISSING, UNSET, Cents
from encours.units.currency import currency as known_currency
from encours.units.money import Total
from encours.units.show import Language, show_day

Cell = str | int | Total | None


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


def agreed_due_json(settled: SettledLoss, language: Language) -> Json | None:
    """When the indemnity of a loss told as amounts falls due; None where the policy says nothing of it."""
    whole = agreed_whole(settled)
    return None if whole.due_on == UNSET else _term(whole, language)


def _term(term: PartDue, language: Language) -> Json:
    return {
        "fact": None if term.fact is None else term.fact.english,
        "counted_from": day_json(term.counted_from),
        "due_on": day_json(term.due_on),
        "told": due_told(term.due_on, language),
        "amount": term.amount,
        "is_due": term.has_come,
    }


def _known(value: int) -> int | None:
    return None if value == MISSING else value


def payment_csv(report: SettlementReport, language: Language) -> Iterator[list[Cell]]:
    """A row for each part of a payment and for each payee, in the columns of the waterfall.

    Of a part: what is due in all, what was paid, the day it falls due, and what is left. Of a payee: what it is paid.
    """
    unit = known_currency(report.currency)
    of = {(each.claim, each.policy.name): each.loss for each in report.payments}

    def total(cents: Cents | None) -> Total | None:
        return None if cents is None else Total(cents, unit)

    def head(claim: str, policy: str) -> list[Cell]:
        loss = of[claim, policy]
        return [claim, policy, loss.buyer, "" if loss.day == MISSING else show_day(loss.day, "en")]

    for part in payment_rows(report, language):
        due = part.due_on if part.day is None else show_day(part.day, "en")
        by = f"{say('payment due on', language)} {due}"
        told: list[Cell] = [part.what, total(part.amount), total(part.paid), say("payment paid", language), by]
        yield [*head(part.claim, part.policy), *told, total(part.left)]
    for each in payee_rows(report, language):
        paid: list[Cell] = [say("payment to", language), None, None, each.to, each.by, total(each.amount)]
        yield [*head(each.claim, each.policy), *paid]
