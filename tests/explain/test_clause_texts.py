"""Every clause speaks both languages: a sentence for each verdict, whose placeholders it can fill."""

import re
import string

import pytest

from encours.clauses.wordings import WHOLE_TURNOVER
from encours.engine.findings import Finding
from encours.engine.verdicts import KEPT, NAMES, NEEDS_INFORMATION, NOT_APPLICABLE, PARTLY, REFUSED, SUSPENDED
from encours.explain.blocks import Line
from encours.explain.clause_texts import clause_text, heading, parsed, sentence
from encours.explain.values import Values, label
from encours.explain.wording_screen import clause_page
from encours.units import NEVER, UNSET, from_civil

CLAUSES = {each.name: each for each in (*WHOLE_TURNOVER.clauses, *WHOLE_TURNOVER.steps)}
VERDICTS = {name: verdict for verdict, name in NAMES.items()}


def told(clause, verdict, values, **more):
    finding = Finding(clause, CLAUSES[clause].stage, verdict, values, **more)
    return tuple(sentence(WHOLE_TURNOVER, finding, currency="EUR", language=each) for each in ("en", "fr"))


@pytest.mark.parametrize("name", CLAUSES)
def test_a_clause_has_its_words_in_both_languages(name):
    text = clause_text(CLAUSES[name].stage, name)
    for words in (text.title, text.loss, text.text, text.what_to_do, text.not_modelled, *text.sentences.values()):
        assert words.english
        assert words.french
        assert words.english != words.french or name in words.english


@pytest.mark.parametrize("name", CLAUSES)
def test_a_clause_has_a_title_of_its_own_where_it_takes_cover_away(name):
    text = clause_text(CLAUSES[name].stage, name)
    assert text.loss.english != text.title.english
    assert text.loss.french != text.title.french
    for verdict in (REFUSED, SUSPENDED, PARTLY):
        assert text.heading(verdict) == text.loss
    for verdict in (KEPT, NOT_APPLICABLE, NEEDS_INFORMATION):
        assert text.heading(verdict) == text.title


def test_no_two_losses_have_one_title():
    for language in ("en", "fr"):
        titles = [clause_text(each.stage, name).loss.in_language(language) for name, each in CLAUSES.items()]
        assert len(titles) == len(set(titles))


def test_the_title_of_a_refusal_says_what_happened():
    finding = Finding("buyer_not_refused", "admit", REFUSED, {})
    assert [heading(finding, each) for each in ("en", "fr")] == ["Buyer refused", "Acheteur refusé"]


@pytest.mark.parametrize("name", CLAUSES)
def test_each_sentence_asks_only_for_values_its_finding_holds(name):
    clause = CLAUSES[name]
    opened = set(clause.reads)
    waiting = list(clause.reads)
    while waiting:
        measure = WHOLE_TURNOVER.vocabulary.measures.get(waiting.pop())
        if measure is not None:
            names = measure.__code__.co_varnames[: measure.__code__.co_argcount]
            waiting += [each for each in names if each not in opened]
            opened |= set(names)
    for words in clause_text(clause.stage, name).sentences.values():
        for text in words:
            asked = {field for _, field, _, _ in string.Formatter().parse(text) if field}
            assert asked <= opened | {"asked", "granted", "cut", "missing"}


@pytest.mark.parametrize("name", CLAUSES)
def test_a_sentence_leaves_no_bracket_open(name):
    clause = CLAUSES[name]
    for verdict in clause_text(clause.stage, name).sentences:
        for said in told(name, VERDICTS[verdict], dict.fromkeys(clause.reads, 1), missing=("delivered",)):
            assert "{" not in said


def test_values_are_shown_by_their_unit():
    values = {"limit_amount": 5_000_000, "balance_before": 4_000_000}
    english, french = told("room_in_the_limit", PARTLY, values, asked=3_000_000, granted=1_000_000)
    assert "€10,000.00 of €30,000.00" in english
    assert "10\u00a0000,00\u00a0€ sur 30\u00a0000,00\u00a0€" in french.replace("\u202f", "\u00a0")


def test_what_is_disputed_and_what_is_counted_add_up_to_what_was_asked():
    english, french = told("undisputed_part", PARTLY, {"disputed": 600_000}, asked=3_300_000, granted=2_800_000)
    assert "Of €33,000.00 in the insured base, €5,000.00 are disputed and suspended" in english
    assert "(of €6,000.00 in dispute, any VAT included); €28,000.00 are counted" in english
    plain = french.replace("\u202f", " ").replace("\u00a0", " ")
    assert "Sur 33 000,00 € dans la base garantie, 5 000,00 € sont contestés et suspendus" in plain


def test_a_missing_fact_is_named_in_words():
    english, french = told("overdue_notice", NEEDS_INFORMATION, {}, missing=("original_due", "due"))
    assert "original due date and due date" in english
    assert "échéance d'origine ni échéance" in french


def test_a_day_that_never_comes_is_said_in_a_word():
    english = Values(WHOLE_TURNOVER, "EUR", "en")
    assert english.shown("insolvent_on", NEVER) == "never"
    assert english.shown("seller_left", NEVER) == "none"
    assert english.shown("delivered", from_civil(2026, 6, 30)) == "2026-06-30"
    assert english.shown("overdue_notice_period", UNSET) == "not used"
    assert Values(WHOLE_TURNOVER, "EUR", "fr").shown("insured_percentage", 9_000) == "90\u00a0%"


def test_a_clause_without_a_sentence_for_its_verdict_still_speaks():
    assert told("undisputed_part", NOT_APPLICABLE, {})[0] == "undisputed part."


def test_a_term_is_called_by_its_own_name():
    assert label(WHOLE_TURNOVER, "late_notice", "en") == "late notice"
    assert label(WHOLE_TURNOVER, "late_notice", "fr") == "late_notice"


@pytest.mark.parametrize("name", CLAUSES)
def test_the_french_help_names_a_term_of_a_sentence_in_french(name):
    page = clause_page(WHOLE_TURNOVER, CLAUSES[name], "fr")
    told = "".join(span.text for block in page if isinstance(block, Line) for span in block.spans)
    assert set(re.findall(r"\[([\w ]+)\]", told)).isdisjoint(
        {*WHOLE_TURNOVER.terms, *(each.replace("_", " ") for each in WHOLE_TURNOVER.terms)}
    )


def test_the_french_help_of_the_insured_percentage_has_no_english():
    page = clause_page(WHOLE_TURNOVER, CLAUSES["insured_percentage"], "fr")
    assert any(
        "[quotité garantie] selon la police" in span.text for b in page if isinstance(b, Line) for span in b.spans
    )


def test_a_page_without_a_section_is_its_authors_mistake():
    with pytest.raises(AssertionError, match="What to do"):
        parsed("# A | B\n\nLoss: C | D\n\n## Text | Texte\n\nx\n\ny\n\n## Verdicts | V\n\n## Not modelled | N\n\nx | y")


def test_a_page_without_a_loss_title_is_its_authors_mistake():
    with pytest.raises(AssertionError, match="loss title"):
        parsed("# A | B\n\n## Text | T\nx\n\ny\n## Verdicts | V\n## What to do | Q\n## Not modelled | N\nx | y")


def test_what_an_exception_replaced_is_named():
    outcome = told("agreed_terms_within_maximum", KEPT, {}, overridden_by="special_terms_consented")
    assert "(" in outcome[0]
