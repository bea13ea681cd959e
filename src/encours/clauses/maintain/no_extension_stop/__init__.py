"""No delivery is made once an extension beyond the insured's authority stopped the buyer."""

from encours.clauses.measures import was_delivered
from encours.engine.verdicts import KEPT, REFUSED, Verdict
from encours.units import NEVER, Day

applies = was_delivered


def rule(extension_stop_since: Day, restarted_on: Day) -> Verdict:
    """Refuse a delivery from the day an unauthorised extension was granted on, until the insurer lets it restart."""
    if extension_stop_since == NEVER or (restarted_on >= extension_stop_since and restarted_on != NEVER):
        return KEPT
    return REFUSED
