"""The maximum liability: the most that the insurer pays for a policy year."""

from encours.clauses.states import LossPart
from encours.engine.terms import Term
from encours.units import Cents
from encours.units.kinds import Unit

counter = "liability"
state = LossPart.ABOVE_MAXIMUM

maximum_liability = Term(
    unit=Unit("cents"),
    english="Most that the insurer pays for one policy year, as an amount.",
    french="Limite de décaissement par année d'assurance, en montant.",
    low="0",
    policy_wide=True,
    example="2 000 000 EUR",
)
maximum_liability_multiple = Term(
    unit=Unit("multiple"),
    english="Most that the insurer pays for one policy year, as a multiple of a premium.",
    french="Limite de décaissement par année d'assurance, en multiple de la prime.",
    policy_wide=True,
    example="30 x minimum premium",
)


def rule(standing: Cents, liability_left: Cents) -> Cents:
    """What stands, as far as the maximum liability has room."""
    return min(standing, liability_left)


def uses(granted: Cents) -> Cents:
    """What is paid takes room under the maximum liability."""
    return granted
