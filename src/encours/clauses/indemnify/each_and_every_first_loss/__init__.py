"""The each-and-every first loss: a fixed amount of every loss that the insured bears."""

from encours.clauses.states import LossPart
from encours.engine.terms import Term
from encours.units import Cents
from encours.units.kinds import Unit

state = LossPart.RETAINED

each_and_every_first_loss = Term(
    unit=Unit("cents"),
    english="Amount taken off every loss.",
    french="Franchise individuelle déduite de chaque perte.",
    low="0",
    example="5 000 EUR",
    varies_by_limit=False,
    varies_by_cause=True,
)


def rule(standing: Cents, each_and_every_first_loss: Cents) -> Cents:
    """What stands less the first loss."""
    return max(0, standing - each_and_every_first_loss)
