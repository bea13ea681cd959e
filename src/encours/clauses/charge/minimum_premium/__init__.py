"""The minimum premium: what is due for a year, however little is sold."""

from encours.clauses.charge_choices import CountsForMinimum
from encours.engine.terms import Term
from encours.units import MISSING, Cents, Code
from encours.units.kinds import Unit

minimum_premium = Term(
    unit=Unit("cents"),
    english="Minimum premium of a year, before tax.",
    french="Prime minimum d'une année, hors taxe.",
    low="0",
    policy_wide=True,
    example="25 000 EUR",
)
minimum_premium_counts = Term(
    unit=Unit("code"),
    choices=CountsForMinimum,
    english="Which premium counts towards the minimum.",
    french="Prime qui compte pour le minimum.",
    default="premium and options",
    policy_wide=True,
)


def premium_compared(
    premium_alone: Cents, premium_of_options: Cents, premium_of_limits: Cents, minimum_premium_counts: Code
) -> Cents:
    """Premium that is compared with the minimum."""
    if minimum_premium_counts == CountsForMinimum.ALONE:
        return premium_alone
    if premium_alone == MISSING or premium_of_options == MISSING:
        return MISSING
    if minimum_premium_counts == CountsForMinimum.WITH_OPTIONS:
        return premium_alone + premium_of_options
    if premium_of_limits == MISSING:
        return MISSING
    return premium_alone + premium_of_options + premium_of_limits


measures = (premium_compared,)


def rule(premium_compared: Cents, minimum_premium: Cents) -> Cents:
    """What is due beside the premium so that it reaches the minimum."""
    return max(0, minimum_premium - premium_compared)
