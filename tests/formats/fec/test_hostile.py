"""Whatever a file holds, reading it gives facts or reasons, never a fault of the program."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encours.formats.fec.book import FecFile, FecRead, read_books
from tests.formats.fec.books import HEADER, Entry, Line, facts, ledger, moved, read, receipt, sale, text, wrong
from tests.formats.held import opener

BOOKS = text([
    sale("1", "20260115", "C1", "1200", letter="A"),
    receipt("2", "20260320", "C1", "1200", letter="A"),
    moved("3", "20260120", Line("413000", "1200", "C1"), Line("411000", "-1200", "C1", "A")),
    Entry("AN", "1", "20260101", "AN", (Line("411000", "10", "C2"), Line("101000", "-10"))),
])  # fmt: skip
ODD = st.sampled_from([
    "", " ", "0", "00000000", "-", "99999999", "20261301", "411", "41", "4", "416", "413", "891", "-1,00", "1e9",
    "999999999999,99", "9999999999999999", "1,234", "1.2.3", "é", "\u202e", '"', "'", "=1+1", "EUR", "JPY", "XXX",
    "A" * 300, "|", ";", "\x00", "\ufeff", "nan", "inf",
])  # fmt: skip


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(0, 17), ODD), min_size=1, max_size=8))
def test_any_cell_may_be_wrong(changes: list[tuple[int, int, str]]) -> None:
    cells = [line.split("\t") for line in BOOKS.splitlines()]
    for row, column, written in changes:
        cells[row][column] = written
    found = read("\n".join("\t".join(row) for row in cells) + "\n")
    for each in wrong(found):
        assert each[0]
    for tables in found.tables.values():
        for one in tables.values():
            for told in (*one.errors, *one.warnings):
                assert told.text("en") != told.text("fr")


@given(st.binary(max_size=400))
def test_any_bytes_may_follow_the_header(content: bytes) -> None:
    read("\t".join(HEADER).encode() + b"\n" + content)


@given(st.text(alphabet="\t|\r\n 0123456789,ACD41", max_size=300))
def test_any_lines_may_follow_the_header(content: str) -> None:
    read("\t".join(HEADER) + "\n" + content)


@given(st.integers(0, len(BOOKS)))
def test_a_file_cut_anywhere_is_told_or_whole(end: int) -> None:
    read(BOOKS[:end])


def said(found: FecRead) -> list:
    """Every fact of these books, and what is wrong with them."""
    return [wrong(found), *(facts(found, kind) for kind in ("invoices", "payments", "buyers"))]


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f", "\u3000", "\x0b", "\x85"])
@pytest.mark.parametrize("column", [0, 2, 4, 6, 8, 13])
def test_a_space_around_a_cell_is_no_part_of_it_whatever_stands_on_other_lines(space: str, column: int) -> None:
    lines = BOOKS.splitlines()
    cells = lines[2].split("\t")
    cells[column] += space
    padded = "\n".join([*lines[:2], "\t".join(cells), *lines[3:]]) + "\n"
    assert said(read(padded)) == said(read(BOOKS))


@pytest.mark.parametrize("below", ["", "\n", "\t\n"])
def test_a_line_of_separators_alone_says_nothing(below: str) -> None:
    found = read(BOOKS + "\t" * 17 + "\n" + below)
    assert said(found) == said(read(BOOKS))


def test_two_sides_that_pass_the_bound_together_are_refused() -> None:
    found = read(BOOKS.replace("1200,00\t0,00", "99999999999,99\t-0,02"))
    assert "fec_amount" in {code for code, _ in wrong(found)}


def test_an_amount_over_the_bound_is_refused() -> None:
    found = read(BOOKS.replace("1200,00", "99999999999999,00"))
    assert {code for code, _ in wrong(found)} == {"fec_amount"}


def test_the_largest_amounts_are_summed_to_the_cent() -> None:
    books = [sale(str(number), "20260115", "C1", "99999999999.99", letter="A") for number in range(1, 60)]
    books.append(receipt("99", "20260320", "C1", "99999999999.99", letter="A"))
    found = read(text(books))
    assert sum(each.gross for each in facts(found, "invoices")) == 59 * 9_999_999_999_999
    assert len(ledger(found).table("payments")) == 1


def test_a_file_of_many_blocks_gives_the_facts_and_tells_the_errors_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    sales = [sale(str(number), "20260115", f"C{number % 7}", "1200.50") for number in range(1, 80)]
    good, bad = text(sales), text(sales).replace("F33\t", "F33 \t20261399", 1).replace("1200,50", "12 O0,50", 3)
    whole = [read(good), read(bad)]
    monkeypatch.setattr("encours.formats.fec.blocks.BLOCK", 300)
    cut = [read(good), read(bad)]
    assert facts(cut[0], "invoices") == facts(whole[0], "invoices")
    assert wrong(cut[1]) == wrong(whole[1]) != []


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_a_file_that_is_not_in_the_encoding_it_is_told_to_be_in_is_refused(mark: bytes) -> None:
    content = mark + BOOKS.replace("Clients", "Clients \xe0 vue").encode("cp1252")
    given = FecFile("FEC.txt", opener(content), encoding="" if mark else "utf-8", size=len(content))
    assert wrong(read_books([given])) == [("encoding_contradicted", 0)]
