"""What was sold: orders, deliveries, invoices and credit notes."""

from __future__ import annotations

from encours.facts.kinds.fields import (
    Fact,
    allocation_field,
    amount_field,
    choice_field,
    count_field,
    day_field,
    event_field,
    fact,
    flag_field,
    text_field,
)
from encours.units import MISSING, NEVER, Cents, Count, Day, Flag

STAGES = ("draft", "order", "delivered", "invoiced", "returned")
"""Where a sale stands; each document is counted once, at the stage it reached."""

PAYMENT_MEANS = (
    "open account",
    "letter of credit",
    "confirmed letter of credit",
    "prepaid",
    "cash",
    "bill",
)
"""How the buyer is to pay."""


@fact(
    "invoices",
    on=("issued", "delivered", "ordered"),
    key=("number", "instalment"),
    en="A sale: draft, order in hand, delivery not yet invoiced, or instalment of an invoice.",
    fr="Une vente : devis, commande en cours, livraison à facturer, ou échéance d'une facture.",
)
class Invoice(Fact):
    """One instalment of a document of sale; an invoice paid at once has one instalment."""

    number: str = text_field("Number of the document.", "Numéro de la pièce.")
    instalment: Count = count_field("Rank of the instalment.", "Rang de l'échéance.", default=1)
    buyer: str = text_field("Our code of the buyer.", "Notre code de l'acheteur.")
    entity: str = text_field("Company of the insured that sold.", "Société de l'assuré qui a vendu.", default="")
    stage: str = choice_field("Where the sale stands.", "Où en est la vente.", choices=STAGES, default="invoiced")
    ordered: Day = day_field("Day of the order.", "Jour de la commande.", default=MISSING)
    delivered: Day = event_field("Day of delivery.", "Jour de la livraison.", default=MISSING)
    issued: Day = event_field("Day of the invoice.", "Jour de la facture.", default=MISSING)
    due: Day = day_field("Due date first agreed.", "Échéance convenue à l'origine.", default=MISSING)
    currency: str = text_field("Currency, three letters (ISO 4217).", "Devise, en trois lettres (ISO 4217).")
    gross: Cents = amount_field("Amount of the instalment, VAT included.", "Montant de l'échéance, TVA comprise.")
    vat: Cents = amount_field("VAT within that amount.", "TVA comprise dans ce montant.", default=MISSING)
    party_name: str = text_field(
        "Name of the customer printed on the invoice.",
        "Nom du client porté sur la facture.",
        default="",
    )
    party_identifier: str = text_field(
        "Identifier of the customer printed on the invoice.",
        "Identifiant du client porté sur la facture.",
        default="",
    )
    payment_means: str = choice_field(
        "How it is to be paid.", "Mode de règlement prévu.", choices=PAYMENT_MEANS, default=""
    )
    undisputed: Flag = flag_field(
        "Whether it is known not to be disputed, beyond what the table of disputes says.",
        "Si l'on sait qu'elle n'est pas contestée, hors ce que dit la table des litiges.",
        default=MISSING,
    )
    replaces: str = text_field(
        "Number of the draft, order or delivery not yet invoiced that this document replaces.",
        "Numéro du devis, de la commande ou de la livraison à facturer que cette pièce remplace.",
        default="",
    )
    paid_on: Day = event_field(
        "Day the whole amount was paid, where the ledger keeps no separate payment.",
        "Jour du règlement total, si le grand livre ne tient pas les règlements à part.",
        default=NEVER,
    )


@fact("credit_notes", on=("issued",), key=("number",), en="A credit note.", fr="Un avoir.")
class CreditNote(Fact):
    """A credit note; without an invoice it stands on the account as a payment would."""

    number: str = text_field("Number of the credit note.", "Numéro de l'avoir.")
    buyer: str = text_field("Our code of the buyer.", "Notre code de l'acheteur.")
    invoice: str = text_field("Invoice that it reduces.", "Facture qu'il réduit.", default="")
    instalment: Count = count_field(
        "Instalment that it reduces; all of the invoice when empty.",
        "Échéance qu'il réduit ; toute la facture si la case est vide.",
        default=MISSING,
    )
    issued: Day = day_field("Day of the credit note.", "Jour de l'avoir.")
    currency: str = text_field("Currency, three letters (ISO 4217).", "Devise, en trois lettres (ISO 4217).")
    gross: Cents = amount_field("Amount credited, VAT included.", "Montant crédité, TVA comprise.")
    vat: Cents = amount_field("VAT within that amount.", "TVA comprise dans ce montant.", default=MISSING)
    allocated_on: Day = allocation_field(default=MISSING)
