"""What the general ledger says the customers owe on the last day, added up apart from any rule of cover."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from encours.demo.days import AS_OF
from encours.facts.kinds import Bill, ControlAccount, CreditNote, Fact, Invoice, Payment, PaymentReturn
from encours.units import Cents

ACCOUNT = "411000"


def balances(facts: Iterable[Fact]) -> dict[str, Cents]:
    """Invoices less credit notes, honoured bills and payments that did not come back, by currency.

    A bill here is for the whole of its invoice.
    """
    known = tuple(standing(tuple(facts)))
    payments = {each.reference: each for each in known if isinstance(each, Payment)}
    gross = {(each.number, each.instalment): each for each in known if isinstance(each, Invoice)}
    owed: defaultdict[str, Cents] = defaultdict(int)
    for fact in known:
        if isinstance(fact, Invoice) and fact.stage == "invoiced":
            owed[fact.currency] += fact.gross
        elif isinstance(fact, CreditNote):
            owed[fact.currency] -= fact.gross
        elif isinstance(fact, Payment):
            owed[fact.currency] -= fact.amount
        elif isinstance(fact, Bill) and fact.event == "honoured":
            honoured = gross[fact.invoice, fact.instalment]
            owed[honoured.currency] -= honoured.gross
        elif isinstance(fact, PaymentReturn):
            back = payments[fact.payment]
            owed[back.currency] += back.amount
    return dict(sorted(owed.items()))


def control_accounts(facts: Iterable[Fact]) -> list[ControlAccount]:
    """Balance of the customers' control account in each currency."""
    return [
        ControlAccount(day=AS_OF, account=ACCOUNT, amount=amount, currency=code)
        for code, amount in balances(facts).items()
    ]


def standing(facts: tuple[Fact, ...]) -> Iterator[Fact]:
    """The facts that no other corrects."""
    corrected = {each.corrects for each in facts} - {""}
    return (each for each in facts if not each.fact_id or each.fact_id not in corrected)
