"""What `encours premium` itself refuses: place, what is wrong, what to do, in both languages."""

from __future__ import annotations

from collections.abc import Sequence

from encours.cli.messages import option_told
from encours.units.show import Language


def no_year(written: str, known: Sequence[str], language: Language) -> str:
    """No policy year begins in that calendar year."""
    place, listed = option_told("--year", written), ", ".join(known)
    if language == "fr":
        return f"{place}\nAucune année d'assurance ne commence cette année-là.\nElles commencent en : {listed}."
    return f"{place}\nNo policy year begins in that year.\nThey begin in: {listed}."


def no_fact(written: str, near: Sequence[str], known: Sequence[str], language: Language) -> str:
    """What is told is no fact of a year with its value."""
    place, listed = option_told("--known", written), ", ".join(known)
    if language == "fr":
        meant = f"Vouliez-vous dire {near[0]} ? " if near else ""
        return f"{place}\nCe n'est pas un fait de l'année avec sa valeur.\n{meant}Ils sont : {listed}."
    meant = f"Did you mean {near[0]}? " if near else ""
    return f"{place}\nThis is no fact of a year with its value.\n{meant}They are: {listed}."


def no_country(written: str, country: str, language: Language) -> str:
    """What is before the amount of an estimate is no country."""
    place = option_told("--estimate", written)
    if language == "fr":
        what = f"« {country[:40]} » n'est pas un pays."
        return f'{place}\n{what}\nÉcrivez ses deux majuscules (ISO 3166), comme FR="8 000 000 EUR".'
    what = f'"{country[:40]}" is no country.'
    return f'{place}\n{what}\nWrite its two capital letters (ISO 3166), such as FR="8 000 000 EUR".'
