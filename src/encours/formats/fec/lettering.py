"""What settles what: credits laid on the debits of their letter, exact amounts first, then the oldest, cent by cent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Column: TypeAlias = NDArray[Any]


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """Debits or credits: place among the items, group, and size, in the order in which they are to be settled."""

    place: Column
    group: Column
    cents: Column

    def left(self, taken: Column) -> Side:
        """What of each item is left once so much was taken; what is settled is not there any more."""
        cents = self.cents - taken
        return Side(self.place, self.group, cents).take(cents > 0)

    def take(self, chosen: Column) -> Side:
        """Those of the items that a mask chooses."""
        return Side(self.place[chosen], self.group[chosen], self.cents[chosen])


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """Amounts of credits laid on debits; ``debit`` and ``credit`` are the places of the items."""

    debit: Column
    credit: Column
    cents: Column

    def take(self, chosen: Column) -> Parts:
        """Those of the parts that a mask chooses."""
        return Parts(self.debit[chosen], self.credit[chosen], self.cents[chosen])

    def joined(self, other: Parts) -> Parts:
        """These parts, then those."""
        return Parts(*(np.concatenate(pair) for pair in (
            (self.debit, other.debit), (self.credit, other.credit), (self.cents, other.cents))))  # fmt: skip


def side(chosen: Column, group: Column, cents: Column, day: Column) -> Side:
    """These items by group and day, the oldest first; items of one day in their order."""
    order = np.sort(chosen)
    order = order[np.argsort(group[order], kind="stable")]  # letters come nearly in their order, days do not
    if (group[order[1:]] == group[order[:-1]]).any():
        order = order[np.lexsort((day[order], group[order]))]
    return Side(order, group[order], np.abs(cents[order]))


def settle(debits: Side, credits_: Side) -> Parts:
    """Credits laid on the debits of their group, no cent more than either side has."""
    if not (debits.group.size and credits_.group.size):
        return Parts(*(np.empty(0, dtype=np.int64) for _ in range(3)))
    parts, debits, credits_ = _one_with_one(debits, credits_)
    exact_debits, exact_credits = _exact(debits, credits_)
    exact = Parts(debits.place[exact_debits], credits_.place[exact_credits], debits.cents[exact_debits])
    taken_debits, taken_credits = np.zeros_like(debits.cents), np.zeros_like(credits_.cents)
    taken_debits[exact_debits] = debits.cents[exact_debits]
    taken_credits[exact_credits] = credits_.cents[exact_credits]
    return parts.joined(exact).joined(_oldest_first(debits.left(taken_debits), credits_.left(taken_credits)))


def _one_with_one(debits: Side, credits_: Side) -> tuple[Parts, Side, Side]:
    """Groups of one debit and one credit of its amount, as most letters are, and both sides without them."""
    credit = np.searchsorted(credits_.group, debits.group)
    credit[credit == credits_.group.size] = 0
    met = _alone(debits.group) & _alone(credits_.group)[credit]
    met &= (credits_.group[credit] == debits.group) & (credits_.cents[credit] == debits.cents)
    paid = credit[met]
    parts = Parts(debits.place[met], credits_.place[paid], debits.cents[met])
    left = np.ones(credits_.group.size, dtype=np.bool_)
    left[paid] = False
    return parts, debits.take(~met), credits_.take(left)


def _alone(group: Column) -> Column:
    """Items whose group, groups being in order, has no other."""
    differs = np.ones(group.size + 1, dtype=np.bool_)
    differs[1:-1] = group[1:] != group[:-1]
    found: Column = differs[1:] & differs[:-1]
    return found


def _exact(debits: Side, credits_: Side) -> tuple[Column, Column]:
    """Places within the two sides of debits and credits of one group and one amount, the oldest with the oldest."""
    group = np.concatenate((debits.group, credits_.group))
    cents = np.concatenate((debits.cents, credits_.cents))
    is_credit = np.arange(group.size) >= debits.group.size
    order = np.lexsort((cents, group))  # which leaves the debits of a group and an amount before its credits
    group, cents, is_credit = group[order], cents[order], is_credit[order]
    differs = np.ones(group.size, dtype=np.bool_)
    differs[1:] = (group[1:] != group[:-1]) | (cents[1:] != cents[:-1])
    run = np.cumsum(differs) - 1
    count = int(run[-1]) + 1 if run.size else 0
    of_debit, of_credit = run[~is_credit], run[is_credit]
    debit_count, credit_count = (np.bincount(each, minlength=count) for each in (of_debit, of_credit))
    pairs = np.minimum(debit_count, credit_count)
    chosen_debits = _rank(of_debit, debit_count) < pairs[of_debit]
    chosen_credits = _rank(of_credit, credit_count) < pairs[of_credit]
    # Sorting kept the order within each side: the first debit of a run goes with its first credit.
    return order[~is_credit][chosen_debits], (order[is_credit] - debits.group.size)[chosen_credits]


def _rank(run: Column, count: Column) -> Column:
    """Rank of each item within its run, runs being in order."""
    starts = np.cumsum(count) - count
    ranks: Column = np.arange(run.size) - starts[run]
    return ranks


def _oldest_first(debits: Side, credits_: Side) -> Parts:
    """Credits poured on the debits of their group in order, as two scales laid side by side are read."""
    groups, codes = np.unique(np.concatenate((debits.group, credits_.group)), return_inverse=True)
    of_debit, of_credit = codes[: debits.group.size], codes[debits.group.size :]
    totals = [np.zeros(groups.size, dtype=np.int64) for _ in range(2)]
    np.add.at(totals[0], of_debit, debits.cents)
    np.add.at(totals[1], of_credit, credits_.cents)
    shared = np.minimum(*totals)
    before = np.cumsum(shared) - shared
    ends_debit = _ends(debits.cents, of_debit, shared, before)
    ends_credit = _ends(credits_.cents, of_credit, shared, before)
    marks = np.unique(np.concatenate((ends_debit, ends_credit, np.zeros(1, dtype=np.int64))))
    upper, cents = marks[1:], np.diff(marks)
    place_debit = debits.place[np.searchsorted(ends_debit, upper)]
    place_credit = credits_.place[np.searchsorted(ends_credit, upper)]
    return Parts(place_debit, place_credit, cents)


def _ends(cents: Column, group: Column, shared: Column, before: Column) -> Column:
    """Where each item ends on the scale of what both sides of the groups share."""
    whole = np.cumsum(cents)
    starts = np.zeros(shared.size, dtype=np.int64)
    first = np.flatnonzero(np.diff(group, prepend=-1))
    starts[group[first]] = whole[first] - cents[first]
    found: Column = np.minimum(whole - starts[group], shared[group]) + before[group]
    return found
