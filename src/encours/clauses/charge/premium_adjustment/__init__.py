"""The adjustment: what is called, or given back, once declarations say what the premium is."""

from encours.clauses.charge_choices import AdjustedFrom, PremiumAdjusted
from encours.engine.terms import Term
from encours.units import Cents, Code, Flag
from encours.units.kinds import Unit

premium_declared_every = Term(
    unit=Unit("months"),
    english="Months that one declaration is for.",
    french="Nombre de mois d'une déclaration.",
    low="1 months",
    high="12 months",
    default="12 months",
    policy_wide=True,
    example="3 months",
)
premium_adjusted = Term(
    unit=Unit("code"),
    choices=PremiumAdjusted,
    english="When premium is called beside the deposit.",
    french="Quand la prime est appelée en plus de la prime provisionnelle.",
    default="year end",
    policy_wide=True,
)
premium_adjusted_from = Term(
    unit=Unit("code"),
    choices=AdjustedFrom,
    english="From when premium is called within the year.",
    french="À partir de quand la prime est appelée en cours d'année.",
    default="at once",
    policy_wide=True,
)
adjustment_threshold = Term(
    unit=Unit("cents"),
    english="Most that waits for a later declaration rather than being called.",
    french="Montant maximal qui attend une déclaration suivante au lieu d'être appelé.",
    low="0",
    default="0",
    policy_wide=True,
    example="500 EUR",
)


def rule(
    standing: Cents,
    premium_so_far: Cents,
    minimum: Cents,
    year_is_over: Flag,
    premium_adjusted: Code,
    premium_adjusted_from: Code,
    adjustment_threshold: Cents,
) -> Cents:
    """What is called of what is pending: all of it at the end of the year, nothing while it is small, or below zero."""
    if year_is_over == 1:
        return standing
    if premium_adjusted == PremiumAdjusted.YEAR_END:
        return 0
    if premium_adjusted_from == AdjustedFrom.ABOVE_MINIMUM and premium_so_far <= minimum:
        return 0
    if standing <= adjustment_threshold:
        return 0
    return standing
