"""No delivery is made to a buyer in insolvency, unless the insurer decided so in writing."""

from encours.engine.verdicts import KEPT, REFUSED, Verdict
from encours.units import Day


def rule(delivered: Day, insolvent_on: Day, latest_decision_on: Day, restart_consented_on: Day) -> Verdict:
    """Refuse a delivery from the day of the opening on, but for a written decision or consent after it."""
    if delivered < insolvent_on or latest_decision_on > insolvent_on:
        return KEPT
    if restart_consented_on > insolvent_on and restart_consented_on <= delivered:
        return KEPT
    return REFUSED
