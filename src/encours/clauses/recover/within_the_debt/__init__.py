"""Within the debt: what exceeds the debt is no recovery of it."""

from encours.clauses.recovery_choices import RecoveryPart
from encours.units import Cents

state = RecoveryPart.BEYOND_THE_DEBT


def rule(standing: Cents, line_left: Cents) -> Cents:
    """What came back on a debt, as far as the debt is still owed."""
    return min(standing, line_left)
