"""The demo company judged by its own policies, for the tests that ask how its stories end."""

import functools
from collections import Counter
from collections.abc import Iterable

from encours.clauses.wordings import WORDINGS
from encours.cover.ageing import AgedBalance, age
from encours.cover.answer import Cover, cover
from encours.cover.book import lay_out
from encours.cover.one import judge_account
from encours.cover.result import RowCover
from encours.demo import AS_OF, company
from encours.demo.days import on
from encours.facts.assumptions import assume, without
from encours.facts.ledger import Ledger
from encours.facts.view import View
from encours.policy.read import read_programme
from encours.policy.schedule import Programme


@functools.cache
def ledger() -> Ledger:
    return Ledger.of(company().facts)


@functools.cache
def programme() -> Programme:
    texts = company().policy_texts
    reading = read_programme(texts["programme.toml"], file="programme.toml", wordings=WORDINGS.values(), texts=texts)
    assert reading.errors == ()
    assert reading.programme is not None
    return reading.programme


@functools.cache
def view() -> View:
    """What is known of the company on its own day, what it supposes included."""
    return assume(ledger().view(AS_OF))


@functools.cache
def answer() -> Cover:
    """Cover of every open invoice of the company: it takes seconds, so that every test shares it."""
    return cover(view(), programme())


@functools.cache
def balance() -> AgedBalance:
    """The aged balance of the company."""
    return age(view(), programme(), cover=answer())


@functools.cache
def parts(*, buyer: str = "", as_of: str = "", known_on: str = "", assumptions: bool = True) -> dict[str, Counter[str]]:
    """Euro cents of each state, by number of the open invoice, of one buyer's account or of all."""
    if not (buyer or as_of or known_on) and assumptions:
        return _by_invoice(view(), (row for each in answer().accounts.values() for row in each.rows))
    shown = ledger().view(on(as_of) if as_of else AS_OF, on(known_on) if known_on else None)
    asked_view = assume(shown) if assumptions else without(shown)
    book = lay_out(asked_view, programme())
    asked = [int(book.holders.of_buyer[list(book.buyers.names).index(buyer)])] if buyer else []
    accounts = (judge_account(book, account) for account in asked or range(book.holders.count))
    return _by_invoice(asked_view, (row for each in accounts for row in each.rows))


def _by_invoice(shown: View, rows: Iterable[RowCover]) -> dict[str, Counter[str]]:
    numbers = shown.table("invoices").texts["number"]
    found: dict[str, Counter[str]] = {}
    for row in rows:
        kept = found.setdefault(numbers[row.ledger_row], Counter())
        kept.update({state.english: amount for state, amount in row.parts.items() if amount})
    return found
