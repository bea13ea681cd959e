"""The debt left: what money received before the indemnity leaves of each debt."""

from encours.clauses.recovery_choices import RecoveryBeforeIndemnity, RecoveryPart
from encours.engine.terms import Term
from encours.units import Cents, Code, Flag, portion_between
from encours.units.kinds import Unit

state = RecoveryPart.INSURED

recovery_before_indemnity = Term(
    unit=Unit("code"),
    choices=RecoveryBeforeIndemnity,
    english="What money received between the loss and the indemnity does.",
    french="Effet des sommes reçues entre le sinistre et l'indemnité.",
    default="settled again, oldest first",
    policy_wide=True,
)


def rule(
    standing: Cents,
    money: Cents,
    debt: Cents,
    insured_debt: Cents,
    line_older_insured: Cents,
    line_older_other: Cents,
    line_is_insured: Flag,
    line_is_pooled: Flag,
    line_remitted: Cents,
    recovery_before_indemnity: Code,
) -> Cents:
    """What is left of one debt: less what was remitted for it, then less its turn in the money that is left to put.

    The debts told, in all and older, are those of the pool, less what was remitted for each.
    """
    left = standing - line_remitted
    if line_is_pooled == 0:
        return left
    older = line_older_insured + line_older_other
    if recovery_before_indemnity == RecoveryBeforeIndemnity.PRO_RATA and money < debt:
        return left - portion_between(older, older + left, money, debt)
    if recovery_before_indemnity == RecoveryBeforeIndemnity.INSURED_FIRST:
        older = line_older_insured
        if line_is_insured == 0:
            older = insured_debt + line_older_other
    if recovery_before_indemnity == RecoveryBeforeIndemnity.OTHERS_FIRST:
        older = line_older_other
        if line_is_insured == 1:
            older = debt - insured_debt + line_older_insured
    return left - max(0, min(left, money - older))
