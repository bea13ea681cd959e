"""Limits that a change of the ledger lowers: by buyer, what the last decision left before and leaves now."""

from __future__ import annotations

from dataclasses import dataclass

from encours.facts.decisions import amount_left, last_decisions, limit_of
from encours.facts.kinds import LimitDecision
from encours.facts.ledger import Ledger
from encours.units import NEVER, Cents


@dataclass(frozen=True, slots=True)
class LimitFall:
    """A limit of which less is left, or that is now in another currency: its last decision before, and now.

    ``now`` is None where nothing is decided any more: the decision was taken back.
    """

    before: LimitDecision
    now: LimitDecision | None

    @property
    def amount_before(self) -> Cents:
        """What was left, in the currency of the decision before."""
        return amount_left(self.before)

    @property
    def amount_now(self) -> Cents:
        """What is left, in the currency of the decision that is last now."""
        return 0 if self.now is None else amount_left(self.now)

    @property
    def is_converted(self) -> bool:
        """Whether the two amounts are in two currencies, so that their difference is not told."""
        return self.now is not None and self.amount_now > 0 and self.now.currency != self.before.currency


def limit_falls(before: Ledger, after: Ledger) -> tuple[LimitFall, ...]:
    """Every limit that falls between two ledgers, the largest fall first; those of another currency come last."""
    if after.kept["limit_decisions"] is before.kept["limit_decisions"]:
        return ()
    # A cut is told as soon as it is known, on whatever day it takes effect.
    old, new = (last_decisions(each.view(NEVER - 1), limit_of, by=NEVER) for each in (before, after))
    found = (LimitFall(decision, new.get(limit)) for limit, decision in old.items() if amount_left(decision) > 0)
    fallen = [each for each in found if each.is_converted or each.amount_now < each.amount_before]
    return tuple(
        sorted(
            fallen, key=lambda each: (each.is_converted, each.amount_now - each.amount_before, limit_of(each.before))
        )
    )
