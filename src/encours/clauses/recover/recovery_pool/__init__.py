"""The pool: which money is shared between the insurer and the insured."""

from encours.clauses.recovery_choices import RecoveryPart, RecoveryPool, RecoverySource
from encours.engine.terms import Term
from encours.units import Cents, Code, Flag
from encours.units.kinds import Unit

state = RecoveryPart.INSURED

recovery_pool = Term(
    unit=Unit("code"),
    choices=RecoveryPool,
    english="Debts whose recoveries are shared.",
    french="Créances dont les récupérations sont partagées.",
    default="all debts",
    policy_wide=True,
)


def rule(
    standing: Cents, recovery_source: Code, vat_is_insured: Flag, line_is_pooled: Flag, recovery_pool: Code
) -> Cents:
    """All of what came back, or nothing: a debt outside the pool, a later cash sale, a tax refund beside the policy."""
    if recovery_source == RecoverySource.TAX_REFUND and vat_is_insured == 0:
        return 0
    if recovery_source == RecoverySource.CASH_SALE and recovery_pool != RecoveryPool.CASH_SALES_TOO:
        return 0
    if line_is_pooled == 0:
        return 0
    return standing
