"""The percentage above the aggregate first loss: the small share that the insured keeps there."""

from encours.clauses.states import LossPart
from encours.engine.terms import Term
from encours.units import BasisPoints, Cents, share
from encours.units.kinds import Unit

state = LossPart.RETAINED

percentage_above_first_loss = Term(
    unit=Unit("basis points"),
    english="Share of what lies above the aggregate first loss that the insurer bears.",
    french="Part de ce qui dépasse la franchise annuelle globale à la charge de l'assureur.",
    low="0 %",
    high="100 %",
    example="95 %",
    varies_by_limit=False,
    varies_by_cause=True,
)


def rule(standing: Cents, percentage_above_first_loss: BasisPoints) -> Cents:
    """The percentage of what stands."""
    return share(standing, percentage_above_first_loss)
