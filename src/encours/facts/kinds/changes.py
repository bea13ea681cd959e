"""What changes a receivable after the sale: due dates, plans, consents, disputes, securities."""

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

CONSENT_SUBJECTS = ("extension", "repayment plan", "late notice", "special terms", "restart", "late file")
"""What an insurer consents to."""

OUTCOMES = ("insured", "buyer", "shared")
"""In whose favour a dispute ends."""

SECURITY_KINDS = ("guarantee", "avalised bill", "letter of credit", "retention of title", "deposit")
"""What secures a receivable."""


@fact(
    "due_date_moves",
    on=("moved_on",),
    key=("invoice", "instalment", "moved_on"),
    en="A due date is moved.",
    fr="Une échéance est reportée.",
)
class DueDateMove(Fact):
    """A due date moved by agreement with the buyer."""

    invoice: str = text_field("Number of the invoice.", "Numéro de la facture.")
    instalment: Count = count_field("Rank of the instalment.", "Rang de l'échéance.", default=1)
    buyer: str = text_field("Our code of the buyer.", "Notre code de l'acheteur.")
    moved_on: Day = day_field("Day the move was agreed.", "Jour où le report a été accordé.")
    new_due: Day = day_field("New due date.", "Nouvelle échéance.")


@fact(
    "repayment_plans",
    on=("agreed_on",),
    key=("buyer", "agreed_on"),
    en="A repayment plan is agreed.",
    fr="Un plan de remboursement est convenu.",
)
class RepaymentPlan(Fact):
    """A plan by which a buyer repays its overdue debt in instalments."""

    buyer: str = text_field("Our code of the buyer.", "Notre code de l'acheteur.")
    agreed_on: Day = day_field("Day the plan was agreed.", "Jour de l'accord.")
    first_instalment_on: Day = day_field("First instalment.", "Première échéance du plan.", default=MISSING)
    last_instalment_on: Day = day_field("Last instalment.", "Dernière échéance du plan.", default=MISSING)


@fact(
    "consents",
    on=("given_on",),
    key=("buyer", "invoice", "instalment", "subject", "given_on"),
    en="The insurer consents, or waives a duty.",
    fr="L'assureur consent, ou renonce à une obligation.",
)
class Consent(Fact):
    """A written consent or waiver of the insurer; on the whole account when it names no invoice."""

    buyer: str = text_field("Our code of the buyer.", "Notre code de l'acheteur.")
    invoice: str = text_field(
        "Invoice concerned; all when empty.", "Facture concernée ; toutes si la case est vide.", default=""
    )
    instalment: Count = count_field(
        "Instalment concerned; all when empty.",
        "Échéance concernée ; toutes si la case est vide.",
        default=MISSING,
    )
    subject: str = choice_field("What it allows.", "Ce qu'il autorise.", choices=CONSENT_SUBJECTS)
    given_on: Day = day_field("Day it was given.", "Jour où il a été donné.")
    until: Day = day_field(
        "Last day that it covers; without end when empty.",
        "Dernier jour qu'il couvre ; sans fin si la case est vide.",
        default=NEVER,
    )
    conditions: str = text_field("Conditions attached, verbatim.", "Conditions jointes, textuellement.", default="")


@fact(
    "disputes",
    on=("opened_on",),
    key=("reference", "invoice", "instalment"),
    en="The buyer disputes an invoice.",
    fr="L'acheteur conteste une facture.",
)
class Dispute(Fact):
    """A dispute on an invoice, in whole or in part, until it is settled."""

    reference: str = text_field("Reference of the dispute.", "Référence du litige.")
    buyer: str = text_field("Our code of the buyer.", "Notre code de l'acheteur.")
    invoice: str = text_field("Number of the invoice.", "Numéro de la facture.")
    instalment: Count = count_field(
        "Instalment disputed; all when empty.",
        "Échéance contestée ; toutes si la case est vide.",
        default=MISSING,
    )
    opened_on: Day = day_field("Day the dispute was raised.", "Jour de la contestation.")
    amount: Cents = amount_field(
        "Amount disputed; the whole when empty.",
        "Montant contesté ; la totalité si la case est vide.",
        default=MISSING,
    )
    settled_on: Day = event_field("Day it was settled.", "Jour du règlement du litige.", default=NEVER)
    outcome: str = choice_field(
        "In whose favour it was settled.", "En faveur de qui il a été réglé.", choices=OUTCOMES, default=""
    )
    upheld_amount: Cents = amount_field(
        "Amount found due by the buyer.", "Montant reconnu dû par l'acheteur.", default=MISSING
    )


@fact(
    "promises",
    on=("promised_on",),
    key=("buyer", "invoice", "promised_on"),
    en="A buyer promises to pay.",
    fr="Un acheteur promet de payer.",
)
class Promise(Fact):
    """A promise to pay by a day; whether it was kept is read from the payments."""

    buyer: str = text_field("Our code of the buyer.", "Notre code de l'acheteur.")
    invoice: str = text_field(
        "Invoice concerned; all those overdue that day when empty.",
        "Facture concernée ; toutes celles échues ce jour-là si la case est vide.",
        default="",
    )
    promised_on: Day = day_field("Day of the promise.", "Jour de la promesse.")
    pay_by: Day = day_field("Day by which it is to be paid.", "Jour promis pour le paiement.")
    broken_on: Day = event_field(
        "Day it was broken before its time.", "Jour où elle a été rompue avant terme.", default=NEVER
    )


@fact(
    "securities",
    on=("held_from",),
    key=("reference", "invoice"),
    en="A security is held.",
    fr="Une sûreté est détenue.",
)
class Security(Fact):
    """A security held on a buyer, or on one invoice."""

    reference: str = text_field("Reference of the security.", "Référence de la sûreté.")
    buyer: str = text_field("Our code of the buyer.", "Notre code de l'acheteur.")
    invoice: str = text_field(
        "Invoice secured; all when empty.", "Facture garantie ; toutes si la case est vide.", default=""
    )
    kind: str = choice_field("Nature of the security.", "Nature de la sûreté.", choices=SECURITY_KINDS)
    amount: Cents = amount_field("Amount secured.", "Montant garanti.", default=MISSING)
    currency: str = text_field("Currency, three letters.", "Devise, en trois lettres.", default="")
    held_from: Day = day_field("Day from which it is held.", "Jour à partir duquel elle est détenue.")
    expires_on: Day = day_field(
        "Last day it can be called; none when empty.",
        "Dernier jour où elle peut être appelée ; aucun si la case est vide.",
        default=NEVER,
    )
    released_on: Day = event_field("Day it was given up.", "Jour de la mainlevée.", default=NEVER)
