"""Words, symbols and colours of states, verdicts, stages and flags, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from encours.clauses.states import State
from encours.engine import verdicts
from encours.policy.faults import Words
from encours.units.show import Language


class Mark(NamedTuple):
    """A symbol and a colour: never shown without the word they stand beside."""

    symbol: str
    style: str


STATE_MARKS: Final[Mapping[State, Mark]] = {
    State.COVERED: Mark("●", "green"),
    State.OVER_LIMIT: Mark("▲", "yellow"),
    State.SUSPENDED: Mark("‖", "magenta"),
    State.NOT_COVERED: Mark("✗", "red"),
    State.OUTSIDE: Mark("○", "bright_black"),
    State.NEEDS_INFORMATION: Mark("?", "cyan"),
}
PARTLY_COVERED: Final = Words("partly covered", "couvert partiellement")
PARTLY_MARK: Final = Mark("◐", "yellow")
AT_RISK: Final = Words("at risk", "à risque")
AT_RISK_MARK: Final = Mark("⚑", "yellow")

VERDICT_MARKS: Final[Mapping[int, Mark]] = {
    verdicts.KEPT: Mark("✓", "green"),
    verdicts.REFUSED: Mark("✗", "red"),
    verdicts.SUSPENDED: Mark("‖", "magenta"),
    verdicts.NEEDS_INFORMATION: Mark("?", "cyan"),
    verdicts.NOT_APPLICABLE: Mark("–", "bright_black"),
    verdicts.PARTLY: Mark("◐", "yellow"),
}
VERDICT_WORDS: Final[Mapping[int, Words]] = {
    verdicts.KEPT: Words("kept", "remplie"),
    verdicts.REFUSED: Words("refused", "refusée"),
    verdicts.SUSPENDED: Words("suspended", "suspendue"),
    verdicts.NEEDS_INFORMATION: Words("needs information", "information manquante"),
    verdicts.NOT_APPLICABLE: Words("not applicable", "sans objet"),
    verdicts.PARTLY: Words("partly", "en partie"),
}
STAGE_WORDS: Final[Mapping[str, Words]] = {
    "qualify": Words("Qualify: is it insurable?", "Éligibilité : la créance est-elle assurable ?"),
    "maintain": Words("Maintain: were the duties kept?", "Maintien : les obligations sont-elles tenues ?"),
    "admit": Words("Admit: has the limit room?", "Admission : l'agrément a-t-il de la place ?"),
    "indemnify": Words("Indemnify: what share is insured?", "Indemnisation : quelle quotité ?"),
    "charge": Words("Charge: what does the cover cost?", "Prime : que coûte la garantie ?"),
}


def state_word(state: State, language: Language) -> str:
    """Name of a state."""
    return state.french if language == "fr" else state.english


def state_text(state: State, language: Language) -> str:
    """Symbol and name of a state."""
    return f"{STATE_MARKS[state].symbol} {state_word(state, language)}"


def plural(count: int, singular: str, several: str, language: Language) -> str:
    """Count and noun; French has the singular for 0 too."""
    is_single = count == 1 or (count == 0 and language == "fr")
    grouped = f"{count:,}".replace(",", "," if language == "en" else "\u202f")
    return f"{grouped} {singular if is_single else several}"
