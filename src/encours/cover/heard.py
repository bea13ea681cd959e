"""Covers of one view under programmes that hardly differ: only accounts that heard of a changed term are judged again.

The walk of an account is a function of what it reads. Terms are read one by one, and the first walk notes which; under
another programme an account that read none of the terms that changed, and whose facts are laid out alike, has the same
answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from encours.cover.answer import Cover, accounts_with_rows
from encours.cover.book import lay_out
from encours.cover.book.difference import Read, changed_terms
from encours.cover.one import AccountCover, judge_account
from encours.cover.structures import structures
from encours.facts.view import View
from encours.policy.schedule import Programme


class _Noting(list[int]):
    """The values of one term, by set, that note each set they are read in."""

    def __init__(self, name: str, values: list[int], read: set[Read]) -> None:
        super().__init__(values)
        self.name = name
        self.read = read

    def __getitem__(self, place: int) -> int:  # type: ignore[override]
        """Value of the term in a set; the walk asks for no slice."""
        self.read.add((self.name, place))
        return super().__getitem__(place)


@dataclass(frozen=True, slots=True)
class Heard:
    """A cover by the plain walk, and the terms that each account read for it."""

    view: View
    first: Cover
    read: Mapping[int, frozenset[Read]]

    @staticmethod
    def of(view: View, programme: Programme) -> Heard:
        """Cover of a view under a programme, noting what is read."""
        book = lay_out(view, programme)
        read: set[Read] = set()
        numbers = structures(programme.primary.wording)["terms"].number
        book.kept.update({name: _Noting(name, book.terms[:, at].tolist(), read) for name, at in numbers.items()})
        accounts: dict[int, AccountCover] = {}
        found: dict[int, frozenset[Read]] = {}
        for account in accounts_with_rows(book):
            read.clear()
            accounts[account] = judge_account(book, account, explain=False)
            found[account] = frozenset(read)
        book.kept.clear()
        return Heard(view, Cover(book, accounts), found)

    def cover(self, programme: Programme) -> Cover:
        """Cover of the same view under another programme."""
        if programme is self.first.book.programme:
            return self.first
        book = lay_out(self.view, programme)
        changed = changed_terms(self.first.book, book)
        kept = {} if changed is None else {a: heard.isdisjoint(changed) for a, heard in self.read.items()}
        return Cover(
            book,
            {
                account: self.first.accounts[account]
                if kept.get(account, False)
                else judge_account(book, account, explain=False)
                for account in accounts_with_rows(book)
            },
        )
