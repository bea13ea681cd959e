"""The share by invoice: money put to an invoice is shared as the indemnity of that invoice stands to its debt."""

from encours.clauses.recover.share_of_the_whole import recovery_regime
from encours.clauses.recovery_choices import RecoveryPart, RecoveryRegime
from encours.units import Cents, Code, portion_between

__all__ = ["recovery_regime", "rule", "state"]

state = RecoveryPart.INSURED


def rule(
    standing: Cents, line_debt: Cents, line_indemnity: Cents, line_recovered: Cents, recovery_regime: Code
) -> Cents:
    """What the insurer gets of the money put to one invoice; everything where the whole is shared."""
    if recovery_regime != RecoveryRegime.OLDEST_FIRST and recovery_regime != RecoveryRegime.AS_REMITTED:
        return standing
    if line_debt == 0:
        return 0
    return portion_between(line_recovered, line_recovered + standing, line_indemnity, line_debt)
