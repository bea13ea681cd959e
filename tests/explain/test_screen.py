"""On a narrow screen nothing that matters is lost: amounts stay whole, words stay there, commands can be copied."""

import functools
import io
import re

import pytest

from encours.cli.output import complain
from encours.cover.ageing import BOUNDS, By, Slices, age
from encours.demo import AS_OF
from encours.explain.ageing_report import ageing_page
from encours.explain.blocks import Column, Grid, line
from encours.explain.buyers_report import Portfolio
from encours.explain.buyers_screen import buyers_page
from encours.explain.cover_screen import cover_page
from encours.explain.screen import folded, laid_out
from tests.cli.commands import run
from tests.demo import judged
from tests.demo.judged import programme
from tests.explain.questions import asked
from tests.explain.test_halts import report, why_page

CUT_AMOUNT = re.compile(r".*\d[.,\u202f\u00a0%]?….*")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("screens")
    run("demo company", "en", folder=place)
    return place / "company"


@pytest.fixture(scope="module")
def balance():
    return age(
        judged.view(),
        programme(),
        bounds=BOUNDS[Slices.DAYS],
        by=By.DUE,
        unit=Slices.DAYS,
        cover=judged.answer(),
        currency="EUR",
    )


@functools.cache
def portfolio():
    return Portfolio(judged.answer(), asked("Pompes Valbrume SA", programme(), AS_OF))


@pytest.mark.parametrize(("width", "language"), [(80, "en"), (80, "fr"), (100, "en"), (120, "fr"), (160, "en")])
def test_no_amount_is_cut_and_no_line_is_too_long(width, language, balance):
    pages = {
        "cover": cover_page(report(), language, rows=50),
        "buyers": buyers_page(portfolio(), language, rows=50),
        "ageing": ageing_page(balance, "Pompes Valbrume SA", str, language, rows=50),
        **{invoice: why_page(invoice, language) for invoice in ("F-1405-2", "F-1216-1", "F-1221-1")},
    }
    for name, page in pages.items():
        out = laid_out(page, width=width, colour=False)
        assert CUT_AMOUNT.findall(out) == [], name
        assert [each for each in out.splitlines() if len(each) > width] == [], name


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_figure_of_a_wide_aged_balance_is_on_a_narrow_one(language, balance):
    page = ageing_page(balance, "Pompes Valbrume SA", str, language, rows=50)
    wide, narrow = (laid_out(page, width=width, colour=False) for width in (300, 80))
    assert set(wide.split()) - {each for each in wide.split() if "─" in each or each.isalpha()} - set(
        narrow.split()
    ) <= {each for each in wide.split() if not re.search(r"\d", each)}


def test_no_word_of_a_column_that_folds_is_lost(folder):
    out, _, _ = run("cover .", "fr", width=80, folder=folder)
    told = out[out.index("Sur le point") : out.index("Ce qui n'est pas couvert")]
    listed, _, remedies = told.partition("→")
    assert listed.count("délai") == listed.count("F-1") == 3
    remedy = "Le déclarer au plus tard le dernier jour, sauf règlement."
    assert " ".join(remedies.split()).count(remedy) == 1, "what to do is told on a narrow screen too, once for two rows"


@pytest.mark.parametrize("width", range(60, 121, 5))
def test_every_word_of_a_table_is_shown_at_every_width(width):
    grid = Grid(
        (Column("name", cut=True), Column("amount", right=True), Column("clause", folds=True), Column("x", folds=True)),
        (("Minoterie Dernièresemaine SAS", "1 234 567,00 €", "Impayé déclaré dans le délai", "Déclarer sans délai"),),
    )
    out = laid_out((grid,), width=width, colour=False)
    assert "1 234 567,00 €" in out
    assert {"Impayé", "déclaré", "dans", "le", "délai", "Déclarer", "sans"} <= set(out.split())


def test_a_table_that_has_no_room_for_its_amounts_is_split_and_names_its_rows_again():
    columns = (Column("buyer", cut=True), *(Column(f"slice {place}", right=True) for place in range(8)))
    grid = Grid(columns, (("Fictive SA", *(f"1 000 00{place} €" for place in range(8))),))
    out = laid_out((grid,), width=60, colour=False)
    assert all(f"1 000 00{place} €" in out for place in range(8))
    assert out.count("Fictive SA") > 1
    assert "…" not in out


