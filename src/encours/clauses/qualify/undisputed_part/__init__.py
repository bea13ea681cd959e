"""What the buyer disputes is suspended until it is settled."""

from encours.clauses.states import State
from encours.units import Cents

state = State.SUSPENDED


def rule(asked: Cents, disputed: Cents) -> Cents:
    """What is open less what is disputed, value added tax included in both."""
    return max(0, asked - disputed)
