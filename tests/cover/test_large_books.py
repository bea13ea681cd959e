"""A large book is partitioned, settled rows that matter no more are left out, and the answers stay the same."""

import functools
import random
from dataclasses import replace

import numpy as np
import pytest

from encours.cover.book import lay_out
from encours.cover.book.settled import Needed
from encours.facts.kinds import Buyer, ExchangeRate, Insolvency, Invoice, LimitDecision
from encours.facts.ledger import Ledger
from tests.cover import books
from tests.cover.compared import plainly

SEEDS = range(30)


def paid_whole(seed):
    """Companies whose ledger keeps no payments apart: the only ones where settled rows can be left out."""
    rng = random.Random(seed)
    kept = [
        f
        for f in books.facts(seed, buyers=12)
        if isinstance(f, (Buyer, ExchangeRate, Invoice, LimitDecision, Insolvency))
    ]
    return [
        replace(f, paid_on=max(f.due, f.issued, f.delivered, 0) + rng.randrange(150))
        if isinstance(f, Invoice) and rng.random() < 0.7
        else f
        for f in kept
    ]


@functools.cache
def both_of_paid(seed):
    return both(paid_whole(seed), seed)


def both(facts, seed, threads=2):
    view, programme = Ledger.of(facts).view(books.AS_OF), books.programme(seed)
    return lay_out(view, programme, large=False), lay_out(view, programme, large=True, threads=threads)


@pytest.mark.parametrize("seed", SEEDS)
def test_cover_is_the_same_with_the_settled_rows_left_out(seed):
    whole, large = both_of_paid(seed)
    assert plainly(large) == plainly(whole)


@pytest.mark.parametrize("seed", SEEDS)
def test_cover_is_the_same_where_every_other_kind_of_fact_is_there(seed):
    whole, large = both(books.facts(seed), seed)
    assert plainly(large) == plainly(whole)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_rows_kept_stand_in_the_order_of_the_plain_sort(seed):
    whole, large = both_of_paid(seed)
    kept = np.isin(whole.ledger_row, large.ledger_row)
    assert whole.ledger_row[kept].tolist() == large.ledger_row.tolist()
    for name in whole.rows.structure.fields:
        left, right = (b.rows.column(name, 0, len(b)) for b in (whole, large))
        assert left[kept].tolist() == right.tolist(), name


def test_some_settled_rows_are_left_out_and_some_are_kept():
    sizes = [tuple(len(book) for book in both_of_paid(seed)) for seed in SEEDS]
    assert any(large < whole for whole, large in sizes)
    settled = [
        (book.rows.column("paid_on", 0, len(book)) <= books.AS_OF).sum()
        for book in (both_of_paid(seed)[1] for seed in SEEDS)
    ]
    assert max(settled) > 0


def test_one_account_of_many_rows_is_put_in_order_too():
    rng = random.Random(7)
    facts = [
        Invoice(
            number=f"F-{rng.randrange(10**6)}-{i}", buyer="B1", currency="EUR", gross=100, vat=0,
            delivered=books.AS_OF - rng.randrange(5), issued=books.AS_OF - rng.randrange(3), due=books.AS_OF,
        )
        for i in range(700)
    ]  # fmt: skip
    whole, large = both(facts, 1)
    assert large.ledger_row.tolist() == whole.ledger_row.tolist()


def test_a_bound_of_what_is_left_out_is_never_beyond_what_may_stop_a_delivery():
    assert Needed.__doc__ is not None
    from encours.cover.book.settled import _smallest_extension
    from encours.units import UNSET, after, span
    from encours.units.spans import EndOfMonth

    rng = random.Random(3)
    for _ in range(2_000):
        each = span(
            days=rng.randrange(100),
            months=rng.randrange(4),
            end_of_month=rng.choice(list(EndOfMonth)),
            on_day=rng.randrange(32),
        )
        day = rng.randrange(10_000, 30_000)
        assert day + _smallest_extension(np.array([each, UNSET])) <= after(day, each) + 1
