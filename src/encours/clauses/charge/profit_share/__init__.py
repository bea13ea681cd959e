"""The profit share: a part of what the insurer earned on the policy."""

from encours.clauses.charge.loss_ratio import (
    conditions_met,
    loss_ratio_losses,
    loss_ratio_recoveries,
    losses_counted,
    result_claims,
    result_confirmation,
    result_given_back,
)
from encours.clauses.charge_choices import GivenBack
from encours.engine.terms import Term
from encours.units import BasisPoints, Cents, Code, Flag, share
from encours.units.kinds import Unit

__all__ = [
    "loss_ratio_losses",
    "loss_ratio_recoveries",
    "measures",
    "profit_share_charges",
    "profit_share_rate",
    "result_claims",
    "result_confirmation",
    "result_given_back",
    "rule",
]

profit_share_rate = Term(
    unit=Unit("basis points"),
    english="Share of the profit of the policy that is given back.",
    french="Part du résultat de la police qui est rendue.",
    low="0 %",
    high="100 %",
    policy_wide=True,
    example="20 %",
)
profit_share_charges = Term(
    unit=Unit("basis points"),
    english="Share of the premium that the insurer keeps for its costs before the profit is counted.",
    french="Part de la prime que l'assureur garde pour ses frais avant de compter le résultat.",
    low="0 %",
    high="100 %",
    default="0 %",
    policy_wide=True,
    example="35 %",
)
measures = (losses_counted, conditions_met)


def rule(
    standing: Cents,
    losses_counted: Cents,
    conditions_met: Flag,
    above_minimum: Cents,
    profit_share_rate: BasisPoints,
    profit_share_charges: BasisPoints,
    result_given_back: Code,
) -> Cents:
    """Share of premium less costs less losses; nothing of a loss, and down to the minimum."""
    profit = standing - share(standing, profit_share_charges) - losses_counted
    if conditions_met == 0 or profit <= 0:
        return 0
    given = share(profit, profit_share_rate)
    if result_given_back == GivenBack.TO_THE_MINIMUM:
        given = min(given, above_minimum)
    return given
