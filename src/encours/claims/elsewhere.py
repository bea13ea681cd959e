"""What other layers of a programme, or other years of a policy, do on the debts of a claim.

Each policy shares what comes back as if it alone had paid. Together insurers never get more of a sum than the sum, nor
stay out of pocket by more than is still owed: an insurance indemnifies, and makes nobody richer. No statute says so
(C. assur. L111-1 sets L121-1 aside for credit insurance): it is the indemnity principle, our reading. Layers may put
losses together otherwise, so this is held loss by loss, as buyers have theirs: what a claim of a group got from one
company beyond what it paid on its debts is returned on the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from encours.claims.loss import Loss
from encours.claims.money import Claim, Receipt
from encours.units import NEVER, Cents, Day


@dataclass(frozen=True, slots=True)
class OnDebts:
    """What one year of a policy `paid` on the debts of each loss by buyer, by its name, and has `taken` of each sum.

    The sums are those that came after its indemnity, though it got nothing of them: it may take of no other. `paid_on`
    is the day of that indemnity.
    """

    paid: Mapping[str, Cents] = field(default_factory=dict)
    paid_on: Mapping[str, Day] = field(default_factory=dict)
    taken: Mapping[Receipt, Cents] = field(default_factory=dict)

    def may_take(self, receipt: Receipt) -> Cents:
        """Most that it may still keep of sums that came back on a loss, the one of this receipt included."""
        return self.paid.get(receipt.claim, 0) if receipt in self.taken else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """All that a sum is shared by of what other years do on the debts of its claim.

    `taken` is what those before took of it, `may_take` what those after may keep of sums of its loss, `paid` what all
    of them paid on that loss, and `returned` what they return of it; `is_shared` whether they paid on any of the debts.
    """

    taken: Cents
    may_take: Cents
    paid: Cents
    returned: Cents
    is_shared: bool


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Other years that share the debts of a claim: those that take of a sum `before` it, and those `after`."""

    before: Sequence[OnDebts] = ()
    after: Sequence[OnDebts] = ()

    def paid(self, name: str) -> Cents:
        """What the others paid on the debts of a loss."""
        return sum(each.paid.get(name, 0) for each in (*self.before, *self.after))

    def borne(self, name: str, day: Day, sums: Sequence[Receipt]) -> Cents:
        """What others that paid on a loss before a day bear of it, were all later ones of these sums to go to them."""
        earlier = [each for each in (*self.before, *self.after) if each.paid_on.get(name, NEVER) < day]
        paid = sum(each.paid.get(name, 0) for each in earlier)
        back = sum(one.amount for one in sums if one.claim == name and any(one in each.taken for each in earlier))
        return max(0, paid - back)

    def beside(self, receipt: Receipt, sums: Sequence[Receipt], names: Sequence[str]) -> Beside:
        """What others do beside a sum; `sums` came in before it on its claim, `names` are the losses of that claim."""
        same = [*(each for each in sums if each.claim == receipt.claim), receipt]
        may_take = sum(each.may_take(receipt) for each in self.after)
        # What one took beyond what it paid on the loss is returned on other losses of its claim.
        taken = (
            min(each.paid.get(receipt.claim, 0), sum(each.taken.get(one, 0) for one in same)) for each in self.before
        )
        return Beside(
            taken=sum(each.taken.get(receipt, 0) for each in self.before),
            may_take=may_take,
            paid=self.paid(receipt.claim),
            returned=sum(taken) + may_take,
            is_shared=any(map(self.paid, names)),
        )


NOTHING: Final = Elsewhere()
"""A policy that is alone on its debts."""


def carrying_the_rest(
    claim: Claim, losses: Sequence[Loss], left: Sequence[Cents], borne: Sequence[Cents]
) -> tuple[Loss, ...]:
    """The losses of a claim on debts that are so much `left`, each carried as far as others do not bear it already.

    Money that comes in for an older invoice makes room in a limit for a younger one, which another layer may have paid
    before: the youngest invoices give way first.
    """
    if not any(borne):
        return tuple(losses)
    owed, found = [now * one for now, one in zip(left, claim.in_programme, strict=True)], []
    for name, loss, already in zip(claim.names, losses, borne, strict=True):
        rest = max(0, sum(owed[place] for place in claim.debts_of(name)) - already)
        found.append(_carrying(loss, rest) if already else loss)
    return tuple(found)


def _carrying(loss: Loss, most: Cents) -> Loss:
    """The loss with no more carried of its invoices together; the oldest have it first."""
    lines, room = [], most
    for line in loss.lines:
        carried = min(line.carried, room)
        lines.append(line if carried == line.carried else replace(line, part=carried))
        room -= carried
    return replace(loss, lines=tuple(lines))
