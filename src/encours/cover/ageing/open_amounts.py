"""What every row of a Book has open, and what money no row took, by the walk's own step."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from encours.cover.balances import settle
from encours.cover.book import Book
from encours.units import NEVER, Cents, Day

OnAccount = tuple[int, int, Cents]
"""Buyer (the first of the account), currency by its place in the Book's, and amount in it."""


def open_amounts(book: Book) -> tuple[Any, list[OnAccount]]:
    """Open amount of each row in its own currency on the Book's day, and the money on account.

    Accounts without entries are told apart first: nothing is to be settled there but rows paid whole.
    """
    count = len(book)
    amounts, paid_on = (book.rows.column(name, 0, count) for name in ("amount", "paid_on"))
    opened = amounts * (paid_on > book.as_of)
    on_account: list[OnAccount] = []
    agreement = _agreement(book)
    entries = book.timelines["entries"]
    for account in (entries.stop > entries.start).nonzero()[0].tolist():
        start, stop = int(book.spans.start[account]), int(book.spans.stop[account])
        money, settled, _ = _settled(book, account, start, stop, agreement)
        opened[start:stop] = settled
        on_account += [(_buyer(book, account), code, amount) for code, amount in money]
    return opened, on_account


def settled_days(book: Book) -> list[Day]:
    """Day each row of a Book was wholly paid; NEVER while something is open."""
    days: list[Day] = book.rows.column("paid_on", 0, len(book)).tolist()
    days = [day if day <= book.as_of else NEVER for day in days]
    agreement, entries = _agreement(book), book.timelines["entries"]
    for account in (entries.stop > entries.start).nonzero()[0].tolist():
        start, stop = int(book.spans.start[account]), int(book.spans.stop[account])
        days[start:stop] = _settled(book, account, start, stop, agreement)[2]
    return days


def _agreement(book: Book) -> SimpleNamespace:
    return SimpleNamespace(
        grouped=int(book.holders.grouped),
        rate_numerator=[rate.numerator for rate in book.rates],
        rate_denominator=[rate.denominator for rate in book.rates],
    )


def _buyer(book: Book, account: int) -> int:
    return account // len(book.entities) if book.holders.by_entity else account


def _settled(
    book: Book, account: int, start: int, stop: int, agreement: SimpleNamespace
) -> tuple[list[tuple[int, Cents]], list[Cents], list[Day]]:
    """Money on account by currency, what each row of one account has open, and the day it was wholly paid."""
    names = ("amount", "paid_on", "gross", "risk_day", "rate", "currency", "stage", "buyer")
    rows = SimpleNamespace(**{name: book.rows.column(name, start, stop).tolist() for name in names})
    line, size = book.timelines["entries"], stop - start
    first, last = int(line.start[account]), int(line.stop[account])
    entries = SimpleNamespace(
        start=[0], stop=[last - first],
        **{name: line.column(name, first, last).tolist() for name in line.fields},
    )  # fmt: skip
    entries.row = [row - start if row >= 0 else -1 for row in entries.row]
    scratch = SimpleNamespace(floor=[0] * size, settled_on=[0] * size, quiet_on=[0] * size)
    opened = [0] * size
    account_alone = SimpleNamespace(
        rows=rows, accounts=SimpleNamespace(start=[0], stop=[size]), entries=entries, agreement=agreement,
        scratch=scratch,
    )  # fmt: skip
    left = settle(account_alone, 0, book.as_of, NEVER, opened)
    days = list(scratch.settled_on)  # the walk's step writes them anew for each currency of the money left
    return list(_by_currency(book, account_alone, left)), opened, days


def _by_currency(book: Book, alone: SimpleNamespace, left: Cents) -> Iterator[tuple[int, Cents]]:
    """Money on account in the currency it came in: the walk's own step, with each other currency worth nothing."""
    if left == 0:
        return
    entries, size = alone.entries, len(alone.rows.amount)
    seen = [e for e, day in enumerate(entries.day) if day <= book.as_of]
    for code in sorted({entries.rate[e] for e in seen}):
        count = len(book.rates)
        worth = [int(place == code) for place in range(count)]
        agreement = SimpleNamespace(grouped=alone.agreement.grouped, rate_numerator=worth, rate_denominator=[1] * count)
        one = SimpleNamespace(**{**vars(alone), "agreement": agreement})
        if amount := settle(one, 0, book.as_of, NEVER, [0] * size):
            yield code, amount
