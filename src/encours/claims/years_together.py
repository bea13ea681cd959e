"""Years of the policies of a programme that share the same debts, each settled by what the others do on them.

The highest layer takes first of a sum, and the last year of a policy before the one before it. What each must leave, or
give back, hangs on what all of them pay, and what they pay of a later loss on what came back of an earlier one: so the
years are settled until nothing moves, each round settling at least one loss more for good.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from encours.claims.elsewhere import Elsewhere, OnDebts
from encours.claims.loss import YearAccount, YearFigures
from encours.claims.money import Claim, Correction, Receipt
from encours.claims.recoveries import Memo
from encours.claims.year import YearStanding, policy_year
from encours.policy.schedule import Policy
from encours.units import NEVER, Cents, Day


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedYear:
    """One year of one policy before it is settled, with the money of its claims.

    `first` and `last` are its days, both included; `before` is what it has used already.
    """

    policy: Policy
    first: Day
    last: Day
    figures: YearFigures
    before: YearAccount
    claims: tuple[Claim, ...]
    receipts: tuple[Receipt, ...]
    corrections: tuple[Correction, ...]

    @property
    def news(self) -> tuple[Receipt | Correction, ...]:
        """Everything that came to be known since the losses."""
        return (*self.receipts, *self.corrections)

    def settled(self, elsewhere: Elsewhere, known_on: Day, memo: Memo) -> YearStanding:
        """The year by what was known on a day, and by what others do on its debts."""
        return policy_year(
            self.policy, self.figures, self.claims, self.receipts, self.corrections, known_on=known_on,
            before=self.before, elsewhere=elsewhere, memo=memo,
        )  # fmt: skip


def settle_together(
    asked: Sequence[AskedYear], *, known_on: Day = NEVER, memos: Sequence[Memo] = ()
) -> tuple[YearStanding, ...]:
    """Each year by what others do on its debts, in the order given: that in which they take of a sum.

    Only what was `known_on` a day counts. `memos`, one for each year, may hold what was found on other days.

    In each round a year sees what those before it paid and took in this round, and what those after it paid in the
    last one, and on which sums that may come back: it reads nothing else, so that nothing moves any more once all of
    them pay what they paid.
    """
    memos = memos or tuple(Memo() for _ in asked)
    on_debts = [OnDebts()] * len(asked)
    for _ in range(2 + sum(len(each.claims) for each in asked)):
        paid = [each.paid for each in on_debts]
        found = []
        for place, (year, memo) in enumerate(zip(asked, memos, strict=True)):
            standing = year.settled(Elsewhere(on_debts[:place], on_debts[place + 1 :]), known_on, memo)
            found.append(standing)
            on_debts[place] = _on_debts(standing)
        if len(asked) == 1 or paid == [each.paid for each in on_debts]:
            return tuple(found)
    raise AssertionError("years that share debts are settled once for each of their claims, and then nothing moves")


def _on_debts(standing: YearStanding) -> OnDebts:
    """What a year does on the debts of its claims; nothing on those of one whose indemnity cannot be told."""
    paid: Counter[str] = Counter()
    paid_on: dict[str, Day] = {}
    taken: dict[Receipt, Cents] = {}
    for claim in (each for each in standing.claims if each.indemnity is not None):
        names = claim.claim.names
        owners = {debt.key: names[debt.owner] for debt in claim.claim.debts}
        for line, cents in zip(claim.settlement.loss.lines, claim.settlement.lines, strict=True):
            paid[owners[line.key]] += cents
        paid_on |= dict.fromkeys(names, claim.claim.paid_on)
        taken |= {each.receipt: each.to_insurer or 0 for each in claim.recoveries}
    return OnDebts(dict(paid), paid_on, taken)
