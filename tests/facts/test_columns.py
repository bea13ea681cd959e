"""A table holds what was put in it, at no cost for what nobody filled, and refuses what would overflow."""

import dataclasses
import tracemalloc
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from encours.facts.columns import MISSING_STORED, Table, Texts, is_constant, mask
from encours.facts.kinds import KINDS, Fact, Quantity
from encours.facts.names import Names, Numbered
from encours.units import DAY_MISSING_STORED, MAXIMUM_AMOUNT, MISSING, NEVER
from tests.facts.story import invoice, on, payment
from tests.facts.strategies import facts

INVOICES = KINDS["invoices"]
ROWS = st.sampled_from(list(KINDS.values())).flatmap(lambda kind: st.lists(facts(kind), max_size=6))


def many(length: int, **columns: Any) -> Table:
    return Table.from_columns(
        INVOICES,
        **{
            "number": Texts.numbered("F-", first=1, length=length),
            "buyer": Texts.alike("PORT", length),
            "currency": Texts.alike("EUR", length),
            "gross": np.arange(length, dtype=np.int64),
            **columns,
        },
    )


@given(ROWS)
def test_facts_come_back_as_they_went_in(rows: list[Fact]) -> None:
    if rows:
        assert list(Table.of(rows[0].KIND, rows).rows()) == rows


@given(ROWS, st.integers(0, 6))
def test_two_tables_joined_hold_the_rows_of_both(rows: list[Fact], cut: int) -> None:
    if rows:
        kind = rows[0].KIND
        joined = Table.of(kind, rows[:cut]).concatenate(Table.of(kind, rows[cut:]))
        assert list(joined.rows()) == rows
        assert joined.content_hash == Table.of(kind, rows).content_hash


@given(ROWS, st.lists(st.integers(0, 5)))
def test_rows_taken_are_the_rows_asked_for(rows: list[Fact], wanted: list[int]) -> None:
    wanted = [each for each in wanted if each < len(rows)]
    if rows:
        table = Table.of(rows[0].KIND, rows)
        assert list(table.take(np.array(wanted, dtype=np.int64)).rows()) == [rows[each] for each in wanted]
        kept = mask(len(rows), rows=sorted(set(wanted)))
        assert list(table.take(kept).rows()) == [rows[each] for each in sorted(set(wanted))]


def test_the_hash_tells_contents_apart() -> None:
    one = Table.of(INVOICES, [invoice("F-1"), invoice("F-2")])
    assert one.content_hash == Table.of(INVOICES, [invoice("F-1"), invoice("F-2")]).content_hash
    others = [
        [invoice("F-2"), invoice("F-1")],
        [invoice("F-1"), invoice("F-3")],
        [invoice("F-1"), invoice("F-2", gross=1)],
        [invoice("F-1", vat=0), invoice("F-2", vat=0)],
        [invoice("F-1")],
    ]
    assert one.content_hash not in {Table.of(INVOICES, rows).content_hash for rows in others}


def test_a_column_nobody_filled_is_constant_and_stays_so() -> None:
    table = many(1_000)
    for part in (table, table.take(mask(1_000, rows=range(7))), table.concatenate(many(10))):
        assert is_constant(part.numbers["paid_on"])
        assert is_constant(part.numbers["vat"])
        assert is_constant(part.texts["party_name"].codes)
        assert not is_constant(part.numbers["gross"])
    assert set(table.numbers["vat"].tolist()) == {MISSING}
    assert set(table.numbers["paid_on"].tolist()) == {NEVER}
    assert set(table.numbers["delivered"].tolist()) == {DAY_MISSING_STORED}


def test_large_columns_are_kept_without_copying() -> None:
    gross = np.arange(1_000_000, dtype=np.int64)
    number = Texts.numbered("F-", first=1, length=gross.size)
    tracemalloc.start()
    table = Table.from_columns(
        INVOICES,
        number=number,
        gross=gross,
        buyer=Texts.alike("PORT", gross.size),
        currency=Texts.alike("EUR", gross.size),
    )
    taken = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert table.numbers["gross"] is gross
    assert taken < 100_000  # bytes, for a million rows of twenty-three columns
    assert table.row(999_999).number == "F-1000000"  # type: ignore[attr-defined]


@pytest.mark.parametrize("amount", [MAXIMUM_AMOUNT, -MAXIMUM_AMOUNT, 0, MISSING])
def test_an_amount_at_the_bound_is_let_in(amount: int) -> None:
    assert Table.of(INVOICES, [invoice(gross=amount), invoice()]).row(0) == invoice(gross=amount)


@pytest.mark.parametrize("amount", [MAXIMUM_AMOUNT + 1, -MAXIMUM_AMOUNT - 1])
def test_an_amount_over_the_bound_is_refused(amount: int) -> None:
    with pytest.raises(AssertionError, match=r"invoices\.gross"):
        Table.of(INVOICES, [invoice(gross=amount), invoice(gross=MISSING)])


def test_totals_do_not_overflow() -> None:
    length = 2_000_000
    table = many(length, gross=np.full(length, MAXIMUM_AMOUNT, dtype=np.int64))
    assert table.total("gross") == length * MAXIMUM_AMOUNT > 2**63
    lower = many(length, gross=np.full(length, -MAXIMUM_AMOUNT, dtype=np.int64))
    assert lower.total("gross") == -length * MAXIMUM_AMOUNT
    assert table.total("vat") == 0


