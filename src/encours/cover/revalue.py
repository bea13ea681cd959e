"""One account answered again after a new fact, without touching the others: accounts do not depend on each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from encours.cover.answer import accounts_with_rows
from encours.cover.book import Book, lay_out
from encours.cover.one import AccountCover, judge_account
from encours.facts.kept import KeptTable
from encours.facts.kinds import KINDS
from encours.facts.ledger import Ledger
from encours.facts.names import code_of
from encours.facts.view import View, kinds_of_account
from encours.units import NEVER, Day

#: Kinds that belong to the company as a whole: every account reads them.
_SHARED: Final = tuple(kind.table for kind in KINDS.values() if kind not in kinds_of_account())


@dataclass(frozen=True, slots=True)
class Revalued:
    """An account answered again: its own small Book, and its cover. Places of rows are those of that Book's view."""

    account: int
    book: Book
    cover: AccountCover


@dataclass(frozen=True, slots=True)
class LiveCover:
    """Answers about a Book, kept up to date account by account.

    `accounts` are the answers by account, those of the Book until a fact came; `revalued` holds, for each account
    answered again since, the small Book it was read from. A buyer the Book does not name gets a number after its own.
    """

    book: Book
    accounts: dict[int, AccountCover]
    revalued: dict[int, Revalued] = field(default_factory=dict)
    added: dict[str, int] = field(default_factory=dict)
    cache: Path | None = None
    """Folder of kernels: with it the account is answered by the compiled walk, without it by the plain one."""

    def revalue(self, ledger: Ledger, buyer: str, *, known_on: Day = NEVER) -> Revalued:
        """Answer one buyer's account again on a ledger with a new fact, in place of what was answered before.

        Reads that buyer's facts alone, and judges its rows alone: a few milliseconds in a book of any size. Only for
        books whose accounts are one buyer each, without groups and limits by entity. The first dispute of a ledger
        without a register concerns every account: a book is then to be answered whole.
        """
        assert not self.book.holders.grouped, "accounts that hold several buyers are answered with the whole book"
        view = alone(ledger.view(self.book.as_of, known_on).filled(self.book.view.fillings), buyer)
        book = lay_out(view, self.book.programme, large=False)
        answered = Revalued(self._number(buyer), book, self._judged(book))
        self.accounts[answered.account] = answered.cover
        self.revalued[answered.account] = answered
        return answered

    def _judged(self, book: Book) -> AccountCover:
        accounts = accounts_with_rows(book)
        assert len(accounts) <= 1, "the facts of one buyer make one account"
        if not accounts:
            return AccountCover((), 0, (), ())
        if self.cache is None:
            return judge_account(book, accounts[0], explain=False)
        from encours.cover.many import judge_book

        found = judge_book(book, cache=self.cache).by_account()
        return found.get(accounts[0], AccountCover((), 0, (), ()))

    def _number(self, buyer: str) -> int:
        known = code_of(self.book.buyers.names, buyer)
        if known >= 0:
            return known
        return self.added.setdefault(buyer, self.book.account_count + len(self.added))


def alone(view: View, buyer: str) -> View:
    """View of one buyer's facts, and of the facts of the company as a whole."""
    tables = [*view.account(buyer).values()]
    tables += [view.table(name) for name in _SHARED if len(view.ledger.kept[name])]
    nothing = {
        name: KeptTable(empty.base, given=view.ledger.kept[name].is_register)
        for name, empty in Ledger.empty().kept.items()
    }
    kept = {**nothing, **{table.kind.table: KeptTable(table) for table in tables}}
    return Ledger(kept).view(view.as_of)
