"""What is wrong with facts, as values: with what it concerns, in both languages, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Something wrong with facts; an error leaves an answer in doubt, a warning only deserves a look.

    ``fact_ids`` names the facts concerned (by default their file and row), the one to look at first.
    """

    code: str
    fact_ids: tuple[str, ...]
    en: str
    fr: str
    remedy_en: str
    remedy_fr: str
    is_warning: bool = False


FaultWords = tuple[str, str, str, str]
"""What is wrong in English and in French, then what to do, each with names of values in braces."""


def worded(
    code: str, words: FaultWords, fact_ids: tuple[str, ...], values: Mapping[str, object], *, is_warning: bool = False
) -> Fault:
    """The fault of a code in words kept apart, with the values that they name."""
    en, fr, remedy_en, remedy_fr = (each.format(**values) for each in words)
    return Fault(code, fact_ids, en, fr, remedy_en, remedy_fr, is_warning)


def after_guess(meant: str | None, en: str, fr: str) -> tuple[str, str]:
    """What to do in English and in French, after the name that was probably meant where there is one."""
    if not meant:
        return en, fr
    return f'Did you mean "{meant}"? {en}', f"Vouliez-vous dire « {meant} » ? {fr}"
