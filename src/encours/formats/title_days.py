"""Day of a report, from what its titles say: *As of Jul 25, 2026*, *arrêtée au 30/06/2026*."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from encours.formats.sniff import date_evidence
from encours.units import Day
from encours.units.parse import parse_day
from encours.units.plain_text import folded

_DAY: Final = (
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2} ?[./-] ?[0-9]{1,2} ?[./-] ?[0-9]{4}"
    r"|[0-9]{1,2}(?:er|st|nd|rd|th)? [a-z]+\.? [0-9]{4}|[a-z]+\.? [0-9]{1,2}(?:st|nd|rd|th)?,? [0-9]{4})"
)
_FRENCH: Final = re.compile(
    r"(?:arretee?s? (?:au|le)|(?:a la )?date (?:du|de (?:reference|situation|la balance|l'arrete)) ?:?"
    rf"|situation au|\bau|a fin) ?:? ?{_DAY}"
)
_ENGLISH: Final = re.compile(rf"(?:as of|as at|as on|\bat|report date|ageing date|aging date|until|to) ?:? ?{_DAY}")
_MONTH_FIRST: Final = re.compile(r"([a-z]+)\.? ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})")
_IN_A_NAME: Final = re.compile(
    r"(?<![0-9])(?:((?:19|20)[0-9]{2})[-_. ]?([0-9]{2})[-_. ]?([0-9]{2})"
    r"|([0-9]{2})[-_. ]([0-9]{2})[-_. ]((?:19|20)[0-9]{2}))(?![0-9])"
)
_MADE: Final = re.compile(r"(?:edit|imprim|gener|print|creat|extrai|export)[a-z]* (?:le |on |at |au )?")
"""What goes before the day on which a report was made, which is not the day that it tells of."""


def day_of_name(stem: str) -> Day | None:
    """The one day that the name of a file tells, such as ``balance-2026-06-30``, ``20260630`` or ``30.06.2026``.

    A name has the year first, or the day: nothing where it tells no day, several, or one that is none.
    """
    found: set[Day] = set()
    for each in _IN_A_NAME.finditer(stem[:300]):
        year, month, day = (each[1], each[2], each[3]) if each[1] else (each[6], each[5], each[4])
        read = parse_day(f"{year}-{month}-{day}")
        if isinstance(read, int):
            found.add(read)
    return found.pop() if len(found) == 1 else None


def day_of_titles(titles: Iterable[str]) -> Day | None:
    """The one day that titles tell a report is of; nothing where they tell none, several, or one of two readings."""
    found: set[Day] = set()
    for title in titles:
        text = folded(title[:300])
        if _MADE.match(text):
            continue
        for pattern, is_french in ((_FRENCH, True), (_ENGLISH, False)):
            for each in pattern.finditer(text):
                day = _day(each[1], is_french=is_french)
                if day is None:
                    return None
                found.add(day)
    return found.pop() if len(found) == 1 else None


def _day(text: str, *, is_french: bool) -> Day | None:
    """Day of a text; French writes the day first, English either way."""
    turned = _MONTH_FIRST.fullmatch(text)
    if turned:
        text = f"{turned[2]} {turned[1]} {turned[3]}"
    text = re.sub(r"(?<=[0-9])(?:st|nd|rd|th)\b", "", text)
    order = date_evidence((text,))
    if order.either and not is_french:
        return None
    read = parse_day(text, month_first=order.form == "month first")
    return read if isinstance(read, int) else None
