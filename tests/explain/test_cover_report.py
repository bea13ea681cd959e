"""An empty day is told as such, and the spreadsheet of `cover` adds up to its screen."""

import dataclasses

import pytest

from encours.clauses.states import State
from encours.cover.answer import cover
from encours.demo.days import on
from encours.explain.cover_json import cover_columns, cover_rows
from encours.explain.cover_report import Assumed, about_to_happen, cover_report
from encours.explain.cover_screen import cover_page
from encours.explain.losses import BASE
from encours.explain.screen import laid_out
from encours.facts.assumptions import assume
from encours.units import MISSING
from tests.demo.judged import ledger, programme
from tests.explain.questions import asked
from tests.explain.test_halts import report


def test_an_empty_day_is_said_to_be_one():
    day = on("2020-01-01")
    early = cover_report(
        cover(assume(ledger().view(day)), programme()),
        asked("PV", programme(), day),
    )
    shown = laid_out(cover_page(early, "en", rows=5), width=100, colour=False)
    assert "Nothing is open on that day." in shown
    assert "The policy begins on 1 July 2024." in shown
    assert "The first invoice is of " in shown
    assert "Everything is covered" not in shown
    assert "Rien n'est ouvert ce jour-là." in laid_out(cover_page(early, "fr", rows=5), width=100, colour=False)


def test_what_is_not_owed_alone_is_not_said_to_be_covered():
    none = dataclasses.replace(report(), rows=(), losses=())
    shown = laid_out(cover_page(none, "en", rows=5), width=100, colour=False)
    assert "Everything is covered" not in shown
    assert "Nothing is open on that day." in shown


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_spreadsheet_adds_up_to_the_screen(language):
    titles, rows = cover_columns(report(), language), list(cover_rows(report(), language))
    assert {len(row) for row in rows} == {len(titles)}
    first = titles.index(State.COVERED.french if language == "fr" else State.COVERED.english)
    for place, state in enumerate(State):
        assert sum(row[first + place].cents for row in rows) == report().totals[state]
    orders = sum(row.cover.open for row in report().not_receivable)
    assert titles[first + len(State)] == ("non dû" if language == "fr" else "not owed")
    assert sum(row[first + len(State)].cents for row in rows) == orders > 0


def test_tax_outside_the_base_is_shown_by_its_euros_though_nobody_asks_why():
    amounts = [each.amount for each in report().losses]
    assert amounts == sorted(amounts, reverse=True)
    assert report().losses[0].clause == BASE
    calm = laid_out(cover_page(dataclasses.replace(report(), at_risk=()), "en", rows=1), width=140, colour=False)
    assert "mostly VAT, outside the insured base" in calm
    assert f"encours why {report().losses[1].rows[0][1].number}" in calm


def test_a_day_that_was_assumed_is_told_in_the_form_of_the_language():
    day = next(each for each in report().assumptions if each.name == "payments complete to")
    assert (day.shown_value("en"), day.shown_value("fr")) == ("2026-06-30", "30/06/2026")
    assert dataclasses.replace(day, name="entity", value="PV").shown_value("fr") == "PV"


@pytest.mark.parametrize(
    ("name", "value", "english", "french"),
    [
        ("public", "non", "no", "non"),
        ("related", "yes", "yes", "oui"),
        ("payment means", "virement", "open account", "compte ouvert"),
        ("payment means", "barter", "barter", "barter"),
        ("country", "ru", "RU", "RU"),
        ("vat rate", "20 %", "20 %", "20 %"),
        ("no such one", "x", "x", "x"),
    ],
)
def test_what_was_assumed_is_told_in_the_words_of_the_reader(name, value, english, french):
    told = Assumed(name, value, "Essai", 0, "", 0, 0, 0)
    assert (told.shown_value("en"), told.shown_value("fr")) == (english, french)


def test_a_day_nobody_knows_is_an_empty_cell():
    lines = report().lines
    undated = [row.number for row in report().not_receivable if lines.day(row.row, "issued") == MISSING]
    cells = {row[0]: row[6] for row in cover_rows(report(), "en")}
    assert undated
    assert {cells[number] for number in undated} == {""}


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "Report it by its last day, unless it is paid."),
        ("fr", "Le déclarer au plus tard le dernier jour, sauf règlement."),
    ],
)
def test_what_is_at_risk_has_the_advice_of_its_case(language, told):
    (late,) = [row for row in report().at_risk if row.number == "F-1417-1"]
    assert about_to_happen(report(), late, language)[1] == told


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_loss_whose_title_is_its_state_says_it_once(language):
    shown = laid_out(cover_page(report(), language, rows=100), width=160, colour=False)
    over = "Over the limit" if language == "en" else "Au-delà de l'agrément"
    heads = [line for line in shown.splitlines() if f"▲ {over}  " in line]
    assert len(heads) == 1
    assert heads[0].split(f"{over}  ")[1][0].isdigit()
