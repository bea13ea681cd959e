"""The events that the clocks of duties are counted from."""

from __future__ import annotations

from collections.abc import Mapping
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
    REQUEST = "request", "demande"


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

IN_A_FRENCH_SENTENCE: Final[Mapping[str, str]] = {
    "échéance": "l'échéance",
    "date de facture": "la date de facture",
    "livraison": "la livraison",
    "fin de prorogation": "la fin de la prorogation",
    "déclaration d'impayé": "la déclaration d'impayé",
    "transmission du dossier": "la transmission du dossier",
    "insolvabilité": "l'insolvabilité",
    "publication": "la publication",
    "connaissance": "la connaissance",
    "décision": "la décision",
    "récupération": "la récupération",
    "demande": "la demande",
}
"""Each event with its article, as a clock is written in French; every one of them is feminine."""

OTHER_NAMES: Final[Mapping[ClockAnchor, tuple[str, ...]]] = {
    ClockAnchor.DUE_DATE: ("maturity",),
    ClockAnchor.INVOICE_DATE: ("invoice", "facture", "facturation", "date de la facture", "émission de la facture"),
    ClockAnchor.DELIVERY: ("delivery of the goods", "shipment", "livraison des marchandises", "expédition"),
    ClockAnchor.EXTENSION_END: (
        "end of the extension", "end of extension", "end of the extension period", "end of the maximum extension",
        "end of the maximum extension period", "fin de la prorogation", "fin du délai de prorogation",
        "fin du délai maximal de prorogation", "expiration du délai de prorogation",
    ),
    ClockAnchor.NOTICE: (
        "notice of the overdue", "overdue notice", "déclaration de l'impayé", "déclaration d'impayés", "avis d'impayé",
    ),
    ClockAnchor.HAND_OVER: (
        "handover", "hand over", "hand-over of the file", "handing over of the file", "remise du dossier",
    ),
    ClockAnchor.INSOLVENCY: (
        "opening judgment", "opening of the proceedings", "opening of insolvency proceedings", "jugement d'ouverture",
        "jugement d'ouverture de la procédure", "jugement d'ouverture de la procédure collective",
        "ouverture de la procédure", "ouverture de la procédure collective", "insolvabilité de l'acheteur",
        "insolvency of the buyer",
    ),
    ClockAnchor.PUBLICATION: (
        "publication au bodacc", "parution au bodacc", "publication du jugement", "publication du jugement d'ouverture",
        "publication du jugement d'ouverture au bodacc", "publication in the bodacc", "publication of the judgment",
        "publication of the opening judgment", "publication of the opening judgment in the bodacc",
    ),
    ClockAnchor.KNOWLEDGE: (
        "knowledge of the insolvency", "knowledge of it", "connaissance de l'insolvabilité", "prise de connaissance",
        "connaissance de l'ouverture", "connaissance de l'information", "connaissance de l'événement",
    ),
    ClockAnchor.DECISION: (
        "notice of the decision", "decision of the insurer", "notification de la décision", "décision de l'assureur",
    ),
    ClockAnchor.RECOVERY: ("receipt of the recovery", "receipt", "encaissement", "encaissement de la récupération"),
    ClockAnchor.REQUEST: (
        "request of the insurer", "receipt of the request", "demande de l'assureur", "réception de la demande",
    ),
}  # fmt: skip
"""What else a policy may call each event."""
