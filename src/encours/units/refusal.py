"""What a reader answers when it cannot read: a value, never an exception."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a text was not read, in words its author can act on."""

    code: str
    """Stable name of the reason, for catalogues and translations, such as ``amount_ambiguous``."""
    excerpt: str
    """The text as it was written, shortened when very long."""
    what: str
    """What is wrong, in one sentence."""
    expected: str
    """What a right value looks like."""
    hint: str
    """What to do next; empty when nothing better than ``expected`` can be said."""


LONGEST_EXCERPT = 60


def refuse(code: str, text: str, *, what: str, expected: str, hint: str = "") -> Refusal:
    """Refusal of a text, with an excerpt short enough to print."""
    excerpt = text if len(text) <= LONGEST_EXCERPT else text[: LONGEST_EXCERPT - 1] + "…"
    return Refusal(code=code, excerpt=excerpt, what=what, expected=expected, hint=hint)


def nearest_names(name: str, names: Iterable[str]) -> tuple[str, ...]:
    """Known names fewest slips of the keyboard away from a wrong one, best first, three at most."""
    from rapidfuzz import process  # only an error needs it
    from rapidfuzz.distance import OSA

    farthest = max(1, len(name) // 3)
    letters = sorted(name)  # among equals: the same letters in another order, then the same beginning
    near = process.extract(name, list(names), scorer=OSA.distance, score_cutoff=farthest, limit=None)
    by_distance = sorted(
        (distance, sorted(known) != letters, known[:2] != name[:2], known) for known, distance, _ in near
    )
    return tuple(found[-1] for found in by_distance[:3])
