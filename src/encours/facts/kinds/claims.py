"""What happens to a claim on its way to the indemnity, beside what signs of risk tell, and to whom it is paid."""

from __future__ import annotations

from encours.facts.kinds.fields import (
    Fact,
    amount_field,
    choice_field,
    day_field,
    event_field,
    fact,
    text_field,
)
from encours.units import MISSING, NEVER, Cents, Day

CLAIM_EVENTS = (
    "collection ordered",
    "file received",
    "claim admitted",
    "goods refused",
    "goods resold",
    "award",
    "political event",
    "indemnity paid",
    "advance paid",
    "claim declared",
    "claim filed",
    "recovery passed on",
    "aggravation reported",
)
"""What a waiting period may be counted from, what was paid, and what the insured did by its last day.

A claim is declared in the insolvency proceedings, and filed with the insurer. Recoveries are shared from the
indemnity. A hand-over, a report and an opening have tables of their own.
"""


@fact(
    "claim_events",
    on=("happened_on",),
    key=("buyer", "invoice", "policy", "event", "happened_on"),
    en="Something happens to a claim: what a waiting period may be counted from, or the indemnity.",
    fr="Un fait survient dans un dossier de sinistre : ce dont court un délai de carence, ou l'indemnité.",
)
class ClaimEvent(Fact):
    """An event in the life of a claim; on every debt of the buyer when it names no invoice."""

    buyer: str = text_field("Our code of the buyer.", "Notre code de l'acheteur.")
    invoice: str = text_field(
        "Invoice concerned; all when empty.", "Facture concernée ; toutes si la case est vide.", default=""
    )
    policy: str = text_field(
        "Policy concerned; every layer when empty.",
        "Police concernée ; toutes les lignes si la case est vide.",
        default="",
    )
    event: str = choice_field("What happened.", "Ce qui est survenu.", choices=CLAIM_EVENTS)
    happened_on: Day = event_field(
        "Day it happened; when it has but nobody knows the day, unknown.",
        "Jour où le fait est survenu ; inconnu s'il est survenu sans que le jour soit su.",
        default=MISSING,
    )
    amount: Cents = amount_field(
        "Amount admitted, awarded, paid, or brought by the resale.",
        "Montant admis, accordé par la sentence, payé, ou tiré de la revente.",
        default=MISSING,
    )
    currency: str = text_field("Currency, three letters.", "Devise, en trois lettres.", default="")


@fact(
    "assignments",
    on=("signed_on",),
    key=("reference", "policy", "entity", "buyer"),
    en="The insured assigns the proceeds of its claims: a loss payee is paid the indemnities.",
    fr="L'assuré délègue le bénéfice de l'assurance : un délégataire reçoit les indemnités.",
)
class Assignment(Fact):
    """An assignment of claims proceeds: whom the insurer pays, of which losses, once it has acknowledged it."""

    reference: str = text_field("Reference of the assignment.", "Référence de la délégation.")
    loss_payee: str = text_field(
        "Who is paid the indemnities: a bank, a factor.",
        "Délégataire, à qui les indemnités sont payées : une banque, un factor.",
    )
    policy: str = text_field(
        "Policy concerned; every one when empty.", "Police concernée ; toutes si la case est vide.", default=""
    )
    entity: str = text_field(
        "Company of the insured that sold; every one when empty.",
        "Société de l'assuré qui a vendu ; toutes si la case est vide.",
        default="",
    )
    buyer: str = text_field(
        "Our code of the buyer; every one when empty, and one row for each of several.",
        "Notre code de l'acheteur ; tous si la case est vide, et une ligne pour chacun s'il y en a plusieurs.",
        default="",
    )
    signed_on: Day = day_field("Day it was signed.", "Jour de la signature de la délégation.")
    acknowledged_on: Day = event_field(
        "Day the insurer acknowledged it: nothing is paid to the loss payee before.",
        "Jour où l'assureur en a pris acte : rien n'est payé au délégataire auparavant.",
        default=NEVER,
    )
    ended_on: Day = event_field(
        "Day it ended: from that day on the insured is paid.",
        "Jour où elle a pris fin : à compter de ce jour, l'assuré est payé.",
        default=NEVER,
    )
