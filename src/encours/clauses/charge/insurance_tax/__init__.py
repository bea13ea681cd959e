"""The tax on insurance premium: by the law of a country, or at the rate that the policy states."""

from encours.clauses.charge_choices import PremiumTax
from encours.engine.terms import Term
from encours.units import MISSING, Cents, Code, Flag, Millionths, convert
from encours.units.kinds import Unit

premium_tax = Term(
    unit=Unit("code"),
    choices=PremiumTax,
    english="Tax that the premium bears, by insured company.",
    french="Taxe que supporte la prime, par société assurée.",
    varies_by_limit=False,
)
premium_tax_rate = Term(
    unit=Unit("millionths"),
    english="Rate of the tax on premium, where it is no French one.",
    french="Taux de la taxe sur la prime, quand elle n'est pas française.",
    low="0 %",
    high="100 %",
    default="0 %",
    varies_by_limit=False,
    example="19 %",
)


def tax_rate(
    is_export: Flag, french_insurance_tax: Millionths, premium_tax: Code, premium_tax_rate: Millionths
) -> Millionths:
    """Rate of the tax on a part of the premium: that of the law of its day, none on export credit in France."""
    if premium_tax == PremiumTax.NONE:
        return 0
    if premium_tax == PremiumTax.OWN_RATE:
        return premium_tax_rate
    if is_export == MISSING:
        return MISSING
    return 0 if is_export == 1 else french_insurance_tax


measures = (tax_rate,)


def rule(standing: Cents, tax_rate: Millionths) -> Cents:
    """Tax on a part of the premium, to the nearest cent."""
    return convert(standing, tax_rate, 1_000_000)
