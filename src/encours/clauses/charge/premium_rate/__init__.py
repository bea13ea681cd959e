"""The rate of the premium: so many per mille of what it is counted on."""

from encours.engine.terms import Term
from encours.units import Cents, Millionths, convert
from encours.units.kinds import Unit

premium_rate = Term(
    unit=Unit("millionths"),
    english="Rate of the premium.",
    french="Taux de prime.",
    low="0 %",
    high="100 %",
    example="0.35 ‰",
)


def rule(standing: Cents, premium_rate: Millionths) -> Cents:
    """Premium of what was counted so far, to the nearest cent; each declaration owes what it adds to it."""
    return convert(standing, premium_rate, 1_000_000)