def test_a_column_left_out_is_named():
    grid = Grid((Column("a"), Column("due", least=100)), (("1", "2"),), wider="On a wider screen: {columns}.")
    assert "On a wider screen: due." in laid_out((grid,), width=80, colour=False)
    assert "wider" not in laid_out((grid,), width=100, colour=False)


@pytest.mark.parametrize("width", range(60, 121, 4))
def test_a_command_is_not_broken_over_lines(width):
    text = "38 autres clauses sont remplies ou sans objet ; pour toutes les voir : encours why F-1221-1 --all"
    assert "encours why F-1221-1 --all\n" in laid_out((line(text),), width=width, colour=False)
    text = "The text of one of them: encours help NAME. Every term, its meaning: encours policy terms"
    out = laid_out((line(text),), width=width, colour=False)
    assert "encours help NAME" in out
    assert "encours policy terms" in out


def test_a_command_longer_than_the_screen_is_folded():
    out = laid_out((line("See: encours why " + "X 12 " * 40),), width=60, colour=False)
    assert max(map(len, out.splitlines())) <= 60


@pytest.mark.parametrize("width", range(60, 121, 5))
def test_no_line_begins_with_a_sign_that_french_sets_apart(width):
    for invoice in ("F-1011-1", "F-1009-1", "F-1405-2"):
        out = laid_out(why_page(invoice, "fr"), width=width, colour=False)
        assert [each for each in out.splitlines() if re.match(r"\s*[:;!»]", each)] == []
    assert "émise : 11/05/2026" in laid_out(why_page("F-1011-1", "fr"), width=160, colour=False)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_labels_of_indicators_are_folded_and_no_two_are_alike(language, folder):
    out, err, code = run("kpi .", language, folder=folder, width=80)
    assert code == 0, err
    assert "…  " not in out
    words = " ".join(out.split())
    if language == "fr":
        assert "Retard moyen de" in words
        assert "règlement, pondéré" in words
        assert "règlement, par facture" in words


def test_what_would_be_paid_is_said_whole_on_a_narrow_screen():
    out = laid_out(cover_page(report(), "fr", rows=5), width=80, colour=False)
    assert "Indemnité si tous les acheteurs" in out
    assert re.search(r"^défaillaient", out, re.MULTILINE)


def test_a_portfolio_says_which_columns_a_narrow_screen_leaves_out():
    out = laid_out(buyers_page(portfolio(), "en", rows=5), width=80, colour=False)
    note = next(each for each in out.splitlines() if each.startswith("On a wider screen"))
    assert "limit" in note
    wide = laid_out(buyers_page(portfolio(), "en", rows=5), width=200, colour=False)
    assert "On a wider screen" not in wide


def test_a_path_that_has_room_is_not_broken_within_a_word():
    source = "export_clients.csv:1234"
    columns = (Column("", folds=True), Column(""), Column("", folds=True))
    told = ("an amount that is said in many words, one after the other", "1,000.00", source)
    grid = Grid(columns, (told,), indent=6, titled=False)
    assert source in laid_out((grid,), width=80, colour=False)


def test_a_message_is_folded_between_words_and_its_excerpt_is_not():
    command = "encours import export_clients.csv --into a-folder"
    excerpt = f'invoices.csv:2   gross = "{"1" * 70}"'
    carets = " " * 26 + "^" * 70
    told = f"{excerpt}\n{carets}\nDebits of customers that are no sale, one after the other. Type: {command}"
    out = folded(told, 60).split("\n")
    assert out[:2] == [excerpt, carets]
    assert all(len(each) <= 60 for each in out[2:])
    assert any(command in each for each in out)
    assert folded(told, 200) == told


class _Screen(io.StringIO):
    def isatty(self):
        return True


def test_a_message_on_a_screen_is_folded_and_one_that_goes_elsewhere_is_whole(monkeypatch):
    told = "word " * 30
    for stream, is_folded in ((_Screen(), True), (io.StringIO(), False)):
        monkeypatch.setattr("sys.stderr", stream)
        monkeypatch.setenv("COLUMNS", "80")
        complain(told.rstrip())
        assert ("\n" in stream.getvalue().rstrip()) == is_folded
