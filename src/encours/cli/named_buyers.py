"""Buyers that a word most likely means: by a part of their registered name, then by a slip in their code."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from encours.facts.view import View
from encours.units.plain_text import folded
from encours.units.refusal import nearest_names

LEAST_LETTERS: Final = 3
"""A shorter part is in the name of nearly everybody."""
MOST: Final = 3
"""Buyers proposed at once."""


def buyers_called(view: View, written: str) -> tuple[str, ...]:
    """Codes of the buyers whose name has that text in it, whatever its case and accents; three at most."""
    part = folded(written[:100]).strip()
    if len(part) < LEAST_LETTERS:
        return ()
    texts = view.table("buyers").texts
    names, codes = texts["name"], texts["buyer"]
    found = (codes[row] for row in range(len(names)) if part in folded(names[row]))
    return tuple(sorted(dict.fromkeys(found)))[:MOST]


def buyers_meant(view: View, written: str, codes: Sequence[str]) -> tuple[str, ...]:
    """Buyers to propose where no code is the one written, each with its name where it has one."""
    meant = dict.fromkeys((*buyers_called(view, written), *nearest_names(written, codes)))
    return tuple(with_name(view, code) for code in meant)[:MOST]


def with_name(view: View, code: str) -> str:
    """Code of a buyer, and its registered name between parentheses where it has one."""
    texts = view.table("buyers").texts
    rows = texts["buyer"].where_any([code]).tolist()
    name = texts["name"][rows[-1]] if rows else ""
    return f"{code} ({name})" if name and name != code else code
