"""What a sentence says where a value is not known, or has not happened: with its article, never "on unknown"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from encours.policy.faults import Words
from encours.units import MISSING, NEVER
from encours.units.show import Language


class Told(NamedTuple):
    """A value of a sentence: its unit, its number, and how it is shown where it is known."""

    unit: str
    value: int
    shown: str


BEFORE: Final[Mapping[Language, str]] = {
    "en": r"on|of|by|to|from|since|after|beyond|was|whole|the|date|Under",
    "fr": r"depuis le|pour le|soit le|jusqu'au|au-delà du|échéance|le|au|du|[Ll]es|des|de|par|En",
}
"""Words that go with the value after them, and may change with it."""
PLACES: Final[Mapping[Language, re.Pattern[str]]] = {
    language: re.compile(rf"(?:\b({before}) )?\{{(\w+)\}}") for language, before in BEFORE.items()
}
DAYS: Final[Mapping[int, Words]] = {
    MISSING: Words("an unknown day", "une date inconnue"),
    NEVER: Words("a day to come", "une date à venir"),
}
ELIDED: Final[Mapping[str, str]] = {
    "le": "à ",
    "au": "à ",
    "du": "d'",
    "au-delà du": "au-delà d'",
    "jusqu'au": "jusqu'à ",
    "depuis le": "depuis ",
    "pour le": "pour ",
    "soit le": "soit ",
}
"""What French has before "une date" in place of the words before a day in figures."""
PERIODS: Final = ("span", "days", "months")
ENGLISH_NOUNS: Final[Mapping[str, str]] = {
    "cents": "unknown amount",
    "basis points": "unknown percentage",
    "millionths": "unknown rate",
    "code": "unknown choice",
    **dict.fromkeys(PERIODS, "unknown period"),
}
FRENCH_NOUNS: Final[Mapping[str, tuple[str, str, str]]] = {
    "cents": ("montant inconnu", "montants inconnus", "un montant inconnu"),
    "basis points": ("quotité inconnue", "quotités inconnues", "une quotité inconnue"),
    "millionths": ("taux inconnu", "taux inconnus", "un taux inconnu"),
    "code": ("choix inconnu", "choix inconnus", "un choix inconnu"),
    **dict.fromkeys(PERIODS, ("durée inconnue", "délais inconnus", "une durée inconnue")),
}
"""After "de", after "les" and "des", and elsewhere."""


def filled(template: str, told: Callable[[str], Told], language: Language) -> str:
    """A sentence with its values, `told` by their names."""

    def shown(found: re.Match[str]) -> str:
        before, name = found[1] or "", found[2]
        said = told(name)
        words = _english(before, said) if language == "en" else _french(before, said)
        return words or f"{before} {said.shown}".strip()

    return PLACES[language].sub(shown, template)


def _english(before: str, said: Told) -> str:
    """What stands for a value that cannot be shown, with the word before it; nothing where it can."""
    if said.unit == "day" and said.value in DAYS:
        if before in {"", "date"}:
            return f"{before} ({said.shown})" if before else ""
        return f"{before} {DAYS[said.value].english}"
    noun = ENGLISH_NOUNS.get(said.unit)
    if said.value != MISSING or noun is None:
        return ""
    return f"{before} {noun}" if before in {"the", "whole"} else f"{before} an {noun}".strip()


def _french(before: str, said: Told) -> str:
    if said.unit == "day" and said.value in DAYS:
        noun = DAYS[said.value].french
        if before in ELIDED:
            return f"{ELIDED[before]}{noun}"
        if before == "échéance":
            return f"échéance ({noun.removeprefix('une ')})"
        return noun if not before and said.value == MISSING else ""
    nouns = FRENCH_NOUNS.get(said.unit)
    if said.value != MISSING or nouns is None:
        return ""
    after_de, several, alone = nouns
    if before == "de":
        return f"de {after_de}"
    if before.lower() in {"les", "des"}:
        return f"{before} {several}"
    return f"{before} {alone}".strip()
