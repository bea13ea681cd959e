"""Losses of one policy year, one after another: each finds first losses and maxima as the last one left them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from encours.claims.agreed import AgreedChain, agreed_chain
from encours.claims.loss import Loss, YearAccount, YearFigures
from encours.claims.settle import Settlement, settle
from encours.policy.schedule import Policy


@dataclass(frozen=True, slots=True)
class SettledLoss:
    """A loss that was settled, with everything that decided it: the policy, its chain, the year before it."""

    policy: Policy
    agreed: AgreedChain
    year: YearFigures
    before: YearAccount
    settlement: Settlement

    @property
    def loss(self) -> Loss:
        """The loss itself."""
        return self.settlement.loss


def settle_in_order(
    policy: Policy, losses: Iterable[Loss], *, year: YearFigures, account: YearAccount
) -> tuple[SettledLoss, ...]:
    """Losses in the order they are given; one whose waterfall stops leaves the year as it was."""
    found = []
    for loss in losses:
        agreed = agreed_chain(policy, loss, year)
        settlement = settle(loss, agreed, account)
        found.append(SettledLoss(policy, agreed, year, account, settlement))
        account = settlement.account
    return tuple(found)
