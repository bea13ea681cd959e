"""The buyer's debts were not rescheduled shortly before the policy began."""

from encours.engine.terms import Term
from encours.engine.verdicts import KEPT, REFUSED, Verdict
from encours.units import Day, Span, after
from encours.units.kinds import Unit

rescheduled_within = Term(
    unit=Unit("span"),
    english="Time before the first day of the period within which a repayment plan excludes the buyer.",
    french="Période précédant la prise d'effet pendant laquelle un plan de remboursement exclut l'acheteur.",
    low="0 days",
    high="36 months",
    example="12 months",
)


def rule(rescheduled_on: Day, period_start: Day, rescheduled_within: Span) -> Verdict:
    """Refuse a buyer whose plan was agreed before the period began and not longer before than stated."""
    if rescheduled_on < period_start and after(rescheduled_on, rescheduled_within) >= period_start:
        return REFUSED
    return KEPT
