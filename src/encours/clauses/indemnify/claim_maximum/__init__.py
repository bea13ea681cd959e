"""The most that is paid for one claim, all its invoices together."""

from encours.clauses.states import LossPart
from encours.engine.terms import Term
from encours.units import Cents
from encours.units.kinds import Unit

counter = "claim"
state = LossPart.ABOVE_MAXIMUM

maximum_per_claim = Term(
    unit=Unit("cents"),
    english="Most that is paid for one claim.",
    french="Indemnité maximale par sinistre.",
    low="0",
    example="500 000 EUR",
    varies_by_limit=False,
    varies_by_cause=True,
)


def rule(standing: Cents, claim_left: Cents) -> Cents:
    """What stands, as far as the maximum of the claim has room."""
    return min(standing, claim_left)


def uses(granted: Cents) -> Cents:
    """What the claim is paid takes room under its maximum."""
    return granted
