"""The malus: a share of the premium that a year with many losses costs more."""

from encours.clauses.charge.loss_ratio import (
    in_band,
    loss_ratio_bound,
    loss_ratio_losses,
    loss_ratio_premium,
    loss_ratio_recoveries,
    losses_counted,
    ratio_premium,
)
from encours.engine.terms import Term
from encours.units import Cents, Flag, Millionths, convert
from encours.units.kinds import Unit

__all__ = [
    "asked_over",
    "loss_ratio_bound",
    "loss_ratio_losses",
    "loss_ratio_premium",
    "loss_ratio_recoveries",
    "malus_by_loss_ratio",
    "measures",
    "rule",
]

asked_over = ("malus_by_loss_ratio",)

malus_by_loss_ratio = Term(
    unit=Unit("shares by ratio"),
    english="Share of the premium that is due on top, by bands of the loss ratio.",
    french="Part de la prime due en plus, par tranches du ratio sinistres sur primes.",
    policy_wide=True,
    example="0 % to 60 %; 10 % to 80 %; 25 % above",
)
measures = (losses_counted, ratio_premium, in_band)


def rule(
    standing: Cents,
    in_band: Flag,
    band_rate: Millionths,
) -> Cents:
    """Premium due on top in a band of the loss ratio."""
    if in_band == 0:
        return 0
    return convert(max(0, standing), band_rate, 1_000_000)
