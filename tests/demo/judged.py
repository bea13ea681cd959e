"""The demo company judged by its own policies, for the tests that ask how its stories end."""

import functools
from collections import Counter

from encours.clauses.wordings import WORDINGS
from encours.cover.book import lay_out
from encours.cover.one import judge_account
from encours.demo import AS_OF, company
from encours.demo.days import on
from encours.facts.assumptions import assume, without
from encours.facts.ledger import Ledger
from encours.policy.read import read_programme
from encours.policy.schedule import Programme


@functools.cache
def ledger() -> Ledger:
    return Ledger.of(company().facts)


def programme() -> Programme:
    texts = company().policy_texts
    reading = read_programme(texts["programme.toml"], file="programme.toml", wordings=WORDINGS.values(), texts=texts)
    assert reading.errors == ()
    assert reading.programme is not None
    return reading.programme


@functools.cache
def parts(*, buyer: str = "", as_of: str = "", known_on: str = "", assumptions: bool = True) -> dict[str, Counter[str]]:
    """Euro cents of each state, by number of the open invoice, of one buyer's account or of all."""
    shown = ledger().view(on(as_of) if as_of else AS_OF, on(known_on) if known_on else None)
    view = assume(shown) if assumptions else without(shown)
    book = lay_out(view, programme())
    invoices = view.table("invoices")
    found: dict[str, Counter[str]] = {}
    asked = [int(book.holders.of_buyer[list(book.buyers.names).index(buyer)])] if buyer else []
    for account in asked or range(book.holders.count):
        for row in judge_account(book, account).rows:
            kept = found.setdefault(invoices.row(row.ledger_row).number, Counter())
            kept.update({state.english: amount for state, amount in row.parts.items() if amount})
    return found
