"""What the insurer asks of the insured, until it is answered."""

from __future__ import annotations

from encours.facts.kinds.fields import Fact, choice_field, day_field, event_field, fact, text_field
from encours.units import MISSING, NEVER, Day

REQUEST_SUBJECTS = ("limit", "overdue", "claim", "turnover", "other")
"""What the insurer asks about: a limit, an unpaid invoice, a claim, the turnover declared, or anything else."""


@fact(
    "insurer_requests",
    on=("asked_on",),
    key=("reference", "policy"),
    en="The insurer asks for information or a document.",
    fr="L'assureur demande une information ou une pièce.",
)
class InsurerRequest(Fact):
    """A request of the insurer, until it is answered; about the policy itself when it names no buyer."""

    reference: str = text_field("Reference of the request.", "Référence de la demande.")
    buyer: str = text_field(
        "Our code of the buyer; the policy itself when empty.",
        "Notre code de l'acheteur ; la police elle-même si la case est vide.",
        default="",
    )
    invoice: str = text_field(
        "Invoice concerned, where one alone is.", "Facture concernée, s'il n'y en a qu'une.", default=""
    )
    policy: str = text_field(
        "Policy it is asked under; the first when empty.",
        "Police concernée ; la première si la case est vide.",
        default="",
    )
    about: str = choice_field("What it is about.", "Sur quoi elle porte.", choices=REQUEST_SUBJECTS, default="other")
    asked_on: Day = day_field("Day we received it.", "Jour de sa réception.")
    due_on: Day = day_field(
        "Last day to answer that the request itself names; as the policy says when empty.",
        "Dernier jour pour répondre que la demande fixe ; selon la police si la case est vide.",
        default=MISSING,
    )
    answered_on: Day = event_field("Day of the answer.", "Jour de la réponse.", default=NEVER)
    subject: str = text_field("What is asked, verbatim.", "Ce qui est demandé, textuellement.", default="")
