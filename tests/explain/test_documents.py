"""A document says the same in each form, asks for nothing, and does nothing that a name in a file tells it to."""

import ast
import dataclasses
import functools
import io
import itertools
import re
from html import escape

import pytest
from pypdf import PdfReader

from encours.explain.document.html import page
from encours.explain.document.model import Opened, Paragraph
from encours.explain.document.pdf import pdf
from encours.explain.document.svg import cents_of, drawing, drawn_rows
from encours.explain.document.xlsx import workbook
from tests.explain.documents import (
    COMMANDS,
    HOSTILE,
    LANGUAGES,
    amounts,
    document,
    hostile_copy,
    members,
    squeezed,
    text_of_page,
    text_of_pdf,
    texts,
)
from tests.house.test_no_float_touches_money import fault_of
from tests.house.tree import modules

MARK_SHOWN = "\ufffd"


def absent(told, text):
    return {each for each in told if each not in text}


@functools.cache
def forms(command, language):
    made = document(command, language)
    return made, page(made), pdf(made)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", COMMANDS)
def test_the_page_and_the_pdf_have_the_same_words_and_amounts(command, language):
    made, on_screen, on_paper = forms(command, language)
    screen, paper = text_of_page(on_screen), text_of_pdf(on_paper)
    told = {squeezed(each) for each in texts(made)} - {""}
    assert absent(told, squeezed(screen)) == set()
    assert absent(told, squeezed(paper)) == set()
    assert len(amounts(screen)) >= 5
    assert amounts(screen) == amounts(paper)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_same_document_gives_the_same_bytes(command):
    again = document(command, "fr")
    made, on_screen, on_paper = forms(command, "fr")
    assert again == made
    assert page(again) == on_screen
    assert pdf(again) == on_paper
    whole = document(command, "fr", rows=None)
    assert workbook(whole) == workbook(whole)
    assert "dcterms:created" in (core := members(workbook(whole))["docProps/core.xml"])
    assert "2026-06-30T00:00:00Z" in core


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", COMMANDS)
def test_the_page_asks_for_nothing_and_runs_nothing(command, language):
    made, on_screen, _ = forms(command, language)
    assert re.findall(r"https?://[^\"' ]*", on_screen) == ["http://www.w3.org/2000/svg"] * len(made.charts())
    assert all(link.startswith("#") for link in re.findall(r"(?:href|src|action|srcset)=\"([^\"]*)\"", on_screen))
    assert all(each.startswith("#") for each in re.findall(r"url\(([^)]*)\)", on_screen))
    assert not re.search(r"<script|<iframe|<object|<embed|<link|<img|@import|javascript:|\son\w+=", on_screen)
    assert "default-src 'none'" in on_screen


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", COMMANDS)
def test_the_page_has_a_language_headings_in_order_and_each_anchor_once(command, language):
    _, on_screen, _ = forms(command, language)
    assert f'<html lang="{language}">' in on_screen
    levels = [int(each) for each in re.findall(r"<h(\d)", on_screen)]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    anchors = re.findall(r'\sid="([^"]*)"', on_screen)
    assert len(set(anchors)) == len(anchors)
    assert set(re.findall(r'href="#([^"]*)"', on_screen)) <= set(anchors)
    assert on_screen.count("<table>") == on_screen.count("<caption>")


@pytest.mark.parametrize("rows", [20, 1])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_chart_draws_the_amounts_of_the_table_beside_it(command, rows):
    for chart in document(command, "en", rows=rows).charts():
        drawn = [int(cents) for cents in re.findall(r'data-cents="(\d+)"', drawing(chart, "en"))]
        told = [cents_of(row, each.column) for row in drawn_rows(chart) for each in chart.series]
        assert sum(drawn) == sum(told) > 0, chart.name


def test_the_states_of_the_cover_add_up_to_its_first_figure():
    made = document("cover", "en")
    (chart,) = (each for each in made.charts() if each.name == "by-state")
    total = chart.table.total[1].value
    assert sum(row[1].value.cents for row in chart.table.rows) == total.cents
    assert next(block for block in made.opening if hasattr(block, "figures")).figures[0].value == total


@pytest.mark.parametrize("command", COMMANDS)
def test_a_hostile_name_is_only_ever_a_name(command, tmp_path):
    folder = hostile_copy(tmp_path)
    made = document(command, "en", folder=folder)
    on_screen, paper = page(made), squeezed(text_of_pdf(pdf(made)))
    assert not re.search(r"<script|<img|\u202e", on_screen)
    read = text_of_page(on_screen)
    sheets = members(workbook(document(command, "en", folder=folder, rows=None)))
    shared = sheets["xl/sharedStrings.xml"]
    named = {name for name in HOSTILE if name in read}
    assert len(named) >= 6
    assert absent({squeezed(name) for name in named}, paper) == set()
    assert absent({escape(name, quote=False) for name in named}, shared) == set()
    assert not any("<f>" in text or "<hyperlink" in text for text in sheets.values())


