"""What an item of the list of things to do tells in both languages, and what names it from day to day."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Final

from encours.policy.faults import Words
from encours.units.show import Language

LANGUAGES: Final[tuple[Language, ...]] = ("en", "fr")


def told_of(title: Words, subject: Callable[[Language], str], todo: Words, lost: Words) -> dict[str, dict[str, str]]:
    """What an item tells, by language."""
    return {
        each: {
            "title": title.in_language(each),
            "subject": subject(each),
            "todo": todo.in_language(each),
            "consequence": lost.in_language(each),
        }
        for each in LANGUAGES
    }


def constant(text: str) -> Callable[[Language], str]:
    """The same in every language."""
    return lambda _: text


def name_of(*parts: str) -> str:
    """The same for the same thing, whatever its days."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]
