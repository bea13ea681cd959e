"""Signs of risk and what was done about them: overdue reports, insolvency, sanctions, evidence."""

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

INSOLVENCY_KINDS = ("safeguard", "reorganisation", "liquidation", "foreign", "arrangement")
"""Proceedings: sauvegarde, redressement, liquidation, abroad, agreed arrangement."""

SANCTION_DECISIONS = ("undecided", "confirmed", "cleared")
"""What a person decided about a name found on a sanctions list."""

EVIDENCE_KINDS = ("credit report", "delivery", "order", "limit condition", "identity", "other")
"""What a document proves."""


@fact(
    "overdue_reports",
    on=("reported_on",),
    key=("buyer", "invoice", "instalment", "reported_on"),
    en="An overdue is reported to the insurer.",
    fr="Un impayé est déclaré à l'assureur.",
)
class OverdueReport(Fact):
    """A notice of overdue; of every overdue of the buyer when it names no invoice."""

    buyer: str = text_field("Our code of the buyer.", "Notre code de l'acheteur.")
    invoice: str = text_field(
        "Invoice reported; all overdue ones when empty.",
        "Facture déclarée ; toutes celles en retard si la case est vide.",
        default="",
    )
    instalment: Count = count_field(
        "Instalment reported; all when empty.",
        "Échéance déclarée ; toutes si la case est vide.",
        default=MISSING,
    )
    reported_on: Day = day_field("Day of the report.", "Jour de la déclaration.")


@fact(
    "late_notice_harms",
    on=("established_on",),
    key=("buyer", "invoice", "instalment", "established_on"),
    en="The insurer establishes what a late notice of overdue lost it.",
    fr="L'assureur établit le préjudice que lui cause une déclaration tardive d'impayé.",
)
class LateNoticeHarm(Fact):
    """What the insurer shows that a notice in time would have saved of an invoice; several facts add up."""

    buyer: str = text_field("Our code of the buyer.", "Notre code de l'acheteur.")
    invoice: str = text_field("Number of the invoice.", "Numéro de la facture.")
    instalment: Count = count_field(
        "Instalment concerned; all when empty.",
        "Échéance concernée ; toutes si la case est vide.",
        default=MISSING,
    )
    established_on: Day = day_field("Day it was established.", "Jour où il est établi.")
    amount: Cents = amount_field(
        "Part of the invoice, in its currency, that a notice in time would have saved.",
        "Part de la facture, dans sa devise, qu'une déclaration à temps aurait sauvée.",
    )


@fact(
    "hand_overs",
    on=("handed_over_on",),
    key=("buyer", "invoice", "handed_over_on"),
    en="A file is handed over for collection.",
    fr="Un dossier est remis au recouvrement.",
)
class HandOver(Fact):
    """A file handed over to the insurer or its collector."""

    buyer: str = text_field("Our code of the buyer.", "Notre code de l'acheteur.")
    invoice: str = text_field(
        "Invoice handed over; all when empty.",
        "Facture remise ; toutes si la case est vide.",
        default="",
    )
    handed_over_on: Day = day_field("Day of the hand-over.", "Jour de la remise.")


@fact(
    "insolvencies",
    on=("opened_on",),
    key=("buyer", "kind", "opened_on"),
    en="Insolvency proceedings are opened.",
    fr="Une procédure collective est ouverte.",
)
class Insolvency(Fact):
    """Insolvency proceedings against a buyer, from their opening to their closure."""

    buyer: str = text_field("Our code of the buyer.", "Notre code de l'acheteur.")
    kind: str = choice_field("Nature of the proceedings.", "Nature de la procédure.", choices=INSOLVENCY_KINDS)
    opened_on: Day = day_field("Day of the opening judgment.", "Jour du jugement d'ouverture.")
    published_on: Day = event_field("Day of publication.", "Jour de la publication.", default=MISSING)
    court: str = text_field("Court.", "Tribunal.", default="")
    closed_on: Day = event_field("Day of the closure.", "Jour de la clôture.", default=NEVER)


@fact(
    "sanction_hits",
    on=("hit_on",),
    key=("buyer", "list_name", "hit_on"),
    en="A buyer's name is found on a sanctions list.",
    fr="Le nom d'un acheteur figure sur une liste de sanctions.",
)
class SanctionHit(Fact):
    """A possible match with a sanctions list, and the human decision about it."""

    buyer: str = text_field("Our code of the buyer.", "Notre code de l'acheteur.")
    list_name: str = text_field("Name of the list.", "Nom de la liste.", default="")
    hit_on: Day = day_field("Day it was found.", "Jour où il a été trouvé.")
    decision: str = choice_field(
        "What was decided about it.",
        "Ce qui en a été décidé.",
        choices=SANCTION_DECISIONS,
        default="undecided",
    )
    decided_on: Day = event_field("Day of the decision.", "Jour de la décision.", default=NEVER)


@fact(
    "adverse_informations",
    on=("learnt_on",),
    key=("buyer", "learnt_on"),
    en="Adverse information is learnt about a buyer.",
    fr="Une information défavorable est apprise sur un acheteur.",
)
class AdverseInformation(Fact):
    """News that worsens the risk, until it is cleared."""

    buyer: str = text_field("Our code of the buyer.", "Notre code de l'acheteur.")
    learnt_on: Day = day_field("Day we learnt it.", "Jour où nous l'avons apprise.")
    nature: str = text_field("What was learnt.", "Ce qui a été appris.", default="")
    cleared_on: Day = event_field("Day it was cleared.", "Jour où elle a été levée.", default=NEVER)


@fact(
    "evidences",
    on=("dated_on",),
    key=("reference", "invoice", "kind"),
    en="A document proves something.",
    fr="Une pièce prouve quelque chose.",
)
class Evidence(Fact):
    """A document and what it proves: a credit report and its score, a delivery, a condition met."""

    reference: str = text_field("Reference of the document.", "Référence de la pièce.", default="")
    buyer: str = text_field("Our code of the buyer.", "Notre code de l'acheteur.", default="")
    invoice: str = text_field("Invoice concerned.", "Facture concernée.", default="")
    decision: str = text_field("Limit decision concerned.", "Décision d'agrément concernée.", default="")
    kind: str = choice_field("What it proves.", "Ce qu'elle prouve.", choices=EVIDENCE_KINDS)
    dated_on: Day = day_field("Day of the document.", "Date de la pièce.")
    score: Count = count_field(
        "Score of a credit report, on its own scale.",
        "Note d'un rapport de solvabilité, sur sa propre échelle.",
        default=MISSING,
    )
    expires_on: Day = day_field(
        "Last day it may be relied on; without end when empty.",
        "Dernier jour où l'on peut s'en prévaloir ; sans fin si la case est vide.",
        default=NEVER,
    )
    document: str = text_field("Hash or place of the document.", "Empreinte ou emplacement de la pièce.", default="")
