"""The document of the exposure adds up to its report to the cent, each shared limit once, by whatever key."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encours.cover.indicators.exposure import By
from encours.explain.document.html import page
from encours.explain.document.model import Amount, Cell, Chart, Column, Kind, Percentage, Series, Shape, Table, Tone
from encours.explain.document.pdf import pdf
from encours.explain.document.svg import WIDTH, description, drawing
from encours.explain.exposure_document import CHARTED, exposure_document
from encours.explain.exposure_json import exposure_columns, exposure_rows
from encours.explain.exposure_report import composition, half_of
from encours.units.money import Total
from tests.explain.documents import LANGUAGES, document, squeezed, text_of_page, text_of_pdf, texts
from tests.explain.test_exposure import of_demo


def made(by=By.BUYER, language="en", rows=20):
    return exposure_document(of_demo(by)[0], language, rows=rows)


def table(report, title):
    (found,) = (each for each in report.tables() if each.title == title)
    return found


def cents(row, column):
    value = row[column].value
    return value.cents if isinstance(value, Amount) else 0


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("by", By)
def test_by_every_key_the_page_and_the_pdf_tell_the_same(by, language):
    few = made(by, language, rows=5)
    screen, paper = squeezed(text_of_page(page(few))), squeezed(text_of_pdf(pdf(few)))
    told = {squeezed(each) for each in texts(few)}
    assert {each for each in told if each not in screen or each not in paper} == set()


@pytest.mark.parametrize("by", By)
def test_both_rankings_add_up_to_the_whole_and_cumulate_to_all_of_it(by):
    total = of_demo(by)[0].total
    largest, uninsured = (chart.table for chart in made(by, rows=None).charts())
    for ranking, whole in ((largest, total.outstanding), (uninsured, total.uninsured)):
        last = len(ranking.columns) - 1
        parts = [column for column in range(last - 2) if ranking.columns[column].kind is Kind.AMOUNT]
        assert sum(cents(row, last - 2) for row in ranking.rows) == cents(ranking.total, last - 2) == whole
        assert all(sum(cents(row, part) for part in parts) == cents(row, last - 2) for row in ranking.rows)
        assert ranking.rows[-1][last].value == Percentage(10_000)
        shares = [row[last].value.basis_points for row in ranking.rows]
        assert shares == sorted(shares)


def test_the_cover_page_and_the_exposure_say_the_same_uninsured():
    ranking = table(document("cover", "en", rows=None), "Largest uninsured exposures")
    told = table(document("exposure", "en", rows=None), "The most uninsured")
    last, whole = len(ranking.columns) - 1, [each.title for each in told.columns].index("Uninsured")
    assert cents(ranking.total, last) == cents(told.total, whole) > 0
    of_buyer = {row[0].value: cents(row, whole) for row in told.rows}
    for row in ranking.rows:
        assert cents(row, last) == of_buyer.get(row[0].value, 0)
        assert cents(row, last) == sum(cents(row, place) for place in (3, 4, 5))


def test_the_total_beside_a_drawing_is_that_of_all_lines_and_tells_what_it_leaves_out():
    report = of_demo(By.BUYER)[0]
    for chart, whole in zip(made().charts(), (report.of_outstanding, report.of_uninsured), strict=True):
        assert len(chart.table.rows) == CHARTED
        assert chart.table.left_out == whole.count - CHARTED
        assert cents(chart.table.total, len(chart.table.columns) - 3) == whole.total


def test_lines_and_what_is_shared_add_up_to_the_total_where_each_limit_counts_once():
    report = of_demo(By.BUYER)[0]
    lines = table(made(rows=10**6), "Every line, with its limits")
    assert lines.left_out == 0
    assert len(lines.rows) == len(report.lines) + 1
    for column in (place for place, each in enumerate(lines.columns) if each.kind is Kind.AMOUNT):
        assert sum(cents(row, column) for row in lines.rows) == cents(lines.total, column)
    sharing = [row for row in lines.rows if any(cell.opens == "shared" for cell in row)]
    shared = table(made(), "Shared limits")
    assert len(sharing) == len(shared.rows) + 1 > 2
    assert cents(shared.total, len(shared.columns) - 1) == report.exposure.apart.limit


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workbook_has_every_line_as_the_csv_has_it(language):
    report = of_demo(By.COUNTRY)[0]
    titles, rows = exposure_columns(language), list(exposure_rows(report, language))
    (lines,) = (each for each in made(By.COUNTRY, language, rows=None).tables() if each.sheet in {"Lines", "Lignes"})
    assert [column.title.casefold() for column in lines.columns] == [title.casefold() for title in titles[1:]]
    for told, row in zip(rows, lines.rows, strict=True):
        for value, cell in zip(told[1:], row, strict=True):
            if isinstance(value, Total):
                assert (cell.value.cents, cell.value.currency) == (value.cents, value.currency.code)
            elif isinstance(value, int):
                assert cell.value == value
    shares = [column for column, each in enumerate(lines.columns) if each.kind is Kind.PERCENTAGE]
    assert len(shares) == 2


def test_what_the_outstanding_is_made_of_adds_up():
    found = {name: amount for name, amount, _ in composition(of_demo(By.BUYER)[0])}
    assert found["invoiced"] + found["delivered"] == found["outstanding"]
    told = table(made(), "What is in it, and what is beside")
    assert [cents(row, 1) for row in told.rows] == list(found.values())


@given(st.lists(st.integers(-5, 10**9), max_size=30))
def test_half_is_the_fewest_of_the_largest_that_make_it(found):
    count, largest = half_of(found), sorted((each for each in found if each > 0), reverse=True)
    assert 2 * sum(largest[:count]) >= sum(largest)
    assert not largest or 2 * sum(largest[: count - 1]) < sum(largest)


def test_the_line_below_a_bar_is_as_long_as_the_share():
    rows = tuple((Cell(name), Cell(Amount(1, "EUR")), Cell(share)) for name, share in zip("ab", shares(), strict=True))
    columns = (Column("n"), Column("x", Kind.AMOUNT), Column("s", Kind.PERCENTAGE))
    series = (Series(1, "x", "", Tone.COVERED),)
    chart = Chart("c", "C", Shape.BARS, Table("T", columns, rows), series, share=2, share_title="together")
    drawn = [
        int(each)
        for each in re.findall(r'h(\d+)" stroke="[^"]*" class="line" stroke-width="2.4"', drawing(chart, "en"))
    ]
    assert drawn[1:] == [(WIDTH - 2) // 4, WIDTH - 2]
    assert description(chart, "en").endswith("a: €0 (together 25.0%); b: €0 (together 100.0%).")


def shares():
    return Percentage(2_500), Percentage(10_000)


def test_lines_of_which_nobody_told_the_key_have_a_name():
    told = text_of_page(page(document("exposure", "fr", more=("--by", "sector"))))
    assert "(non précisé)" in told
    assert "La moitié tient à 10 des 50 secteurs." in made(By.SECTOR, "fr").opening[1].text
