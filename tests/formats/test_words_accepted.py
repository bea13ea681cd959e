"""What exports write is understood, and what is not is told once, with what to write."""

import pytest

from encours.facts.kinds import KINDS
from encours.formats.cells import read_texts
from encours.formats.faults import fault, printed
from encours.formats.headers import match
from encours.formats.tables import read_table
from tests.formats.held import opener

MEANS = KINDS["invoices"].field("payment_means")
INVOICES = "number;buyer;currency;gross;issued;due;payment_means\n"


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("virement Virement chèque CHEQUE prélèvement carte transfer wire cheque card", "open account"),
        ("traite LCR lcr BOR", "bill"),
    ],
)
def test_a_means_of_payment_is_understood(words, meant):
    read = read_texts(words.split(), MEANS, month_first=None)
    assert not read.wrong
    assert set(read.values) == {MEANS.choices.index(meant)}


@pytest.mark.parametrize(
    ("words", "meant"),
    [("direct debit", "open account"), ("wire transfer", "open account"), ("billet à ordre", "bill")],
)
def test_a_means_of_payment_in_several_words_is_understood(words, meant):
    assert read_texts([words], MEANS, month_first=None).values == [MEANS.choices.index(meant)]


def test_the_refusal_of_a_word_gives_the_accepted_ones():
    refused = read_texts(["virment"], MEANS, month_first=None).wrong[0](("invoices.csv", 2, "payment_means"), "virment")
    assert "open account (transfer, wire, cheque, direct debit, card)" in refused.hint_en
    assert "effet (traite, LCR, BOR, billet à ordre)" in refused.hint_fr
    assert "« virement »" in refused.hint_fr.replace("\u00a0", " ")


def test_a_missing_column_gives_the_lines_to_paste():
    errors = match(
        ("number", "currency", "Tiers", "Total facturé", "issued", "due"), KINDS["invoices"], "invoices.csv"
    ).errors
    first, second = sorted(each for each in errors if each.code == "header_missing")
    assert '    [columns.invoices]\n    buyer = "…"\n' in first.hint_en
    assert 'not recognised: "Tiers", "Total facturé".' in first.hint_en
    assert second.hint_en == 'Add it, or under [columns.invoices] too: gross = "…"'
    assert "En-têtes du fichier non reconnus" in first.hint_fr


def test_the_only_header_left_is_the_one_proposed():
    header = ("number", "currency", "Tiers", "gross", "issued", "due")
    assert 'buyer = "Tiers"' in match(header, KINDS["invoices"], "invoices.csv").errors[0].hint_fr


def test_equal_errors_of_a_column_are_told_once():
    rows = "".join(f"F{each};B;EUR;1,00;2026-01-01;2026-02-01;zzzz{each % 2}\n" for each in range(300))
    read = read_table(opener((INVOICES + rows).encode()), "invoices.csv", KINDS["invoices"])
    said = printed(read.errors, read.error_total)
    assert read.error_total == 300
    assert said.count("This word is not one of the column's list.") == 1
    assert said.splitlines()[0] == 'invoices.csv:2   payment_means = "zzzz0"'
    assert '300 cells in all, rows 2 to 301, such as "zzzz0", "zzzz1".' in said
    assert "lignes 2 à 301" in printed(read.errors, read.error_total, "fr")


def test_few_errors_are_told_one_by_one_in_their_order():
    errors = [
        fault("c", "f.csv", row=2, column="a", en="No.", fr="Non."),
        fault("c", "f.csv", row=2, column="b", en="No.", fr="Non."),
        fault("c", "f.csv", row=3, column="a", en="No.", fr="Non."),
    ]
    assert [each.splitlines()[0] for each in printed(errors, 3).split("\n\n")] == [
        "f.csv:2   a",
        "f.csv:2   b",
        "f.csv:3   a",
    ]
