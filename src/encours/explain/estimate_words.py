"""Words of the estimates: their names, their figures, their formulas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from encours.policy.faults import Words

ESTIMATES: Final[Mapping[str, Words]] = {
    "estimate title limit": Words("Limit to request", "Agrément à demander"),
    "estimate title exhaustion": Words(
        "Loss that exhausts the maximum liability", "Perte qui épuise la limite de décaissement"
    ),
    "estimate title multiple": Words(
        "Multiple needed for the largest risk", "Multiple nécessaire pour le plus gros risque"
    ),
    "estimate title sales": Words("Sales that make good a loss", "Ventes qui compensent une perte"),
    "estimate title result": Words("Result of the year, with and without cover", "Résultat avec et sans garantie"),
    "estimate sales": Words("yearly sales, without tax", "ventes annuelles hors taxe"),
    "estimate days": Words("days until it is paid", "jours jusqu'au règlement"),
    "estimate months": Words("months until it is paid", "mois jusqu'au règlement"),
    "estimate vat": Words("VAT", "TVA"),
    "estimate limit": Words("limit", "agrément"),
    "estimate maximum": Words("maximum liability", "limite de décaissement"),
    "estimate percentage": Words("insured percentage", "quotité garantie"),
    "estimate gross": Words("gross loss within the limits", "perte brute dans les agréments"),
    "estimate risk": Words("largest risk", "plus gros risque"),
    "estimate minimum premium": Words("minimum premium", "prime minimum"),
    "estimate multiple": Words("multiple of the minimum premium", "multiple de la prime minimum"),
    "estimate loss": Words("what was lost", "ce qui est perdu"),
    "estimate margin": Words("margin", "marge"),
    "estimate sales needed": Words("sales needed", "ventes nécessaires"),
    "estimate losses": Words("losses", "pertes"),
    "estimate without cover": Words("result without cover", "résultat sans garantie"),
    "estimate indemnities": Words("indemnities", "indemnités"),
    "estimate premium": Words("premium", "prime"),
    "estimate with cover": Words("result with cover", "résultat avec garantie"),
    "estimate never": Words("no loss does", "aucune perte"),
    "estimate formula limit days": Words(
        "sales × days ÷ 365 × (1 + VAT); a cent begun counts", "ventes × jours ÷ 365 × (1 + TVA) ; tout centime compte"
    ),
    "estimate formula limit months": Words(
        "sales × months ÷ 12 × (1 + VAT); a cent begun counts", "ventes × mois ÷ 12 × (1 + TVA) ; tout centime compte"
    ),
    "estimate formula exhaustion": Words(
        "least loss of one buyer, in a year that nothing used up, whose steps end at the maximum",
        "plus petite perte d'un acheteur, dans une année intacte, dont le calcul atteint la limite",
    ),
    "estimate formula multiple": Words(
        "risk × percentage ÷ minimum premium, up to the next tenth",
        "risque × quotité ÷ prime minimum, au dixième supérieur",
    ),
    "estimate formula sales": Words("loss ÷ margin; a cent begun counts", "perte ÷ marge ; tout centime compte"),
    "estimate formula result": Words(
        "sales × margin − losses, then + indemnities − premium", "ventes × marge − pertes, puis + indemnités − prime"
    ),
}
