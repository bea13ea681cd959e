"""Losses under every layer of a programme: those that take invoices, then those that take the year's losses.

A layer of losses receives no invoice. Of each loss of its period it takes the ultimate net loss, or what percentages
and first losses left of it (``received_loss``), under its own first losses and maxima; limits are those of the layers
below.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from types import MappingProxyType
from typing import Final

from encours.claims.in_order import SettledLoss, settle_in_order
from encours.claims.loss import Loss, LossLine, YearAccount, YearFigures
from encours.claims.units import together
from encours.clauses.choices import LimitKind, ReceivedLoss
from encours.clauses.states import LossPart
from encours.policy.layers import takes_losses
from encours.policy.resolve import resolve
from encours.policy.schedule import Policy, Programme
from encours.units import MISSING, UNSET, WHOLE, Cents, Day
from encours.units.sums import sum_known

NOTHING_RECOVERED: Final[Mapping[str, Cents]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class LossOfLayers:
    """One loss under every layer that it reaches, the primary first; its invoices one by one where each is a loss."""

    layers: tuple[SettledLoss, ...]

    @property
    def loss(self) -> Loss:
        """The loss as the primary sees it: the whole of what is eligible."""
        return together(tuple({loss.name: loss for each in self._primary for loss in each.told}.values()))

    @property
    def gross(self) -> Cents:
        """Gross loss: of each invoice, what the first of the layers that takes it sees.

        Layers paid on several days are settled on several debts: it is what it was on the greatest of them, and what
        came in since is a recovery (`recovered`).
        """
        seen: dict[tuple[str, int, int], Cents] = {}
        of_invoices = (each for each in self.layers if not takes_losses(each.policy))
        for _, settled in groupby(of_invoices, key=lambda each: each.policy.name):
            met: Counter[tuple[str, int]] = Counter()
            told = dict.fromkeys(each.told for each in settled)
            for line in (line for losses in told for loss in losses for line in loss.lines):
                seen.setdefault((*line.key, met[line.key]), line.gross)
                met[line.key] += 1
        return sum(seen.values())

    @property
    def names(self) -> tuple[str, ...]:
        """Name of every loss by buyer that it is."""
        return tuple(dict.fromkeys(loss.name for each in self.layers for loss in each.told))

    @property
    def _primary(self) -> tuple[SettledLoss, ...]:
        return tuple(each for each in self.layers if each.policy.name == self.layers[0].policy.name)

    @property
    def indemnity(self) -> Cents | None:
        """What all layers owe; None where one of them cannot be told, unless it was asked nothing."""
        return sum_known(each.settlement.indemnity if each.loss.lines else 0 for each in self.layers)

    @property
    def left(self) -> Cents | None:
        """What goes up to a layer above: a line that nobody signed is laid on none of them."""
        return None if self.indemnity is None else self.gross - self.proceeds - self.indemnity

    @property
    def retained(self) -> Cents:
        """What percentages and first losses leave: of a layer of losses, of what it received from those below it."""
        upper = [each for each in self.layers if takes_losses(each.policy)]
        # A layer that was asked nothing retains nothing, whatever it lacks.
        return sum(each.settlement.parts.get(LossPart.RETAINED, 0) for each in upper[-1:] or self.layers)

    @property
    def proceeds(self) -> Cents:
        """What securities paid of the loss: it is in the hands of the insured, and lost to nobody."""
        return sum(each.settlement.parts.get(LossPart.PROCEEDS, 0) for each in self.layers)

    @property
    def paid(self) -> Cents | None:
        """What insurers answer for, of all layers."""
        return None if self.indemnity is None else sum(each.paid or 0 for each in self.layers)

    @property
    def left_to_the_insured(self) -> Cents | None:
        """What neither insurers nor securities pay of the gross loss."""
        return None if self.paid is None else self.gross - self.proceeds - self.paid


def across_layers(settled: Iterable[SettledLoss]) -> tuple[LossOfLayers, ...]:
    """Every loss once, whatever the layers that it reaches, in the order of the first of them.

    Where one layer counts by group and another does not, all that meets in a group is one.
    """
    found: dict[str, list[SettledLoss]] = {}
    for each in settled:
        met: list[SettledLoss] = []
        for layers in {id(found[told.name]): found[told.name] for told in each.told if told.name in found}.values():
            met += layers
        met.append(each)
        found |= dict.fromkeys((told.name for one in met for told in one.told), met)
    distinct = {id(layers): layers for layers in found.values()}
    return tuple(LossOfLayers(tuple(layers)) for layers in distinct.values())


def settle_programme(
    programme: Programme,
    losses: Sequence[Sequence[Loss]],
    *,
    year: YearFigures = YearFigures(),  # noqa: B008 -- a value, frozen
    account: YearAccount = YearAccount(),  # noqa: B008
) -> tuple[SettledLoss, ...]:
    """Losses in their order, each told for every layer that takes invoices, under all layers of a programme.

    `year` and `account` are those of the primary; of them the layers of losses know the sales alone.
    """
    found: list[SettledLoss] = []
    for layer, policy in enumerate(programme.policies):
        own = (year, account) if layer == 0 else (YearFigures(), YearAccount())
        reached = [each[layer] for each in losses if layer == 0 or each[layer].lines]
        found += settle_in_order(policy, reached, year=own[0], account=own[1])
    return settle_upwards(programme.of_losses, found, year=year)


def settle_upwards(
    of_losses: Iterable[Policy],
    below: Sequence[SettledLoss],
    *,
    year: YearFigures,
    recovered: Mapping[str, Cents] = NOTHING_RECOVERED,
) -> tuple[SettledLoss, ...]:
    """Losses of the layers below, then of each layer of losses in turn: every one receives what is left under it.

    `recovered` is what the insured got back of a loss by buyer, by its name: the net loss is less by it.
    """
    settled = tuple(below)
    for policy in of_losses:
        received = tuple(received_losses(policy, settled, recovered))
        settled += settle_in_order(policy, received, year=YearFigures(sales=year.sales), account=YearAccount())
    return settled


def received_losses(
    policy: Policy, below: Iterable[SettledLoss], recovered: Mapping[str, Cents] = NOTHING_RECOVERED
) -> Iterator[Loss]:
    """What a layer receives of the losses settled below it, in their order.

    A loss of which a layer below cannot tell its indemnity is not received: nobody knows what is left of it.
    """
    for each in across_layers(below):
        day = each.loss.day
        if each.left is None or (day != MISSING and not policy.period_start <= day <= policy.period_end):
            continue
        received = _received(policy, each, each.left - sum(recovered.get(name, 0) for name in each.names))
        if received > 0:
            yield _loss(policy, each.loss, received)


def _received(policy: Policy, below: LossOfLayers, left: Cents) -> Cents:
    if resolve(policy, "received_loss", below.loss.keys, _day(policy, below.loss)) == ReceivedLoss.NET:
        return left
    return min(left, below.retained)


def _loss(policy: Policy, loss: Loss, received: Cents) -> Loss:
    keys = {**loss.keys, "limit_kind": LimitKind.NONE.english}
    agreed = resolve(policy, "insured_percentage", keys, _day(policy, loss))
    line = LossLine(
        number="", gross=received, limit=received, percentage=WHOLE if agreed == UNSET else agreed,
        limit_kind=LimitKind.NONE,
    )  # fmt: skip
    # What securities paid was taken off below: it is none of what is received.
    return replace(loss, lines=(line,), proceeds=0)


def _day(policy: Policy, loss: Loss) -> Day:
    return policy.period_start if loss.day == MISSING else loss.day
