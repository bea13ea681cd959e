"""One account answered again after a new fact says what the whole book would say."""

from dataclasses import replace

import pytest

from encours.cover.book import lay_out
from encours.cover.revalue import LiveCover
from encours.facts.kinds import Invoice, Payment
from encours.facts.ledger import Ledger
from tests.cover import books
from tests.cover.compared import plainly


def anywhere(cover):
    """An answer without the places of its rows, which are those of the Book it was read from."""
    return replace(cover, rows=tuple(replace(row, ledger_row=0) for row in cover.rows))


@pytest.mark.parametrize("seed", range(30))
def test_an_account_answered_alone_is_answered_as_in_the_whole_book(seed):
    before = Ledger.of(books.facts(seed))
    book = lay_out(before.view(books.AS_OF), books.programme(seed))
    if book.holders.grouped:
        with pytest.raises(AssertionError, match="with the whole book"):
            LiveCover(book, {}).revalue(before, "B1")
        return
    live = LiveCover(book, plainly(book))
    after = before.add([
        Payment(reference="NEW", buyer="B3", paid_on=books.AS_OF - 3, currency="EUR", amount=1_234_56, source="bank:1"),
        Invoice(
            number="NEW", buyer="NEWCOMER", currency="EUR", gross=5_000_00, delivered=books.AS_OF - 9,
            issued=books.AS_OF - 9, due=books.AS_OF + 21, source="sales:1",
        ),
    ])  # fmt: skip
    for buyer in ("B3", "NEWCOMER"):
        live.revalue(after, buyer)
    whole = lay_out(after.view(books.AS_OF), books.programme(seed))
    names = {account: whole.buyers.names[account] for account in plainly(whole)}
    expected = {names[account]: anywhere(cover) for account, cover in plainly(whole).items()}
    numbers = {name: place for place, name in enumerate(book.buyers.names)} | live.added
    answered = {name: anywhere(live.accounts[numbers[name]]) for name in expected}
    assert answered == expected
