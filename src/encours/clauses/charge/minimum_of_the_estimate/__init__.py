"""The minimum premium as a share of the estimate: so much of the premium that was foreseen."""

from encours.clauses.charge.minimum_premium import minimum_premium_counts, premium_compared
from encours.engine.terms import Term
from encours.units import BasisPoints, Cents, share
from encours.units.kinds import Unit

__all__ = ["measures", "minimum_premium_counts", "minimum_premium_share", "rule"]

minimum_premium_share = Term(
    unit=Unit("basis points"),
    english="Minimum premium of a year, as a share of the premium of the estimated turnover.",
    french="Prime minimum d'une année, en part de la prime du chiffre d'affaires estimé.",
    low="0 %",
    high="100 %",
    policy_wide=True,
    example="80 %",
)
measures = (premium_compared,)


def rule(premium_compared: Cents, estimated_premium: Cents, minimum_premium_share: BasisPoints) -> Cents:
    """What is due beside the premium so that it reaches that share of the estimate."""
    return max(0, share(estimated_premium, minimum_premium_share) - premium_compared)
