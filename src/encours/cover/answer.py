"""The public question: what is covered, for every open invoice of a view under a programme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from encours.clauses.states import State
from encours.cover.book import Book, lay_out
from encours.cover.one import AccountCover, judge_account
from encours.cover.result import RowCover
from encours.facts.view import View
from encours.policy.schedule import Programme
from encours.units import Cents

#: Rows up to which the plain walk answers sooner than compiling a kernel for the first time would take: about a
#: millisecond for each open row, and far less for a paid one.
PLAIN_UP_TO: Final = 20_000


@dataclass(frozen=True, slots=True)
class Cover:
    """Cover of every open invoice, by account; amounts are minor units of the primary policy's currency.

    `accounts` holds an answer for each account that has open rows or money on account, by account number.
    """

    book: Book
    accounts: Mapping[int, AccountCover]

    def rows(self) -> Iterator[RowCover]:
        """Every open receivable, account after account, in the order rows take room."""
        for account in self.accounts.values():
            yield from (row for row in account.rows if row.receivable)

    def totals(self) -> dict[State, Cents]:
        """Euros of each state over all receivables; drafts, orders and returned sales are not receivables."""
        found = dict.fromkeys(State, 0)
        for row in self.rows():
            for state, amount in row.parts.items():
                found[state] += amount
        return found

    @property
    def outstanding(self) -> Cents:
        """What is open in all, money on account not deducted."""
        return sum(row.open for row in self.rows())

    @property
    def on_account(self) -> Cents:
        """Money received that no invoice has taken."""
        return sum(account.on_account for account in self.accounts.values())


def cover(view: View, programme: Programme, *, cache: Path | None = None, findings: bool = False) -> Cover:
    """Cover of a view under a programme; with a `cache` folder, large books are answered by the compiled walk.

    With `findings` every layer keeps what each clause found: the plain walk alone does.
    """
    book = lay_out(view, programme)
    if cache is not None and not findings and len(book) > PLAIN_UP_TO:
        from encours.cover.many import judge_book

        return Cover(book, judge_book(book, cache=cache).by_account())
    accounts = accounts_with_rows(book)
    return Cover(book, {account: judge_account(book, account, explain=findings) for account in accounts})


def accounts_with_rows(book: Book) -> list[int]:
    """Accounts that have rows, or money on account."""
    entries = book.timelines["entries"]
    busy = (book.spans.stop > book.spans.start) | (entries.stop > entries.start)
    return [account for account, is_busy in enumerate(busy.tolist()) if is_busy]


def account_of_buyer(book: Book, buyer: str) -> list[int]:
    """Accounts that hold the rows of a buyer; none for a buyer the ledger does not name."""
    places = [place for place, name in enumerate(book.buyers.names) if name == buyer]
    if not places:
        return []
    entities = len(book.entities) if book.holders.by_entity else 1
    first = int(book.holders.of_buyer[places[0]]) * entities
    return list(range(first, first + entities))
