"""What people call the terms of an indemnity chain; a policy writes them by their own names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from encours.policy.faults import Words

TERMS: Final[Mapping[str, Words]] = {
    "term claim_threshold": Words("claim threshold", "seuil d'intervention"),
    "term claim_threshold_base": Words("claim threshold base", "assiette du seuil"),
    "term claim_threshold_inclusive": Words("claim threshold inclusive", "perte égale au seuil écartée"),
    "term retained_share_of": Words("retained share of", "assiette de la part conservée"),
    "term minimum_retention": Words("minimum retention", "retenue minimale"),
    "term minimum_retention_share": Words("minimum retention share", "part minimale conservée"),
    "term maximum_retention": Words("maximum retention", "plafond de la retenue minimale"),
    "term each_and_every_first_loss": Words("each and every first loss", "franchise individuelle"),
    "term percentage_above_first_loss": Words("percentage above first loss", "quotité au-delà de la franchise"),
    "term proceeds_come_off": Words("proceeds come off", "imputation du produit des sûretés"),
    "term aggregate_first_loss": Words("aggregate first loss", "franchise annuelle globale"),
    "term aggregate_first_loss_share": Words(
        "aggregate first loss share", "franchise annuelle globale en part du chiffre d'affaires"
    ),
    "term aggregate_first_loss_sales_ceiling": Words(
        "aggregate first loss sales ceiling", "chiffre d'affaires maximal de la franchise"
    ),
    "term assumed_dividend": Words("assumed dividend", "dividende supposé"),
    "term first_loss_eroded_by": Words("first loss eroded by", "montant qui entame la franchise"),
    "term small_losses_erode_the_first_loss": Words(
        "small losses erode the first loss", "pertes sous le seuil imputées à la franchise"
    ),
    "term maximum_of_discretionary_losses": Words(
        "maximum of discretionary losses", "maximum des pertes discrétionnaires"
    ),
    "term maximum_per_claim": Words("maximum per claim", "maximum par sinistre"),
    "term maximum_per_buyer": Words("maximum per buyer", "maximum par acheteur"),
    "term maximum_per_country": Words("maximum per country", "maximum par pays"),
    "term maximum_liability": Words("maximum liability", "limite de décaissement"),
    "term maximum_liability_multiple": Words(
        "maximum liability multiple", "limite de décaissement en multiple de la prime"
    ),
}
