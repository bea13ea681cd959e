"""The buyer was not insolvent when the policy began."""

from encours.engine.verdicts import KEPT, REFUSED, Verdict
from encours.units import Day


def rule(insolvent_on: Day, period_start: Day) -> Verdict:
    """Refuse a buyer whose insolvency proceedings were opened before the first day of the period."""
    if insolvent_on < period_start:
        return REFUSED
    return KEPT
