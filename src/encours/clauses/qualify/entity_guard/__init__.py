"""The company named on the invoice is the company that the limit covers."""

from encours.clauses.states import State
from encours.engine.verdicts import KEPT, REFUSED, Verdict
from encours.units import Flag

state = State.NOT_COVERED


def rule(party: Flag) -> Verdict:
    """Refuse an invoice in the name of another company than the one the limit covers."""
    if party == 0:
        return REFUSED
    return KEPT
