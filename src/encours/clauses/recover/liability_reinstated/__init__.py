"""The liability reinstated: whether what the insurer gets back makes room again under its maximum of the year."""

from encours.clauses.recovery_choices import RecoveryPart
from encours.engine.terms import Term
from encours.units import Cents, Flag
from encours.units.kinds import Unit

state = RecoveryPart.INSURER

recovery_reinstates_liability = Term(
    unit=Unit("flag"),
    english="Whether what the insurer gets back makes room again under the maximum liability.",
    french="Si ce que l'assureur récupère reconstitue la limite de décaissement.",
    default="no",
    policy_wide=True,
)


def rule(standing: Cents, returned: Cents, recovery_reinstates_liability: Flag) -> Cents:
    """What stays used up of the maximum liability."""
    if recovery_reinstates_liability == 0:
        return standing
    return max(0, standing - returned)
