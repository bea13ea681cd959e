"""The commission on sums that the insurer recovers."""

from encours.clauses.charge_choices import CommissionOn
from encours.engine.terms import Term
from encours.units import MISSING, BasisPoints, Cents, Code, share
from encours.units.kinds import Unit

recovery_commission_rate = Term(
    unit=Unit("basis points"),
    english="Commission on sums recovered, before tax.",
    french="Commission sur les sommes récupérées, hors taxe.",
    low="0 %",
    high="100 %",
    varies_by_limit=False,
    varies_by_cause=True,
    example="4.5 %",
)
recovery_commission_on = Term(
    unit=Unit("code"),
    choices=CommissionOn,
    english="Which sums recovered bear the commission.",
    french="Sommes récupérées qui supportent la commission.",
    default="sums on uninsured debts",
    policy_wide=True,
)


def sums_commissioned(
    recovered_on_insured: Cents, recovered_on_uninsured: Cents, recovery_commission_on: Code
) -> Cents:
    """Sums that bear the commission."""
    if recovery_commission_on == CommissionOn.UNINSURED:
        return recovered_on_uninsured
    if recovered_on_insured == MISSING or recovered_on_uninsured == MISSING:
        return MISSING
    return recovered_on_insured + recovered_on_uninsured


measures = (sums_commissioned,)


def rule(sums_commissioned: Cents, recovery_commission_rate: BasisPoints) -> Cents:
    """A share of the sums that bear the commission."""
    return share(sums_commissioned, recovery_commission_rate)
