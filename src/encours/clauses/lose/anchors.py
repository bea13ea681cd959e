"""The events that a waiting period may be counted from, and the causes of loss that each belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from encours.engine.terms import Choice


class Anchor(Choice):
    """An event that a waiting period is counted from; its number is its place in the list."""

    DUE_DATE = "due date", "échéance"
    OLDEST_DUE_DATE = "oldest due date", "plus ancienne échéance"
    INVOICE_DATE = "invoice date", "date de facture"
    DELIVERY = "delivery", "livraison"
    EXTENSION_END = "extension end", "fin de prorogation"
    NOTIFICATION = "notification", "déclaration d'impayé"
    COLLECTION_ORDER = "collection order", "ordre de recouvrement"
    FILE_RECEIVED = "file received", "réception du dossier"
    KNOWLEDGE = "knowledge of the event", "connaissance du fait"
    INSOLVENCY = "insolvency", "insolvabilité"
    ADMISSION = "admission of the claim", "admission de la créance"
    RESALE = "resale of the goods", "revente de la marchandise"
    AWARD = "award", "sentence"
    POLITICAL_EVENT = "political event", "fait politique"

    @property
    def term(self) -> str:
        """Name of the term that says how long is waited from this event."""
        return f"waiting_from_{self.name.lower()}"


OF_THE_BUYER: Final = frozenset({Anchor.INSOLVENCY, Anchor.ADMISSION, Anchor.KNOWLEDGE})
"""What proceedings and the buyer tell of a loss by insolvency, whatever the invoice."""

INSOLVENCY, PROTRACTED_DEFAULT, POLITICAL = CAUSES = ("insolvency", "protracted default", "political")
"""Causes of loss, as terms name them."""

CAUSES_OF: Final[Mapping[Anchor, tuple[str, ...]]] = {
    **dict.fromkeys(Anchor, (PROTRACTED_DEFAULT,)),
    Anchor.INSOLVENCY: (INSOLVENCY,),
    Anchor.ADMISSION: (INSOLVENCY,),
    Anchor.POLITICAL_EVENT: (POLITICAL,),
    Anchor.KNOWLEDGE: (INSOLVENCY, POLITICAL),
}
"""Causes that a waiting period belongs to where the policy names none."""
