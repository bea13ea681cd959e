"""The worst case above the list: what will be lost if nothing is done, who can save it, and what was lost already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from encours.duties.duty import Department
from encours.explain.document.model import Amount, Tone
from encours.explain.document.shown import shown, typeset
from encours.policy.faults import Words
from encours.units import Cents
from encours.units.show import Language, show_day
from encours.web.pages.parts import Figure
from encours.web.pages.worklist_rows import NEAR, Worst, kind_title
from encours.web.store.models import Reading

_WHO: Final[Mapping[Department, Words]] = {
    Department.CREDIT: Words("credit management", "le crédit client"),
    Department.SALES: Words("sales", "le commercial"),
    Department.ACCOUNTING: Words("accounting", "la comptabilité"),
    Department.LEGAL: Words("legal", "le service juridique"),
    Department.MANAGEMENT: Words("management", "la direction"),
}
"""Departments within a sentence."""


def sentence_of(worst: Worst, reading: Reading, language: Language) -> str:
    """The worst case in one sentence."""
    currency = reading.currency
    by = show_day(reading.as_of + NEAR, language)

    def told(cents: Cents) -> str:
        return shown(Amount(cents, currency), language)

    if not worst.coming:
        text = (
            f"Nothing that is covered today depends on an act before {by}."
            if language == "en"
            else f"Rien de ce qui est garanti aujourd’hui ne dépend d’un acte avant le {by}."
        )
        return typeset(text, language)
    amount = told(worst.coming)
    who = [(_WHO[each].in_language(language), told(cents)) for each, cents in worst.by_who]
    if language == "en":
        start = f"If nothing is done, {amount} of cover is lost by {by}"
        if len(who) == 1:
            return f"{start}; {who[0][0]} can still save all of it today."
        return f"{start}; still to be saved today: {_listed([f'{one[1]} by {one[0]}' for one in who], 'and')}."
    start = f"Si rien n’est fait, {amount} de garantie seront perdus d’ici le {by}"
    if len(who) == 1:
        return typeset(f"{start} ; {who[0][0]} peut encore tout sauver aujourd’hui.", language)
    parts = _listed([f"{one[1]} par {one[0]}" for one in who], "et")
    return typeset(f"{start} ; on peut encore les sauver aujourd’hui : {parts}.", language)


def _listed(parts: Sequence[str], joint: str) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {joint} {parts[-1]}"


def figures_of(worst: Worst, reading: Reading, language: Language) -> list[Figure]:
    """The figures that say it."""
    currency = reading.currency

    def told(english: str, french: str) -> str:
        return typeset(english if language == "en" else french, language)

    missed = [(kind_title(kind, language), cents) for kind, cents in worst.by_kind[:2] if cents]
    steps = (
        told("one thing to do saves it", "une action la sauve")
        if worst.steps == 1
        else told(f"{worst.steps} things to do save it", f"{worst.steps} actions la sauvent")
    )
    return [
        Figure(
            told(f"Lost within {NEAR} days if nothing is done", f"Perdu sous {NEAR} jours si rien n’est fait"),
            Amount(worst.coming, currency),
            steps if worst.coming else "",
            tone=Tone.WARNING if worst.coming else Tone.COVERED,
        ),
        Figure(
            told("Lost already by what was missed", "Déjà perdu par ce qui a été manqué"),
            Amount(worst.lost, currency),
            ", ".join(f"{title} {shown(Amount(cents, currency), language)}" for title, cents in missed),
            tone=Tone.NOT_COVERED if worst.lost else Tone.PLAIN,
        ),
        Figure(
            told("To be asked of the insurer", "À demander à l’assureur"),
            Amount(worst.uncovered, currency),
            told("cover that a limit or a consent would bring", "couverture qu’un agrément ou un accord apporterait"),
            tone=Tone.OVER_LIMIT if worst.uncovered else Tone.PLAIN,
        ),
    ]
