"""The waiting period at the beginning of the policy is over."""

from encours.clauses.measures import was_delivered
from encours.engine.terms import Term
from encours.engine.verdicts import KEPT, REFUSED, Verdict
from encours.units import Day, Span, after
from encours.units.kinds import Unit

initial_waiting_period = Term(
    unit=Unit("span"),
    english="Time from the first day of the period during which deliveries are not insured yet.",
    french="Délai de carence à compter de la prise d'effet, pendant lequel les livraisons "
    "ne sont pas encore garanties.",
    low="0 days",
    high="12 months",
    example="30 days",
)

applies = was_delivered


def rule(delivered: Day, period_start: Day, initial_waiting_period: Span) -> Verdict:
    """Refuse a delivery made before the first covered day, which is the period's first day plus the wait."""
    if delivered < after(period_start, initial_waiting_period):
        return REFUSED
    return KEPT
