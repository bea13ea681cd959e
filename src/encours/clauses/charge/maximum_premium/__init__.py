"""The maximum premium: what is due for a year at most, however much is sold."""

from encours.engine.terms import Term
from encours.units import Cents
from encours.units.kinds import Unit

maximum_premium = Term(
    unit=Unit("cents"),
    english="Maximum premium of a year, before tax.",
    french="Prime maximum d'une année, hors taxe.",
    low="0",
    policy_wide=True,
    example="90 000 EUR",
)


def rule(standing: Cents, maximum_premium: Cents) -> Cents:
    """What the premium is above the maximum, and is not due."""
    return max(0, standing - maximum_premium)
