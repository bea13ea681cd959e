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

    def is_elsewhere(self, residence: str) -> bool:
        """Whether a creditor that resides there is outside the territory of the court."""
        return residence != self.territory


NATIONAL: Final = Seat()
"""Metropolitan France, outside Alsace and Moselle: where nobody says where the court sits."""
_ALSACE_MOSELLE: Final = (
    "colmar", "forbach", "haguenau", "metz", "mulhouse", "sarrebourg", "sarreguemines", "saverne", "selestat",
    "strasbourg", "thionville", "bas-rhin", "haut-rhin", "moselle",
)  # fmt: skip
_OVERSEAS: Final = {
    "GP": ("971", ("basse-terre", "pointe-a-pitre", "guadeloupe")),
    "MQ": ("972", ("fort-de-france", "martinique")),
    "GF": ("973", ("cayenne", "guyane")),
    "RE": ("974", ("saint-denis", "saint-pierre", "reunion")),
    "YT": ("976", ("mamoudzou", "mayotte")),
}
"""Towns of the courts that open proceedings there; no court of metropolitan Saint-Denis does."""


def seat_of(court: str) -> Seat:
    """Seat of a court by the town in its name; metropolitan France where no town is known."""
    words = re.sub(r"[^a-z0-9]+", " ", folded(court))
    for territory, (subdivision, towns) in _OVERSEAS.items():
        if _names_one(words, towns):
            return Seat(territory, subdivision)
    return Seat(METROPOLITAN, "57") if _names_one(words, _ALSACE_MOSELLE) else NATIONAL


def _names_one(words: str, towns: tuple[str, ...]) -> bool:
    return any(f" {town.replace('-', ' ')} " in f" {words} " for town in towns)
