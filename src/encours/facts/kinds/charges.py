"""What is charged on a debt beside its price, and what it costs to get money back."""

from __future__ import annotations

from encours.facts.kinds.fields import (
    Fact,
    amount_field,
    choice_field,
    count_field,
    day_field,
    event_field,
    fact,
    text_field,
)
from encours.units import MISSING, NEVER, Cents, Count, Day

LATE_INTEREST, RECOVERY_COST = "late interest", "recovery cost"
CHARGE_KINDS = (LATE_INTEREST, "collection cost", "penalty", RECOVERY_COST)
"""The first three are owed by the buyer on an invoice; the last was spent to get a payment, and nobody owes it."""

INSURER = "insurer"
SPENDERS = ("insured", INSURER)
"""Who pays the cost of a recovery before the policy says who bears it."""


@fact(
    "charges",
    on=("charged_on",),
    key=("reference", "buyer", "invoice", "instalment", "kind", "charged_on"),
    en="Late interest, a penalty or a collection cost charged on an invoice, or the cost of recovering a payment.",
    fr="Intérêts de retard, pénalité ou frais de recouvrement portés sur une facture, ou frais d'une récupération.",
)
class Charge(Fact):
    """An amount owed beside an invoice; of kind ``recovery cost``, what a payment cost to get."""

    reference: str = text_field("Reference of the charge.", "Référence des frais ou intérêts.")
    buyer: str = text_field("Our code of the buyer.", "Notre code de l'acheteur.")
    invoice: str = text_field(
        "Invoice that it is charged on; empty for the cost of a recovery.",
        "Facture concernée ; vide pour les frais d'une récupération.",
        default="",
    )
    instalment: Count = count_field("Rank of the instalment.", "Rang de l'échéance.", default=1)
    kind: str = choice_field("What it is.", "Nature des frais ou intérêts.", choices=CHARGE_KINDS)
    runs_from: Day = day_field(
        "First day that late interest runs for; the day after the due date when empty.",
        "Premier jour couvert par les intérêts ; le lendemain de l'échéance si la case est vide.",
        default=MISSING,
    )
    charged_on: Day = day_field(
        "Day it is charged; the last day that late interest runs for.",
        "Jour où les frais sont portés en compte ; dernier jour couvert par les intérêts.",
    )
    currency: str = text_field("Currency, three letters (ISO 4217).", "Devise, en trois lettres (ISO 4217).")
    amount: Cents = amount_field("Amount of the charge.", "Montant des frais ou intérêts.")
    paid_on: Day = event_field(
        "Day the buyer paid it, beside the price of the invoice.",
        "Jour où l'acheteur l'a payé, en plus du prix de la facture.",
        default=NEVER,
    )
    payment: str = text_field(
        "Reference of the payment that the recovery brought; empty for what the buyer owes.",
        "Référence du règlement obtenu ; vide pour ce que doit l'acheteur.",
        default="",
    )
    spent_by: str = choice_field(
        "Who paid the cost of a recovery; the policy says who bears it.",
        "Qui a payé les frais d'une récupération ; la police dit qui les supporte.",
        choices=SPENDERS,
        default="insured",
    )
