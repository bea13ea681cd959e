"""Words by which a choice of a closed list may be written, in files and in assumptions alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from encours.facts.words import ALSO, CHOICE_WORDS, OTHER_WORDS
from encours.units.plain_text import folded


def choices_by_word(choices: Sequence[str]) -> Mapping[str, int]:
    """Place of each choice by its English and French words, of either gender, without case and accents."""
    english = {folded(choice): code for code, choice in enumerate(choices)}
    french = {folded(CHOICE_WORDS[choice]): code for code, choice in enumerate(choices)}
    others = {folded(word): code for code, each in enumerate(choices) for word in other_words(each)}
    return {**others, **french, **english}


def choice_word(text: str) -> str:
    """A word as ``choices_by_word`` keeps it."""
    return folded(text[:100]).replace("_", " ")


def other_words(choice: str) -> tuple[str, ...]:
    """What a choice is also called: its other gender, and what exports write for it."""
    english, french = ALSO.get(choice, ((), ()))
    return (*OTHER_WORDS.get(choice, ()), *english, *french)


def with_others(choices: Sequence[str], language: int) -> tuple[str, ...]:
    """Words of a list in English (0) or French (1), each with what exports write for it."""
    found = []
    for each in choices:
        word, others = (each, CHOICE_WORDS[each])[language], ALSO.get(each, ((), ()))[language]
        found.append(f"{word} ({', '.join(others)})" if others else word)
    return tuple(found)
