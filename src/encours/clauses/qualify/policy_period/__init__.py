"""The risk attached, or the loss occurred, within the policy period."""

from encours.clauses.choices import PeriodBasis
from encours.engine.terms import Term
from encours.engine.verdicts import KEPT, REFUSED, Verdict
from encours.units import NEVER, Code, Day
from encours.units.kinds import Unit

period_basis = Term(
    unit=Unit("code"),
    choices=PeriodBasis,
    english="Event that must fall within the policy period: the delivery (risk attaching) "
    "or the loss (losses occurring).",
    french="Événement qui doit tomber dans la période : la livraison (naissance du risque) "
    "ou la survenance du sinistre.",
    default="risk attaching",
    policy_wide=True,
)


def rule(delivered: Day, as_of: Day, loss_day: Day, period_start: Day, period_end: Day, period_basis: Code) -> Verdict:
    """Refuse what is not delivered yet, and a delivery or a loss on a day outside the period.

    The loss is the insolvency where there is one, else a failure on the day the question is asked for.
    """
    if delivered > as_of:
        return REFUSED
    day = delivered
    if period_basis == PeriodBasis.LOSSES_OCCURRING:
        day = loss_day
    if day < period_start or day > period_end:
        return REFUSED
    return KEPT


def until(delivered: Day, as_of: Day, lost_on: Day, period_start: Day, period_end: Day, period_basis: Code) -> Day:
    """Last day before the period begins or ends, while the goods are delivered and no loss has occurred."""
    if period_basis == PeriodBasis.RISK_ATTACHING or delivered > as_of:
        return NEVER
    if lost_on <= as_of or as_of > period_end:
        return NEVER
    if as_of < period_start:
        return period_start - 1
    return period_end
