"""The policy does not exclude the buyer, by name or by a list of the insured ones."""

from encours.engine.verdicts import KEPT, REFUSED, Verdict
from encours.units import Flag


def rule(excluded_by_name: Flag) -> Verdict:
    """Refuse a buyer that the schedule lists among the excluded buyers, or leaves out of its list of insured ones."""
    if excluded_by_name == 1:
        return REFUSED
    return KEPT
