"""The invoice was issued soon enough after delivery."""

from encours.clauses.measures import was_delivered
from encours.clauses.states import State
from encours.engine.terms import Term
from encours.engine.verdicts import KEPT, REFUSED, Verdict
from encours.units import NEVER, Day, Span, after
from encours.units.kinds import Unit

state = State.NOT_COVERED

maximum_invoicing_delay = Term(
    unit=Unit("span"),
    english="Longest time between a delivery and its invoice, counted from the day after delivery.",
    french="Délai maximal de facturation après la livraison, compté du lendemain.",
    low="0 days",
    high="360 days",
    example="30 days",
)

applies = was_delivered


def rule(delivered: Day, issued: Day, as_of: Day, maximum_invoicing_delay: Span) -> Verdict:
    """Refuse a delivery invoiced after the deadline, or not invoiced when the deadline is past."""
    if min(issued, as_of) > after(delivered, maximum_invoicing_delay):
        return REFUSED
    return KEPT


def until(delivered: Day, issued: Day, as_of: Day, maximum_invoicing_delay: Span) -> Day:
    """The deadline, while there is no invoice and it may still be issued in time."""
    last = after(delivered, maximum_invoicing_delay)
    if delivered == NEVER or issued <= as_of or as_of > last:
        return NEVER
    return last
