"""What is done in law about a debt: orders, proceedings, claims on goods, and what interrupts a prescription."""

from __future__ import annotations

from encours.facts.kinds.fields import Fact, choice_field, day_field, fact, text_field
from encours.units import MISSING, Day

LEGAL_EVENTS = (
    "order made",
    "order served",
    "order opposed",
    "contract terminated",
    "relief asked",
    "relief granted",
    "title claimed",
    "title claim received",
    "title acknowledged",
    "judge asked for title",
    "claim brought",
    "debt acknowledged",
    "enforcement act",
    "plan adopted",
    "debt irrecoverable",
    "vat recovered",
    "notice received",
    "judgment",
    "claim dismissed",
    "claim withdrawn",
)
"""What a deadline of the law is counted from, or what was done by its last day.

In their order: the order for payment, its service on the debtor, the debtor's opposition; a running contract ended in
the proceedings; relief from lapse, asked and then granted (the day its decision was notified); goods under retained
title claimed, the letter received, acquiesced in, the juge-commissaire seised; a claim in court, an acknowledgement by
the debtor, an act of enforcement, each of which interrupts the prescription; the plan adopted by the court; a debt
found definitively irrecoverable; the VAT of an unpaid invoice recovered; the notice of foreign proceedings; and how a
claim in court ended: a judgment that may be enforced, the claim dismissed for good, or withdrawn or left to lapse.

That the claim was declared is a claim event (`encours.facts.kinds.claims`).
"""


@fact(
    "legal_actions",
    on=("happened_on",),
    key=("buyer", "invoice", "event", "happened_on", "reference"),
    en="Something is done in law about a debt.",
    fr="Un acte juridique touche une créance.",
)
class LegalAction(Fact):
    """An act of the company, of the debtor or of a court; about every debt of the buyer when it names no invoice."""

    buyer: str = text_field("Our code of the buyer.", "Notre code de l'acheteur.")
    invoice: str = text_field(
        "Invoice concerned; all when empty.", "Facture concernée ; toutes si la case est vide.", default=""
    )
    event: str = choice_field("What was done.", "Ce qui a été fait.", choices=LEGAL_EVENTS)
    happened_on: Day = day_field("Day it was done.", "Jour de l'acte.")
    due_on: Day = day_field(
        "Last day that the document itself sets, as the notice of foreign proceedings does.",
        "Dernier jour que fixe le document lui-même, comme l'avis d'une procédure étrangère.",
        default=MISSING,
    )
    court: str = text_field("Court.", "Tribunal.", default="")
    reference: str = text_field(
        "Reference that the acts of one case share, such as the number of the order.",
        "Référence commune aux actes d'une même affaire, comme le numéro de l'ordonnance.",
        default="",
    )
