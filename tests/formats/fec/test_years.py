"""Several files of one company: what two of them hold counts once, and what contradicts is told."""

from encours.formats.fec.summary import learnt_on
from encours.units import from_civil
from tests.formats.fec.books import (
    Entry,
    Line,
    facts,
    ledger,
    open_by_buyer,
    opening,
    read,
    receipt,
    sale,
    text,
    told,
    wrong,
)

BEFORE, AFTER = "123456782FEC20251231.txt", "123456782FEC20261231.txt"
NAMES = (BEFORE, AFTER)
PRIOR = (
    sale("1", "20251115", "C1", "1200"),
    sale("2", "20251201", "C2", "600", letter="A"),
    receipt("3", "20251220", "C2", "600", letter="A"),
    sale("4", "20251222", "C2", "300"),
)


def test_openings_that_repeat_the_year_before_count_once() -> None:
    year = [opening("20260101", Line("411000", "1200", "C1"), Line("411000", "300", "C2"))]
    found = read(text(PRIOR), text(year), names=NAMES)
    assert sorted(each.number for each in facts(found, "invoices")) == ["F1", "F2", "F4"]
    assert open_by_buyer(ledger(found)) == {"C1": 120_000, "C2": 30_000}
    assert "fec_openings_undated" not in told(found)


def test_money_lettered_with_an_opening_pays_the_invoice_that_it_repeats() -> None:
    year = [
        opening("20260101", Line("411000", "1200", "C1", "B"), Line("411000", "300", "C2", "B")),
        receipt("2", "20260115", "C1", "1200", letter="B"),
    ]
    found = read(text(PRIOR), text(year), names=NAMES)
    assert [(each.invoice, each.amount) for each in facts(found, "payments")] == [("F2", 60_000), ("F1", 120_000)]
    assert open_by_buyer(ledger(found)) == {"C2": 30_000}


def test_money_lettered_with_an_opening_in_one_sum_pays_the_oldest() -> None:
    prior = [sale("1", "20251115", "C1", "1200"), sale("2", "20251116", "C1", "100")]
    year = [
        opening("20260101", Line("411000", "1300", "C1", "B")),
        receipt("2", "20260115", "C1", "1250", letter="B"),
    ]
    found = read(text(prior), text(year), names=NAMES)
    assert [(each.invoice, each.amount) for each in facts(found, "payments")] == [("F1", 120_000), ("F2", 5_000)]


def test_an_opening_in_one_sum_for_all_customers_is_recognised_by_its_total() -> None:
    year = [opening("20260101", Line("411000", "1500"))]
    found = read(text(PRIOR), text(year), names=NAMES)
    assert open_by_buyer(ledger(found)) == {"C1": 120_000, "C2": 30_000}


def test_openings_that_differ_from_the_year_before_are_told() -> None:
    year = [opening("20260101", Line("411000", "1200", "C1"), Line("411000", "299.99", "C2"))]
    found = read(text(PRIOR), text(year), names=NAMES)
    assert wrong(found) == [("fec_openings_differ", 3)]
    assert "411 C2 299.99 EUR instead of 300.00 EUR." in found.tables[AFTER]["invoices"].errors[0].english


def test_an_opening_moved_between_two_customers_is_told_with_both_amounts() -> None:
    year = [opening("20260101", Line("411000", "1100", "C1"), Line("411000", "400", "C2"))]
    found = read(text(PRIOR), text(year), names=NAMES)
    assert wrong(found) == [("fec_openings_differ", 2)]
    told_why = found.tables[AFTER]["invoices"].errors[0].french
    assert "411 C1 1100,00 EUR au lieu de 1200,00 EUR" in told_why
    assert "411 C2 400,00 EUR au lieu de 300,00 EUR." in told_why


def test_an_opening_moved_to_another_account_of_the_same_customer_is_told() -> None:
    year = [opening("20260101", Line("416000", "1200", "C1"), Line("411000", "300", "C2"))]
    found = read(text(PRIOR), text(year), names=NAMES)
    assert wrong(found) == [("fec_openings_differ", 2)]


def test_an_opening_in_one_sum_that_differs_is_told_in_total() -> None:
    found = read(text(PRIOR), text([opening("20260101", Line("411000", "1400"))]), names=NAMES)
    assert "411 1400.00 EUR instead of 1500.00 EUR." in found.tables[AFTER]["invoices"].errors[0].english


def test_a_third_year_stands_on_both_years_before() -> None:
    second = [
        opening("20260101", Line("411000", "1200", "C1"), Line("411000", "300", "C2")),
        sale("5", "20260105", "C2", "60"),
        receipt("6", "20260201", "C1", "1000"),
    ]
    third = [
        opening("20270101", Line("411000", "200", "C1"), Line("411000", "360", "C2")),
        sale("7", "20270105", "C2", "10"),
    ]
    found = read(text(PRIOR), text(second), text(third), names=(*NAMES, "123456782FEC20271231.txt"))
    assert open_by_buyer(ledger(found)) == {"C1": 20_000, "C2": 37_000}
    wrong_second = [opening("20260101", Line("411000", "1100", "C1"), Line("411000", "400", "C2")), *second[1:]]
    third[0] = opening("20270101", Line("411000", "100", "C1"), Line("411000", "460", "C2"))
    found = read(text(PRIOR), text(wrong_second), text(third), names=(*NAMES, "123456782FEC20271231.txt"))
    assert wrong(found) == [("fec_openings_differ", 2)]


