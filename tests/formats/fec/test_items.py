"""Each line of a customer is told what it is by the accounts on the other side of its entry."""

from encours.formats.fec.rules import Rules
from encours.units import MISSING, from_civil, span
from tests.formats.fec.books import (
    Entry,
    Line,
    facts,
    ledger,
    less_a_discount,
    moved,
    open_by_buyer,
    opening,
    read,
    receipt,
    sale,
    text,
    told,
)


def test_a_sale_is_an_invoice_with_the_vat_of_its_entry() -> None:
    (invoice,) = facts(read(text([sale("1", "20260115", "C1", "1200")])), "invoices")
    assert (invoice.number, invoice.buyer, invoice.currency, invoice.gross, invoice.vat) == (
        "F1", "C1", "EUR", 120_000, 20_000,
    )  # fmt: skip
    assert invoice.issued == from_civil(2026, 1, 15)
    assert (invoice.due, invoice.delivered) == (MISSING, MISSING), "a FEC tells neither"
    assert invoice.source == "123456782FEC20261231.txt/invoices:2"


def test_the_vat_of_an_entry_with_two_customers_is_nobodys() -> None:
    two = Entry("VE", "1", "20260115", "F1", (
        Line("411000", "1200", "C1"), Line("411000", "600", "C2"), Line("701000", "-1500"), Line("445710", "-300"),
    ))  # fmt: skip
    assert [each.vat for each in facts(read(text([two])), "invoices")] == [MISSING, MISSING]


def test_an_entry_without_vat_does_not_say_that_there_is_none() -> None:
    export = moved("1", "20260115", Line("411000", "1000", "C1"), Line("701000", "-1000"))
    assert [each.vat for each in facts(read(text([export])), "invoices")] == [MISSING]


def test_two_lines_of_one_customer_in_one_entry_are_instalments() -> None:
    plan = Entry("VE", "1", "20260115", "F1", (
        Line("411000", "600", "C1"), Line("411000", "600", "C1"), Line("701000", "-1000"), Line("445710", "-200"),
    ))  # fmt: skip
    found = facts(read(text([plan])), "invoices")
    assert [(each.number, each.instalment, each.gross) for each in found] == [("F1", 1, 60_000), ("F1", 2, 60_000)]


def test_money_received_pays_the_invoice_of_its_letter() -> None:
    books = [sale("1", "20260115", "C1", "1200", letter="A"), receipt("2", "20260320", "C1", "1200", letter="A")]
    (payment,) = facts(read(text(books)), "payments")
    assert (payment.invoice, payment.instalment, payment.amount) == ("F1", 1, 120_000)
    assert payment.paid_on == from_civil(2026, 3, 20)


def test_a_discount_for_prompt_payment_is_a_credit_note_beside_the_money() -> None:
    books = [
        sale("1", "20260115", "C1", "1200", letter="A"),
        Entry("BQ", "2", "20260120", "V2", (
            Line("512000", "1176"), Line("665000", "20"), Line("445710", "4"), Line("411000", "-1200", "C1", "A"),
        )),
        less_a_discount("3", "20260121", "C2", "100", "2"),
    ]  # fmt: skip
    found = read(text(books))
    assert [(each.invoice, each.amount) for each in facts(found, "payments")] == [("F1", 117_600), ("", 9_800)]
    notes = facts(found, "credit_notes")
    assert [(each.invoice, each.gross, each.vat) for each in notes] == [("F1", 2_400, MISSING), ("", 200, MISSING)]
    assert "fec_written_off" not in told(found)
    assert open_by_buyer(ledger(found)) == {"C2": -10_000}


def test_a_discount_that_two_customers_share_or_a_payment_that_came_back_counts_whole() -> None:
    shared = Entry("BQ", "1", "20260120", "V1", (
        Line("512000", "196"), Line("665000", "4"), Line("411000", "-100", "C1"), Line("411000", "-100", "C2"),
    ))  # fmt: skip
    back = moved("3", "20260210", Line("411000", "100", "C3", "A"), Line("512000", "-100"), journal="BQ")
    found = read(text([shared, less_a_discount("2", "20260121", "C3", "100", "2", letter="A"), back]))
    assert [each.amount for each in facts(found, "payments")] == [10_000, 10_000, 10_000]
    assert (facts(found, "credit_notes"), open_by_buyer(ledger(found))) == ([], {"C1": -10_000, "C2": -10_000})


def test_money_without_letter_is_on_account() -> None:
    books = [sale("1", "20260115", "C1", "1200"), receipt("2", "20260320", "C1", "500")]
    found = read(text(books))
    assert [(each.invoice, each.amount) for each in facts(found, "payments")] == [("", 50_000)]
    assert open_by_buyer(ledger(found)) == {"C1": 70_000}


