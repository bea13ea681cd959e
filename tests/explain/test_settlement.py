"""A settlement in every form says the same: steps, parts that add up, and what the year has left."""

import csv
import io
import json
import re
from unittest.mock import patch

import pytest

from encours.clauses.orders import IndemnityStep
from encours.clauses.wordings.indemnity import CHAIN
from encours.cli import documents, settle
from encours.cli.parser import parser
from encours.explain.document.html import page
from encours.explain.document.pdf import pdf
from encours.explain.document.svg import description, drawing
from encours.explain.document.xlsx import workbook
from encours.explain.settlement_report import reading_name
from tests.cli.commands import HERE, run
from tests.explain.documents import squeezed, text_of_page, text_of_pdf, texts

LOSSES = str(HERE / "losses" / "two-losses.toml")


def document(language, *words, rows=20):
    """Document of a settlement, with so many rows in each list."""
    kept = []
    with patch.object(documents, "show", lambda make, _: kept.append(make(rows))):
        settle.run(parser(language).parse_args(["settle", *words, "--format", "html", "--lang", language]))
    (made,) = kept
    return made


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_and_the_pdf_have_the_same_words(language):
    made = document(language, LOSSES)
    told = {squeezed(each) for each in texts(made)} - {""}
    screen, paper = squeezed(text_of_page(page(made))), squeezed(text_of_pdf(pdf(made)))
    assert [each for each in told if each not in screen] == []
    assert [each for each in told if each not in paper] == []


WORKSPACE = HERE / "workspace"
NON_CANCELLABLE = HERE.parents[1] / "examples" / "non-cancellable"
OF_LEDGERS = (
    ["B1", str(WORKSPACE), "--day-of-loss", "2026-06-20", "--as-of", "2026-06-30", "--paid-on", "2026-06-25"],
    ["B1", str(WORKSPACE), "--day-of-loss", "2026-06-20", "--as-of", "2026-06-30"],
    [str(NON_CANCELLABLE)],
)


@pytest.mark.parametrize("words", OF_LEDGERS)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_came_back_and_the_year_have_the_same_words_in_the_page_and_the_pdf(language, words):
    made = document(language, *words)
    told = {squeezed(each) for each in texts(made)} - {""}
    screen, paper = squeezed(text_of_page(page(made))), squeezed(text_of_pdf(pdf(made)))
    assert [each for each in told if each not in screen] == []
    assert [each for each in told if each not in paper] == []
    assert workbook(document(language, *words, rows=None)).startswith(b"PK")


def test_what_is_shared_and_what_is_used_add_up_in_json():
    answer = json.loads(run(["settle", *OF_LEDGERS[0], "--format", "json"], "en")[0])
    ((claim,),) = (year["claims"] for year in answer["years"])
    for each in claim["received"]:
        parts = ("to_insurers", "to_insured", "costs", "beyond_the_debt")
        assert sum(each[name] for name in parts) == each["amount"]["amount"]
    assert sum(each["as_allocated"] for each in claim["allocations"]) == sum(
        each["amount"]["amount"] for each in claim["received"]
    )
    assert claim["net"] == claim["indemnity"] - claim["to_insurers"]
    year = json.loads(run(["settle", *OF_LEDGERS[2], "--format", "json"], "en")[0])["years"][0]
    for total in year["totals"]:
        assert total["used"] == sum(each[f"{total['counter']}_used"] for each in year["claims"])


@pytest.mark.parametrize("rows", [None, 20])
def test_one_loss_and_one_that_stops_are_documents_too(rows):
    for words in (["--loss", "100000EUR"], ["--loss", "100000EUR", "--limit", "9EUR", "--percentage", "90%"]):
        made = document("fr", *words, rows=rows)
        assert workbook(made).startswith(b"PK")


def test_the_drawing_has_a_bar_for_each_step_that_holds_what_stood():
    made = document("en", LOSSES)
    first, second = made.charts()
    cents = [int(each) for each in re.findall(r'data-cents="(\d+)"', drawing(second, "en"))]
    assert cents == [9_000_000, 6_000_000, 3_000_000, 6_000_000, 4_800_000, 1_200_000, 4_800_000, 3_600_000, 1_200_000]
    assert "Aggregate first loss: stands €24,000, retained €30,000" in description(first, "en")


