"""Bills of exchange in the books: accepted (413), discounted, handed in, paid, or come back unpaid.

An accepted bill pays nothing. One handed to the bank leaves the class of customers and still is a receivable, until
its money is there or, for a discounted bill, until its maturity has passed without its coming back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from encours.formats.fec.accounts import Family
from encours.formats.fec.items import Item, is_among
from encours.formats.fec.lettering import Parts, settle, side
from encours.units import MISSING, Day, Span, after

if TYPE_CHECKING:
    import polars as pl

Column: TypeAlias = NDArray[Any]

ENDS: Final = (Item.BILL_DISCOUNTED, Item.BILL_COLLECTED, Item.BILL_PAID, Item.BILL_UNPAID)
_EVENTS: Final = {
    Item.BILL_DISCOUNTED: "discounted", Item.BILL_COLLECTED: "collected", Item.BILL_PAID: "paid",
    Item.BILL_UNPAID: "unpaid",
}  # fmt: skip
_SAID: Final = {"paid": "honoured", "unpaid": "dishonoured", "returned": "dishonoured"}
"""Event that each way of being paid or unpaid is: by the account of bills itself, or by the bank later."""
_HANDED_IN: Final = ("discounted", "collected", "paid")


@dataclass(frozen=True, slots=True)
class BillFact:
    """One event of a bill on one invoice: places of the acceptance, of the invoice and of the line that says it."""

    acceptance: int
    debit: int
    event: str
    day: Day
    matures_on: Day
    source: int


@dataclass(frozen=True, slots=True)
class BillMoney:
    """Money of a bill that is tied to no whole invoice: a payment of its own on the day it came (-1: on account)."""

    source: int
    debit: int
    cents: int
    day: Day


@dataclass(frozen=True, slots=True)
class Bills:
    """What bills give: events, money, the debits that only reopen an invoice, and what is left unknown.

    ``outstanding`` is the sum of bills that left the class of customers and are not known to be paid.
    """

    facts: tuple[BillFact, ...] = ()
    money: tuple[BillMoney, ...] = ()
    debits_dropped: tuple[int, ...] = ()
    without_maturity: tuple[int, ...] = ()
    without_invoice: tuple[int, ...] = ()
    outstanding: int = 0


@dataclass(slots=True, frozen=True)
class _Bill:
    """A bill while it is followed: what it is laid on, and its events in order."""

    place: int
    cents: int
    parts: list[tuple[int, int]] = field(default_factory=list)
    events: list[tuple[Day, str, int, int]] = field(default_factory=list)

    def is_whole(self, amounts: Column) -> bool:
        """Whether it pays whole invoices, and each of its events concerns all of it."""
        laid = sum(cents for _, cents in self.parts)
        return (
            laid == self.cents
            and all(cents == abs(int(amounts[debit])) for debit, cents in self.parts)
            and all(cents == self.cents for _, _, _, cents in self.events)
        )


def bills_of(
    items: pl.DataFrame, moved: Parts, amounts: Column, *, still: Column, bill_terms: Sequence[Span], last_day: Day
) -> Bills:
    """Every bill of the lines, followed from its acceptance to its end."""
    item, family, day = (items[name].to_numpy() for name in ("item", "family", "day"))
    opened = (item == Item.OPENING) & (family == Family.BILL)
    accepted = np.flatnonzero((item == Item.BILL) | opened)
    ends = np.flatnonzero(is_among(item, ENDS) & (family == Family.BILL))
    dropped = set(np.flatnonzero(item == Item.BILL_RETURNED).tolist())
    if not accepted.size and not ends.size:
        return Bills(debits_dropped=tuple(sorted(dropped)))
    bills = {place: _Bill(place, abs(int(amounts[place]))) for place in accepted.tolist()}
    for place in np.flatnonzero(opened).tolist():
        bills[place].parts.append((place, bills[place].cents))
    for debit, credit, cents in zip(moved.debit.tolist(), moved.credit.tolist(), moved.cents.tolist(), strict=True):
        if credit in bills:
            bills[credit].parts.append((debit, cents))
    group = _group_of_ends(items, ends)
    pairs = settle(side(accepted, group, amounts, day), side(ends, group, amounts, day))
    for place, end, cents in zip(pairs.debit.tolist(), pairs.credit.tolist(), pairs.cents.tolist(), strict=True):
        bills[place].events.append((int(day[end]), _EVENTS[Item(item[end])], end, cents))
    _second_stage(items, bills, amounts)
    dropped |= _come_back(items, bills, amounts, still)
    for each in bills.values():
        # What only reopens an invoice is none itself: a bill on it is tied to no invoice.
        each.parts[:] = [part for part in each.parts if part[0] not in dropped]
    loose = _loose(ends, pairs, item, amounts, day)
    return _told(items, bills, amounts, loose=loose, dropped=dropped, bill_terms=bill_terms, last_day=last_day)


def _group_of_ends(items: pl.DataFrame, ends: Column) -> Column:
    """Buyer of each line where the account of bills is kept by customer; else all are one group."""
    import polars as pl

    kept_by_customer = ends.size and (items["auxiliary"][ends].cast(pl.String) != "").all()
    if kept_by_customer:
        return items["owner"].to_numpy()
    return items["company"].to_physical().to_numpy().astype(np.int64)


def _second_stage(items: pl.DataFrame, bills: dict[int, _Bill], amounts: Column) -> None:
    """Money of the bills handed in for collection: the account of such bills is emptied when it comes."""
    item, day = items["item"].to_numpy(), items["day"].to_numpy()
    company = items["company"].to_physical().to_numpy().astype(np.int64)
    waiting = [each.place for each in bills.values() if any(event == "collected" for _, event, _, _ in each.events)]
    handed_in = amounts.copy()
    for place in waiting:
        handed_in[place] = sum(cents for _, event, _, cents in bills[place].events if event == "collected")
    chosen = (np.array(waiting, dtype=np.int64), np.flatnonzero(item == Item.SECOND_STAGE))
    pairs = settle(*(side(each, company, handed_in, day) for each in chosen))
    for place, end, cents in zip(pairs.debit.tolist(), pairs.credit.tolist(), pairs.cents.tolist(), strict=True):
        bills[place].events.append((int(day[end]), "honoured", end, cents))


def _come_back(items: pl.DataFrame, bills: dict[int, _Bill], amounts: Column, still: Column) -> set[int]:
    """Debits by which the bank gave a bill back: the last bill before it, of that buyer and that amount."""
    item, day = items["item"].to_numpy(), items["day"].to_numpy()
    buyer = items["owner"].to_numpy()
    known: dict[tuple[int, int], list[_Bill]] = defaultdict(list)
    for each in bills.values():
        if sum(cents for _, event, _, cents in each.events if event in _HANDED_IN) == each.cents:
            known[int(buyer[each.place]), each.cents].append(each)
    found: set[int] = set()
    for place in np.flatnonzero((item == Item.REFUND) & still).tolist():
        several = [
            each
            for each in known.get((int(buyer[place]), abs(int(amounts[place]))), [])
            if max(day[each.place], *(on for on, *_ in each.events)) <= day[place]
            # A bill is not given back by the debit that it pays.
            and all(debit != place for debit, _ in each.parts)
        ]
        if several:
            last = max(several, key=lambda each: (int(day[each.place]), each.place))
            last.events.append((int(day[place]), "returned", place, last.cents))
            known[int(buyer[place]), last.cents].remove(last)
            found.add(place)
    return found


def _loose(ends: Column, pairs: Parts, item: Column, amounts: Column, day: Column) -> list[BillMoney]:
    """Money of bills whose acceptance is in no file: it stands on account."""
    left = np.abs(amounts[ends])
    taken = np.zeros(amounts.size, dtype=np.int64)
    np.add.at(taken, pairs.credit, pairs.cents)
    return [
        BillMoney(end, -1, cents, int(day[end]))
        for end, cents in zip(ends.tolist(), (left - taken[ends]).tolist(), strict=True)
        if cents > 0 and item[end] != Item.BILL_UNPAID
    ]


def _told(
    items: pl.DataFrame, bills: dict[int, _Bill], amounts: Column, *, loose: list[BillMoney], dropped: set[int],
    bill_terms: Sequence[Span], last_day: Day,
) -> Bills:  # fmt: skip
    """Facts of every bill, by what it is laid on."""
    day, file = items["day"].to_numpy(), items["file"].to_numpy()
    facts: list[BillFact] = []
    money, unknown, untied, outstanding = list(loose), [], [], 0
    for bill in bills.values():
        terms = bill_terms[int(file[bill.place])]
        accepted_on = int(day[bill.place])
        matures_on = MISSING if terms == MISSING else after(accepted_on, terms)
        events = sorted(bill.events)
        discounted = sum(cents for _, event, _, cents in events if event == "discounted")
        last = events[-1][1] if events else "accepted"
        if last == "discounted" and MISSING < matures_on < last_day and discounted == bill.cents:
            events.append((matures_on, "honoured", events[-1][2], bill.cents))
        elif last in {"discounted", "accepted"} and matures_on == MISSING:
            unknown.append(bill.place)
        outstanding += _left(events)
        if bill.is_whole(amounts):
            shown = [(accepted_on, "accepted", bill.place, 0), *(each for each in events if each[1] != "collected")]
            facts += [
                BillFact(bill.place, debit, _SAID.get(event, event), on, matures_on, source)
                for debit, _ in bill.parts
                for on, event, source, _ in shown
            ]
        else:
            untied.append(bill.place)
            money += _money(bill, events)
    return Bills(tuple(facts), tuple(money), tuple(sorted(dropped)), tuple(unknown), tuple(untied), outstanding)


def _left(events: list[tuple[Day, str, int, int]]) -> int:
    """What of a bill is with the bank and not known to be paid."""
    if events and events[-1][1] == "returned":
        return 0
    gone = sum(cents for _, event, _, cents in events if event in {"discounted", "collected"})
    return max(0, gone - sum(cents for _, event, _, cents in events if event == "honoured"))


def _money(bill: _Bill, events: list[tuple[Day, str, int, int]]) -> list[BillMoney]:
    """Payments of a bill that is laid on no whole invoice: each sum that came, on its parts in order."""
    if events and events[-1][1] == "returned":
        return []
    found: list[BillMoney] = []
    parts = [list(each) for each in bill.parts]
    for on, event, source, cents in events:
        left = cents if event in {"honoured", "paid"} else 0
        for part in parts:
            taken = min(left, part[1])
            if taken:
                found.append(BillMoney(source, part[0], taken, on))
                part[1] -= taken
                left -= taken
        if left:
            found.append(BillMoney(source, -1, left, on))
    return found