def test_a_reversed_sale_is_a_credit_note_with_its_vat() -> None:
    back = Entry("VE", "2", "20260120", "A2", (
        Line("411000", "-240", "C1", "A"), Line("701000", "200"), Line("445710", "40"),
    ))  # fmt: skip
    found = read(text([sale("1", "20260115", "C1", "1200", letter="A"), back]))
    (note,) = facts(found, "credit_notes")
    assert (note.number, note.invoice, note.gross, note.vat) == ("A2", "F1", 24_000, 4_000)
    assert facts(found, "payments") == []


def test_a_negative_debit_is_a_credit() -> None:
    line = text([Entry("VE", "2", "20260120", "A2", (Line("411000", "-240", "C1"), Line("701000", "240")))])
    negative = line.replace("0,00\t240,00", "-240,00\t0,00")
    assert negative != line
    assert [each.gross for each in facts(read(negative), "credit_notes")] == [24_000]


def test_a_write_off_is_told_and_is_no_payment() -> None:
    lost = Entry("OD", "2", "20261220", "P2", (
        Line("654000", "1000"), Line("445710", "200"), Line("411000", "-1200", "C1", "A"),
    ))  # fmt: skip
    found = read(text([sale("1", "20260115", "C1", "1200", letter="A"), lost]))
    assert facts(found, "payments") == []
    assert [(each.invoice, each.gross) for each in facts(found, "credit_notes")] == [("F1", 120_000)]
    assert "fec_written_off" in told(found)
    assert open_by_buyer(ledger(found)) == {}


def test_what_a_supplier_is_owed_pays_what_it_owes() -> None:
    set_off = moved("2", "20260301", Line("401000", "700", "FOUR"), Line("411000", "-700", "C1", "A"))
    found = read(text([sale("1", "20260115", "C1", "700", letter="A"), set_off]))
    assert [(each.invoice, each.amount) for each in facts(found, "payments")] == [("F1", 70_000)]
    assert {each.buyer for each in facts(found, "buyers")} == {"C1"}, "no supplier is a customer"


def test_a_payment_that_comes_back_reopens_its_invoice() -> None:
    back = moved("3", "20260325", Line("411000", "1200", "C1", "", "IMPAYE VIR CLIENT"), Line("512000", "-1200"))
    books = [sale("1", "20260115", "C1", "1200", letter="A"), receipt("2", "20260320", "C1", "1200", letter="A"), back]
    found = read(text(books))
    assert [(each.payment, each.returned_on) for each in facts(found, "payment_returns")] == [
        ("V2", from_civil(2026, 3, 25))
    ]
    assert [each.number for each in facts(found, "invoices")] == ["F1"], "the debit is no invoice of its own"
    made = ledger(found)
    assert open_by_buyer(made, as_of=from_civil(2026, 3, 22)) == {}
    assert open_by_buyer(made) == {"C1": 120_000}


def test_a_refund_that_matches_no_payment_stands_and_is_told() -> None:
    refund = moved("3", "20260325", Line("411000", "50", "C1"), Line("512000", "-50"))
    found = read(text([sale("1", "20260115", "C1", "1200"), refund]))
    assert [each.number for each in facts(found, "invoices")] == ["F1", "P3"]
    assert "fec_debits_other" in told(found)
    assert open_by_buyer(ledger(found)) == {"C1": 125_000}


def test_a_transfer_to_doubtful_customers_pays_nothing() -> None:
    books = [
        sale("1", "20260115", "C1", "1200", letter="A"),
        moved("2", "20260601", Line("416000", "1200", "C1"), Line("411000", "-1200", "C1", "A")),
        moved("3", "20260701", Line("512000", "300"), Line("416000", "-300", "C1"), journal="BQ"),
    ]
    found = read(text(books))
    assert [each.number for each in facts(found, "invoices")] == ["F1"]
    assert [(each.invoice, each.amount) for each in facts(found, "payments")] == [("F1", 30_000)]
    assert open_by_buyer(ledger(found)) == {"C1": 90_000}
    (summary,) = found.summaries
    assert (summary.balances["411"], summary.balances["416"]) == (0, 90_000)
    assert [(each.account, each.amount) for each in facts(found, "control_accounts")] == [("411", 0), ("416", 90_000)]


def test_a_doubtful_loss_is_a_credit_note_on_the_invoice() -> None:
    books = [
        sale("1", "20260115", "C1", "1200", letter="A"),
        moved("2", "20260601", Line("416000", "1200", "C1"), Line("411000", "-1200", "C1", "A")),
        Entry("OD", "3", "20261201", "P3",
              (Line("654000", "1000"), Line("445710", "200"), Line("416000", "-1200", "C1"))),
    ]  # fmt: skip
    found = read(text(books))
    assert [(each.invoice, each.gross) for each in facts(found, "credit_notes")] == [("F1", 120_000)]
    assert open_by_buyer(ledger(found)) == {}


