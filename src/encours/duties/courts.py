"""Where a court sits, from its name: which public holidays are kept there, and who resides elsewhere.

National holidays are those of the Code du travail (L3133-1). Alsace and Moselle add Good Friday and 26 December
(ordonnance of 16 August 1892, Code du travail L3134-13); Good Friday is only kept in a commune with a Protestant church
or a mixed one, which no name of a court tells: every court there is taken to keep it. Each overseas department has its
own day of the abolition of slavery.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from encours.units.plain_text import folded

METROPOLITAN: Final = "FR"
"""Code of a seat, or of a residence, in metropolitan France; overseas departments have their own (ISO 3166)."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Seat of a court: its territory, and the part of France whose holidays are kept there, if it has its own."""

    territory: str = METROPOLITAN
    subdivision: str | None = None
    is_told: bool = True
    """Whether the name of the court says it: where it does not, no time is made longer by it."""

    def is_elsewhere(self, residence: str) -> bool:
        """Whether a creditor that resides there is outside the territory of the court.

        Where the name does not tell the territory, only a creditor abroad is: it is outside every one.
        """
        return residence != self.territory if self.is_told else residence not in TERRITORIES


NATIONAL: Final = Seat()
"""Metropolitan France, outside Alsace and Moselle."""
UNTOLD: Final = Seat(is_told=False)
"""Where nobody says where the court sits, or a town of its name is in two territories."""
_ALSACE_MOSELLE: Final = (
    "colmar", "forbach", "haguenau", "metz", "mulhouse", "sarrebourg", "sarreguemines", "saverne", "selestat",
    "strasbourg", "thionville", "bas rhin", "haut rhin", "moselle", "alsace",
)  # fmt: skip
_OVERSEAS: Final = {
    "PM": (None, ("saint pierre et miquelon", "st pierre et miquelon")),
    "GP": ("971", ("basse terre", "pointe a pitre", "guadeloupe")),
    "MQ": ("972", ("fort de france", "martinique")),
    "GF": ("973", ("cayenne", "guyane")),
    "RE": ("974", ("reunion",)),
    "YT": ("976", ("mamoudzou", "mayotte")),
}
"""Towns of the courts that open proceedings there, and their territories; national holidays of Saint-Pierre only."""
TERRITORIES: Final = frozenset({METROPOLITAN, *_OVERSEAS, "BL", "MF", "NC", "PF", "WF"})
"""Territories of France that a creditor may reside in as a court may sit there."""
_SHARED: Final = ("saint denis", "st denis", "saint pierre", "st pierre")
"""Towns of La Réunion that others of France are the namesakes of: the name of the court must say which."""
_ISLAND: Final = re.compile(r"\b(?:974(?:[0-9]{2})?|mixte|tmc)\b")
"""What tells La Réunion beside its name: its number, or a mixed court, which metropolitan France has none of."""
_COURT_WORDS: Final = frozenset({
    "a", "activites", "appel", "au", "chambre", "chambres", "civile", "commerce", "commerciale", "cour", "d", "de",
    "des", "du", "economiques", "et", "grande", "greffe", "instance", "judiciaire", "juge", "justice", "l", "la",
    "le", "les", "mixte", "palais", "pres", "premiere", "proximite", "rcs", "section", "superieur", "tae", "tc",
    "tgi", "tj", "tmc", "tribunal",
})  # fmt: skip
"""What stands before the town in the name of a court."""


def seat_of(court: str) -> Seat:
    """Seat of a court by the town that its name begins with, after what sort of court it is.

    A département told beside the town moves nothing; it only says which of two towns of one name is meant. Metropolitan
    France where the town is none of the courts overseas, and not told where there is no town.
    """
    told = folded(court)
    town = _town(told)
    if not town:
        return UNTOLD
    for territory, (subdivision, towns) in _OVERSEAS.items():
        if _begins(town, towns):
            return Seat(territory, subdivision)
    if _begins(town, _SHARED):
        return _of_namesakes(_words(told))
    return Seat(METROPOLITAN, "57") if _begins(town, _ALSACE_MOSELLE) else NATIONAL


def _of_namesakes(words: str) -> Seat:
    """Seat of a court of a town that has namesakes: that of the territory its name tells, else not told."""
    for territory, (subdivision, towns) in _OVERSEAS.items():
        if any(f" {town} " in f" {words} " for town in towns):
            return Seat(territory, subdivision)
    return Seat("RE", "974") if _ISLAND.search(words) else UNTOLD


def _town(told: str) -> str:
    """Words of a name from the town on: the first part outside brackets that says more than the sort of court."""
    for part in re.split(r"[,;:]|\s[-/]\s|\([^)]*\)?", told):
        words = _words(part).split()
        while words and (words[0] in _COURT_WORDS or words[0][0].isdigit()):
            del words[0]
        if words:
            return " ".join(words)
    return ""


def _words(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", text).strip()


def _begins(town: str, names: tuple[str, ...]) -> bool:
    return any(f"{town} ".startswith(f"{name} ") for name in names)
