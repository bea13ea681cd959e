"""What other layers of a programme, or other years of a policy, do on the debts of a claim.

Each policy shares what comes back as if it alone had paid. Together insurers never get more of a sum than the sum, nor
stay out of pocket by more than is still owed: an insurance of goods indemnifies, and makes nobody richer (French code
des assurances, L121-1). Layers may put losses together otherwise, so this is held loss by loss, as buyers have theirs:
what a claim of a group got from one company beyond what it paid on its debts is returned on the others.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from encours.claims.money import Receipt
from encours.units import Cents


@dataclass(frozen=True, slots=True)
class OnDebts:
    """What one year of a policy `paid` on the debts of each loss by buyer, by its name, and took of each sum.

    `shares` are the sums that came after its indemnity: it may take of no other.
    """

    paid: Mapping[str, Cents] = field(default_factory=dict)
    taken: Mapping[Receipt, Cents] = field(default_factory=dict)
    shares: Collection[Receipt] = frozenset()

    def may_take(self, receipt: Receipt) -> Cents:
        """Most that it may still keep of sums that came back on a loss, the one of this receipt included."""
        return self.paid.get(receipt.claim, 0) if receipt in self.shares else 0


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Other years that share the debts of a claim: those that take of a sum `before` it, and those `after`."""

    before: Sequence[OnDebts] = ()
    after: Sequence[OnDebts] = ()

    def paid(self, name: str) -> Cents:
        """What the others paid on the debts of a loss."""
        return sum(each.paid.get(name, 0) for each in (*self.before, *self.after))

    def taken(self, receipt: Receipt) -> Cents:
        """What those before took of a sum."""
        return sum(each.taken.get(receipt, 0) for each in self.before)

    def may_take(self, receipt: Receipt) -> Cents:
        """Most that those after may keep of sums of a loss, the one of this receipt included."""
        return sum(each.may_take(receipt) for each in self.after)

    def returned(self, sums: Sequence[Receipt]) -> Cents:
        """What the others return of what they paid on a loss, of sums that came back on it: the last is the newest."""
        taken = (
            min(each.paid.get(sums[-1].claim, 0), sum(each.taken.get(one, 0) for one in sums)) for each in self.before
        )
        return sum(taken) + self.may_take(sums[-1])


NOTHING: Final = Elsewhere()
"""A policy that is alone on its debts."""
