"""The plain walk and the compiled one answer the same, row by row, on companies drawn by chance."""

from dataclasses import replace

import pytest

from encours.cover.book import lay_out
from encours.facts.kinds import DueDateMove, Invoice, Payment
from encours.facts.ledger import Ledger
from encours.policy.schedule import always
from tests.cover import books
from tests.cover.compared import differences

SEEDS = range(60)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.timeout(600)
def test_both_walks_agree_on_every_row_of_a_drawn_book(seed):
    assert differences(books.book(seed)) == []


@pytest.mark.parametrize("seed", range(0, 20, 4))
@pytest.mark.timeout(600)
def test_both_walks_agree_on_a_past_day_as_it_was_known(seed):
    day = books.START + 120
    assert differences(books.book(seed, as_of=day, known_on=day)) == []


@pytest.mark.timeout(600)
def test_both_walks_tell_the_money_of_a_buyer_without_any_invoice():
    advance = Payment(reference="P", buyer="B1", paid_on=books.START, currency="EUR", amount=5_00)
    book = lay_out(Ledger.of([advance]).view(books.AS_OF), books.programme(0))
    assert differences(book) == []


@pytest.mark.slow
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("part", range(20))
def test_both_walks_agree_on_a_million_rows(part):
    rows, seed = 0, 1_000_000 * (part + 1)
    while rows < 50_000:
        book = books.book(seed, buyers=400)
        assert differences(book) == [], f"seed {seed}"
        rows, seed = rows + len(book), seed + 1


@pytest.mark.timeout(600)
@pytest.mark.parametrize("moves", [1, 4, 7, 40])
def test_both_walks_have_room_for_every_move_of_a_due_date(moves):
    sold = Invoice(
        number="F", buyer="B1", entity="E1", delivered=books.START, issued=books.START, due=books.START + 1,
        currency="EUR", gross=100_00, vat=0, undisputed=1,
    )  # fmt: skip
    moved = [
        DueDateMove(buyer="B1", invoice="F", moved_on=books.START + 10 * n, new_due=books.START + 10 * n + 3)
        for n in range(1, moves + 1)
    ]
    programme = books.programme(0)
    terms = {"maximum_extension_period": always(0), "extension_effect": always(1), "stop_minimum_overdue": always(0)}
    policies = tuple(replace(each, terms={**each.terms, **terms}, endorsements=()) for each in programme.policies)
    book = lay_out(Ledger.of([sold, *moved]).view(books.AS_OF + 400), replace(programme, policies=policies))
    assert differences(book) == []
