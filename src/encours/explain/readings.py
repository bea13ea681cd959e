"""What each reading of a choice means to a credit manager, read from the page beside the choices."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from encours.engine.terms import Choice
from encours.explain.clause_texts import sentences_of
from encours.policy.faults import NOTHING, Words
from encours.units.show import Language


def meaning(reading: Choice, of: str = "") -> Words:
    """Sentence of a reading, the one of a term where it means there something of its own.

    Empty for a code that no policy agrees on.
    """
    name = type(reading).__name__
    own = _meanings().get(f"{name} of {of}", {})
    return own.get(reading.english) or _meanings().get(name, {}).get(reading.english, NOTHING)


def shown_reading(reading: Choice, language: Language) -> str:
    """Words of a reading as a policy in a language writes them."""
    return f"« {reading.french} »" if language == "fr" else f'"{reading.english}"'


@cache
def _meanings() -> Mapping[str, Mapping[str, Words]]:
    page = (files("encours.clauses") / "choices.md").read_text(encoding="utf-8")
    sections = (each.partition("\n") for each in page.split("\n## ")[1:])
    return {name.strip(): dict(sentences_of(table.strip())) for name, _, table in sections}
