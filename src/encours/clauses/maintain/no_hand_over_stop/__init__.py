"""No delivery is made once a file of the buyer was handed over, unless the insurer decided so in writing."""

from encours.clauses.measures import was_delivered
from encours.engine.verdicts import KEPT, REFUSED, Verdict
from encours.units import NEVER, Day

applies = was_delivered


def rule(handed_over_since: Day, latest_decision_on: Day, restarted_on: Day) -> Verdict:
    """Refuse a delivery from the day of the hand-over on, but for a written decision or consent after it."""
    if handed_over_since == NEVER:
        return KEPT
    if latest_decision_on != NEVER and latest_decision_on > handed_over_since:
        return KEPT
    if restarted_on != NEVER and restarted_on > handed_over_since:
        return KEPT
    return REFUSED
