"""Indicators, findings and moves on the screen: the demo's figures agree with the other pages, in both languages."""

import functools
import re
from fractions import Fraction

import pytest

from encours.clauses.states import State
from encours.cover.answer import cover
from encours.cover.indicators.entity_findings import KINDS
from encours.cover.indicators.indicator import Indicator
from encours.cover.indicators.period import last_days
from encours.cover.moves import compared
from encours.demo import AS_OF
from encours.explain.entities_report import GRAVITY, MARKS, entities_report
from encours.explain.entities_screen import entities_page
from encours.explain.indicator_values import in_days, in_percent, tenths
from encours.explain.indicators_json import indicators_columns, indicators_json, indicators_rows
from encours.explain.indicators_report import GROUPS, NAMES, indicators_report
from encours.explain.indicators_screen import indicator_page, indicators_page
from encours.explain.moves_report import MovesReport
from encours.explain.moves_screen import moves_page
from encours.explain.report_head import Head
from encours.explain.screen import laid_out
from encours.explain.words import SENTENCES
from encours.formats.report import csv_report
from encours.policy.changes import changes
from encours.policy.schedule import always
from tests.demo import judged
from tests.demo.judged import programme
from tests.explain.test_screen import CUT_AMOUNT

LANGUAGES = pytest.mark.parametrize("language", ["en", "fr"])


def answered():
    return judged.view(), judged.answer(), judged.balance()


@functools.cache
def head():
    return Head(
        company="Pompes Valbrume SA", as_of=AS_OF, known_on=None, currency="EUR", payments_complete_to=AS_OF,
        policies=("Whole turnover",),
    )  # fmt: skip


@functools.cache
def report(*, with_policy=True):
    view, answer, balance = answered()
    return indicators_report(head(), view, last_days(AS_OF, 90), balance, answer if with_policy else None)


def figures(indicator: Indicator):
    return {each.name: int(each.value) for each in indicator.figures}


def test_every_indicator_of_the_demo_is_known():
    assert [each.name for each in report().indicators if not each.is_known] == []


def test_its_figures_are_those_of_the_other_pages():
    _, answer, balance = answered()
    dso, share, covered = (figures(report().named(name)) for name in ("dso", "overdue-share", "cover-of-total"))
    assert dso["outstanding"] + dso["aside delivered"] == balance.total.company.outstanding == share["outstanding"]
    assert share["overdue"] == balance.total.company.overdue
    assert covered == {"covered": answer.totals()[State.COVERED], "outstanding": answer.outstanding}


@pytest.mark.parametrize("name", ["dso", "dso-best", "days-delinquent", "dso-by-invoice"])
def test_the_rows_behind_an_indicator_add_up_to_its_figures(name):
    each = report().named(name)
    opened = sum(row.amount for row in each.rows if row.role == "open")
    part = {"dso": "outstanding", "dso-best": "not due", "days-delinquent": "overdue", "dso-by-invoice": "amount"}[name]
    assert opened == figures(each)[part]
    if name != "dso-by-invoice":
        assert sum(row.amount for row in each.rows if row.role in {"sale", "credit note"}) == figures(each)["sales"]


def test_the_months_of_the_count_back_add_up_to_it():
    each = report().named("dso-count-back")
    assert sum(row.days for row in each.rows) == each.value
    assert each.rows[0].other == figures(each)["outstanding"]


def test_without_a_policy_only_insurance_is_not_known():
    unknown = [each.name for each in report(with_policy=False).indicators if not each.is_known]
    assert tuple(unknown) == GROUPS["insurance"]
    assert {lack.fact for name in unknown for lack in report(with_policy=False).named(name).lacking} == {"policy"}


@pytest.mark.parametrize("kind", ["title", "formula", "meaning"])
@pytest.mark.parametrize("name", NAMES)
def test_every_indicator_has_its_words_in_both_languages(kind, name):
    words = SENTENCES[f"{kind} {name}"]
    assert words.english
    assert words.french
    assert words.english != words.french


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_finding_has_its_words_and_its_gravity(kind):
    assert SENTENCES[f"kind {kind}"].french != SENTENCES[f"kind {kind}"].english
    assert SENTENCES[f"do {kind}"].french != SENTENCES[f"do {kind}"].english
    assert GRAVITY[kind] in MARKS


