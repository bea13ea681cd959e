"""Every fault of a policy file has a file that provokes it and its exact message in both languages."""

import ast
import re
from pathlib import Path

import pytest

import encours.policy
from tests.policy.errors import FILES, FOLDER, messages, reading

SOURCES = sorted(Path(encours.policy.__file__).parent.glob("*.py"))


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_fault_is_told_in_these_words(path, language):
    assert messages(path, language) == path.with_suffix(f".{language}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_faulty_file_gives_no_programme_and_a_warning_gives_one(path):
    read = reading(path)
    assert (read.programme is None) == bool(read.errors)
    assert read.errors or read.warnings


def codes_of_the_source():
    """Codes that a reader of policies may give, read in its own source."""
    found = set()
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"Wrong", "one_of", "_closed"}:
                texts = [each.value for each in node.args if isinstance(each, ast.Constant)]
                found |= {text for text in texts if isinstance(text, str) and "_" in text}
    return found


def test_every_code_has_a_file_that_provokes_it():
    shown = {fault.code for path in FILES for fault in (*reading(path).errors, *reading(path).warnings)}
    # These two need a text too large to be kept; they have tests of their own.
    assert codes_of_the_source() - shown == {"toml_too_large", "entries_too_tangled"}


def test_no_message_is_left_without_its_file():
    kept = {path.name.split(".")[0] for path in FOLDER.glob("*.txt")}
    assert kept == {path.stem for path in FILES}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_error_says_what_to_do_in_both_languages(path):
    for fault in reading(path).errors:
        assert all(fault.what)
        assert all(fault.hint)


def figures(text):
    """Figures of a text, in order of size: each language groups, points and places them in its own way."""
    return sorted(re.sub(r"[^0-9]", "", text))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_both_languages_send_the_reader_to_the_same_remedy(path):
    for fault in (*reading(path).errors, *reading(path).warnings):
        for english, french in (fault.what, fault.hint):
            assert figures(english) == figures(french)
            assert english.count("?") == french.count("?")
