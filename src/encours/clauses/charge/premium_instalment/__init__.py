"""An instalment: one of the equal parts in which the deposit is called."""

from encours.clauses.charge_choices import InstalmentDay
from encours.engine.terms import Term
from encours.units import Cents, Count, portion
from encours.units.kinds import Unit

premium_instalments = Term(
    unit=Unit("count"),
    english="In how many equal parts the deposit of a year is called.",
    french="En combien de parts égales la prime provisionnelle d'une année est appelée.",
    low="1",
    high="12",
    default="1",
    policy_wide=True,
    example="4",
)
instalment_day = Term(
    unit=Unit("code"),
    choices=InstalmentDay,
    english="Day of its part of the year on which an instalment falls due.",
    french="Jour de sa part de l'année où une échéance est due.",
    default="first day",
    policy_wide=True,
)


def rule(standing: Cents, instalment: Count, premium_instalments: Count) -> Cents:
    """One part of the deposit: what all parts up to this one are, less those before, so that none loses a cent."""
    if instalment > premium_instalments:
        return 0
    return portion(standing, instalment, premium_instalments) - portion(standing, instalment - 1, premium_instalments)