@pytest.mark.parametrize(
    ("value", "language", "shown"),
    [
        (Fraction(149, 2), "en", "74.5"), (Fraction(1, 20), "en", "0.1"), (Fraction(-1, 20), "en", "-0.1"),
        (Fraction(1, 21), "fr", "0,0"), (Fraction(12_345), "fr", "12\u202f345,0"), (Fraction(12_345), "en", "12,345.0"),
    ],
)  # fmt: skip
def test_a_value_is_rounded_to_one_decimal_halves_up(value, language, shown):
    assert tenths(value, language) == shown


def test_units_agree_in_number():
    assert in_days(Fraction(1), "en") == "1.0 day"
    assert in_days(Fraction(3, 2), "fr") == "1,5 jour"
    assert in_days(Fraction(2), "fr") == "2,0 jours"
    assert in_percent(Fraction(1, 3), "fr") == "33,3\u00a0%"


@functools.cache
def moves():
    view, answer, _ = answered()
    before = programme()
    terms = before.primary.terms | {"insured_percentage": always(8_000), "blind_limit": always(10_000_00)}
    after = type(before)(
        name="Offre", company=before.company, currency="EUR",
        policies=(type(before.primary)(**{**fields(before.primary), "terms": terms}), *before.policies[1:]),
    )  # fmt: skip
    found = changes(before, after)
    made = compared(before, found, after, lambda each: answer if each is before else cover(view, each))
    return MovesReport(before, after, found, head(), view, made)


def fields(policy):
    return {name: getattr(policy, name) for name in policy.__dataclass_fields__}


@functools.cache
def pages(language):
    view, _, balance = answered()
    entities = entities_report(head(), view, balance)
    return {
        "kpi": indicators_page(report(), language),
        **{name: indicator_page(report(), report().named(name), language, rows=12) for name in NAMES},
        "entities": entities_page(entities, language, rows=12),
        **{kind: entities_page(entities, language, rows=12, shown=kind) for kind in KINDS},
        "moves": moves_page(moves(), language, rows=12),
    }


@pytest.mark.parametrize(("width", "language"), [(60, "en"), (60, "fr"), (80, "en"), (100, "fr"), (160, "en")])
def test_no_amount_is_cut_and_no_line_is_too_long(width, language):
    for name, page in pages(language).items():
        out = laid_out(page, width=width, colour=False)
        assert CUT_AMOUNT.findall(out) == [], name
        assert [each for each in out.splitlines() if len(each) > width] == [], name


ENGLISH = re.compile(
    r"\b(outstanding|overdue|sales|not known|invoices|buyer|covered|moved|days of the period|beside)\b"
)


def test_french_pages_hold_no_english_word():
    for name, page in pages("fr").items():
        out = laid_out(page, width=160, colour=False)
        found = ENGLISH.findall(re.sub(r"Whole turnover.*|\S+-\S+|terms\.\S+|.* when .*|excluded_\S+", "", out))
        assert found == [], name


@LANGUAGES
def test_the_spreadsheet_has_a_cell_for_each_title(language):
    assert {len(each) for each in indicators_rows(report(), language)} == {len(indicators_columns(language))}
    titles = indicators_columns(language, shown="dso")
    rows = list(indicators_rows(report(), language, shown="dso"))
    late = csv_report(indicators_rows(report(), language, shown="delay-settled"), titles, language)
    assert "'-" not in late  # days paid early are numbers below zero, no formulas
    assert {len(each) for each in rows} == {len(titles)}
    assert len(rows) == len(report().named("dso").rows)


def test_json_keeps_the_exact_value():
    (told,) = indicators_json(report(), "en", shown="cei")["indicators"]
    exact = report().named("cei").value
    assert Fraction(told["value"]["numerator"], told["value"]["denominator"]) == exact
    assert told["value"]["rounded"] == tenths(exact * 100, "en")


@LANGUAGES
def test_what_moves_is_told_with_the_clause_that_decides(language):
    out = laid_out(moves_page(moves(), language, rows=5), width=160, colour=False)
    said = "Insured percentage" if language == "en" else "Quotité garantie"
    assert said in out
    whole = moves().comparison.whole
    assert whole.insured < 0
    assert out.count("−") > 3
