"""Every reading a policy may agree on says in both languages what it means, and no sentence is left without one."""

import pytest

from encours.clauses.choices import Stage
from encours.clauses.wordings import WHOLE_TURNOVER
from encours.explain.readings import _meanings, meaning
from encours.policy.faults import NOTHING

CHOICES = {term.choices for term in WHOLE_TURNOVER.terms.values() if term.choices is not None}
READINGS = sorted((each for choice in CHOICES for each in choice), key=lambda each: (type(each).__name__, each))


@pytest.mark.parametrize("reading", READINGS, ids=lambda each: f"{type(each).__name__} {each.english}")
def test_a_reading_says_what_it_means(reading):
    for sentence in meaning(reading):
        assert sentence.endswith(".")
        assert len(sentence) > len(reading.english) + 10
    assert len(set(meaning(reading))) == 2


def test_each_sentence_belongs_to_a_reading_and_is_its_own():
    told = {name: set(sentences) for name, sentences in _meanings().items() if " of " not in name}
    assert told == {choice.__name__: {each.english for each in choice} for choice in CHOICES}
    every = [words for sentences in _meanings().values() for words in sentences.values()]
    assert len(set(every)) == len(every)


def test_a_term_may_say_what_a_reading_means_of_it_alone():
    of_terms = [name for name in _meanings() if " of " in name]
    assert of_terms == ["ClockAnchor of aggravation_notice_deadline"]
    term = WHOLE_TURNOVER.terms["aggravation_notice_deadline"]
    assert {each.english for each in term.allowed} == set(_meanings()[of_terms[0]])
    for each in term.allowed:
        own = meaning(each, "aggravation_notice_deadline")
        assert own != meaning(each) == meaning(each, "hand_over_deadline")
        assert "deliver" not in own.english
        assert "livraison" not in own.french


def test_a_code_of_a_fact_which_nobody_agrees_on_has_no_sentence():
    assert meaning(Stage.ORDER) == NOTHING
