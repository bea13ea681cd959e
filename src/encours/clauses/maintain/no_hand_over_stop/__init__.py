"""No delivery is made once a file of the buyer was handed over, unless the insurer decided so in writing."""

from encours.engine.verdicts import KEPT, REFUSED, Verdict
from encours.units import Day


def rule(delivered: Day, handed_over_on: Day, latest_decision_on: Day, restart_consented_on: Day) -> Verdict:
    """Refuse a delivery from the day of the hand-over on, but for a written decision or consent after it."""
    if delivered < handed_over_on or latest_decision_on > handed_over_on:
        return KEPT
    if restart_consented_on > handed_over_on and restart_consented_on <= delivered:
        return KEPT
    return REFUSED
