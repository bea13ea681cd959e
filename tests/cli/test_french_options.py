"""In French the command line itself speaks French: usage, headings, and every error that a command can cause."""

import re
from pathlib import Path

import pytest

from encours.cli.parser_words import FRENCH_NAMES
from tests.cli.commands import run

ENGLISH = re.compile(
    r"\b(usage:|error|argument[s]?:|positional|show|exit|unrecognized|invalid|choose|expected|required|ambiguous"
    r"|could|match|ignored|explicit|value|FOLDER|DAY|COMMAND)\b"
)


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("nope", "encours : erreur : argument COMMANDE : choix inconnu : 'nope' (au choix : "),
        ("why", "encours why : erreur : arguments manquants : facture"),
        ("policy", "encours policy : erreur : arguments manquants : ACTION"),
        ("cover --nope", "encours cover : erreur : arguments inconnus : --nope"),
        ("cover --format xx", "argument --format : choix inconnu : 'xx' (au choix : "),
        ("cover --as-of", "argument --as-of : une valeur est attendue"),
        ("cover --top-rows -1", "argument --top-rows : ce n'est pas un nombre entier à partir de 0 : '-1'"),
        ("cover --findings=3", "argument --findings : cette option ne prend pas de valeur : '3'"),
        ("cover --f json", "option ambiguë : --f peut être --format, --force, --findings"),
    ],
)
def test_a_misused_command_is_told_in_french(command: str, said: str) -> None:
    out, err, code = run(command, "fr")
    assert (out, code) == ("", 2)
    assert err.startswith("usage : encours")
    assert said in err
    assert not ENGLISH.search(err)


@pytest.mark.parametrize(
    "command", ["--help", "why --help", "policy diff --help", "cases --help --lang fr", "import --help"]
)
def test_the_help_is_french_down_to_its_headings(command: str) -> None:
    out, err, code = run(command, "en" if "--lang" in command else "fr")
    assert (err, code) == ("", 0)
    assert "\narguments\u00a0:\n" in out
    assert not ENGLISH.search(out)


EVERY_COMMAND = (Path(__file__).parents[2] / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", re.findall("^## encours (.+)$", EVERY_COMMAND, re.MULTILINE))
def test_every_command_prints_its_help_in_both_languages(command: str) -> None:
    told = run(f"{command} --help", "en")
    assert (told[1:], told[0].startswith(f"usage: encours {command}")) == (("", 0), True)
    out, err, code = run(f"{command} --help", "fr")
    assert (err, code, out.startswith(f"usage : encours {command}")) == ("", 0, True)
    values = set(re.findall(r"\b[A-Z]{2,}\b", out.partition("\n\n")[0]))
    assert not {each for each in values if FRENCH_NAMES.get(each, each) != each}


@pytest.mark.parametrize(
    ("command", "near"),
    [
        ("covr .", "cover"),
        ("policy chekc", "check"),
        ("cover . --asof 2026-06-30", "--as-of"),
        ("cover . --asof=2026-06-30 --no-color", "--as-of, --no-colour"),
        ("ageing . --unit month", "months"),
        ("--no-color", "--no-colour"),
    ],
)
def test_a_mistyped_word_is_offered_the_nearest(command: str, near: str) -> None:
    for language, said in (("en", f"Did you mean {near}?\n"), ("fr", f"Vouliez-vous dire {near} ?\n")):
        out, err, code = run(command, language)
        assert (out, code) == ("", 2)
        assert err.startswith(("usage: encours", "usage : encours"))
        assert err.endswith(f"\n{said}")


def test_a_word_near_nothing_is_offered_nothing() -> None:
    for command in ("zzz", "cover . --zzzzzz", "cover . another"):
        assert "Did you mean" not in run(command, "en")[1]


@pytest.mark.parametrize(
    "command",
    ["--lang fr cover .", "--lang=fr cover .", "cover . --lang fr", "--lang en cover . --lang fr"],
)
def test_the_language_stands_before_the_command_or_after_it(command: str) -> None:
    out, err, code = run(command, "en")
    assert (err, code) == ("", 0)
    assert out.startswith("Ce qui est garanti")


def test_the_language_before_an_action_holds_to_its_end() -> None:
    assert "se lit sans erreur" in run("--lang fr policy check .", "en")[0]
    assert "se lit sans erreur" in run("policy --lang fr check .", "en")[0]
    assert "can be read" in run("--lang en policy check .", "fr")[0]
    assert run("--lang fr", "en")[0].startswith("usage : encours")


def test_english_is_left_as_it_is() -> None:
    _, err, code = run("why", "en")
    assert (err.startswith("usage: encours why"), code) == (True, 2)
    assert "encours why: error: the following arguments are required: invoice" in err


def test_the_values_of_import_are_named_in_french() -> None:
    out, _, _ = run("import --help", "fr")
    assert "--path CHEMIN" in out
    assert "--document-type EN-TÊTE" in out
    for word in ("HEADING", "PATH"):
        assert word not in out.replace("CHEMIN", "")
