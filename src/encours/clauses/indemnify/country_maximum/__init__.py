"""The most that is paid for all buyers of one country in a policy year."""

from encours.clauses.states import LossPart
from encours.engine.terms import Term
from encours.units import Cents
from encours.units.kinds import Unit

counter = "country"
state = LossPart.ABOVE_MAXIMUM

maximum_per_country = Term(
    unit=Unit("cents"),
    english="Most that is paid for the buyers of one country in a policy year.",
    french="Indemnité maximale par pays et par année d'assurance.",
    low="0",
    example="2 000 000 EUR",
    varies_by_limit=False,
    varies_by_cause=True,
)


def rule(standing: Cents, country_left: Cents) -> Cents:
    """What stands, as far as the maximum of the country has room."""
    return min(standing, country_left)


def uses(granted: Cents) -> Cents:
    """What is paid for the country takes room under its maximum."""
    return granted
