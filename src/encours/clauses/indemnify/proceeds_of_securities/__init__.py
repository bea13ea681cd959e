"""Proceeds of securities: what goods taken back, guarantors and set-off paid of the debt comes off the loss."""

from encours.clauses.choices import ProceedsComeOff
from encours.clauses.states import LossPart
from encours.engine.terms import Term
from encours.units import Cents, Code, portion
from encours.units.kinds import Unit

state = LossPart.PROCEEDS

proceeds_come_off = Term(
    unit=Unit("code"),
    choices=ProceedsComeOff,
    english="What the proceeds of securities pay: the loss, the whole debt pro rata, or its uninsured part first.",
    french="Ce que règle le produit des sûretés : la perte, toute la créance au prorata, "
    "ou d'abord sa part non garantie.",
    default="loss",
    varies_by_limit=False,
    varies_by_cause=True,
)


def rule(standing: Cents, proceeds: Cents, debt_of_the_proceeds: Cents, proceeds_come_off: Code) -> Cents:
    """What stands less what the proceeds pay of it: their share, or what the rest of the debt leaves of them."""
    if proceeds_come_off == ProceedsComeOff.PRO_RATA:
        return max(0, standing - portion(proceeds, standing, debt_of_the_proceeds))
    return max(0, standing - max(0, proceeds - (debt_of_the_proceeds - standing)))


def debt_of_the_proceeds(standing: Cents, debt: Cents, proceeds: Cents, proceeds_come_off: Code) -> Cents:
    """Debt that the proceeds pay: what stands where they come off the loss alone, or where there are none."""
    if proceeds == 0 or proceeds_come_off == ProceedsComeOff.LOSS:
        return standing
    return debt


measures = (debt_of_the_proceeds,)
