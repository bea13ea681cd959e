"""What is doubtful about charges: what they are charged on, what they were spent for, and the days they run for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from encours.facts.faults import Fault, worded
from encours.facts.kinds.charges import LATE_INTEREST, RECOVERY_COST, Charge
from encours.facts.view import View
from encours.facts.words import field_in_french, table_in_french
from encours.units import MISSING, NEVER, widen_day

_WORDS: Final = {
    "charge without invoice": (
        "Charge {reference} names no invoice that it is charged on.",
        "Les frais ou intérêts {reference} ne citent aucune facture sur laquelle ils portent.",
        "Name the invoice; what was spent to get a payment is of kind recovery cost, and names that payment.",
        "Citez la facture ; ce qu'a coûté un règlement est de nature « frais de récupération », et cite ce règlement.",
    ),
    "charge with a payment": (
        "Charge {reference} names payment {payment}, and yet it is owed by the buyer.",
        "Les frais ou intérêts {reference} citent le règlement {payment}, alors que l'acheteur les doit.",
        "Leave the payment empty, or make it of kind recovery cost.",
        "Laissez le règlement vide, ou choisissez la nature « frais de récupération ».",
    ),
    "cost without payment": (
        "Cost {reference} names no payment that it was spent for.",
        "Les frais {reference} ne citent aucun règlement qu'ils ont permis d'obtenir.",
        "Write the reference of the payment that the recovery brought.",
        "Indiquez la référence du règlement obtenu.",
    ),
    "cost of an unknown payment": (
        "Cost {reference} names payment {payment} of buyer {buyer}, which is not in the ledger.",
        "Les frais {reference} citent le règlement {payment} de l'acheteur {buyer}, absent du grand livre.",
        "Mend the reference, or add the payment to payments.",
        f"Rectifiez la référence, ou ajoutez le règlement à la {table_in_french('payments')}.",
    ),
    "cost in another currency": (
        "Cost {reference} is in another currency than payment {payment}.",
        "Les frais {reference} ne sont pas dans la devise du règlement {payment}.",
        "Enter the cost in the currency of the payment.",
        "Saisissez les frais dans la devise du règlement.",
    ),
    "cost paid by the buyer": (
        "Cost {reference} was spent for payment {payment}, and yet the buyer paid it.",
        "Les frais {reference} ont permis le règlement {payment}, alors que l'acheteur les a payés.",
        "Leave paid_on empty; what the buyer owes and pays is of another kind, on its invoice.",
        f"Laissez {field_in_french('paid_on')} vide ; ce que l'acheteur paie est d'une autre nature, sur sa facture.",
    ),
    "charge on an unknown instalment": (
        "Charge {reference} is on instalment {instalment} of invoice {invoice}, which is not there: no loss has it.",
        "Les frais ou intérêts {reference} portent sur l'échéance {instalment} de la facture {invoice}, inexistante.",
        "Mend the rank of the instalment (1 where the invoice has one alone), or add the instalment to invoices.",
        f"Rectifiez le rang (1 si l'échéance est unique), ou ajoutez l'échéance à la {table_in_french('invoices')}.",
    ),
    "interest without its first day": (
        "Interest {reference} has no first day, nor invoice {invoice} a due date: nobody knows when it began to run.",
        "Les intérêts {reference} n'ont pas de premier jour, ni la facture {invoice} d'échéance : début inconnu.",
        "Write in runs_from the first day, or give the invoice its due date.",
        f"Indiquez le premier jour en {field_in_french('runs_from')}, ou l'échéance de la facture.",
    ),
    "interest before it runs": (
        "Interest {reference} is charged by the due date, when none has run: it is owed, and no part of a loss.",
        "Les intérêts {reference} sont portés en compte avant d'avoir couru : ils sont dus, hors de la perte.",
        "Mend charged_on, the last day that the interest runs for; or write in runs_from the first one.",
        f"Rectifiez {field_in_french('charged_on')}, ou donnez le premier jour en {field_in_french('runs_from')}.",
    ),
}


def charges_say_what_they_are_for(view: View) -> Iterator[Fault]:
    """What a buyer owes names its invoice; what a recovery cost names a payment of the buyer, in its currency."""
    charges, payments = view.table("charges"), view.table("payments")
    if not len(charges):
        return
    columns = [payments.texts[name] for name in ("reference", "buyer", "currency")]
    named = {charges.texts["payment"][row] for row in range(len(charges))} - {""}
    wanted = columns[0].where_any(named).tolist() if named and len(payments) else []
    known = {(columns[0][row], columns[1][row]): columns[2][row] for row in wanted}
    for each in charges.rows():
        assert isinstance(each, Charge)
        if code := _wrong(each, known):
            yield _fault(code, each)


def charges_are_on_what_is_owed(view: View) -> Iterator[Fault]:
    """What a buyer owes is charged on an instalment that there is, and interest once it has run: warnings."""
    charges, invoices = view.table("charges"), view.table("invoices")
    if not len(charges) or not len(invoices):
        return
    numbers, ranks, dues = invoices.texts["number"], invoices.numbers["instalment"], invoices.numbers["due"]
    named = {charges.texts["invoice"][row] for row in range(len(charges))} - {""}
    rows = numbers.where_any(named).tolist() if named else []
    due = {(numbers[row], int(ranks[row])): widen_day(int(dues[row])) for row in rows}
    known = {number for number, _ in due}
    for each in charges.rows():
        assert isinstance(each, Charge)
        if each.kind == RECOVERY_COST or each.invoice not in known:
            continue
        owed_on = due.get((each.invoice, each.instalment))
        if owed_on is None:
            yield _fault("charge on an unknown instalment", each, is_warning=True)
        elif each.kind == LATE_INTEREST and each.runs_from == MISSING:
            if owed_on == MISSING:
                yield _fault("interest without its first day", each, is_warning=True)
            elif each.charged_on <= owed_on:
                yield _fault("interest before it runs", each, is_warning=True)


def _fault(code: str, charge: Charge, *, is_warning: bool = False) -> Fault:
    told = {
        "reference": charge.reference, "payment": charge.payment, "buyer": charge.buyer, "invoice": charge.invoice,
        "instalment": charge.instalment,
    }  # fmt: skip
    return worded(code, _WORDS[code], (charge.fact_id or charge.source,), told, is_warning=is_warning)


def _wrong(charge: Charge, known: dict[tuple[str, str], str]) -> str:
    """Name of what is wrong with a charge; empty where nothing is. `known` are the currencies of the payments."""
    if charge.kind != RECOVERY_COST:
        if charge.payment:
            return "charge with a payment"
        return "" if charge.invoice else "charge without invoice"
    if charge.paid_on != NEVER:
        return "cost paid by the buyer"
    if not charge.payment:
        return "cost without payment"
    currency = known.get((charge.payment, charge.buyer))
    if currency is None:
        return "cost of an unknown payment"
    return "" if currency == charge.currency else "cost in another currency"
