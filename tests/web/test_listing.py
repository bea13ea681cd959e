"""A list sorts by what it declares alone, keeps its filters, and its file holds what the page shows."""

import io
from datetime import date, datetime

import pytest
from python_calamine import CalamineWorkbook

from encours.explain.document.model import Amount, Kind, On, Percentage, Tenths
from encours.units import from_civil
from encours.web.pages.badges import MARKS, badge_of, days_badge, days_left
from encours.web.pages.exports import Asked, as_document, export
from encours.web.pages.listing import (
    Cell,
    Column,
    Listing,
    Sort,
    address,
    days_cell,
    heads,
    kept,
    lines,
    page_of,
    row,
    sort_of,
    sorted_by,
    sorted_items,
    state_cell,
    totals,
)

BUYER = Column("buyer", "Buyer", "Client", sort=True, key="buyer__name")
OWED = Column("owed", "Owed", "Encours", Kind.AMOUNT, sort=True)
SHARE = Column("share", "Overdue share", "Part de l'échu", Kind.PERCENTAGE)
DUE = Column("due", "Due on", "Échéance", Kind.DAY, sort=True)
LEFT = Column("left", "Days left", "Jours restants", Kind.NUMBER)
STATE = Column("state", "Cover", "Couverture")
SIREN = Column("siren", "SIREN", "SIREN", Kind.CODE, is_for_files=True)
COLUMNS = (BUYER, OWED, SHARE, DUE, LEFT, STATE, SIREN)
DAY = from_civil(2026, 11, 30)
ASKED = Asked("Tournier SAS", DAY, "fr", (("Pays", "FR"),))


def listed(**more):
    rows = (
        row(
            Cell("Delmas", "/buyers/7", note="à voir"),
            Amount(123_456_78, "EUR"),
            Percentage(87_50),
            On(DAY),
            days_cell(-3, "fr"),
            state_cell("over-limit", "fr"),
            "452118904",
            key="B7",
        ),
        row("=1+1", Amount(-5, "EUR"), None, None, days_cell(None, "fr"), state_cell("covered", "fr"), "1"),
    )
    total = (Cell("2 clients"), Cell(Amount(123_456_73, "EUR")), Cell(), Cell(), Cell(), Cell(), Cell())
    return Listing(COLUMNS, rows, "Clients", **{"total": total, **more})


class Rows:
    """What a query set is asked."""

    def __init__(self):
        self.asked = ()

    def order_by(self, *fields):
        self.asked = fields
        return self


def test_an_address_sorts_by_a_declared_column_alone():
    assert sort_of(COLUMNS, {"sort": "-owed"}) == Sort(OWED, is_descending=True)
    assert sort_of(COLUMNS, {"sort": "buyer"}) == Sort(BUYER)
    for refused in ("share", "buyer__name", "password", "-", "--owed", "?", ""):
        assert sort_of(COLUMNS, {"sort": refused}) is None
        assert sort_of(COLUMNS, {"sort": refused}, "-due") == Sort(DUE, is_descending=True)


def test_a_query_set_is_sorted_by_the_field_of_the_column_and_ties_by_key():
    first, second = sorted_by(Rows(), COLUMNS, {"sort": "-buyer"}).asked
    assert first.expression.name == "buyer__name"
    assert (first.descending, first.nulls_last, second) == (True, True, "pk")
    first, _ = sorted_by(Rows(), COLUMNS, {}, "due").asked
    assert (first.expression.name, first.descending, first.nulls_last) == ("due", False, True)
    assert sorted_by(Rows(), COLUMNS, {"sort": "password"}).asked == ("pk",)


def test_rows_already_read_are_sorted_with_the_unknown_last_either_way():
    items = [("a", 2), ("b", None), ("c", 1)]
    assert [each for each, _ in sorted_items(items, lambda item: item[1])] == ["c", "a", "b"]
    assert [each for each, _ in sorted_items(items, lambda item: item[1], is_descending=True)] == ["a", "c", "b"]


@pytest.mark.parametrize(("told", "number"), [("2", 2), ("", 1), ("x", 1), ("-1", 3), ("99", 3)])
def test_a_page_is_one_that_there_is(told, number):
    page = page_of(range(120), {"page": told})
    assert (page.number, page.paginator.num_pages) == (number, 3)
    assert len(page_of(range(120), {"page": "1"})) == 50


def test_an_address_keeps_its_filters_and_their_repetitions():
    query = kept("country=FR&state=a&state=b&page=4&sort=-owed&q=caf%C3%A9+%26+co")
    assert query == "country=FR&state=a&state=b&q=caf%C3%A9+%26+co"
    assert address(query, {"state": "", "page": "2"}) == "?country=FR&q=caf%C3%A9+%26+co&page=2"


