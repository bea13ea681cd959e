"""The bonus: a share of the premium that a year with few losses gives back."""

from encours.clauses.charge.loss_ratio import (
    conditions_met,
    in_band,
    loss_ratio_bound,
    loss_ratio_losses,
    loss_ratio_premium,
    loss_ratio_recoveries,
    loss_ratio_years,
    losses_counted,
    ratio_premium,
    result_claims,
    result_confirmation,
    result_given_back,
)
from encours.clauses.charge_choices import GivenBack
from encours.engine.terms import Term
from encours.units import Cents, Code, Flag, Millionths, convert
from encours.units.kinds import Unit

__all__ = [
    "asked_over",
    "bonus_by_loss_ratio",
    "loss_ratio_bound",
    "loss_ratio_losses",
    "loss_ratio_premium",
    "loss_ratio_recoveries",
    "loss_ratio_years",
    "measures",
    "result_claims",
    "result_confirmation",
    "result_given_back",
    "rule",
]

asked_over = ("bonus_by_loss_ratio",)

bonus_by_loss_ratio = Term(
    unit=Unit("shares by ratio"),
    english="Share of the premium given back, by bands of the loss ratio.",
    french="Part de la prime rendue, par tranches du ratio sinistres sur primes.",
    policy_wide=True,
    example="15 % to 20 %; 5 % to 40 %",
)
measures = (losses_counted, ratio_premium, in_band, conditions_met)


def rule(
    standing: Cents,
    in_band: Flag,
    conditions_met: Flag,
    above_minimum: Cents,
    result_given_back: Code,
    band_rate: Millionths,
) -> Cents:
    """Premium given back in a band of the loss ratio, on the conditions of the policy, and down to the minimum."""
    if conditions_met == 0:
        return 0
    if in_band == 0:
        return 0
    given = convert(max(0, standing), band_rate, 1_000_000)
    if result_given_back == GivenBack.TO_THE_MINIMUM:
        given = min(given, above_minimum)
    return given
