"""Sales that the minimum premium already pays for: premium is counted on what is above them."""

from encours.engine.terms import Term
from encours.units import Cents, portion
from encours.units.kinds import Unit

minimum_premium_sales = Term(
    unit=Unit("cents"),
    english="Sales of a year that the minimum premium already pays for; the rate is due on what is above.",
    french="Ventes d'une année que la prime minimum rémunère déjà ; le taux est dû au-delà.",
    low="0",
    policy_wide=True,
    example="5 000 000 EUR",
)


def rule(standing: Cents, counted_in_all: Cents, minimum_premium_sales: Cents) -> Cents:
    """Part of what was counted under one rate that lies above those sales: pro rata, where rates are several."""
    if counted_in_all <= minimum_premium_sales:
        return 0
    return portion(standing, counted_in_all - minimum_premium_sales, counted_in_all)