def test_a_mark_that_would_turn_what_follows_is_shown_as_one():
    made = document("cover", "en")
    turned = dataclasses.replace(made, company="Lampes \u202etxt.exe\u2066 \x00SA", told=("a\u200fb",))
    for text in (page(turned), text_of_pdf(pdf(turned)), members(workbook(turned))["docProps/app.xml"]):
        assert absent({f"{MARK_SHOWN}txt.exe{MARK_SHOWN}"}, text) == set()
        assert not re.search("[\u202e\u2066\u200f\x00]", text)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_day_is_a_document_too(command, language):
    for rows in (20, None):
        made = document(command, language, rows=rows, more=("--as-of", "2019-12-31"))
        said = "Rien n’est ouvert ce jour-là." if language == "fr" else "Nothing is open on that day."
        assert absent({said}, text_of_page(page(made))) == set()
        assert absent({squeezed(said)}, squeezed(text_of_pdf(pdf(made)))) == set()
        assert members(workbook(made))["xl/worksheets/sheet1.xml"]


def test_a_list_tells_how_many_rows_it_leaves_out():
    made = document("buyers", "en", rows=1)
    assert any(table.left_out for table in made.tables())
    said = {squeezed("… and 3 more; the spreadsheet (--format xlsx) has every row.")}
    assert absent(said, squeezed(text_of_page(page(made)))) == set()
    assert absent(said, squeezed(text_of_pdf(pdf(made)))) == set()
    assert not any(table.left_out for table in document("buyers", "en", rows=None).tables())


@pytest.mark.parametrize("command", COMMANDS)
def test_lists_of_no_row_are_told_and_drawn(command):
    made = document(command, "fr", rows=0)
    assert page(made)
    assert pdf(made)
    assert any(table.left_out for table in made.tables())


def test_no_line_of_a_page_ends_inside_a_day() -> None:
    """A day may be the last word of a sentence, in brackets, or beside a mark that would be HTML."""
    heard = "Due by 2026-05-30, or 30/05/2026 <b>(2026-06-01)</b>; F-2026-05-301 is a number."
    made = document("cover", "en")
    told = dataclasses.replace(made, opening=(*made.opening, Paragraph(heard)))
    written = page(told)
    before = page(made).count('<span class="unbroken">')
    assert written.count('<span class="unbroken">') == before + 3
    assert (
        'Due by <span class="unbroken">2026-05-30</span>, or <span class="unbroken">30/05/2026</span> '
        '&lt;b&gt;(<span class="unbroken">2026-06-01</span>)&lt;/b&gt;; F-2026-05-301 is a number.'
    ) in written


def test_french_signs_are_held_by_blanks_that_do_not_break():
    read = text_of_page(forms("cover", "fr")[1])
    assert re.findall(r".{9}\w [;:?!»]", read) == []
    assert re.findall(r"[ldn]'[aeéi]\w+", read) == []


def test_every_figure_opens_its_rows_and_every_cause_its_invoices():
    made = document("cover", "en")
    (key,) = (block for block in made.opening if hasattr(block, "figures"))
    assert all(each.opens for each in key.figures)
    (states,) = (chart.table for chart in made.charts() if chart.name == "by-state")
    assert all(row[0].opens for row in states.rows if row[1].value.cents)
    causes = [block for block in made.blocks() if getattr(block, "anchor", "").startswith("cause-")]
    assert sum(each.value.cents for each in causes) == sum(row[1].value.cents for row in states.rows[1:])
    assert all(any(hasattr(inner, "rows") for inner in each.blocks) for each in causes)


def test_no_float_comes_near_an_amount_in_a_document():
    own = [
        each for each in modules() if each.path.startswith("explain/document/") or each.path.endswith("_document.py")
    ]
    assert len(own) > 10
    assert [what for each in own for node in ast.walk(each.tree) if (what := fault_of(node))] == []


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= 0.03928 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_words_stand_out_from_their_ground_by_day_and_by_night():
    style = forms("cover", "en")[1].partition("<style>")[2].partition("</style>")[0]
    schemes = re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    assert len(schemes) == 3
    for scheme in schemes[:2]:
        colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", scheme))
        grounds = [colours[name] for name in ("paper", "card", "head", "warn")]
        for name in ("ink", "quiet", "link", "covered", "over", "suspended", "lost", "outside", "unknown"):
            for ground in grounds[: 2 if name not in {"ink", "quiet"} else 4]:
                lighter, darker = sorted((luminance(colours[name]), luminance(ground)), reverse=True)
                assert (lighter + 0.05) / (darker + 0.05) >= 4.5, (name, ground)


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_paper_what_announces_the_annex_stands_there_with_it(language):
    made, _, on_paper = forms("kpi", language)
    (announced,) = (each for each in made.parts if each.anchor == "computed")
    first = next(each for each in announced.blocks if isinstance(each, Opened))
    pages = [squeezed(each.extract_text()) for each in PdfReader(io.BytesIO(on_paper)).pages]
    (at,) = (number for number, text in enumerate(pages) if squeezed(announced.title) in text)
    formula = next(each for each in first.blocks if isinstance(each, Paragraph))
    assert squeezed(formula.text) in pages[at]


def test_a_table_that_slides_has_a_shadow_at_the_edge_it_slides_under():
    _, on_screen, _ = forms("buyers", "en")
    (rule,) = re.findall(r"^\.scroll \{(.*?)\}", on_screen, re.DOTALL | re.MULTILINE)
    layers = re.search(r"background: (.*?);", rule, re.DOTALL)[1]
    assert layers.count("local") == layers.count("scroll") == 2  # a cover that moves, a shadow that stays: each edge
    assert 'class="scroll' in on_screen
