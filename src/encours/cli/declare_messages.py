"""What `encours declare` itself refuses: place, what is wrong, what to do, in both languages."""

from __future__ import annotations

from collections.abc import Sequence

from encours.cli.messages import option_told
from encours.formats.faults import shown
from encours.units.refusal import nearest_names
from encours.units.show import Language

SHOWN = 12
"""Names that a refusal lists at most."""


def no_period(written: str, known: Sequence[str], language: Language) -> str:
    """No period of declaration has that name, or holds that day."""
    near = nearest_names(written, known)
    listed = ", ".join((*known[:SHOWN], *(("…",) if len(known) > SHOWN else ())))
    place = option_told("--period", written)
    if language == "fr":
        hint = f"Vouliez-vous dire {near[0]} ? " if near else ""
        what = "Ce n'est ni une période de déclaration de la police, ni un de ses jours."
        return f"{place}\n{what}\n{hint}Périodes : {listed}"
    hint = f"Did you mean {near[0]}? " if near else ""
    return f"{place}\nThis is no period of declaration of the policy, nor a day of one.\n{hint}Its periods: {listed}"


def not_begun(written: str, day: str, language: Language) -> str:
    """The period asked for begins after the day asked."""
    place = option_told("--period", written)
    if language == "fr":
        hint = "Demandez une autre période, ou un jour plus tardif (--as-of)."
        return f"{place}\nCette période n'a pas commencé au {day}.\n{hint}"
    return f"{place}\nThis period has not begun on {day}.\nAsk for another period, or for a later day (--as-of)."


def before_the_policy(first: str, language: Language) -> str:
    """Nothing is to be declared before the policy begins."""
    if language == "fr":
        what = f"La police ne prend effet que le {first} : rien n'est à déclarer avant."
        return f"--as-of\n{what}\nDemandez un jour à partir de là."
    return f"--as-of\nThe policy begins on {first}: nothing is declared before.\nAsk for a day from then on."


def no_policy_named(written: str, known: Sequence[str], language: Language) -> str:
    """No policy of the programme has that name."""
    near = nearest_names(written, known)
    listed = ", ".join(map(shown, near or known))
    place = option_told("--policy", written)
    if language == "fr":
        return f"{place}\nAucune police du programme ne porte ce nom.\nSes polices : {listed}"
    return f"{place}\nNo policy of the programme has that name.\nIts policies: {listed}"
