"""What comes before the steps of a waterfall: the debt, what of it was paid since, and what of it is the gross loss."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from encours.claims.in_order import SettledLoss
from encours.explain.settlement_report import SettlementReport, charges_told, lowered_since
from encours.policy.layers import takes_losses
from encours.units import MISSING, Cents


@dataclass(frozen=True, slots=True)
class Before:
    """One row before the first step: `key` and `by` are keys of words; `stood` is None where nothing stood before."""

    key: str
    stood: Cents | None
    stands: Cents
    by: str = ""
    is_within: bool = False
    """Whether it tells a part of the row above it, or what is left out of it."""

    @property
    def cut(self) -> Cents:
        """What is no part of what stands."""
        return 0 if self.stood is None else self.stood - self.stands


def before(report: SettlementReport, settled: SettledLoss) -> Iterator[Before]:
    """The debt, where it is known and more than the loss, then the gross loss, then the charges in it."""
    loss = settled.loss
    lowered = lowered_since(report, settled)
    if takes_losses(settled.policy):
        yield Before("settlement from below", None, loss.gross)
    elif lowered is None and loss.debt in {MISSING, loss.gross}:
        yield Before("settlement gross", None, loss.gross)
    else:
        owed, gone = (loss.debt, 0) if lowered is None else lowered
        if lowered is not None:
            yield Before("settlement debt at the loss", None, owed)
        yield Before("settlement debt", owed if gone else None, owed - gone, "recovery lowered" if gone else "")
        yield Before("settlement gross", owed - gone, loss.gross, "settlement outside")
    for key, cents in charges_told(loss):
        yield Before(key, None, cents, is_within=True)
