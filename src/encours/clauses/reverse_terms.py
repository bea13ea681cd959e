"""Terms of reverse cover: the buyer takes out the policy, and its suppliers are insured, each within its allocation."""

from __future__ import annotations

from typing import Final

from encours.engine.terms import Term
from encours.units.kinds import Unit

TOTAL: Final = "total_of_allocations"

REVERSE: Final = {
    TOTAL: Term(
        unit=Unit("cents"),
        english="Total of a reverse cover: most that the limits of all insured suppliers on the one buyer may come to "
        "on any day, and most that its failure may cost.",
        french="Total d'une assurance-crédit inversée : le plus que les agréments de tous les fournisseurs assurés sur "
        "l'acheteur peuvent atteindre chaque jour, et le plus que sa défaillance peut coûter.",
        low="0",
        varies_by_limit=False,
        example="1 000 000 EUR",
    ),
}
"""Terms that no clause of an invoice reads: the room `reverse` holds all allocations of a day against them."""
