"""The tax on fees: that of the premium they go with, or value added tax on a service."""

from encours.clauses.charge.insurance_tax import premium_tax, premium_tax_rate, tax_rate
from encours.clauses.charge_choices import FeeKind, FeeTax
from encours.engine.terms import Term
from encours.units import Cents, Code, Millionths, convert
from encours.units.kinds import Unit

__all__ = [
    "measures",
    "premium_tax",
    "premium_tax_rate",
    "rule",
    "tax_on_monitoring_fees",
    "tax_on_recovery_commissions",
    "tax_on_request_fees",
]

tax_on_request_fees = Term(
    unit=Unit("code"),
    choices=FeeTax,
    english="Tax that the fee per limit asked for bears.",
    french="Taxe que supportent les frais d'enquête.",
    default="as the premium",
    policy_wide=True,
)
tax_on_monitoring_fees = Term(
    unit=Unit("code"),
    choices=FeeTax,
    english="Tax that the fee per monitored limit bears.",
    french="Taxe que supportent les frais de surveillance.",
    default="as the premium",
    policy_wide=True,
)
tax_on_recovery_commissions = Term(
    unit=Unit("code"),
    choices=FeeTax,
    english="Tax that recovery commissions bear.",
    french="Taxe que supportent les commissions de recouvrement.",
    default="French VAT",
    policy_wide=True,
)


def fee_tax_rate(
    fee: Code,
    french_value_added_tax: Millionths,
    tax_rate: Millionths,
    tax_on_request_fees: Code,
    tax_on_monitoring_fees: Code,
    tax_on_recovery_commissions: Code,
) -> Millionths:
    """Rate of the tax on a fee, by its kind."""
    borne = tax_on_request_fees
    if fee == FeeKind.MONITORED_LIMIT:
        borne = tax_on_monitoring_fees
    if fee == FeeKind.RECOVERY:
        borne = tax_on_recovery_commissions
    if borne == FeeTax.AS_PREMIUM:
        return tax_rate
    return french_value_added_tax if borne == FeeTax.FRENCH_VAT else 0


measures = (tax_rate, fee_tax_rate)


def rule(standing: Cents, fee_tax_rate: Millionths) -> Cents:
    """Tax on a fee, to the nearest cent."""
    return convert(standing, fee_tax_rate, 1_000_000)
