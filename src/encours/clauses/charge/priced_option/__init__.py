"""A priced option: more cover for a percentage more of premium."""

from encours.engine.terms import Term
from encours.units import BasisPoints, Cents, share
from encours.units.kinds import Unit

asked_over = (
    "surcharge_for_percentage",
    "surcharge_for_political_risk",
    "surcharge_for_risk_before_delivery",
    "surcharge_for_firm_limits",
)

surcharge_for_percentage = Term(
    unit=Unit("basis points"),
    english="More premium for a higher insured percentage, of the premium of what it is for.",
    french="Surprime pour une quotité plus élevée, sur la prime de ce qu'elle concerne.",
    low="0 %",
    high="1000 %",
    example="10 %",
)
surcharge_for_political_risk = Term(
    unit=Unit("basis points"),
    english="More premium for cover of political risk, of the premium of what it is for.",
    french="Surprime pour la garantie du risque politique, sur la prime de ce qu'elle concerne.",
    low="0 %",
    high="1000 %",
    example="15 %",
)
surcharge_for_risk_before_delivery = Term(
    unit=Unit("basis points"),
    english="More premium for cover before delivery, of the premium of what it is for.",
    french="Surprime pour la garantie avant livraison, sur la prime de ce qu'elle concerne.",
    low="0 %",
    high="1000 %",
    example="20 %",
)
surcharge_for_firm_limits = Term(
    unit=Unit("basis points"),
    english="More premium for limits that cannot be cancelled, of the premium of what it is for.",
    french="Surprime pour des agréments non résiliables, sur la prime de ce qu'elle concerne.",
    low="0 %",
    high="1000 %",
    example="12 %",
)


def rule(standing: Cents, agreed: BasisPoints) -> Cents:
    """Premium of an option: its percentage of the premium of what it is for."""
    return share(standing, agreed)