def test_parts_and_invoices_add_up_in_json():
    answer = json.loads(run(["settle", LOSSES, "--format", "json"], "en")[0])
    for loss in answer["losses"]:
        assert sum(loss["parts"].values()) == loss["gross_loss"]
        assert sum(each["indemnity"] for each in loss["invoices"]) == loss["indemnity"]
        stood = [each["stood"] for each in loss["steps"]] + [loss["indemnity"]]
        assert [each["stands"] for each in loss["steps"]] == stood[1:]
        assert all(each["stood"] - each["cut"] == each["stands"] for each in loss["steps"])
    (before, after) = (loss["year"] for loss in answer["losses"])
    assert [each["left"] for each in before] == [each["agreed"] - each["used_before"] for each in after]


def test_a_waterfall_that_stops_says_what_is_missing_and_has_no_parts():
    out, err, code = run(["settle", "--loss", "1000EUR", "--limit", "1000EUR", "--format", "json"], "fr")
    (loss,) = json.loads(out)["losses"]
    assert (err, code) == ("", 0)
    assert (loss["indemnity"], loss["parts"]) == (None, None)
    assert (loss["steps"][-1]["clause"], loss["steps"][-1]["missing"]) == ("insured_share", ["line_percentage"])


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        (["--term", "aggregate_first_loss_share=1%"], "the sales of the policy period"),
        (["--term", "maximum_liability_multiple=2 x minimum premium"], "the minimum premium"),
        (["--term", "maximum_liability_multiple=2 x premium paid"], "the premium paid"),
        (["--term", "claim_threshold=500EUR", "--term", "claim_threshold_base=debt"], "the whole debt"),
        (["--term", "maximum_per_country=500EUR"], "the country of the buyer"),
    ],
)
def test_what_a_step_lacks_is_told_in_words(words, missing):
    amounts = ["--loss", "1000EUR", "--limit", "1000EUR", "--percentage", "90%"]
    out, _, code = run(["settle", *amounts, *words], "en")
    assert code == 0
    assert f"Missing: {missing}." in out


def test_csv_has_a_row_for_each_step_between_the_gross_loss_and_the_indemnity():
    out, _, _ = run(["settle", LOSSES, "--format", "csv"], "en")
    rows = list(csv.reader(io.StringIO(out.removeprefix("\ufeff")), delimiter=";"))
    names = [row[4] for row in rows[1:] if row[0] == "1"]
    assert names[0] == "gross loss"
    assert names[-1] == "indemnity"
    assert len(names) == len(rows[1:]) - len(names)


def test_everything_a_step_may_read_has_a_name():
    for language in ("en", "fr"):
        for link in CHAIN.links:
            for name in CHAIN.deepest_first(link.reads):
                assert name in CHAIN.lines or reading_name(name, language)


def test_a_step_of_a_policy_is_the_link_of_its_number():
    assert len(IndemnityStep) == len(CHAIN.links)


SECURED = ["--loss", "1000EUR", "--limit", "1000EUR", "--percentage", "90%", "--chain", "proceeds first"]


def test_what_securities_paid_is_shown_where_the_order_asks_for_it():
    for language, part in (("en", "paid by securities"), ("fr", "réglée par les sûretés")):
        out, _, _ = run(["settle", *SECURED, "--proceeds", "200EUR"], language)
        assert part in out
        made = document(language, *SECURED, "--proceeds", "200EUR")
        assert squeezed(part.capitalize()) in squeezed(text_of_page(page(made)))
        assert workbook(made).startswith(b"PK")
        without, _, _ = run(["settle", *SECURED[:-2]], language)
        assert part not in without
    (loss,) = json.loads(run(["settle", *SECURED, "--proceeds", "200EUR", "--format", "json"], "en")[0])["losses"]
    assert (loss["proceeds"], loss["parts"]["proceeds"], loss["indemnity"]) == (20_000, 20_000, 72_000)


def test_what_is_not_known_is_drawn_as_such_and_not_as_nothing():
    made = document("en", *AMOUNTS, "--term", "aggregate_first_loss_share=1%")
    (chart,) = made.charts()
    drawn = drawing(chart, "en")
    assert ">?</text>" in drawn
    assert "€0" not in drawn
    assert "Aggregate first loss: ?" in description(chart, "en")
    assert 'class="figure"><bdi>?</bdi>' in page(made)


AMOUNTS = ["--loss", "1000EUR", "--limit", "800EUR", "--percentage", "90%"]


def test_a_loss_of_nothing_has_a_document_too():
    made = document("fr", "--loss", "0EUR", "--limit", "800EUR", "--percentage", "90%")
    assert pdf(made).startswith(b"%PDF")
    assert "Perte brute" in page(made)


