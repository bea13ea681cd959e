"""The share of the whole: what the insurer gets of a recovery, whichever invoice it pays."""

from encours.clauses.recovery_choices import RecoveryDebt, RecoveryPart, RecoveryRegime
from encours.engine.terms import Term
from encours.units import Cents, Code, portion
from encours.units.kinds import Unit

state = RecoveryPart.INSURED

recovery_regime = Term(
    unit=Unit("code"),
    choices=RecoveryRegime,
    english="How the insurer and the insured share what comes back after the indemnity.",
    french="Partage entre l'assureur et l'assuré de ce qui revient après l'indemnité.",
    default="indemnity over debt",
    policy_wide=True,
)
recovery_debt = Term(
    unit=Unit("code"),
    choices=RecoveryDebt,
    english="Debt by which a pro rata share is measured.",
    french="Créance à laquelle se mesure une part au prorata.",
    default="debt at the indemnity",
    policy_wide=True,
)


def rule(
    standing: Cents,
    recovered: Cents,
    debt: Cents,
    indemnity: Cents,
    indemnity_left: Cents,
    returned: Cents,
    part_of_the_insurer: Cents,
    whole_to_share: Cents,
    recovery_regime: Code,
) -> Cents:
    """What the insurer gets of a further recovery: its share of all that came back, less its share of what did before.

    It never gets more than the indemnity, and never so little that the insured has more than the debt.
    """
    if recovery_regime == RecoveryRegime.OLDEST_FIRST or recovery_regime == RecoveryRegime.AS_REMITTED:
        return standing
    own = debt - indemnity
    reached = recovered + standing
    if recovery_regime == RecoveryRegime.INSURER_FIRST:
        return min(indemnity, reached) - min(indemnity, recovered)
    if recovery_regime == RecoveryRegime.NET_LOSS:
        return max(0, max(indemnity - indemnity_left, reached - own) - returned)
    if recovery_regime == RecoveryRegime.INSURED_FIRST or whole_to_share == 0:
        return max(0, reached - own) - max(0, recovered - own)
    before = portion(recovered, part_of_the_insurer, whole_to_share)
    then = portion(reached, part_of_the_insurer, whole_to_share)
    before = min(indemnity, max(before, recovered - own))
    then = min(indemnity, max(then, reached - own))
    return then - before


def part_of_the_insurer(indemnity: Cents, insured_loss: Cents, insured_share: Cents, recovery_regime: Code) -> Cents:
    """Amount whose proportion to the whole is the insurer's share."""
    if recovery_regime == RecoveryRegime.ONE_LEVEL:
        return insured_loss
    if recovery_regime == RecoveryRegime.TWO_LEVELS or recovery_regime == RecoveryRegime.LOSS_RATIO:
        return insured_share
    return indemnity


def whole_to_share(
    debt: Cents, debt_at_the_loss: Cents, insured_loss: Cents, recovery_regime: Code, recovery_debt: Code
) -> Cents:
    """Amount that the insurer's part is measured by: the debt, or the insured loss where the loss ratio is meant."""
    if recovery_regime == RecoveryRegime.LOSS_RATIO:
        return insured_loss
    if recovery_debt == RecoveryDebt.AT_THE_LOSS:
        return debt_at_the_loss
    return debt


measures = (part_of_the_insurer, whole_to_share)
