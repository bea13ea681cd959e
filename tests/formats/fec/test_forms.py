"""Every lawful form of a FEC, and those that software really writes, give the same facts."""

import pytest

from encours.formats.fec.header import COLUMNS, header_of, is_fec, named
from encours.units import from_civil
from tests.formats.fec.books import HEADER, Entry, Line, facts, ledger, read, receipt, rows, sale, text, told, wrong
from tests.formats.held import opener

BOOKS = (
    sale("1", "20260115", "CÉLÉ", "1200", letter="A"),
    receipt("2", "20260320", "CÉLÉ", "700", letter="A"),
    Entry("VE", "3", "20260401", "F3", (Line("411000", "-60", "CÉLÉ"), Line("701000", "50"), Line("445710", "10"))),
)
PLAIN = text(BOOKS)


def same(content: bytes | str) -> bool:
    """Whether a file gives the facts of the plain form."""
    kinds = ("invoices", "payments", "credit_notes", "buyers", "control_accounts")
    found, expected = read(content), read(PLAIN)
    return all(facts(found, kind) == facts(expected, kind) for kind in kinds)


def signed(*, by_letter: bool) -> str:
    """The same books in the layout of one amount and a side."""
    names = [name for name in HEADER if name not in {"Debit", "Credit"}]
    names[11:11] = ["Montant", "Sens"]
    lines = ["\t".join(names)]
    for row in rows(BOOKS):
        is_debit = row["Credit"] == "0,00"
        side = ("D" if is_debit else "C") if by_letter else ("+1" if is_debit else "-1")
        cells = row | {"Montant": row["Debit"] if is_debit else row["Credit"], "Sens": side}
        lines.append("\t".join(cells[name] for name in names))
    return "\n".join(lines) + "\n"


def padded(content: str, old: str, new: str) -> str:
    assert old in content
    return content.replace(old, new)


