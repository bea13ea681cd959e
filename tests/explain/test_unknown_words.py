"""A sentence whose value is not known, or has not happened, stays a sentence: no "le inconnu", no "on never"."""

import re
import string

import pytest

from encours.clauses.wordings import WHOLE_TURNOVER
from encours.engine.findings import Finding
from encours.engine.verdicts import NAMES
from encours.explain.clause_texts import _Placeholders, clause_text
from encours.explain.unknown_words import Told, filled
from encours.explain.words import SENTENCES
from encours.units import MISSING, NEVER, from_civil
from tests.explain.test_halts import why

VERDICTS = {name: verdict for verdict, name in NAMES.items()}
EVERY = (*WHOLE_TURNOVER.clauses, *WHOLE_TURNOVER.steps)
SENTENCES_OF = [
    (each, VERDICTS[name], words)
    for each in EVERY
    for text in [clause_text(each.stage, each.name)]
    for name, words in [
        *text.sentences.items(),
        *((case.verdict, case.words) for case in text.sentence_cases),
    ]
]
BROKEN = re.compile(
    r"(?i)\b(?:le|la|les|des|de|du|au|aux|jusqu'au|en|par|un|une|soit|[ld]') ?(?:inconnu|jamais|aucun|toujours)"
    r"|\b(?:[dl]e|d'|que) une?\b|\bde les?\b|\bà le\b"
    r"|\b(?:on|of|by|to|from|since|after|beyond|the|under|was) "
    r"(?:unknown\b(?! (?:amount|percentage|choice|period))|never)"
    r"|\b(?:the|whole) an?\b|\ba unknown|unknown (?:lies|is)\b"
)


def rendered(clause, verdict, text, language, value):
    """A sentence with every placeholder unknown in turn, the others known."""
    names = {field for _, field, _, _ in string.Formatter().parse(text) if field} - {"missing", "until", "cut"}
    known = from_civil(2026, 6, 30)
    for lost in names:
        is_day = lost not in {"asked", "granted"} and WHOLE_TURNOVER.unit_of(lost).name == "day"
        if value == NEVER and not is_day:
            continue
        values = {name: value if name == lost else known for name in names}
        amounts = {name: values.pop(name) for name in ("asked", "granted") if name in values}
        finding = Finding(clause.name, clause.stage, verdict, values, ("delivered",), **amounts)
        yield filled(text, _Placeholders(WHOLE_TURNOVER, finding, "EUR", language).told, language)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("value", [MISSING, NEVER])
@pytest.mark.parametrize("clause", EVERY, ids=lambda each: each.name)
def test_no_sentence_breaks_where_a_value_is_missing(clause, value, language):
    for each, verdict, words in SENTENCES_OF:
        if each is clause:
            for said in rendered(each, verdict, words.in_language(language), language, value):
                assert BROKEN.search(said) is None, said


def test_the_words_that_go_with_a_day_go_with_its_absence():
    for before, value, said in (
        ("depuis le", MISSING, "depuis une date inconnue"),
        ("jusqu'au", MISSING, "jusqu'à une date inconnue"),
        ("à la livraison du", NEVER, "à la livraison d'une date à venir"),
        ("livré le", MISSING, "livré à une date inconnue"),
    ):
        assert filled(f"{before} {{x}}", lambda _, value=value: Told("day", value, "inconnu"), "fr") == said
    assert filled("since {x}", lambda _: Told("day", MISSING, "unknown"), "en") == "since an unknown day"
    assert filled("des {x} ouverts", lambda _: Told("cents", MISSING, ""), "fr") == "des montants inconnus ouverts"


def test_an_invoice_without_due_date_has_no_date_in_its_heading():
    assert "· échéance inconnue ·" in why("F-1016-1", "fr").replace("\n", " ")
    assert "· due date unknown ·" in why("F-1016-1", "en").replace("\n", " ")


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("invoice", ["F-1016-1", "F-1106-1", "F-1105-1", "F-1112-1", "F-1203-2"])
def test_every_clause_of_an_invoice_is_told_in_sentences(invoice, language):
    told = "\n".join(each for each in why(invoice, language).splitlines() if re.search(r"[a-zé] ?: [A-ZÀÉL]", each))
    assert BROKEN.search(told) is None, BROKEN.search(told)


def test_no_word_of_a_page_contracts_before_a_placeholder_of_a_noun():
    for key, words in SENTENCES.items():
        assert re.search(r"\b(?:de le|de les|à le|à les)\b", words.french) is None, key
