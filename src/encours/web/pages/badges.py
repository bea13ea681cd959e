"""States as badges: a word, a symbol and a colour, always the three together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from encours.clauses.states import State
from encours.explain.names import AT_RISK, AT_RISK_MARK, PARTLY_COVERED, PARTLY_MARK, STATE_MARKS
from encours.policy.faults import Words
from encours.units.show import Language

SOON: Final = 15
"""Days under which what is due is near."""
URGENT: Final = 5
"""Days under which what is due is urgent."""


@dataclass(frozen=True, slots=True)
class Badge:
    """A word with its symbol and the name of its colour: a tone of a document, or `done`, `soon`, `late`, `plain`."""

    word: str
    symbol: str
    tone: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A badge before its language is known."""

    words: Words
    symbol: str
    tone: str

    def in_language(self, language: Language) -> Badge:
        """The badge as somebody reads it."""
        return Badge(self.words.in_language(language), self.symbol, self.tone)


TONES: Final[Mapping[State, str]] = MappingProxyType({
    State.COVERED: "covered",
    State.OVER_LIMIT: "over-limit",
    State.SUSPENDED: "suspended",
    State.NOT_COVERED: "not-covered",
    State.OUTSIDE: "outside",
    State.NEEDS_INFORMATION: "needs-information",
})  # fmt: skip

COVER: Final[Mapping[str, Mark]] = MappingProxyType(
    {
        **{
            tone: Mark(Words(state.english, state.french), STATE_MARKS[state].symbol, tone)
            for state, tone in TONES.items()
        },
        "partly-covered": Mark(PARTLY_COVERED, PARTLY_MARK.symbol, "over-limit"),
        "at-risk": Mark(AT_RISK, AT_RISK_MARK.symbol, "warning"),
    }
)
"""States of an open invoice, or of a part of it."""

WORK: Final[Mapping[str, Mark]] = MappingProxyType({
    "to-do": Mark(Words("to do", "à faire"), "○", "plain"),
    "done": Mark(Words("done", "fait"), "✓", "covered"),
})  # fmt: skip
"""Where a piece of work stands."""

MARKS: Final[Mapping[str, Mark]] = MappingProxyType({**COVER, **WORK})
"""Every badge by its name."""


def badge_of(name: str, language: Language) -> Badge:
    """The badge of a name in `MARKS`."""
    return MARKS[name].in_language(language)


def days_badge(days: int, language: Language) -> Badge:
    """Days left as a badge: late in red, urgent and near told apart, what is far stays quiet."""
    return Badge(days_left(days, language), "✗" if days < 0 else "◷", _urgency(days))


def days_left(days: int, language: Language) -> str:
    """How far a day is: ``in 12 days``, ``today``, ``3 days late``."""
    count = abs(days)
    if language == "fr":
        unit = "jour" if count == 1 else "jours"
        return "aujourd’hui" if not days else f"{count} {unit} de retard" if days < 0 else f"dans {count} {unit}"
    unit = "day" if count == 1 else "days"
    return "today" if not days else f"{count} {unit} late" if days < 0 else f"in {count} {unit}"


def _urgency(days: int) -> str:
    if days < 0:
        return "late"
    if days < URGENT:
        return "urgent"
    return "soon" if days < SOON else "plain"
