"""The deposit: what is called of the premium before anything is declared."""

from encours.clauses.charge_choices import DepositOf
from encours.engine.terms import Term
from encours.units import BasisPoints, Cents, Code, share
from encours.units.kinds import Unit

deposit_premium_share = Term(
    unit=Unit("basis points"),
    english="Deposit of a year, as a share of the minimum or of the estimated premium.",
    french="Prime provisionnelle d'une année, en part de la prime minimum ou de la prime estimée.",
    low="0 %",
    high="100 %",
    policy_wide=True,
    example="100 %",
)
deposit_premium_of = Term(
    unit=Unit("code"),
    choices=DepositOf,
    english="What the deposit is a share of.",
    french="Ce dont la prime provisionnelle est une part.",
    default="minimum premium",
    policy_wide=True,
)


def deposit_base(minimum: Cents, estimated_premium: Cents, deposit_premium_of: Code) -> Cents:
    """Premium that the deposit is a share of."""
    return minimum if deposit_premium_of == DepositOf.MINIMUM else estimated_premium


measures = (deposit_base,)


def rule(deposit_base: Cents, deposit_premium_share: BasisPoints) -> Cents:
    """A share of the minimum, or of the estimated premium."""
    return share(deposit_base, deposit_premium_share)
