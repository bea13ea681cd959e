"""Totals, sections and notes are no facts: they are told apart, carried or checked, in a text as in a spreadsheet."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encours.facts.kinds import KINDS
from encours.formats.bounds import Bounds
from encours.formats.outline import SECTION
from encours.formats.tables import TableRead, read_table
from encours.formats.totals import total_named
from encours.formats.workspace import read_workspace
from encours.formats.written_amounts import amount_of
from tests.formats.held import opener

HEADER = "number,buyer,issued,due,currency,gross\n"
SHARED = Path(__file__).parents[3] / "shared" / "data" / "receivables"


def table(text: str, *, bounds: Bounds | None = None) -> TableRead:
    return read_table(opener(text.encode()), "invoices.csv", KINDS["invoices"], bounds=bounds or Bounds())


def told(read: TableRead) -> list[tuple[int, str]]:
    return [(each.row, each.code) for each in (*read.errors, *read.warnings)]


def row(number: str, gross: str, buyer: str = "C1", currency: str = "EUR") -> str:
    return f"{number},{buyer},2026-01-05,2026-03-06,{currency},{gross}\n"


@pytest.mark.parametrize("name", ["TOTAL", "Total", "sous-total", "Totaux généraux"])
def test_a_total_is_told_however_it_is_written_and_whatever_stands_around_it(name: str) -> None:
    read = table(HEADER + row("F1", "10.00") + f"{name},,,,,11.00\n")
    assert "total_differs" in [code for _, code in told(read)]


def test_subtotals_and_the_total_are_checked_and_passed_over() -> None:
    read = table(HEADER + row("F1", "10.00") + row("F2", "5.50") + "Total C1,,,,,15.50\n" + row("F3", "1.00", "C2")
                 + "Sous-total,,,,,1.00\n" + "Total général,,,,,16.50\n")  # fmt: skip
    assert told(read) == [(0, "rows_passed_over")]
    assert "totals 3 (rows 4, 6, 7)" in read.warnings[0].english
    assert read.table is not None
    assert len(read.table) == 3


def test_a_total_that_differs_is_told_with_its_amount_and_the_rows_it_sums() -> None:
    read = table(HEADER + row("F1", "10.00") + row("F2", "5.50") + "TOTAL,,,,,15.60\n")
    assert told(read)[0] == (4, "total_differs")
    assert read.errors[0].english == "The rows 2 to 3 add up to 15.50: the total differs by 0.10."
    assert read.errors[0].french == "Les lignes 2 à 3 font 15,50\u00a0: le total s'en écarte de 0,10."


def test_a_customer_may_be_called_total() -> None:
    read = table(HEADER + row("F1", "10.00", "Total Fictive") + row("F2", "10.00", "TOTAL"))
    assert told(read) == []
    assert read.table is not None
    assert len(read.table) == 2


def test_totals_over_several_currencies_are_not_compared() -> None:
    read = table(HEADER + row("F1", "10.00") + row("F2", "5.50", currency="USD") + "Total,,,,,99.00\n")
    assert told(read) == [(0, "rows_passed_over")]


def test_buyers_above_their_invoices_are_carried_into_a_column(tmp_path) -> None:
    (tmp_path / "invoices.csv").write_text(
        "Client;N° facture;Date facture;Devise;TTC\nC1 Fictive;;;;\n;F1;05/01/2026;EUR;1,00\n;F2;25/01/2026;EUR;2,00\n"
        "Total C1 Fictive;;;;3,00\nC2 Fictive;;;;\n;F3;05/01/2026;EUR;4,00\n;;;;\nÉdité le 06/02/2026 09:12;;;;\n"
    )
    read = read_workspace(tmp_path)
    assert read.ledger is not None, read.text()
    found = [(each.number, each.buyer) for each in read.ledger.table("invoices").rows()]  # type: ignore[attr-defined]
    assert found == [("F1", "C1 Fictive"), ("F2", "C1 Fictive"), ("F3", "C2 Fictive")]


def test_sections_without_a_heading_make_a_column_that_the_settings_may_name(tmp_path) -> None:
    text = ("Factures ouvertes;;;;\n;N° facture;Date facture;Devise;TTC\nC1;;;;\n;F1;05/01/2026;EUR;1,00\nC2;;;;\n"
            ";F2;25/01/2026;EUR;2,00\n")  # fmt: skip
    (tmp_path / "factures.csv").write_text(text)
    assert [each.code for each in read_workspace(tmp_path).errors] == ["header_missing"]
    (tmp_path / "workspace.toml").write_text(f'[columns.invoices]\nbuyer = "{SECTION}"\n')
    read = read_workspace(tmp_path)
    assert read.ledger is not None, read.text()
    assert [each.buyer for each in read.ledger.table("invoices").rows()] == ["C1", "C2"]  # type: ignore[attr-defined]


def test_a_row_of_one_cell_under_a_filled_column_is_no_section_but_an_error() -> None:
    assert told(table(HEADER + row("F1", "1.00") + "F2,,,,,\n" + row("F3", "1.00")))[0] == (3, "required_empty")


def test_headings_repeated_on_each_page_are_passed_over_and_others_are_a_second_table() -> None:
    again = table(HEADER + row("F1", "1.00") + HEADER + row("F2", "1.00"))
    assert told(again) == [(0, "rows_passed_over")]
    other = table(HEADER + row("F1", "1.00") + ",,,,,\nreference,buyer,invoice,paid_on,currency,amount\n")
    assert told(other)[0] == (4, "second_table")


@pytest.mark.parametrize(
    ("text", "of"),
    [("Total", ""), ("TOTAL :", ""), ("Sous-total", ""), ("Total général", ""), ("Grand Total", ""), ("Totaux", ""),
     ("Total for CURRENT", "current"), ("Total client Fictive", "fictive"), ("Fictive Total", "fictive"),
     ("Total EUR", "eur"), ("Totalement", None), ("Subtotal", ""), ("Client", None), ("Totalia", None)],
)  # fmt: skip
def test_names_of_totals(text, of) -> None:
    found = total_named(text)
    assert (None if found is None else found.of) == of


@pytest.mark.parametrize(
    ("text", "mark", "amount"),
    [("1 234,56", ",", 12345600), ("1,234.56", ".", 12345600), ("(12.00)", ".", -120000), ("12,00-", ",", -120000),
     ("-5", "", -50000), ("1.234", "", None), ("1.234", ",", 12340000), ("EUR 5,00", ",", 50000), ("F1", ".", None),
     ("5 €", "", 50000), ("", ".", None), ("1'000.50", ".", 10005000)],
)  # fmt: skip
def test_amounts_to_add_up(text, mark, amount) -> None:
    assert amount_of(text, mark) == amount


@given(st.lists(st.lists(st.integers(1, 10**9), min_size=1, max_size=4), min_size=1, max_size=4), st.integers(0, 100))
def test_a_true_total_is_never_blamed_and_a_false_one_always(groups, off) -> None:
    text, number, total = HEADER, 0, 0
    for place, amounts in enumerate(groups):
        for cents in amounts:
            number += 1
            text += row(f"F{number}", f"{cents // 100}.{cents % 100:02}", f"C{place}")
        text += f"Total C{place},,,,,{sum(amounts) // 100}.{sum(amounts) % 100:02}\n"
        total += sum(amounts)
    shown = total + off
    read = table(text + f"Total,,,,,{shown // 100}.{shown % 100:02}\n")
    last = sum(groups[-1])
    assert bool(read.errors) == (off > 0 and shown != last)
    assert read.table is not None
    assert len(read.table) == number


CELLS = st.sampled_from(["", "Total", "Total C1", "C1", "F1", "1.00", "2026-01-05", "number", "buyer", "Page 1", "EUR"])


@given(st.lists(st.lists(CELLS, min_size=6, max_size=6), max_size=8))
def test_no_table_raises_and_no_row_is_lost_without_a_word(rows) -> None:
    read = table(HEADER + "".join(",".join(line) + "\n" for line in rows))
    filled = sum(any(line) for line in rows)
    kept = 0 if read.table is None else len(read.table)
    assert kept == filled or read.errors or read.warnings
