"""The malus: a share of the premium that a year with many losses costs more."""

from encours.clauses.charge.loss_ratio import (
    loss_ratio_bound,
    loss_ratio_losses,
    loss_ratio_premium,
    loss_ratio_recoveries,
    losses_counted,
    ratio_premium,
)
from encours.clauses.charge_choices import RatioBound
from encours.engine.terms import Term
from encours.units import Cents, Code, Count, Millionths, convert
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
measures = (losses_counted, ratio_premium)


def rule(
    standing: Cents,
    losses_counted: Cents,
    ratio_premium: Cents,
    loss_ratio_bound: Code,
    band_start: Count,
    band_end: Count,
    band_rate: Millionths,
) -> Cents:
    """Premium due on top in a band of the loss ratio."""
    losses = losses_counted * 10_000
    start = band_start * ratio_premium
    end = band_end * ratio_premium
    if loss_ratio_bound == RatioBound.INCLUDED and (losses > end or (losses <= start and band_start > 0)):
        return 0
    if loss_ratio_bound == RatioBound.BELOW and (losses >= end or losses < start):
        return 0
    return convert(standing, band_rate, 1_000_000)
