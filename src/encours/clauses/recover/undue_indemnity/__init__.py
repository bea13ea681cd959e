"""The indemnity unduly paid: what was paid and is not owed is given back."""

from encours.clauses.recovery_choices import RecoveryPart
from encours.units import Cents

state = RecoveryPart.INSURER


def rule(standing: Cents, indemnity_due: Cents) -> Cents:
    """What the insured keeps of what it was paid: no more than what is owed by all that is known."""
    return min(standing, indemnity_due)