def test_a_transfer_between_customers_moves_what_is_owed() -> None:
    books = [
        sale("1", "20260115", "C1", "1200", letter="A"),
        moved("2", "20260601", Line("411000", "1200", "C2"), Line("411000", "-1200", "C1", "A")),
    ]
    found = read(text(books))
    assert facts(found, "payments") == []
    assert open_by_buyer(ledger(found)) == {"C2": 120_000}


def test_advances_and_sales_to_invoice_are_shown_apart() -> None:
    books = [
        moved("1", "20260110", Line("512000", "500"), Line("419100", "-500", "C1"), journal="BQ"),
        moved("2", "20261231", Line("418100", "900", "C1"), Line("701000", "-900")),
        sale("3", "20260115", "C1", "1200"),
    ]
    found = read(text(books))
    (summary,) = found.summaries
    assert summary.balances == {"411": 120_000, "413": 0, "416": 0, "418": 90_000, "419": -50_000}
    assert summary.by_auxiliary["419"] == {"C1": -50_000}
    assert [each.number for each in facts(found, "invoices")] == ["F3"]


def test_an_invoice_less_its_advance_does_not_tell_its_vat() -> None:
    final = Entry("VE", "1", "20260115", "F1", (
        Line("411000", "700", "C1"), Line("419100", "500", "C1"), Line("701000", "-1000"), Line("445710", "-200"),
    ))  # fmt: skip
    assert [(each.gross, each.vat) for each in facts(read(text([final])), "invoices")] == [(70_000, MISSING)]


def test_openings_are_receivables_without_a_day() -> None:
    books = [opening("20260101", Line("411000", "800", "C1"), Line("411000", "-50", "C2"))]
    found = read(text(books))
    (invoice,) = facts(found, "invoices")
    assert (invoice.gross, invoice.issued, invoice.due) == (80_000, MISSING, MISSING)
    assert [(each.buyer, each.invoice, each.amount) for each in facts(found, "payments")] == [("C2", "", 5_000)]
    assert "fec_openings_undated" in told(found)


def test_openings_that_kept_the_day_of_their_piece_have_it() -> None:
    kept = Entry("AN", "1", "20260101", "F77", (Line("411000", "800", "C1"), Line("101000", "-800")), "20251105")
    rules = Rules(terms=span(days=30))
    (invoice,) = facts(read(text([kept]), rules=rules), "invoices")
    assert (invoice.issued, invoice.due) == (from_civil(2025, 11, 5), from_civil(2025, 12, 5))


def test_openings_are_known_by_what_they_hold_where_no_journal_says_it() -> None:
    whole = Entry("OD", "1", "20260101", "X", (
        Line("101000", "-1000"), Line("512000", "500"), Line("401000", "-300", "F1"), Line("411000", "800", "C1"),
    ))  # fmt: skip
    assert [each.issued for each in facts(read(text([whole])), "invoices")] == [MISSING]


def test_the_closing_of_the_books_is_passed_over() -> None:
    books = [
        sale("1", "20260115", "C1", "1200"),
        moved("9", "20261231", Line("891000", "1200"), Line("411000", "-1200", "C1"), journal="CL"),
    ]
    found = read(text(books))
    assert open_by_buyer(ledger(found)) == {"C1": 120_000}
    assert found.summaries[0].balances["411"] == 120_000


def test_an_account_of_its_own_is_a_buyer_and_a_bare_collective_is_told() -> None:
    books = [
        moved("1", "20260115", Line("411DUPRE", "100"), Line("701000", "-100")),
        moved("2", "20260115", Line("411000", "200"), Line("701000", "-200")),
    ]
    found = read(text(books))
    assert open_by_buyer(ledger(found)) == {"411DUPRE": 10_000, "411000": 20_000}
    assert told(found).count("fec_auxiliary_missing") == 1


def test_pieces_that_name_several_documents_are_told_apart() -> None:
    books = [
        sale("1", "20260115", "C1", "100", piece="X"),
        sale("2", "20260116", "C1", "200", piece="X"),
        sale("3", "20260117", "C2", "300", piece="X"),
        sale("4", "20260118", "C2", "400", piece="0000"),
    ]
    names = [each.number for each in facts(read(text(books)), "invoices")]
    assert names == ["X C1 VE-1 2026-01-15", "X C1 VE-2 2026-01-16", "X C2", "VE-4"]
