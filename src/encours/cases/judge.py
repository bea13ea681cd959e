"""Judging a situation by the plain walk or by the compiled one, invoice by invoice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from encours.cases.case import Situation
from encours.clauses.wordings import WHOLE_TURNOVER, WORDINGS
from encours.cover.answer import accounts_with_rows
from encours.cover.book import Book, lay_out
from encours.cover.book.exchange import missing_rates
from encours.cover.one import AccountCover, judge_account
from encours.cover.result import RowCover
from encours.engine.wording import Wording
from encours.policy.read import ProgrammeReading, read_programme

InvoiceKey = tuple[str, int]
"""Number of an invoice and its instalment."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Cover of every open invoice of a situation, or why it could not be judged."""

    wording: Wording
    rows: Mapping[InvoiceKey, RowCover]
    faults: tuple[str, ...] = ()

    def of(self, number: str, instalment: int = 1) -> RowCover | None:
        """Cover of one invoice; None when nothing of it is open."""
        return self.rows.get((number, instalment))


def judge(situation: Situation, *, wording: Wording = WHOLE_TURNOVER, cache: Path | None = None) -> Answers:
    """Answers of the plain walk with its findings; of the compiled one when its folder of kernels is given.

    `wording` stands in for the published one of its name, so that a clause may be left out.
    """
    reading = programme_of(situation.policy_text, wording)
    if reading.programme is None:
        return Answers(wording, {}, tuple(f"line {e.place.line}: {e.what.english}" for e in reading.errors))
    if situation.ledger.errors:
        return Answers(wording, {}, tuple(each.en for each in situation.ledger.errors))
    view = situation.ledger.view(situation.as_of, situation.known_on)
    missing = missing_rates(view, reading.programme)
    if missing:
        return Answers(wording, {}, tuple(f"no rate of exchange for {code}" for code in missing))
    book = lay_out(view, reading.programme)
    accounts = _by_one(book) if cache is None else _by_many(book, cache)
    rows = [row for account in accounts.values() for row in account.rows]
    invoices = view.table("invoices")
    numbers, instalments = invoices.texts["number"], invoices.numbers["instalment"]
    found = {(numbers[r.ledger_row], int(instalments[r.ledger_row])): r for r in rows}
    return Answers(reading.programme.primary.wording, found)


@lru_cache(maxsize=1024)
def programme_of(text: str, wording: Wording) -> ProgrammeReading:
    """Programme of a policy's text; the wording stands in for the published one of its name."""
    published = WORDINGS.get((WHOLE_TURNOVER.name, wording.edition))
    others = [each for each in WORDINGS.values() if each is not published]
    standing = replace(wording, name=WHOLE_TURNOVER.name) if wording is not published else wording
    return read_programme(text, file="policy.toml", wordings=[standing, *others])


def _by_one(book: Book) -> Mapping[int, AccountCover]:
    return {account: judge_account(book, account) for account in accounts_with_rows(book)}


def _by_many(book: Book, cache: Path) -> Mapping[int, AccountCover]:
    from encours.cover.many import judge_book  # only the compiled walk loads numba

    return judge_book(book, cache=cache).by_account()
