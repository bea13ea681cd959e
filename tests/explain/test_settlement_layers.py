"""Layers that count a loss otherwise are told row by row: whose loss each is, what the layer receives and pays."""

from __future__ import annotations

import io

import pytest
from python_calamine import CalamineWorkbook

from encours.explain.document.pdf import pdf
from encours.explain.document.xlsx import workbook
from encours.explain.screen import laid_out
from encours.explain.settlement_document import settlement_document
from encours.explain.settlement_json import settlement_json
from encours.explain.settlement_report import SettlementReport
from encours.explain.settlement_screen import settlement_page
from tests.claims.test_mixed_units import two
from tests.cli.commands import HERE, run
from tests.explain.documents import squeezed, text_of_pdf

PROGRAMME = HERE.parents[1] / "examples" / "layer-of-losses" / "programme.toml"
LOSSES = """
[[losses]]
claim = "{claim}"
buyer = "Charpentes Imaginaires SARL"
day_of_loss = {day}
cause = "insolvency"
loss = "160 000 EUR"
limit = "160 000 EUR"
"""


@pytest.mark.parametrize("language", ["en", "fr"])
def test_two_losses_in_a_row_of_one_buyer_are_both_told_by_its_name(tmp_path, language):
    told = "".join(LOSSES.format(claim=claim, day=day) for claim, day in (("C1", "2026-03-10"), ("C2", "2026-05-20")))
    (tmp_path / "losses.toml").write_text(told, encoding="utf-8")
    out, err, _ = run(["settle", "losses.toml", "--policy", str(PROGRAMME)], language, folder=tmp_path)
    assert err == ""
    heading = {"en": "Layer by layer", "fr": "Tranche par tranche"}[language]
    table = out.partition(heading)[2].splitlines()
    primary = [each for each in table if "Whole turnover 2026" in each][:2]
    assert [each.startswith("Charpentes Imaginaires SARL") for each in primary] == [True, True]


@pytest.fixture(scope="module")
def report():
    """A group of two companies: one layer counts it whole, the layer above each of them; 30 came in on each.

    The group was paid after both sums, the layer above paid the first company before, and the second after.
    """
    found = two(("B1", 30_00, 2), ("B2", 30_00, 2), paid_on=(3, 1, 4), limits=(60_00, 100_00))
    return SettlementReport("", found.whole.settled, years=found.whole.years)


def screen(report):
    """Lines of the page, each with one blank between its words."""
    out = laid_out(settlement_page(report, "en", rows=10, everything=False), width=120, colour=False)
    return [" ".join(each.split()) for each in out.splitlines()]


def test_the_screen_tells_the_gross_loss_before_the_layers_and_whom_each_counts(report):
    told = screen(report)
    first = told.index("G gross loss €170.00")
    assert [*told[first : first + 5], told[first + 6]] == [
        "G gross loss €170.00",
        "Layer 0 €140.00 €120.00",
        "B1 Layer 1 €40.00 €40.00",
        "B2 Layer 1 €10.00 €10.00",
        "G left to the insured €0.00",
        "Total all layers €170.00 €170.00",
    ]


def test_the_screen_tells_which_company_of_a_group_a_sum_came_back_on(report):
    told = screen(report)
    first = told.index("received on reference buyer invoice received to insurers to the insured")
    assert [told[first + 1], told[first + 2], told[first + 4]] == [
        "1971-12-04 0 B1 €30.00 €30.00",
        "1971-12-04 1 B2 €30.00 €30.00",
        "Total €60.00 €0.00 €60.00",
    ]
    assert told.count("received on reference invoice received to insurers to the insured") == 2, "of one company alone"


def test_the_pdf_tells_the_gross_loss_and_the_company(report):
    paper = squeezed(text_of_pdf(pdf(settlement_document(report, "en", rows=20))))
    for row in (
        "G gross loss €170.00",
        "B1 Layer 1 €40.00 €40.00",
        "Total all layers €170.00 €170.00",
        "1971-12-04 1 B2 €30.00 €30.00",
    ):
        assert squeezed(row) in paper


def test_the_workbook_tells_the_gross_loss_and_the_company(report):
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook(settlement_document(report, "en", rows=None))))
    assert book.get_sheet_by_name("Layers").to_python()[1:] == [
        ["G", "gross loss", 170, ""],
        ["G", "Layer 0", 140, 120],
        ["B1", "Layer 1", 40, 40],
        ["B2", "Layer 1", 10, 10],
        ["G", "left to the insured", "", 0],
        ["Total", "all layers", 170, 170],
    ]
    headings, *sums, total = book.get_sheet_by_name("Recoveries").to_python()
    assert headings[:5] == ["Received on", "Reference", "Buyer", "Invoice", "Received"]
    assert [each[1:5] for each in sums] == [["0", "B1", "", 30], ["1", "B2", "", 30]]
    assert total[:5] == ["Total", "", "", "", 60]


def test_invoices_of_a_loss_add_up_in_every_form(report):
    assert "Total €140.00 €120.00" in screen(report)
    assert squeezed("Total €140.00 €120.00") in squeezed(text_of_pdf(pdf(settlement_document(report, "en", rows=20))))
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook(settlement_document(report, "en", rows=None))))
    *rows, total = book.get_sheet_by_name("Invoices").to_python()[1:]
    assert [sum(each[place] for each in rows) for place in (2, 6)] == [140, 120]
    assert total == ["Total", "", 140, "", "", "", 120]


INVOICES = """
[[losses]]
buyer = "Charpentes Imaginaires SARL"
day_of_loss = 2026-03-10

[[losses.invoices]]
number = "F-1"
gross = "100 EUR"
limit = "100 EUR"
percentage = "90 %"

[[losses.invoices]]
number = "F-2"
gross = "50 EUR"
percentage = "90 %"
"""


def test_what_cannot_be_told_of_an_invoice_cannot_be_told_of_all(tmp_path):
    (tmp_path / "losses.toml").write_text(INVOICES, encoding="utf-8")
    out, err, code = run(["settle", "losses.toml"], "en", folder=tmp_path)
    assert (err, code) == ("", 0)
    assert "Total €150.00 ?" in [" ".join(each.split()) for each in out.splitlines()]


def test_programs_can_tell_the_layers_of_a_loss_apart_and_whom_a_sum_came_back_on(report):
    told = settlement_json(report, "en")
    (across,) = told["across_layers"]
    names = ("policy", "claim", "number", "buyer", "group", "invoice", "gross_loss", "indemnity")
    assert [tuple(each[name] for name in names) for each in across["layers"]] == [
        ("Layer 0", "B1/1971-12-02", 1, "G", "G", None, 140_00, 120_00),
        ("Layer 1", "B1/1971-12-02", 1, "B1", "G", None, 40_00, 40_00),
        ("Layer 1", "B2/1971-12-02", 1, "B2", "G", None, 10_00, 10_00),
    ]
    claims = [claim for year in told["years"] for claim in year["claims"]]
    assert [[each["buyer"] for each in claim["received"]] for claim in claims] == [["B1", "B2"], [None], [None]]
