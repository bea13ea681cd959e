"""The first loss reinstated: whether a recovery undoes part of what its loss used up of the aggregate first loss."""

from encours.clauses.recovery_choices import RecoveryPart
from encours.engine.terms import Term
from encours.units import Cents, Flag, portion
from encours.units.kinds import Unit

state = RecoveryPart.INSURED

recovery_reinstates_first_loss = Term(
    unit=Unit("flag"),
    english="Whether recoveries undo, pro rata, what their loss used up of the aggregate first loss.",
    french="Si les récupérations reconstituent, au prorata, la part de franchise annuelle entamée par leur perte.",
    default="no",
    policy_wide=True,
)


def rule(standing: Cents, recovered: Cents, debt: Cents, recovery_reinstates_first_loss: Flag) -> Cents:
    """What stays used up of the first loss by a loss of which something came back."""
    if recovery_reinstates_first_loss == 0 or debt == 0:
        return standing
    return portion(standing, debt - recovered, debt)
