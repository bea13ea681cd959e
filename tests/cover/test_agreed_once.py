"""What a programme says is worked out once and shared by its books: never that of another, never written into."""

from dataclasses import replace

import numpy as np
import pytest

from encours.cover.book import lay_out
from encours.cover.book.agreement import _agreed
from encours.facts.ledger import Ledger
from tests.cover import books
from tests.cover.compared import plainly


def held(book):
    """Everything a Book took from its programme, as plain values."""
    return {name: np.asarray(value).tolist() for name, value in book.agreement.items()} | {"terms": book.terms.tolist()}


@pytest.mark.parametrize("seed", range(12))
def test_a_second_book_of_a_programme_reads_what_a_first_one_would(seed):
    programme, facts = books.programme(seed), books.facts(seed)
    others = books.facts(seed + 100)  # other buyers, other companies insured
    for ledger, day in (
        (Ledger.of(facts), books.AS_OF),
        (Ledger.of(others), books.AS_OF),
        (Ledger.of(facts), books.AS_OF - 40),
    ):
        kept = lay_out(ledger.view(day), programme)
        before = held(kept)
        answers = plainly(kept)
        assert held(kept) == before, "judging a book writes nothing into what others share"
        alone = lay_out(ledger.view(day), replace(programme))
        assert held(alone) == before
        assert plainly(alone) == answers


def test_a_programme_asked_twice_is_worked_out_once():
    programme, view = books.programme(1), Ledger.of(books.facts(1)).view(books.AS_OF)
    lay_out(view, programme)
    known = _agreed.cache_info().hits
    assert lay_out(view, programme).terms is lay_out(view, programme).terms
    assert _agreed.cache_info().hits == known + 2