FORMS = {
    "bar": text(BOOKS, separator="|"),
    "semicolon of a spreadsheet": text(BOOKS, separator=";"),
    "carriage returns": text(BOOKS, end="\r\n"),
    "old line ends": text(BOOKS, end="\r"),
    "byte order mark": "\ufeff" + PLAIN,
    "no last line end": PLAIN.removesuffix("\n"),
    "empty lines": PLAIN.replace("\n", "\n\n", 1).replace("\n\n", "\n", 1) + "\n\n",
    "side by letter": signed(by_letter=True),
    "side by sign": signed(by_letter=False),
    "decimal point": PLAIN.replace(",00", ".00"),
    "one decimal": PLAIN.replace(",00\t", ",0\t"),
    "no decimals": PLAIN.replace(",00\t", "\t"),
    "spaces in amounts": PLAIN.replace("1200,00", "1 200,00"),
    "four decimals": PLAIN.replace("1200,00", "1200,0000"),
    "padded journals": PLAIN.replace("VE\t", "VE \t"),
    "empty amounts": PLAIN.replace("\t0,00\t", "\t\t"),
    "capitals": PLAIN.replace("\t".join(HEADER), "\t".join(HEADER).upper()),
    "other names": PLAIN.replace("CompAuxNum", "CompteAuxNum").replace("CompAuxLib", "CompteAuxLib")
    .replace("Montantdevise", "Montant devise").replace("Idevise", "IDevise"),
    "quotation marks in a label": PLAIN.replace("Pièce F1", 'Pièce "F1'),
    "no validation day": PLAIN.replace("\t20260115\t\t\n", "\t\t\t\n"),
    "separators at the end": PLAIN.replace("\n", "\t\n"),
    "cells left out at the end": PLAIN.replace("\t\t\n", "\n"),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_form_changes_no_fact(form: str) -> None:
    assert same(form)


@pytest.mark.parametrize("encoding", ["iso8859-15", "cp1252", "utf-8", "utf-16"])
def test_an_encoding_changes_no_fact(encoding: str) -> None:
    assert same(PLAIN.encode(encoding))


def test_the_cash_layout_has_four_columns_more() -> None:
    more = PLAIN.replace("\n", "\t20260131\tCH\t\t7\n").replace(
        "\t20260131\tCH\t\t7\n", "\tDateRglt\tModeRglt\tNatOp\tIdClient\n", 1
    )
    assert same(more)


def test_pieces_tell_entries_where_nothing_is_numbered() -> None:
    books = [
        Entry("ve", "0", "20260131", "01/2026", (Line("411000", "120", "C1"), Line("701000", "-100"),
                                                  Line("445710", "-20"))),
        Entry("ve", "0", "20260131", "02/2026", (Line("411000", "240", "C1"), Line("701000", "-200"),
                                                  Line("445710", "-40"))),
    ]  # fmt: skip
    found = read(text(books))
    assert found.summaries[0].entries == 2
    assert [(each.number, each.vat) for each in facts(found, "invoices")] == [("01/2026", 2_000), ("02/2026", 4_000)]


def test_an_entry_on_two_days_is_one_when_it_balances_as_a_whole() -> None:
    content = text([sale("1", "20260115", "C1", "1200")]).replace("1\t20260115\t701000", "1\t20260116\t701000")
    found = read(content)
    assert (wrong(found), found.summaries[0].entries, found.summaries[0].unbalanced) == ([], 1, 0)


def test_lines_of_an_entry_need_not_stand_together() -> None:
    first, *lines = PLAIN.splitlines(keepends=True)
    found = read(first + "".join(sorted(lines, key=lambda line: line.split("\t")[4])))
    assert found.summaries[0].entries == 3
    assert sorted(each.vat for each in facts(found, "invoices")) == [20_000]


@pytest.mark.parametrize("number", ["0012", "10"])
def test_the_lines_of_a_numbered_entry_may_name_several_pieces(number: str) -> None:
    written = text([sale(number, "20260115", "C1", "1200", piece="F1")]).replace("F1", "F2", 2).replace("F2", "F1", 1)
    (invoice,) = facts(read(written), "invoices")
    assert (invoice.number, invoice.vat) == ("F1", 20_000)


@pytest.mark.parametrize("number", ["", "0", "000"])
def test_noughts_number_nothing_however_many_they_are(number: str) -> None:
    lines = text([sale("0", "20260115", "C1", "1200"), sale("0", "20260115", "C2", "600", piece="F9")]).splitlines()
    lines[2] = lines[2].replace("\t0\t", f"\t{number}\t", 1)
    found = read("\n".join(lines) + "\n")
    assert [(each.buyer, each.vat) for each in facts(found, "invoices")] == [("C1", 20_000), ("C2", 10_000)]


def test_a_day_of_piece_that_is_a_placeholder_is_not_told() -> None:
    (invoice,) = facts(read(PLAIN.replace("F1\t20260115", "F1\t19000101")), "invoices")
    assert invoice.issued == from_civil(2026, 1, 15)


def test_foreign_amounts_told_throughout_a_letter_are_the_receivable() -> None:
    books = [
        Entry("VE", "1", "20260115", "F1", (
            Line("411000", "900", "C1", "A", foreign="1000,00", currency="USD"), Line("701000", "-900"))),
        Entry("BQ", "2", "20260320", "V2", (
            Line("512000", "950"), Line("411000", "-900", "C1", "A", foreign="1000,00", currency="USD"),
            Line("766000", "-50"))),
    ]  # fmt: skip
    found = read(text(books))
    assert [(each.currency, each.gross) for each in facts(found, "invoices")] == [("USD", 100_000)]
    assert [(each.currency, each.amount, each.invoice) for each in facts(found, "payments")] == [("USD", 100_000, "F1")]


def test_foreign_amounts_not_told_throughout_are_those_of_the_books() -> None:
    books = [
        Entry("VE", "1", "20260115", "F1", (
            Line("411000", "900", "C1", "A", foreign="1000,00", currency="USD"), Line("701000", "-900"))),
        receipt("2", "20260320", "C1", "900", letter="A"),
    ]  # fmt: skip
    found = read(text(books))
    assert [(each.currency, each.gross) for each in facts(found, "invoices")] == [("EUR", 90_000)]
    assert "fec_currency_doubtful" in told(found)


def test_the_name_tells_the_company_and_the_closing() -> None:
    assert named("123456782FEC20261231.txt").closes == from_civil(2026, 12, 31)
    assert named("123456782FEC20261231.txt").siren == "123456782"
    assert named("export-123456782fec20261231 (2).txt").siren == "123456782"
    assert named("FEC20261231.txt").siren == ""
    assert [named(name) for name in ("fec.txt", "invoices.csv", "FEC20261399.txt")] == [None, None, None]


def test_a_fec_is_known_by_its_header() -> None:
    assert is_fec(opener(PLAIN.encode()))
    assert is_fec(opener(PLAIN.encode("iso8859-15")))
    assert not is_fec(opener(b"number,buyer,issued,due,currency,gross\n"))
    assert not is_fec(opener(b""))


def test_every_column_of_the_order_is_known() -> None:
    found = header_of("\t".join(COLUMNS))
    assert found is not None
    assert set(found.places) == set(COLUMNS.values())


def test_reading_again_gives_the_same_facts() -> None:
    assert ledger(read(PLAIN)).content_hash == ledger(read(PLAIN)).content_hash


def test_a_fec_without_lines_holds_nothing() -> None:
    assert facts(read("\t".join(HEADER) + "\n"), "invoices") == []
