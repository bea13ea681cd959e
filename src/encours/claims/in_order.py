"""Losses of one policy year, one after another: each finds first losses and maxima as the last one left them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from encours.claims.agreed import AgreedChain, agreed_chain
from encours.claims.coinsurance import InsurerPart, at_most, insurer_parts
from encours.claims.loss import Loss, YearAccount, YearFigures
from encours.claims.settle import Settlement, settle
from encours.policy.coinsurance import lower_percentages
from encours.policy.schedule import Policy
from encours.units import BasisPoints, Cents


@dataclass(frozen=True, slots=True)
class SettledLoss:
    """A loss that was settled, with everything that decided it: the policy, its chain, the year before it."""

    policy: Policy
    agreed: AgreedChain
    year: YearFigures
    before: YearAccount
    settlement: Settlement
    parts: tuple[InsurerPart, ...] = ()
    """Who pays the indemnity, where insurers share the policy or cede a part of it; none while it is unknown."""

    @property
    def loss(self) -> Loss:
        """The loss itself."""
        return self.settlement.loss

    @property
    def paid(self) -> Cents | None:
        """What insurers pay: the indemnity less what no insurer answers for; None where the waterfall stopped."""
        indemnity = self.settlement.indemnity
        if indemnity is None or not self.parts:
            return indemnity
        return sum(each.paid for each in self.parts)


def settle_in_order(
    policy: Policy, losses: Iterable[Loss], *, year: YearFigures, account: YearAccount
) -> tuple[SettledLoss, ...]:
    """Losses in the order they are given; one whose waterfall stops leaves the year as it was."""
    found = []
    # A line of its own percentage has a year of its own: first losses and maxima are used up by what it sees.
    accounts = dict.fromkeys(lower_percentages(policy.coinsurance), account)
    for loss in losses:
        agreed = agreed_chain(policy, loss, year)
        settlement = settle(loss, agreed, account)
        lower = {each: settle(at_most(loss, each), agreed, before) for each, before in accounts.items()}
        found.append(SettledLoss(policy, agreed, year, account, settlement, _parts(policy, settlement, lower)))
        account = settlement.account
        accounts = {each: settled.account for each, settled in lower.items()}
    return tuple(found)


def _parts(policy: Policy, settlement: Settlement, lower: Mapping[BasisPoints, Settlement]) -> tuple[InsurerPart, ...]:
    if settlement.indemnity is None:
        return ()
    known = {}
    for percentage, settled in lower.items():
        assert settled.indemnity is not None, "a lower percentage asks for no more than the policy's"
        known[percentage] = settled.indemnity
    return insurer_parts(policy, settlement.loss.day, settlement.indemnity, known)
