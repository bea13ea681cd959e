"""What the buyer disputes is suspended until it is settled."""

from encours.clauses.states import State
from encours.units import Cents, portion

state = State.SUSPENDED


def rule(asked: Cents, disputed: Cents, gross: Cents, insured_base: Cents) -> Cents:
    """What is open in the insured base, less the part of the dispute that lies in it."""
    if insured_base == gross or gross == 0:
        return max(0, asked - disputed)
    return max(0, asked - portion(disputed, insured_base, gross))
