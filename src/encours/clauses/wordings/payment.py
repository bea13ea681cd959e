"""The payment of an indemnity: what is asked once it is computed, and what the answers may read."""

from __future__ import annotations

from typing import Final

from encours.clauses import indemnify
from encours.engine.chain import Chain, link
from encours.engine.wording import Reading
from encours.units.kinds import Unit

_DAY: Final = Unit("day")

FIGURES: Final = {
    "as_of": Reading(_DAY, "day asked", "jour demandé"),
    "loss_day": Reading(_DAY, "day of the loss", "jour du sinistre"),
    "claim_admitted_on": Reading(_DAY, "admission of the claim", "admission de la créance"),
    "file_received_on": Reading(_DAY, "receipt of the file", "réception du dossier"),
    "notified_on": Reading(_DAY, "notice of overdue", "déclaration d'impayé"),
}
"""Days that are known of a claim; never, while a fact has not come."""

PAYMENT: Final = Chain(
    tuple(
        link(module, stage="indemnify", checked=False)
        for module in (indemnify.advance, indemnify.payment_of_the_indemnity)
    ),
    FIGURES,
    {},
    {},
)
"""Questions about an indemnity, each asked alone of the whole of it; no policy orders them."""
