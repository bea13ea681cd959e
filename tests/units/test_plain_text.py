"""A text is kept in one spelling, and what nothing shows in it is found and named."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encours.units.plain_text import character_name, hidden, is_spelt, plain, spelt


def test_an_accent_apart_from_its_letter_and_a_narrow_space_are_the_usual_ones() -> None:
    assert (
        spelt("Socie\u0301te\u0301\u202fFictive")
        == spelt("Soci\u00e9t\u00e9\u00a0Fictive")
        == "Soci\u00e9t\u00e9 Fictive"
    )


@given(st.text())
def test_a_spelling_is_kept_as_it_is(text: str) -> None:
    assert spelt(spelt(text)) == spelt(text)
    assert unicodedata.is_normalized("NFC", spelt(text))


@given(st.lists(st.text(max_size=4)))
def test_one_look_at_many_texts_answers_for_each(texts: list[str]) -> None:
    if is_spelt("".join(texts)):
        assert [spelt(text) for text in texts] == texts


@pytest.mark.parametrize(
    ("text", "place", "name"),
    [
        ("B\u202e1", 1, "RIGHT-TO-LEFT OVERRIDE (U+202E)"),
        ("B1\u200b", 2, "ZERO WIDTH SPACE (U+200B)"),
        ("\ufeffB1", 0, "ZERO WIDTH NO-BREAK SPACE (U+FEFF)"),
        ("Aciers\u00ad", 6, "SOFT HYPHEN (U+00AD)"),
        ("B1\ufe0f", 2, "VARIATION SELECTOR-16 (U+FE0F)"),
        ("B\u20021\u2069", 3, "POP DIRECTIONAL ISOLATE (U+2069)"),
        ("B\x071", 1, "CONTROL CHARACTER (U+0007)"),
        ("B\u200d1", 1, "ZERO WIDTH JOINER (U+200D)"),
    ],
)
def test_what_nothing_shows_is_found_and_named(text: str, place: int, name: str) -> None:
    assert hidden(text) == place
    assert character_name(text[place]) == name


@pytest.mark.parametrize(
    "text",
    ["", "Aciers 1", "\u00c9l\u00e9ments\u00a0SA", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "a\tb\nc"],
)
def test_what_a_language_or_a_table_needs_is_no_fault(text: str) -> None:
    assert hidden(text) == -1


def test_a_break_is_at_fault_only_where_it_is_asked() -> None:
    assert hidden("a\tb", with_breaks=True) == 1
    assert character_name("\t") == "TAB (U+0009)"


@given(st.characters(categories=["Cc", "Zl", "Zp"]))
def test_no_control_passes(character: str) -> None:
    assert hidden(f"B{character}1", with_breaks=True) == 1


def test_marks_around_a_number_are_let_pass_and_those_inside_are_kept_to_be_refused() -> None:
    assert plain("\u200e 12\u202f000\ufeff") == "12 000"
    assert plain("12\u200b000") == "12\u200b000"
