"""The base of the premium: which sale, balance, limit or shipment counts, and for how much."""

from encours.clauses.charge_choices import (
    BalancesCount,
    OnRefusedBuyers,
    PremiumBasis,
    PremiumExchange,
    ShipmentsCount,
)
from encours.clauses.choices import AmountBase
from encours.engine.terms import Term
from encours.units import BasisPoints, Cents, Code, Flag, share
from encours.units.kinds import Unit

premium_base = Term(
    unit=Unit("code"),
    choices=PremiumBasis,
    english="What the premium is counted on.",
    french="Assiette de la prime.",
    policy_wide=True,
)
premium_on_refused_buyers = Term(
    unit=Unit("code"),
    choices=OnRefusedBuyers,
    english="Whether sales to refused buyers bear premium.",
    french="Si les ventes aux acheteurs refusés supportent la prime.",
    default="left out",
    varies_by_limit=False,
)
premium_on_shipments = Term(
    unit=Unit("code"),
    choices=ShipmentsCount,
    english="How much of the price of a shipment bears premium.",
    french="Part du prix d'une expédition qui supporte la prime.",
    default="whole price",
    varies_by_limit=False,
)
premium_on_balances = Term(
    unit=Unit("code"),
    choices=BalancesCount,
    english="How much of a month-end balance bears premium.",
    french="Part d'un encours de fin de mois qui supporte la prime.",
    default="within the limit",
    varies_by_limit=False,
)
premium_amount_base = Term(
    unit=Unit("code"),
    choices=AmountBase,
    english="Whether premium is counted on amounts with value added tax.",
    french="Si la prime est assise sur des montants taxes comprises.",
    default="net of VAT",
    policy_wide=True,
)
premium_exchange_rate_day = Term(
    unit=Unit("code"),
    choices=PremiumExchange,
    english="Day of the exchange rate of what premium is counted on.",
    french="Jour du cours de change de l'assiette de la prime.",
    default="invoice date",
    policy_wide=True,
)


def rule(
    standing: Cents,
    basis: Code,
    left_out: Flag,
    refused_buyer: Flag,
    cover_ratio: BasisPoints,
    premium_base: Code,
    premium_on_refused_buyers: Code,
    premium_on_shipments: Code,
) -> Cents:
    """Amount that bears premium: nothing of what is left out, or is not what the policy counts on."""
    if basis != premium_base or left_out == 1:
        return 0
    if refused_buyer == 1 and premium_on_refused_buyers == OnRefusedBuyers.LEFT_OUT:
        return 0
    if basis == PremiumBasis.SHIPMENTS and premium_on_shipments == ShipmentsCount.COVERED:
        return share(standing, cover_ratio)
    return standing
