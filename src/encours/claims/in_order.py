"""Losses of one policy year, one after another: each finds first losses and maxima as the last one left them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from encours.claims.agreed import AgreedChain, agreed_chain
from encours.claims.coinsurance import InsurerPart, at_most, insurer_parts
from encours.claims.loss import Loss, YearAccount, YearFigures
from encours.claims.settle import Settlement
from encours.claims.units import by_unit, settle_units, together
from encours.policy.coinsurance import lower_percentages
from encours.policy.schedule import Policy
from encours.units import UNSET, BasisPoints, Cents


@dataclass(frozen=True, slots=True)
class SettledLoss:
    """A loss that was settled, with everything that decided it: the policy, its chain, the year before it."""

    policy: Policy
    agreed: AgreedChain
    year: YearFigures
    before: YearAccount
    settlement: Settlement
    told: tuple[Loss, ...]
    """The losses by buyer that this is one of, as they were told: several, where a group is one loss.

    Of a ledger, on the greatest debt that a layer was settled on, where money came in since and lowered this one.
    """
    parts: tuple[InsurerPart, ...] = ()
    """Who pays the indemnity, where insurers share the policy or cede a part of it; none while it is unknown."""
    lower: Mapping[BasisPoints, Cents] = field(default_factory=dict)
    """Indemnity under each lower percentage that a line agreed to; none while it is unknown."""

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
    """Losses by buyer in the order they are given, counted as the policy does: by invoice, by buyer or by group.

    One whose waterfall stops leaves the year as it was.
    """
    found: list[SettledLoss] = []
    accounts = accounts_of(policy, account)
    for told in by_unit(policy, losses):
        settled, accounts = settle_next(policy, told, year=year, accounts=accounts)
        found += settled
    return tuple(found)


Accounts = Mapping[BasisPoints, YearAccount]
"""The account of the year under the policy (`UNSET`), and that of each line of a percentage of its own.

A line of its own percentage has a year of its own: first losses and maxima are used up by what it sees.
"""


def accounts_of(policy: Policy, account: YearAccount) -> Accounts:
    """The same account for the policy and for each line of a percentage of its own."""
    return dict.fromkeys((UNSET, *lower_percentages(policy.coinsurance)), account)


def settle_next(
    policy: Policy, told: Sequence[Loss], *, year: YearFigures, accounts: Accounts
) -> tuple[tuple[SettledLoss, ...], Accounts]:
    """Losses that the policy makes one of, settled where earlier ones left the year; with the accounts after them."""
    agreed = agreed_chain(policy, together(told), year)
    under = {
        percentage: settle_units(policy, tuple(_seen(each, percentage) for each in told), agreed, account)
        for percentage, account in accounts.items()
    }
    found, before = [], accounts[UNSET]
    for place, settlement in enumerate(under[UNSET]):
        units = {percentage: every[place] for percentage, every in under.items() if percentage != UNSET}
        lower = {} if settlement.indemnity is None else _lower(units)
        parts = () if settlement.indemnity is None else _parts(policy, settlement, settlement.indemnity, lower)
        found.append(SettledLoss(policy, agreed, year, before, settlement, tuple(told), parts, lower))
        before = settlement.account
    return tuple(found), {percentage: units[-1].account for percentage, units in under.items()}


def _seen(loss: Loss, percentage: BasisPoints) -> Loss:
    return loss if percentage == UNSET else at_most(loss, percentage)


def _lower(units: Mapping[BasisPoints, Settlement]) -> dict[BasisPoints, Cents]:
    known = {}
    for percentage, settled in units.items():
        assert settled.indemnity is not None, "a lower percentage asks for no more than the policy's"
        known[percentage] = settled.indemnity
    return known


def _parts(
    policy: Policy, settlement: Settlement, indemnity: Cents, lower: Mapping[BasisPoints, Cents]
) -> tuple[InsurerPart, ...]:
    return insurer_parts(policy, settlement.loss.day, indemnity, lower)
