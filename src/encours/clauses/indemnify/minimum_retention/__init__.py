"""The minimum retention: what the insured keeps of every loss at least, whatever the other steps leave to it."""

from encours.clauses.states import LossPart
from encours.engine.terms import Term
from encours.units import BasisPoints, Cents, share
from encours.units.kinds import Unit

state = LossPart.RETAINED

minimum_retention = Term(
    unit=Unit("cents"),
    english="Least amount of each loss that the insured keeps.",
    french="Montant minimal de chaque perte conservé par l'assuré.",
    low="0",
    default="0",
    example="2 000 EUR",
    varies_by_limit=False,
    varies_by_cause=True,
)
minimum_retention_share = Term(
    unit=Unit("basis points"),
    english="Least share of each insured loss that the insured keeps, where it is more than the amount.",
    french="Part minimale de chaque perte garantie conservée par l'assuré, si elle dépasse le montant.",
    low="0 %",
    high="100 %",
    default="0 %",
    example="10 %",
    varies_by_limit=False,
    varies_by_cause=True,
)
maximum_retention = Term(
    unit=Unit("cents"),
    english="Most that the minimum retention may come to.",
    french="Montant que la retenue minimale ne dépasse pas.",
    low="0",
    default="none",
    example="50 000 EUR",
    varies_by_limit=False,
    varies_by_cause=True,
)


def rule(
    standing: Cents,
    insured_loss: Cents,
    minimum_retention: Cents,
    minimum_retention_share: BasisPoints,
    maximum_retention: Cents,
) -> Cents:
    """What stands, lowered until the insured keeps its minimum of the insured loss."""
    kept = min(max(minimum_retention, share(insured_loss, minimum_retention_share)), maximum_retention)
    return min(standing, max(0, insured_loss - kept))
