"""Years of the policies of a programme that share the same debts, each settled by what the others do on them.

The highest layer takes first of a sum, and the last year of a policy before the one before it. What each must leave, or
give back, hangs on what all of them pay, and what they pay of a later loss on what came back of an earlier one: so the
years are settled until nothing moves, each round settling at least one loss more for good.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from encours.claims.elsewhere import Elsewhere
from encours.claims.loss import YearAccount, YearFigures
from encours.claims.money import Claim, Correction, Receipt
from encours.claims.year import YearStanding, policy_year
from encours.policy.schedule import Policy
from encours.units import NEVER, Cents, Day


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedYear:
    """One year of one policy before it is settled; `receipts` are those told, by the name that the policy gives them.

    `first` and `last` are its days, both included; `before` is what it has used already.
    """

    policy: Policy
    first: Day
    last: Day
    figures: YearFigures
    before: YearAccount
    claims: tuple[Claim, ...]
    receipts: Mapping[Receipt, Receipt]
    corrections: tuple[Correction, ...]

    @property
    def news(self) -> tuple[Receipt | Correction, ...]:
        """Everything that came to be known since the losses."""
        return (*self.receipts, *self.corrections)

    def settled(self, elsewhere: Elsewhere, known_on: Day) -> YearStanding:
        """The year by what was known on a day, and by what others do on its debts."""
        return policy_year(
            self.policy, self.figures, self.claims, tuple(self.receipts), self.corrections, known_on=known_on,
            before=self.before, elsewhere=elsewhere,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Answer:
    """What one year pays on each debt, and of each sum told, the indemnities that it may get back from it."""

    paid: Mapping[tuple[str, int], Cents] = field(default_factory=dict)
    can_take: Mapping[Receipt, Cents] = field(default_factory=dict)


def settle_together(asked: Sequence[AskedYear], *, known_on: Day = NEVER) -> tuple[YearStanding, ...]:
    """Each year by what others do on its debts, in the order given: that in which they take of a sum.

    Only what was `known_on` a day counts.
    """
    answers = [_Answer()] * len(asked)
    found: tuple[YearStanding, ...] = ()
    for _ in range(2 + sum(len(each.claims) for each in asked)):
        found = tuple(_round(asked, answers, known_on))
        now = [_answer(each, standing) for each, standing in zip(asked, found, strict=True)]
        if now == answers or len(asked) == 1:
            break
        answers = now
    return found


def _round(asked: Sequence[AskedYear], answers: Sequence[_Answer], known_on: Day) -> Iterable[YearStanding]:
    """Every year once, with what all of them paid in the last round, and what those before it take in this one."""
    taken: Counter[Receipt] = Counter()
    for place, each in enumerate(asked):
        paid: Counter[tuple[str, int]] = Counter()
        for other in (*answers[:place], *answers[place + 1 :]):
            paid.update(other.paid)
        later = answers[place + 1 :]
        elsewhere = Elsewhere(
            taken={named: taken[told] for named, told in each.receipts.items()},
            paid=dict(paid),
            can_take={
                named: sum(other.can_take.get(told, 0) for other in later) for named, told in each.receipts.items()
            },
        )
        standing = each.settled(elsewhere, known_on)
        for claim in standing.claims:
            for recovery in claim.recoveries:
                taken[each.receipts[recovery.receipt]] += recovery.to_insurer or 0
        yield standing


def _answer(asked: AskedYear, standing: YearStanding) -> _Answer:
    paid: dict[tuple[str, int], Cents] = {}
    can_take: dict[Receipt, Cents] = {}
    for claim in standing.claims:
        if claim.indemnity is None:
            continue
        paid |= {
            line.key: cents for line, cents in zip(claim.settlement.loss.lines, claim.settlement.lines, strict=True)
        }
        can_take |= {asked.receipts[each]: claim.indemnity for each in claim.periods.after}
    return _Answer(paid, can_take)