def test_the_order_of_files_changes_nothing() -> None:
    year = [opening("20260101", Line("411000", "1200", "C1"), Line("411000", "300", "C2"))]
    one = read(text(PRIOR), text(year), names=NAMES)
    other = read(text(year), text(PRIOR), names=(AFTER, BEFORE))
    assert open_by_buyer(ledger(one)) == open_by_buyer(ledger(other))


def test_the_same_year_exported_twice_counts_once() -> None:
    found = read(text(PRIOR), text(PRIOR), names=(BEFORE, "123456782FEC20251231 (1).txt"))
    assert len(facts(found, "invoices")) == 3
    assert told(found).count("fec_overlap") == 1
    assert [each.amount for each in facts(found, "control_accounts")] == [150_000]


def test_a_part_of_the_year_gives_way_to_the_whole() -> None:
    found = read(text(PRIOR[:2]), text(PRIOR), names=("123456782FEC20251201.txt", BEFORE))
    assert open_by_buyer(ledger(found)) == {"C1": 120_000, "C2": 30_000}
    assert [each.superseded for each in found.summaries] == [True, False]


def test_an_entry_that_changed_between_two_exports_is_told_and_the_later_stands() -> None:
    changed = (sale("1", "20251115", "C1", "1100"), *PRIOR[1:])
    found = read(text(PRIOR[:2]), text(changed), names=("123456782FEC20251201.txt", BEFORE))
    assert "fec_overlap_differs" in told(found)
    assert open_by_buyer(ledger(found)) == {"C1": 110_000, "C2": 30_000}


def test_a_year_in_two_files_of_other_journals_is_read_whole() -> None:
    sales = [each for each in PRIOR if each.journal == "VE"]
    money = [each for each in PRIOR if each.journal == "BQ"]
    found = read(text(sales), text(money), names=(BEFORE, "123456782FEC20251231-2.txt"))
    assert open_by_buyer(ledger(found)) == {"C1": 120_000, "C2": 30_000}
    assert "fec_overlap" not in told(found)


def test_letters_begin_again_each_year() -> None:
    year = [
        opening("20260101", Line("411000", "1200", "C1"), Line("411000", "300", "C2")),
        sale("5", "20260105", "C2", "60", letter="A"),
        receipt("6", "20260110", "C2", "60", letter="A"),
    ]
    found = read(text(PRIOR), text(year), names=NAMES)
    assert [(each.invoice, each.amount) for each in facts(found, "payments")] == [("F2", 60_000), ("F5", 6_000)]


def test_books_are_learnt_when_they_close_once_they_reach_that_month_and_before_at_their_last_entry() -> None:
    closing, within = read(text(PRIOR), names=(BEFORE,)), read(text(PRIOR[:1]), names=(BEFORE,))
    assert learnt_on(closing.summaries) == from_civil(2025, 12, 31)
    assert learnt_on(within.summaries) == from_civil(2025, 11, 15)
    assert learnt_on(read(text(PRIOR), names=("books.txt",)).summaries) == from_civil(2025, 12, 22)
    # What a later export holds again dates nothing.
    both = read(text(PRIOR[:2]), text(PRIOR), names=("123456782FEC20251201.txt", BEFORE))
    assert [each.learnt_on for each in both.summaries] == [from_civil(2025, 12, 1), from_civil(2025, 12, 31)]
    assert learnt_on(both.summaries[:1]) is None


def test_two_companies_in_one_folder_are_two_entities() -> None:
    other = [Entry("VE", "1", "20251115", "F1", (Line("411000", "100", "C1"), Line("701000", "-100")))]
    found = read(text(PRIOR), text(other), names=(BEFORE, "987654324FEC20251231.txt"))
    assert {(each.entity, each.number) for each in facts(found, "invoices") if each.buyer == "C1"} == {
        ("123456782", "F1 123456782"), ("987654324", "F1 987654324"),
    }  # fmt: skip


def test_the_control_account_is_that_of_the_last_day_of_each_year() -> None:
    year = [
        opening("20260101", Line("411000", "1200", "C1"), Line("411000", "300", "C2")),
        receipt("2", "20260115", "C1", "1200"),
    ]
    found = read(text(PRIOR), text(year), names=NAMES)
    assert [(each.day, each.amount) for each in facts(found, "control_accounts")] == [
        (from_civil(2025, 12, 22), 150_000), (from_civil(2026, 1, 15), 30_000),
    ]  # fmt: skip
