"""How a receivable is settled: payments, returned payments and bills of exchange."""

from __future__ import annotations

from encours.facts.kinds.fields import (
    Fact,
    allocation_field,
    amount_field,
    choice_field,
    count_field,
    day_field,
    fact,
    text_field,
)
from encours.units import MISSING, Cents, Count, Day

PAYERS = ("debtor", "guarantor", "dividend", "goods")
"""Where money comes from; goods are those taken back or resold."""

BILL_EVENTS = ("accepted", "discounted", "honoured", "dishonoured")
"""What happens to a bill of exchange."""


@fact(
    "payments",
    on=("paid_on",),
    key=("reference", "buyer", "invoice", "instalment", "paid_on"),
    en="A payment received.",
    fr="Un règlement reçu.",
)
class Payment(Fact):
    """A payment on an invoice, or on account when it names none."""

    reference: str = text_field("Reference of the payment.", "Référence du règlement.")
    buyer: str = text_field("Our code of the buyer.", "Notre code de l'acheteur.")
    invoice: str = text_field(
        "Invoice that it pays; on account when empty.",
        "Facture qu'il règle ; acompte si la case est vide.",
        default="",
    )
    instalment: Count = count_field(
        "Instalment that it pays; the oldest first when empty.",
        "Échéance qu'il règle ; les plus anciennes d'abord si la case est vide.",
        default=MISSING,
    )
    paid_on: Day = day_field("Day the money was received.", "Jour de l'encaissement.")
    currency: str = text_field("Currency, three letters (ISO 4217).", "Devise, en trois lettres (ISO 4217).")
    amount: Cents = amount_field("Amount received.", "Montant reçu.")
    payer: str = choice_field("Where the money comes from.", "D'où vient l'argent.", choices=PAYERS, default="debtor")
    allocated_on: Day = allocation_field(default=MISSING)


@fact(
    "payment_returns",
    on=("returned_on",),
    key=("payment",),
    en="A payment comes back unpaid.",
    fr="Un règlement revient impayé.",
    owner=("payment", "payments", "reference"),
)
class PaymentReturn(Fact):
    """A payment that came back unpaid: from that day it never was."""

    payment: str = text_field("Reference of the payment.", "Référence du règlement.")
    returned_on: Day = day_field("Day it came back.", "Jour du retour.")


@fact(
    "bills",
    on=("on",),
    key=("reference", "invoice", "event"),
    en="Something happens to a bill of exchange.",
    fr="Un événement touche une lettre de change.",
)
class Bill(Fact):
    """A bill accepted, discounted, honoured or dishonoured; a bill pays nothing until it is honoured."""

    reference: str = text_field("Reference of the bill.", "Référence de l'effet.")
    buyer: str = text_field("Our code of the buyer.", "Notre code de l'acheteur.")
    invoice: str = text_field("Invoice that it pays.", "Facture qu'il règle.")
    instalment: Count = count_field("Rank of the instalment.", "Rang de l'échéance.", default=1)
    event: str = choice_field("What happened to it.", "Ce qui lui est arrivé.", choices=BILL_EVENTS)
    on: Day = day_field("Day it happened.", "Jour où cela est arrivé.")
    matures_on: Day = day_field("Maturity of the bill.", "Échéance de l'effet.", default=MISSING)
