"""Help knows the words of the screens and of the trade, in both languages, and the assumptions."""

import pytest

from encours.clauses.states import State
from encours.cli import exit_codes
from encours.explain.glossary import STATES, entries_of
from encours.facts.assumptions import ASSUMPTIONS
from tests.cli.commands import run


@pytest.mark.parametrize(
    ("word", "language", "said"),
    [
        ("prorogation", "fr", "maximum_extension_period"),
        ("extension", "en", "A later due date, after delivery."),
        ("agrement", "fr", "credit limit"),
        ("siren", "fr", "neuf chiffres"),
        ("SIREN", "en", "nine digits"),
        ("needs information", "en", "missing is not zero"),
        ("information manquante", "fr", "une absence n'est pas zéro"),
        ("needs-information", "en", "missing is not zero"),
        ("apériteur", "fr", "lead insurer"),
    ],
)
def test_a_word_of_the_screens_is_told(word: str, language: str, said: str) -> None:
    out, err, code = run(["help", word], language)
    assert code == exit_codes.ANSWERED, err
    assert said in " ".join(out.split())


def test_every_state_has_its_meaning_in_both_languages() -> None:
    assert set(STATES) == set(State)
    for state in State:
        for word in (state.english, state.french):
            (entry, *_) = entries_of(word)
            assert entry.meaning == STATES[state]
            assert all(entry.meaning)


@pytest.mark.parametrize(("word", "language"), [("assumptions", "en"), ("hypothèses", "fr")])
def test_every_assumption_is_told(word: str, language: str) -> None:
    out, _, code = run(["help", word], language, width=200)
    assert code == exit_codes.ANSWERED
    for each in ASSUMPTIONS.values():
        assert (each.french_name if language == "fr" else each.name) in out
        assert (each.fr if language == "fr" else each.en) in out
    assert "assumptions.csv" in out


@pytest.mark.parametrize("word", ["zzz", "%%", "*", "maximum extention perid"])
def test_a_word_that_nobody_knows_is_still_refused(word: str) -> None:
    _, _, code = run(["help", word], "en")
    assert code == exit_codes.REFUSED
