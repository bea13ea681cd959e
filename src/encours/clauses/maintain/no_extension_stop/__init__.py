"""No delivery is made once an extension beyond the insured's authority stopped the buyer."""

from encours.engine.verdicts import KEPT, REFUSED, Verdict
from encours.units import Day


def rule(delivered: Day, extension_stop_since: Day, restart_consented_on: Day) -> Verdict:
    """Refuse a delivery from the day an unauthorised extension was granted on, until the insurer lets it restart."""
    if restart_consented_on >= extension_stop_since and restart_consented_on <= delivered:
        return KEPT
    if extension_stop_since <= delivered:
        return REFUSED
    return KEPT
