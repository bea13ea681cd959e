"""The debtor fails on a day: the loss of each supplier on its own allocation, and all that is paid within the total."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from encours.claims.in_order import SettledLoss, settle_in_order
from encours.claims.loss import Loss, YearAccount, YearFigures
from encours.claims.of_buyer import BuyerLoss, losses_by_entity
from encours.facts.view import View
from encours.reverse.agreed import ReverseCover
from encours.units import Cents, Day
from encours.units.rounding import Rounding, divide
from encours.units.sums import sum_known


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierLoss:
    """What one supplier is owed on the day of the failure, and what it is paid, in minor units.

    `settled` is its loss, or each of its invoices where these are the losses. `indemnity` is what the chain leaves of
    them, within its own allocation; `paid` the same within the total. Both are None where they cannot be told.
    """

    supplier: str
    loss: BuyerLoss
    settled: tuple[SettledLoss, ...]
    indemnity: Cents | None
    paid: Cents | None

    @property
    def told(self) -> Loss:
        """Its loss as a whole, before it is counted as the cover does."""
        return self.loss.losses[0]

    @property
    def owed(self) -> Cents:
        """All that the debtor owes it that day, insured or not, with what is charged on it."""
        return self.told.debt

    @property
    def gross(self) -> Cents:
        """Its gross loss."""
        return self.told.gross

    @property
    def admitted(self) -> Cents:
        """What of it stands within its allocation, before percentages."""
        return sum(each.cover.admitted for each in self.loss.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """The failure of the debtor: every supplier it owes something that day, by code, and the total they share."""

    day: Day
    cause: str
    total: Cents
    suppliers: tuple[SupplierLoss, ...]
    is_announced: bool = False
    """Whether the ledger tells it; else it is supposed."""

    @property
    def indemnity(self) -> Cents | None:
        """What the chains leave together, before the total; None where one is not known."""
        return sum_known(each.indemnity for each in self.suppliers)

    @property
    def paid(self) -> Cents | None:
        """What is paid together, never more than the total; None where one is not known."""
        return sum_known(each.paid for each in self.suppliers)


def failure(view: View, cover: ReverseCover, *, day: Day, cause: str, is_announced: bool = False) -> Failure:
    """Losses of a failure on a day, in order of the suppliers' codes, which is that in which they use up the year.

    Money that came after the day is a recovery and lowers no loss. The debtor's group puts no losses together: each
    supplier has its own.
    """
    by_supplier = losses_by_entity(view, cover.programme, cover.debtor, day=day, cause=cause)
    told = [replace(each.losses[0], group="") for each in by_supplier.values()]
    every = settle_in_order(cover.policy, told, year=YearFigures(), account=YearAccount())
    units: defaultdict[str, list[SettledLoss]] = defaultdict(list)
    for each in every:
        units[each.told[0].name].append(each)
    settled = [tuple(units[loss.name]) for loss in told]
    total = cover.total_on(day)
    asked = [sum_known(each.paid for each in own) for own in settled]
    paid = within_the_total(asked, [loss.gross for loss in told], total)
    suppliers = tuple(
        SupplierLoss(supplier=name, loss=loss, settled=own, indemnity=indemnity, paid=given)
        for (name, loss), own, indemnity, given in zip(by_supplier.items(), settled, asked, paid, strict=True)
    )
    return Failure(day=day, cause=cause, total=total, suppliers=suppliers, is_announced=is_announced)


def within_the_total(
    indemnities: Sequence[Cents | None], losses: Sequence[Cents], total: Cents
) -> tuple[Cents | None, ...]:
    """What of each indemnity is paid: all of it where the total holds them all, else pro rata, between running totals.

    Allocations of one day never pass the total; what was delivered before a cut, beside what was allocated since, may.
    One indemnity that is not known may be anything up to its loss: where that might pass the total, no other is known.
    """
    most = sum(loss if indemnity is None else indemnity for indemnity, loss in zip(indemnities, losses, strict=True))
    if most <= total:
        return tuple(indemnities)
    if None in indemnities:
        return (None,) * len(indemnities)
    runs = list(accumulate((each or 0 for each in indemnities), initial=0))
    parts = [divide(each * total, runs[-1], Rounding.HALF_UP) for each in runs]
    return tuple(after - before for before, after in pairwise(parts))
