"""The most that is paid for one buyer in a policy year."""

from encours.clauses.states import LossPart
from encours.engine.terms import Term
from encours.units import Cents
from encours.units.kinds import Unit

counter = "buyer"
state = LossPart.ABOVE_MAXIMUM

maximum_per_buyer = Term(
    unit=Unit("cents"),
    english="Most that is paid for one buyer in a policy year.",
    french="Indemnité maximale par acheteur et par année d'assurance.",
    low="0",
    example="1 000 000 EUR",
    varies_by_limit=False,
    varies_by_cause=True,
)


def rule(standing: Cents, buyer_left: Cents) -> Cents:
    """What stands, as far as the maximum of the buyer has room."""
    return min(standing, buyer_left)


def uses(granted: Cents) -> Cents:
    """What is paid for the buyer takes room under its maximum."""
    return granted
