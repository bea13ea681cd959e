"""The premium of a limit: a rate of the year on what was granted, for each month that it stood."""

from encours.engine.terms import Term
from encours.units import Cents, Count, Millionths, Months, convert
from encours.units.kinds import Unit

limit_premium_rate = Term(
    unit=Unit("millionths"),
    english="Rate of a year of premium on a limit, for each month that it stands.",
    french="Taux annuel de prime sur un agrément, dû pour chaque mois où il existe.",
    low="0 %",
    high="100 %",
    example="1.5 %",
)
limit_premium_minimum = Term(
    unit=Unit("months"),
    english="Fewest months of premium that a limit owes.",
    french="Nombre minimal de mois de prime dus par un agrément.",
    low="0 months",
    high="12 months",
    default="0 months",
    example="3 months",
)


def rule(
    standing: Cents,
    months_stood: Count,
    last_limit: Cents,
    limit_premium_rate: Millionths,
    limit_premium_minimum: Months,
) -> Cents:
    """Premium of a limit: a twelfth of the rate on each month begun, and on the months that lack to the minimum."""
    lacking = max(0, limit_premium_minimum - months_stood)
    return convert(standing + lacking * last_limit, limit_premium_rate, 12_000_000)