def test_the_page_tells_the_debt_and_what_of_it_is_no_part_of_the_loss():
    told = ["--debt", "1500EUR", "--interest", "30EUR", "--term", "interest_in_base=in"]
    (chart,) = document("en", *AMOUNTS, *told).charts()
    titles = [each.title for each in chart.table.columns]
    assert titles == ["Step", "Stood", "Stands", "Not part of the loss", "Retained", "Over limit", "By"]
    names = [row[0].value for row in chart.table.rows]
    assert names == ["Debt", "Gross loss", "– of which late interest", "Limit", "Insured percentage"]
    cents = [int(each) for each in re.findall(r'data-cents="(\d+)"', drawing(chart, "en"))]
    # The bar of the debt, then of the loss and what is out of it; interest is within the loss, and has no bar.
    assert cents == [150_000, 103_000, 47_000, 80_000, 23_000, 72_000, 8_000]


def test_a_column_in_which_nothing_stands_is_told_in_a_spreadsheet_alone():
    (chart,) = document("en", "--loss", "500EUR", *AMOUNTS[2:]).charts()
    assert [each.title for each in chart.table.columns] == ["Step", "Stood", "Stands", "Retained", "By"]
    (whole,) = document("en", "--loss", "500EUR", *AMOUNTS[2:], rows=None).charts()
    assert {"Over limit", "Above a maximum", "Not part of the loss"} < {each.title for each in whole.table.columns}


@pytest.mark.parametrize(
    ("language", "headline"),
    [
        ("en", "Of gross losses of €150,000, indemnities come to €60,000 (40.0%)."),
        ("fr", "Sur des pertes brutes de 150 000 €, les indemnités sont de 60 000 € (40,0 %)."),
    ],
)
def test_several_losses_are_told_in_one_sentence_and_three_figures_first(language, headline):
    made = document(language, LOSSES)
    lead, figures, *_ = made.opening
    assert squeezed(lead.text) == squeezed(headline)
    gross, paid, left = (each.value.cents for each in figures.figures)
    assert gross == paid + left


def test_people_read_no_name_of_a_term_as_a_file_writes_it():
    out, _, _ = run(["settle", *AMOUNTS, "--all"], "fr")
    names = [name for name in CHAIN.link_terms if name in out]
    assert names == []
    assert "assiette du seuil" in out
    out, _, _ = run(["settle", *AMOUNTS, "--term", "maximum_per_country=500EUR", "--all"], "fr")
    assert "rien de convenu" in out


def test_a_term_told_that_serves_one_that_is_not_is_refused():
    _, err, code = run(["settle", *AMOUNTS, "--term", "advance_period=10 days"], "en")
    assert code != 0
    assert "The policy does not set advance_rate: this term would never be read." in err
    served = ["--term", "advance_period=10 days", "--term", "advance_rate=50%"]
    assert run(["settle", *AMOUNTS, *served], "en")[2] == 0


def test_a_term_told_may_serve_one_that_the_policy_sets(tmp_path):
    written = (HERE.parents[1] / "examples" / "syndication" / "policy.toml").read_text(encoding="utf-8")
    policy = tmp_path / "policy.toml"
    policy.write_text(written.replace("[terms]", '[terms]\nadvance_rate = "50 %"', 1), encoding="utf-8")
    words = ["settle", *AMOUNTS, "--day-of-loss", "2026-03-15", "--policy", str(policy)]
    assert run([*words, "--term", "advance_period=10 days"], "en")[2] == 0


def test_a_name_that_is_no_folder_is_told_to_be_read_as_a_buyer(tmp_path):
    _, err, code = run(["settle", "nowhere"], "en", folder=tmp_path)
    assert code != 0
    assert err.startswith("nowhere\nThis is neither a folder nor a file of losses")


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "The indemnity falls due 30 days from the loss (2026-03-15): 2026-04-14."),
        ("fr", "L'indemnité est exigible 30 jours après le sinistre (15/03/2026) : 14/04/2026."),
    ],
)
def test_of_amounts_alone_the_day_of_payment_is_told_where_the_loss_tells_it(language, told):
    starts = ["--term", "indemnity_payment_starts=day of loss"]
    words = [*AMOUNTS, "--day-of-loss", "2026-03-15", "--term", "indemnity_payment_period=30 days"]
    out, _, _ = run(["settle", *words, *starts], language, width=120)
    assert squeezed(told) in squeezed(out)
    (loss,) = json.loads(run(["settle", *words, *starts, "--format", "json"], language)[0])["losses"]
    assert (loss["agreed_due"]["due_on"], loss["agreed_due"]["amount"]) == ("2026-04-14", 72_000)
    (loss,) = json.loads(run(["settle", *words, "--format", "json"], language)[0])["losses"]
    assert loss["agreed_due"]["due_on"] is None
    (loss,) = json.loads(run(["settle", *AMOUNTS, "--format", "json"], language)[0])["losses"]
    assert loss["agreed_due"] is None