def test_a_column_sorts_the_other_way_the_second_time_and_begins_at_the_first_page():
    plain, sorted_ = listed(query="country=FR"), listed(query="country=FR", sort=Sort(OWED, is_descending=True))
    assert plain.sorted_address(BUYER) == "?country=FR&sort=buyer"
    assert plain.sorted_address(OWED) == "?country=FR&sort=-owed"
    assert sorted_.sorted_address(OWED) == "?country=FR&sort=owed"
    assert sorted_.page_address(3) == "?country=FR&sort=-owed&page=3"


def test_titles_tell_how_rows_are_sorted_and_which_may_be():
    shown = heads(listed(sort=Sort(OWED, is_descending=True)), "fr")
    assert [each.title for each in shown] == [
        "Client", "Encours", "Part de l'échu", "Échéance", "Jours restants", "Couverture",
    ]  # fmt: skip
    assert [each.direction for each in shown] == ["", "descending", "", "", "", ""]
    assert [bool(each.address) for each in shown] == [True, True, False, True, False, False]
    assert heads(listed(), "en")[0].title == "Buyer"


def test_values_are_shown_by_kind_and_a_column_for_files_is_on_no_page():
    ((first, cells), _) = lines(listed(), "fr")
    assert first.key == "B7"
    assert [each.text for each in cells] == [
        "Delmas", "123\u202f456,78\u00a0€", "87,5\u00a0%", "30/11/2026", "-3", "dépassement",
    ]  # fmt: skip
    assert cells[4].cell.badge.word == "3 jours de retard"
    assert totals(listed(), "fr")[1].text == "123\u202f456,73\u00a0€"
    assert totals(listed(total=()), "fr") == ()


def test_a_row_has_one_cell_for_each_column():
    with pytest.raises(AssertionError, match="one cell for each column"):
        Listing(COLUMNS, (row("Delmas"),), "Clients")


def test_csv_has_the_marks_of_a_spreadsheet_and_no_live_formula():
    text = export(listed(), "csv", ASKED).decode("utf-8")
    assert text.startswith("\ufeffClient;Encours;Part de l'échu;Échéance;Jours restants;Couverture;SIREN\r\n")
    assert text.splitlines()[1:] == [
        "Delmas;123456,78;87,50;2026-11-30;-3;dépassement;452118904",
        "'=1+1;-0,05;;;;couvert;1",
    ]


def test_csv_in_english_has_a_point():
    english = Asked("Tournier SAS", DAY, "en")
    assert "Delmas;123456.78;87.50;2026-11-30" in export(listed(), "csv", english).decode("utf-8")


def test_amounts_in_several_currencies_tell_theirs():
    listing = Listing((BUYER, OWED), (row("A", Amount(1_00, "EUR")), row("B", Amount(200, "JPY")), row("C", None)), "C")
    assert export(listing, "csv", ASKED).decode("utf-8").splitlines() == [
        "\ufeffClient;Encours;Encours (devise)", "A;1,00;EUR", "B;200;JPY", "C;;",
    ]  # fmt: skip


def test_a_workbook_tells_what_was_asked_then_the_typed_rows_and_their_total():
    book = CalamineWorkbook.from_filelike(io.BytesIO(export(listed(), "xlsx", ASKED)))
    assert book.sheet_names == ["Question", "Liste"]
    question, rows = (book.get_sheet_by_name(each).to_python() for each in book.sheet_names)
    assert ["Pays", "FR"] in question
    assert rows[1][:3] == ["Delmas", 123456.78, 0.875]
    assert rows[1][3] in {date(2026, 11, 30), datetime(2026, 11, 30)}  # noqa: DTZ001 -- a spreadsheet has no zone
    assert rows[2][0] == "=1+1"
    assert rows[3][:2] == ["2 clients", 123456.73]


def test_a_document_of_a_list_without_rows_or_total_is_still_one():
    empty = Listing((BUYER, Column("days", "Days", "Jours", Kind.NUMBER)), (), "Clients")
    assert as_document(empty, ASKED).parts[0].blocks[0].rows == ()
    assert export(empty, "csv", ASKED).decode("utf-8") == "\ufeffClient;Jours\r\n"
    tenths = Listing(empty.columns, (row("A", Tenths(-125)),), "Clients")
    assert export(tenths, "csv", ASKED).decode("utf-8").splitlines()[1] == "A;-12,5"


def test_days_left_are_told_in_both_languages():
    assert [days_left(each, "fr") for each in (-2, -1, 0, 1, 12)] == [
        "2 jours de retard", "1 jour de retard", "aujourd’hui", "dans 1 jour", "dans 12 jours",
    ]  # fmt: skip
    assert [days_left(each, "en") for each in (-1, 0, 1)] == ["1 day late", "today", "in 1 day"]
    assert [days_badge(each, "en").tone for each in (-1, 0, 5, 15)] == ["late", "urgent", "soon", "plain"]


def test_every_badge_has_a_word_in_each_language_a_symbol_and_a_tone():
    for name in MARKS:
        for language in ("en", "fr"):
            found = badge_of(name, language)
            assert found.word
            assert found.symbol
            assert found.tone
