"""Which loss of a buyer an event of the ledger belongs to: the rule of all payments and facts of claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from encours.claims.of_buyer import BuyerLoss
from encours.units import MISSING, Day

LossesByBuyer = Mapping[str, Sequence[BuyerLoss]]
"""The losses of each buyer."""


def losses_by_buyer(found: Iterable[BuyerLoss]) -> LossesByBuyer:
    """Losses under their buyer."""
    by_buyer: dict[str, list[BuyerLoss]] = defaultdict(list)
    for each in found:
        by_buyer[each.losses[0].buyer].append(each)
    return by_buyer


def losses_of_event(own: Sequence[BuyerLoss], invoice: str, day: Day) -> tuple[BuyerLoss, ...]:
    """The loss of a buyer that an event is of: of the invoice it names, and the latest whose day is not after it.

    One before all of them is of the first. There are several where nobody can tell which it is: on a day that nobody
    knows, or where losses are of one day. There is none where the invoice named is of no loss.
    """
    named = [each for each in own if not invoice or any(row.number == invoice for row in each.rows)]
    if day == MISSING or not named:
        return tuple(named)
    begun = [each.day for each in named if each.day <= day]
    of_day = max(begun) if begun else min(each.day for each in named)
    return tuple(each for each in named if each.day == of_day)
