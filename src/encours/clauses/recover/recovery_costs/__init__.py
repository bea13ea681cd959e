"""The costs of a recovery: taken off the sum before it is shared, or charged beside the shares."""

from encours.clauses.recovery_choices import CostBearer, CostOrder, RecoveryPart
from encours.engine.terms import Term
from encours.units import BasisPoints, Cents, Code, portion, share
from encours.units.kinds import Unit

state = RecoveryPart.COSTS

recovery_costs_borne_by = Term(
    unit=Unit("code"),
    choices=CostBearer,
    english="Who bears the costs of a recovery.",
    french="Qui supporte les frais de récupération.",
    default="shared",
    policy_wide=True,
)
recovery_costs_taken = Term(
    unit=Unit("code"),
    choices=CostOrder,
    english="Whether shared costs are taken off before or after the sum is shared.",
    french="Si les frais partagés sont prélevés avant ou après le partage.",
    default="before sharing",
    policy_wide=True,
)
recovery_costs_cap = Term(
    unit=Unit("basis points"),
    english="Most of a sum recovered that its costs may take; what is above stays with who spent it.",
    french="Part maximale d'une somme récupérée que ses frais peuvent absorber ; le surplus reste à qui l'a dépensé.",
    low="0 %",
    high="100 %",
    default="100 %",
    policy_wide=True,
    example="15 %",
)


def rule(
    standing: Cents,
    costs: Cents,
    recovery_costs_borne_by: Code,
    recovery_costs_taken: Code,
    recovery_costs_cap: BasisPoints,
) -> Cents:
    """What is left to share, once shared costs are taken off before."""
    if recovery_costs_borne_by != CostBearer.SHARED or recovery_costs_taken == CostOrder.AFTER:
        return standing
    return standing - min(costs, share(standing, recovery_costs_cap))


def charged_to_insurer(
    shared: Cents,
    to_insurer: Cents,
    costs: Cents,
    recovery_costs_borne_by: Code,
    recovery_costs_taken: Code,
    recovery_costs_cap: BasisPoints,
) -> Cents:
    """Costs that the insurer pays beside its share of a sum: all of those admitted, or its part of them."""
    admitted = min(costs, share(shared, recovery_costs_cap))
    if recovery_costs_borne_by == CostBearer.INSURER:
        return admitted
    if recovery_costs_borne_by == CostBearer.INSURED or recovery_costs_taken == CostOrder.BEFORE or shared == 0:
        return 0
    return portion(admitted, to_insurer, shared)


def charged_to_insured(
    shared: Cents,
    to_insurer: Cents,
    costs: Cents,
    recovery_costs_borne_by: Code,
    recovery_costs_taken: Code,
    recovery_costs_cap: BasisPoints,
) -> Cents:
    """Costs that the insured pays beside its share of a sum: what is admitted, less the part of the insurer."""
    admitted = min(costs, share(shared, recovery_costs_cap))
    if recovery_costs_borne_by == CostBearer.INSURED:
        return admitted
    if recovery_costs_borne_by == CostBearer.INSURER or recovery_costs_taken == CostOrder.BEFORE or shared == 0:
        return 0
    return admitted - portion(admitted, to_insurer, shared)
