"""The policy does not exclude the buyer by name."""

from encours.engine.verdicts import KEPT, REFUSED, Verdict
from encours.units import Flag


def rule(excluded_by_name: Flag) -> Verdict:
    """Refuse a buyer that the schedule lists among its excluded buyers."""
    if excluded_by_name == 1:
        return REFUSED
    return KEPT