def test_what_is_missing_is_not_counted_in_a_total() -> None:
    table = Table.of(INVOICES, [invoice(vat=20_00), invoice(vat=MISSING), invoice(vat=-5)])
    assert table.total("vat") == 19_95


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"gross": np.arange(3, dtype=np.int32)}, "must be int64"),
        ({"gross": np.arange(4, dtype=np.int64)}, "different lengths"),
        ({"gros": np.arange(3, dtype=np.int64)}, "has no column gros"),
        ({"stage": np.array([0, 1, 5], dtype=np.int8)}, "is over 4"),
        ({"stage": np.array([0, 1, -2], dtype=np.int8)}, "is under 0"),
        ({"instalment": np.array([1, 1, -1], dtype=np.int16)}, "is under 0"),
        ({"buyer": Texts(np.array([0, 1, 2], dtype=np.int32), Names(("A", "B")))}, "has no name"),
        ({"buyer": Texts(np.array([0, 1, -2], dtype=np.int32), Names(("A", "B")))}, "code -2"),
        ({"buyer": Texts(np.array([0, 1, 0], dtype=np.int64), Names(("A", "B")))}, "codes of 32 bits"),
        ({"buyer": np.arange(3, dtype=np.int32)}, "must be Texts"),
        ({"gross": Texts.alike("1", 3)}, "must be an array"),
    ],
)
def test_columns_that_a_reader_got_wrong_are_refused(columns: dict[str, Any], said: str) -> None:
    with pytest.raises(AssertionError, match=said):
        many(3, **columns)


def test_a_required_column_left_out_is_refused() -> None:
    with pytest.raises(AssertionError, match="buyer is required"):
        Table.from_columns(INVOICES, number=Texts.alike("F-1", 1))


def test_a_fact_of_another_kind_is_refused() -> None:
    with pytest.raises(AssertionError, match="another kind"):
        Table.of(INVOICES, [payment()])


def test_every_absence_has_its_place_in_a_column() -> None:
    for described in INVOICES.fields:
        if described.quantity is not Quantity.TEXT:
            low = MISSING_STORED[described.quantity]
            assert low < 0
    row = Table.of(INVOICES, [invoice(vat=MISSING, due=MISSING, payment_means=""), invoice(vat=1)]).row(0)
    assert row == invoice(vat=MISSING, due=MISSING, payment_means="")


def test_tables_never_change() -> None:
    table = many(3)
    with pytest.raises(dataclasses.FrozenInstanceError):
        table.length = 4  # type: ignore[misc]
    with pytest.raises(ValueError, match="read-only"):
        table.numbers["vat"][0] = 1


def test_names_that_are_numbers_take_no_room_and_are_found() -> None:
    names = Numbered("ventes.csv:", first=2, count=20_000_000)
    assert (names[0], names[-1], len(names)) == ("ventes.csv:2", "ventes.csv:20000001", 20_000_000)
    assert names.code("ventes.csv:12") == 10
    wrong = [
        "ventes.csv:1",
        "ventes.csv:20000002",
        "ventes.csv:012",
        "ventes.csv:",
        "achats.csv:12",
        "",
        "12",
    ]
    assert [names.code(each) for each in wrong] == [-1] * len(wrong)
    assert names[3:5] == ("ventes.csv:5", "ventes.csv:6")
    padded = Numbered("F", first=1, count=99, width=4)
    assert padded[8] == "F0009"
    assert padded.code("F0009") == 8
    assert padded.code("F9") == -1
    with pytest.raises(IndexError):
        names[20_000_000]


def test_names_added_stand_on_the_names_below() -> None:
    below = Numbered("F-", first=0, count=3)
    names = Names(("X", "Y"), below=below)
    assert list(names) == ["F-0", "F-1", "F-2", "X", "Y"]
    assert [names.code(each) for each in ("F-2", "Y", "Z")] == [2, 4, -1]
    assert names[-1] == "Y"


def test_texts_are_translated_into_other_names() -> None:
    texts = Texts.of(["A", "", "B", "C", "A"])
    assert texts.translated(Names(("C", "A"))).tolist() == [1, -1, -1, 0, 1]
    assert texts.translated(texts.names) is texts.codes
    assert texts.where_any(["A", "C", "Z", ""]).tolist() == [0, 3, 4]


@given(st.lists(st.lists(st.sampled_from(["", "A", "B", "F-1", "F-2"]), max_size=4), max_size=12))
def test_texts_joined_again_and_again_keep_their_content(parts: list[list[str]]) -> None:
    texts = Texts.numbered("F-", first=1, length=2)
    expected = ["F-1", "F-2"]
    for part in parts:
        texts = texts.concatenate(Texts.of(part))
        expected += part
    assert [texts[row] for row in range(len(texts))] == expected
    assert all(texts.where_any([each]).size for each in expected if each)


def test_days_that_date_a_table_fall_back_row_by_row() -> None:
    table = Table.of(
        INVOICES,
        [
            invoice(delivered=on("27-02")),
            invoice(issued=MISSING, delivered=on("27-02")),
            invoice(issued=MISSING, ordered=on("01-02")),
            invoice(issued=MISSING),
        ],
    )
    assert table.happened_on.tolist() == [on("02-03"), on("27-02"), on("01-02"), DAY_MISSING_STORED]
    assert many(3).happened_on.tolist() == [DAY_MISSING_STORED] * 3
