"""Columns read in bulk: texts are made when one is asked for, and are the ones of the file."""

from __future__ import annotations

import polars as pl
import pytest

from encours.facts.kinds import KINDS
from encours.formats import columns_read
from encours.formats.cells import text_faults
from encours.formats.columns_read import SAMPLE, BlockTexts, Unmade, Written
from encours.formats.encoding import Encoding
from encours.formats.records import text_blocks
from tests.formats.held import opener


def column(*blocks: list[str]) -> Written:
    written = Written()
    for block in blocks:
        written.add_series(pl.Series(block, dtype=pl.String))
    return written


@pytest.mark.parametrize("numbers", [["F1", "F2", "F3"], ["F3", "F1", "F2"], ["F1", "", "F2"]])
def test_numbers_that_differ_are_held_and_made_when_asked(numbers) -> None:
    written = column(numbers)
    codes, texts = written.codes, written.texts
    assert isinstance(texts, Unmade)
    assert [len(texts), len(texts[1:])] == [len(set(numbers) | {""}), len(set(numbers) - {""})]
    assert [texts[code] for code in codes] == numbers
    assert list(texts[1:]) == [number for number in numbers if number]
    assert (written.code("F2"), written.code("F")) == (codes[numbers.index("F2")], -2)
    assert all(number in written.whole for number in numbers)


@pytest.mark.parametrize(
    ("blocks", "all_differ"),
    [
        ([["F1", "F3"], ["F4", "F5"]], True),
        ([["F1", "F3"], ["F2", "F4"]], True),  # each block rises, and the second goes back
        ([["F3", "F1"], [], ["F2"]], True),
        ([["F1", "F3"], ["F3", "F4"]], False),
        ([["F1", "F2"], ["F1", "F3"]], False),
    ],
)
def test_numbers_that_come_twice_are_found_across_blocks(blocks: list[list[str]], *, all_differ: bool) -> None:
    written = column(*blocks)
    numbers = [number for block in blocks for number in block]
    assert [written.texts[code] for code in written.codes] == numbers
    assert (len(written.texts) - 1 == len(numbers)) is all_differ
    assert list(written.texts) == ["", *dict.fromkeys(numbers)]


@pytest.mark.parametrize("strange", ["F\u200b2", "F\t2", "F\x7f2", "#N/A"])
def test_a_number_that_hides_something_is_told_among_those_that_hide_nothing(strange: str) -> None:
    number = KINDS["invoices"].field("number")
    plain = column([f"F{place}" for place in range(50)])
    assert plain.hides_nothing
    assert text_faults(plain, number) == {}
    assert list(text_faults(column(["F0", "F1"], [strange, "F3"]), number)) == [3]
    plain.add([strange])
    assert list(text_faults(plain, number)) == [51]


@pytest.mark.parametrize("together", [1, 3 * SAMPLE])
def test_blocks_of_many_buyers_are_coded_in_the_order_of_the_file(together: int, monkeypatch) -> None:
    monkeypatch.setattr(columns_read, "TOGETHER", together)
    buyers = [f"C{number % 900}" for number in range(2 * SAMPLE)]
    blocks = [buyers[:SAMPLE], buyers[SAMPLE:], ["", "C1"], [f"D{number % 700}" for number in range(SAMPLE)]]
    written = column(*blocks)
    whole = [buyer for block in blocks for buyer in block]
    assert [written.texts[code] for code in written.codes] == whole
    assert list(written.texts) == ["", *dict.fromkeys(filter(None, whole))]
    assert not written.is_full


def test_a_currency_that_stands_throughout_a_block_is_coded_as_it_is_where_others_stand() -> None:
    written = column(["EUR", "EUR"], ["USD", "EUR"], ["USD", "USD"], ["", ""])
    assert [written.texts[code] for code in written.codes] == ["EUR", "EUR", "USD", "EUR", "USD", "USD", "", ""]


def test_days_coded_block_by_block_keep_the_order_in_which_they_come() -> None:
    days = [f"{number % 28 + 1:02d}/03/2026" for number in range(600)]
    first, second = BlockTexts.of(pl.Series(days)), BlockTexts.of(pl.Series([*days[20:], "01/04/2026"]))
    assert [len(each.texts) for each in (first, second)] == [28, 29]
    written = Written()
    written.add_texts(first)
    written.add_texts(second)
    assert [written.texts[code] for code in written.codes] == [*days, *days[20:], "01/04/2026"]
    assert list(written.texts) == ["", *days[:28], "01/04/2026"]


def test_a_block_of_many_texts_is_not_coded_for_itself_and_joins_those_that_are() -> None:
    buyers = [f"C{number % 900}" for number in range(4_096)]
    block = BlockTexts.of(pl.Series(buyers))
    assert block.codes is None
    written = Written()
    for each in (BlockTexts.of(pl.Series(["C1", "C2", "C1"])), block, BlockTexts.of(pl.Series(["C2", "D"]))):
        written.add_texts(each)
    assert [written.texts[code] for code in written.codes] == ["C1", "C2", "C1", *buyers, "C2", "D"]


@pytest.mark.parametrize("spaced", [" F2", "F2 ", "F 2\u00a0", "\tF2"])
def test_outer_spaces_are_left_out_of_numbers_that_differ(spaced) -> None:
    written = column(["F1", spaced])
    assert [written.texts[code] for code in written.codes] == ["F1", spaced.strip()]


def test_a_text_added_later_joins_those_that_were_held() -> None:
    written = column(["F1", "F2"], ["F3", "F1"])
    written.add(["F4", " F2"])
    assert [written.texts[code] for code in written.codes] == ["F1", "F2", "F3", "F1", "F4", "F2"]
    assert "F4" in written.whole


def test_a_letter_cut_between_two_blocks_is_whole_and_half_a_letter_is_refused() -> None:
    content = "a;b\nDubé;1\nDup;2\n".encode()
    for size in range(1, 9):
        assert b"".join(text_blocks(opener(content), Encoding("utf-8", "UTF-8"), block=size)) == content
    with pytest.raises(UnicodeDecodeError):
        list(text_blocks(opener(b"a;b\nDub\xc3\nDup;2\n"), Encoding("utf-8", "UTF-8"), block=8))
