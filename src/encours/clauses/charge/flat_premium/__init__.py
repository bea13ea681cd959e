"""A flat premium: one amount for the year."""

from encours.engine.terms import Term
from encours.units import Cents
from encours.units.kinds import Unit

flat_premium = Term(
    unit=Unit("cents"),
    english="Flat premium of a year.",
    french="Prime forfaitaire d'une année.",
    low="0",
    policy_wide=True,
    example="12 000 EUR",
)


def rule(flat_premium: Cents) -> Cents:
    """The amount of the schedule, whatever was sold."""
    return flat_premium
