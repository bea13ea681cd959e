"""What is doubtful about charges: one that says not what it is charged on, or what it was spent for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from encours.facts.faults import Fault
from encours.facts.kinds.charges import RECOVERY_COST, Charge
from encours.facts.view import View
from encours.facts.words import table_in_french

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
            told = {"reference": each.reference, "payment": each.payment, "buyer": each.buyer}
            en, fr, remedy_en, remedy_fr = (text.format(**told) for text in _WORDS[code])
            yield Fault(
                code=code, fact_ids=(each.fact_id or each.source,), en=en, fr=fr, remedy_en=remedy_en,
                remedy_fr=remedy_fr,
            )  # fmt: skip


def _wrong(charge: Charge, known: dict[tuple[str, str], str]) -> str:
    """Name of what is wrong with a charge; empty where nothing is. `known` are the currencies of the payments."""
    if charge.kind != RECOVERY_COST:
        if charge.payment:
            return "charge with a payment"
        return "" if charge.invoice else "charge without invoice"
    if not charge.payment:
        return "cost without payment"
    currency = known.get((charge.payment, charge.buyer))
    if currency is None:
        return "cost of an unknown payment"
    return "" if currency == charge.currency else "cost in another currency"
