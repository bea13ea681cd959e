"""A name in letters that the PDF's own fonts lack is set in one of the machine, or marked and told: never blank."""

import dataclasses

import pytest

from encours.explain.document import letters
from encours.explain.document.letters import BLANK, Lettering, lettering_of
from encours.explain.document.pdf import pdf
from tests.explain.documents import document, squeezed, text_of_pdf

BROUGHT = ("Łódź Żółć", "Ελληνικά", "Насосы Ёж", "שארית", "شركة", "Հայ", "საქ", f"{BLANK} – “é” ½")
NAME = "北京 펌프 Lampes"


@pytest.mark.parametrize("name", BROUGHT)
def test_letters_that_typst_brings_need_no_font_of_the_machine(name):
    assert lettering_of(name) == Lettering(needs_the_machine=False, missing=frozenset())


def test_letters_that_it_lacks_are_told_apart_from_those_it_has():
    assert letters._missing(set("北펌Ωא"), of_the_machine=False) == {"北", "펌"}


@pytest.mark.parametrize(
    ("language", "said"), [("en", "No font of this machine"), ("fr", "Aucune police de caractères")]
)
def test_a_letter_that_no_font_has_is_marked_and_the_pdf_says_so_first(language, said, monkeypatch):
    monkeypatch.setattr(letters, "_missing", lambda found, **_: frozenset(found) & set(NAME[:5]))
    made = dataclasses.replace(document("ageing", language), company=NAME)
    paper = squeezed(text_of_pdf(pdf(made)))
    assert squeezed(f"{BLANK * 2} {BLANK * 2} Lampes") in paper
    assert squeezed(said) in paper
