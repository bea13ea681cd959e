"""No sanctions list names the buyer."""

from encours.engine.verdicts import KEPT, NEEDS_INFORMATION, REFUSED, Verdict
from encours.units import Day


def rule(as_of: Day, sanction_confirmed_on: Day, sanction_undecided_on: Day) -> Verdict:
    """Refuse a confirmed match; ask for a decision on a hit that nobody has confirmed or cleared."""
    if sanction_confirmed_on <= as_of:
        return REFUSED
    if sanction_undecided_on <= as_of:
        return NEEDS_INFORMATION
    return KEPT
