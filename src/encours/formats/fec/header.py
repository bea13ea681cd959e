"""Is this file a FEC? Told by its name and by its header, whatever the spelling and the case of either."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from encours.formats.encoding import Opener
from encours.formats.headers import letters
from encours.units import MISSING, Day
from encours.units.calendars import day_of
from encours.units.parse_day import FIRST_YEAR, LAST_YEAR
from encours.units.plain_text import spelt

SEPARATORS: Final = ("\t", "|", ";", ",")
"""The first two are lawful; the others are met where a spreadsheet saved the file again."""
HEAD: Final = 1 << 16
"""Bytes within which the header must end."""

COLUMNS: Final[Mapping[str, str]] = {
    "JournalCode": "journal",
    "JournalLib": "journal_label",
    "EcritureNum": "number",
    "EcritureDate": "day",
    "CompteNum": "account",
    "CompteLib": "account_label",
    "CompAuxNum": "auxiliary",
    "CompAuxLib": "auxiliary_label",
    "PieceRef": "piece",
    "PieceDate": "piece_day",
    "EcritureLib": "label",
    "Debit": "debit",
    "Credit": "credit",
    "EcritureLet": "letter",
    "DateLet": "letter_day",
    "ValidDate": "valid_day",
    "Montantdevise": "foreign",
    "Idevise": "currency",
    "Montant": "amount",
    "Sens": "side",
}
"""What each column of the order of 2013 is to us, by the name the order gives it."""

_ALSO: Final = {
    "compteauxnum": "auxiliary", "compteauxlib": "auxiliary_label", "compauxnumero": "auxiliary",
    "comptenumaux": "auxiliary", "comptelibaux": "auxiliary_label", "ecriturelettrage": "letter",
    "devise": "currency", "montantendevise": "foreign", "ecriturenumero": "number", "datepiece": "piece_day",
}  # fmt: skip
_KNOWN: Final = {letters(name): field for name, field in COLUMNS.items()} | _ALSO
_ASKED: Final = ("journal", "day", "account", "piece")
"""Columns without which nothing can be read; the amounts are asked for apart."""
_NAMED: Final = re.compile(
    r"(?:.*[^0-9A-Za-z])?(?P<siren>[0-9]{9,14})?[ _-]*FEC[ _-]*(?P<day>[0-9]{8})(?![0-9]).*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Header:
    """Separator of a FEC, its headers as written, and the place of each column we know."""

    separator: str
    written: tuple[str, ...]
    places: Mapping[str, int]
    rows: int = 1
    """Lines down to the header, empty ones before it included."""

    def name(self, field: str) -> str:
        """Header of a column as this file writes it; the one of the order where the column is absent."""
        if field in self.places:
            return self.written[self.places[field]]
        return next(name for name, each in COLUMNS.items() if each == field)

    @property
    def missing(self) -> tuple[str, ...]:
        """Names, as the order gives them, of the columns that are not there and are needed."""
        asked = list(_ASKED)
        if not {"amount", "side"} <= set(self.places):
            asked += ["debit", "credit"]
        return tuple(name for name, field in COLUMNS.items() if field in asked and field not in self.places)

    @property
    def doubled(self) -> tuple[str, str] | None:
        """Two headers that stand for one column, or nothing."""
        seen: dict[str, str] = {}
        for written in self.written:
            field = _KNOWN.get(letters(written), "")
            if field and field in seen:
                return seen[field], written
            seen[field] = written
        return None


@dataclass(frozen=True, slots=True)
class Named:
    """What the name of a FEC says: the company, by its SIREN, and the day its year closes."""

    siren: str = ""
    closes: Day = MISSING
    impossible: str = ""
    """Figures that stand for that day and are none of the years computed with."""


def named(file: str) -> Named | None:
    """What a file name such as ``123456789FEC20231231.txt`` says; nothing when it is not that of a FEC."""
    found = _NAMED.fullmatch(file.rpartition(".")[0] or file)
    if not found:
        return None
    try:
        day = date.fromisoformat(found["day"])
    except ValueError:
        return Named(found["siren"] or "", impossible=found["day"])
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return Named(found["siren"] or "", impossible=found["day"])
    return Named(found["siren"] or "", day_of(day))


def header_of(head: str, separator: str = "") -> Header | None:
    """Header in the first lines of a file, as far as it can be found; nothing where there is no line at all."""
    lines = head.splitlines()
    rows = next((number for number, line in enumerate(lines, 1) if line.strip()), 0)
    if not rows:
        return None
    best: Header | None = None
    for each in (separator,) if separator else SEPARATORS:
        written = tuple(spelt(cell.strip().strip('"')) for cell in lines[rows - 1].split(each))
        places = _places(written)
        if best is None or len(places) > len(best.places):
            best = Header(each, written, places, rows)
    return best


def _places(written: Iterable[str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for place, each in enumerate(written):
        field = _KNOWN.get(letters(each))
        if field:
            places.setdefault(field, place)
    return places


def is_fec(open_file: Opener) -> bool:
    """Whether the header of a file is that of a FEC: the columns needed are there, and half of the others."""
    with open_file() as stream:
        head = stream.read(HEAD)
    # Every name of the order is ASCII, whatever the encoding of the rest.
    found = header_of(head.decode("utf-8-sig", errors="replace"))
    return found is not None and not found.missing and len(found.places) >= len(COLUMNS) // 2
