"""States of a limit as badges, and words that pages about limits share."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from encours.clauses.choices import LimitKind, Outcome
from encours.explain.document.shown import typeset
from encours.policy.faults import Words
from encours.units.show import Language
from encours.web.computing.limits import WORDS, LimitState
from encours.web.pages.badges import Badge

_MARKS: Final[Mapping[LimitState, tuple[str, str]]] = MappingProxyType({
    LimitState.WITHDRAWAL_NOTIFIED: ("▼", "suspended"),
    LimitState.REDUCTION_NOTIFIED: ("▼", "warning"),
    LimitState.UNDER_APPEAL: ("⇄", "needs-information"),
    LimitState.CONDITIONAL: ("◇", "over-limit"),
    LimitState.TEMPORARY: ("◷", "over-limit"),
    LimitState.REDUCED_PERCENTAGE: ("%", "over-limit"),
    LimitState.PARTIAL: ("◐", "over-limit"),
    LimitState.GRANTED: ("●", "covered"),
    LimitState.PENDING: ("…", "needs-information"),
    LimitState.REQUESTED: ("…", "plain"),
    LimitState.DISCRETIONARY: ("◌", "covered"),
    LimitState.REFUSED: ("✗", "not-covered"),
    LimitState.CANCELLED: ("✗", "outside"),
    LimitState.EXPIRED: ("○", "outside"),
    LimitState.NONE: ("○", "plain"),
})  # fmt: skip


def told(words: Words, language: Language) -> str:
    """A sentence of ours as a printer sets it."""
    return typeset(words.in_language(language), language)


def state_badge(state: str, language: Language) -> Badge:
    """Badge of a state, by the name that results keep."""
    found = LimitState(state)
    symbol, tone = _MARKS[found]
    return Badge(WORDS[found].in_language(language), symbol, tone)


def kind_word(kind: str, language: Language) -> str:
    """A kind of limit as people say it, by the name that results and facts keep."""
    found = next((each for each in LimitKind if each.english == kind), None)
    if found is None:
        return kind
    return found.french if language == "fr" else found.english


def outcome_word(outcome: str, language: Language) -> str:
    """What was decided as people say it, by the name that facts keep."""
    found = next((each for each in Outcome if each.english == outcome), None)
    if found is None:
        return outcome
    return found.french if language == "fr" else found.english
