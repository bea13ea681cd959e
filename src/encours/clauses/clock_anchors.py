"""The events that the clocks of duties are counted from."""

from __future__ import annotations

from typing import Final

from encours.engine.terms import Choice


class ClockAnchor(Choice):
    """An event that a clock is counted from; its number is its place in the list."""

    DUE_DATE = "due date", "échéance"
    INVOICE_DATE = "invoice date", "date de facture"
    DELIVERY = "delivery", "livraison"
    EXTENSION_END = "extension end", "fin de prorogation"
    NOTICE = "notice of overdue", "déclaration d'impayé"
    HAND_OVER = "hand-over", "transmission du dossier"
    INSOLVENCY = "insolvency", "insolvabilité"
    PUBLICATION = "publication", "publication"
    KNOWLEDGE = "knowledge", "connaissance"
    DECISION = "decision", "décision"
    RECOVERY = "recovery", "récupération"


OF_AN_INVOICE: Final = (
    ClockAnchor.DUE_DATE,
    ClockAnchor.INVOICE_DATE,
    ClockAnchor.DELIVERY,
    ClockAnchor.EXTENSION_END,
    ClockAnchor.NOTICE,
    ClockAnchor.HAND_OVER,
)
"""What happens to one invoice, whatever becomes of its buyer."""

OF_PROCEEDINGS: Final = (ClockAnchor.INSOLVENCY, ClockAnchor.PUBLICATION, ClockAnchor.KNOWLEDGE)
"""What proceedings against the buyer tell: the opening, its publication, and the day the insured knew of it."""
