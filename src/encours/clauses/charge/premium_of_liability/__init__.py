"""A premium on the maximum liability: a rate of the most that the insurer pays for a year."""

from encours.engine.terms import Term
from encours.units import Cents, Millionths, convert
from encours.units.kinds import Unit

liability_premium_rate = Term(
    unit=Unit("millionths"),
    english="Flat premium of a year, as a rate of the maximum liability.",
    french="Prime forfaitaire d'une année, en taux de la limite de décaissement.",
    low="0 %",
    high="100 %",
    varies_by_limit=False,
    policy_wide=True,
    example="2.5 %",
)


def rule(liability: Cents, liability_premium_rate: Millionths) -> Cents:
    """A share of the maximum liability, whatever was sold."""
    return convert(liability, liability_premium_rate, 1_000_000)
