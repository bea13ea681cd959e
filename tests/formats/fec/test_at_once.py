"""What is asked about many lines at once is answered as if each line had been asked about alone."""

import numpy as np
import polars as pl
import pytest

from encours.formats.fec import items
from encours.formats.fec.accounts import CREDIT, DEBIT, Family
from encours.formats.fec.entries import entries_of
from encours.formats.fec.lettering import settle, side
from encours.formats.fec.runs import SUMMED
from encours.formats.fec.settlement import groups_of


@pytest.mark.parametrize("most", [items.MOST_MOVES, 3])
def test_lines_told_by_what_they_are_alike_in_are_what_each_is_alone(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(items, "MOST_MOVES", most)
    chance = np.random.default_rng(7)
    kept = np.array([int(each) for each in items.KEPT])
    moves = np.array([
        sum(1 << int(chance.choice([DEBIT, CREDIT]) + each) for each in chance.choice(len(Family), 3, replace=False))
        for _ in range(400)
    ])  # fmt: skip
    of = chance.integers(0, moves.size, 20_000)
    asked = chance.choice(kept, of.size), chance.choice([-1, 1], of.size), moves[of], chance.random(of.size) < 0.1
    alone = items._items(*asked)
    assert len(set(alone.tolist())) > 12, "most of what a line can be is met"
    assert (items._items_told_once(*asked) == alone).all()


def test_what_is_among_those_wanted_is_told_as_a_search_tells_it() -> None:
    item = np.arange(len(items.Item), dtype=np.int8)
    wanted = (items.Item.PAYMENT, items.Item.NOTHING)
    assert items.is_among(item, wanted).tolist() == np.isin(item, wanted).tolist()
    assert items.is_among(item[:0], wanted).tolist() == []


def entry_of_each(*lines: tuple[str, str]) -> list[int]:
    """Entry of lines of one journal and one day, each of them a run of its own, by number and piece."""
    count = len(lines)
    journal = pl.Series(["VE"] * count).cast(pl.Categorical)
    runs = pl.DataFrame({
        "day": pl.Series([20_000] * count, dtype=pl.Int32), "journal": journal, "journal_label": journal,
        "number": [number for number, _ in lines], "piece": [piece for _, piece in lines],
        **{name: [0] * count for name in ("moves", *SUMMED)},
    })  # fmt: skip
    customers = pl.DataFrame(schema={"run": pl.Int64, "day": pl.Int32, "opens": pl.Boolean})
    return entries_of(runs, customers).of_run.tolist()


def test_an_entry_goes_on_where_a_block_begins_and_where_its_pieces_differ() -> None:
    assert entry_of_each(("12", "A"), ("12", "A"), ("012", "B"), ("012", "C"), ("13", "C")) == [0, 0, 1, 1, 2]


def test_a_number_of_noughts_leaves_the_piece_to_name_the_entry() -> None:
    assert entry_of_each(("00", "A"), ("00", "A"), ("", "A"), ("00", "B"), ("7", "B")) == [0, 0, 0, 1, 2]


def test_lines_of_an_entry_that_stand_apart_are_of_one_entry() -> None:
    assert entry_of_each(("1", "A"), ("2", "B"), ("1", "A"), ("3", "C"), ("2", "B")) == [0, 1, 0, 2, 1]


LETTERS = [("C2", "B"), ("C1", "A"), ("C1", ""), ("C2", "A"), ("C2", "B"), ("C1", "A"), ("C1", "B")]


def groups_of_letters() -> list[int]:
    """Group of lines of one file, by buyer and letter."""
    told = pl.DataFrame({
        "buyer": [buyer for buyer, _ in LETTERS], "letter": [letter for _, letter in LETTERS],
        "company": ["X"] * len(LETTERS), "family": [0] * len(LETTERS), "file": [0] * len(LETTERS),
        "cents": [1] * len(LETTERS),
    })  # fmt: skip
    return groups_of(told, None).tolist()


def test_letters_are_numbered_in_the_order_they_come_for_each_customer_alone() -> None:
    assert groups_of_letters() == [0, 1, -1, 2, 0, 1, 3]


def test_letters_whose_hashes_meet_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pl.Expr, "hash", lambda _: pl.lit(1))
    assert groups_of_letters() == [0, 1, -1, 2, 0, 1, 3]


@pytest.mark.parametrize("sides", [(0, 3), (3, 0), (0, 0)])
def test_nothing_is_settled_where_one_side_has_nothing(sides: tuple[int, int]) -> None:
    cents = np.array([100, 200, 300])
    debits, credits_ = (side(np.arange(count), np.zeros(3, dtype=np.int64), cents, cents) for count in sides)
    parts = settle(debits, credits_)
    assert [parts.debit.tolist(), parts.credit.tolist(), parts.cents.tolist()] == [[], [], []]
