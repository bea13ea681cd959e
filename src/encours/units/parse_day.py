"""Dates, and yes or no, as people and exports write them."""

from __future__ import annotations

import re
from typing import Final

from encours.units.kinds import Day, Flag
from encours.units.language import from_civil, month_length
from encours.units.plain_text import LONGEST_TEXT, folded
from encours.units.refusal import Refusal, refuse

FIRST_YEAR: Final = 1990
LAST_YEAR: Final = 2100
DAY_EXPECTED: Final = f"a date from {FIRST_YEAR} to {LAST_YEAR}, such as 2026-03-14 or 14/03/2026"

MONTH_NAMES: Final = {
    "en": ("January", "February", "March", "April", "May", "June", "July", "August",
           "September", "October", "November", "December"),
    "fr": ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août",
           "septembre", "octobre", "novembre", "décembre"),
}  # fmt: skip
SHORT_MONTH_NAMES: Final = {
    "jan": 1, "janv": 1, "feb": 2, "fev": 2, "fevr": 2, "mar": 3, "apr": 4, "avr": 4, "jun": 6,
    "jul": 7, "juil": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
MONTHS: Final = SHORT_MONTH_NAMES | {
    folded(name): month for names in MONTH_NAMES.values() for month, name in enumerate(names, start=1)
}

YEAR_FIRST: Final = re.compile(r"([0-9]{4})([-/.]?)([0-9]{2})\2([0-9]{2})")
YEAR_LAST: Final = re.compile(r"([0-9]{1,2})([-/. ])([0-9]{1,2})\2([0-9]{4})")
IN_WORDS: Final = re.compile(r"([0-9]{1,2})(?:er|st|nd|rd|th)?[ -]([a-z]+)\.?[ -]([0-9]{4})")
SHORT_YEAR: Final = re.compile(r"[0-9]{1,2}[-/. ][0-9]{1,2}[-/. ][0-9]{2}")
MIDNIGHT: Final = re.compile(r"[t ]00:00(?::00(?:\.0+)?)?$")
TIME_OF_DAY: Final = re.compile(r"[t ][0-9]{1,2}:[0-9]{2}")
SERIAL: Final = re.compile(r"[0-9]{5}(?:[.,][0-9]+)?")

YES: Final = frozenset({"yes", "y", "true", "1", "oui", "o", "vrai"})
NO: Final = frozenset({"no", "n", "false", "0", "non", "faux"})


def parse_day(text: str, *, month_first: bool = False) -> Day | Refusal:
    """Day of a date; the day comes before the month unless told, and an impossible date says why.

    ``2026-03-14``, ``20260314``, ``14/03/2026``, ``14.03.2026``, ``14 mars 2026``; a time of midnight, as
    databases add, is let pass.
    """
    words = folded(text) if len(text) <= LONGEST_TEXT else ""
    words = MIDNIGHT.sub("", words)
    if found := YEAR_FIRST.fullmatch(words):
        return _day(text, int(found[1]), int(found[3]), int(found[4]))
    if found := YEAR_LAST.fullmatch(words):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        month, day_of_month = (first, second) if month_first else (second, first)
        # The other order is worth a word only where it gives a day.
        swapped = 1 <= day_of_month <= 12 < month <= month_length(year, day_of_month)
        return _day(text, year, month, day_of_month, swapped=swapped)
    found = IN_WORDS.fullmatch(words)
    if found and found[2] in MONTHS:
        return _day(text, int(found[3]), MONTHS[found[2]], int(found[1]))
    return _no_date(text, words)


def parse_flag(text: str) -> Flag | Refusal:
    """Yes (1) or no (0), in English or French; an empty text is neither."""
    word = folded(text) if len(text) <= LONGEST_TEXT else ""
    if word in YES:
        return 1
    if word in NO:
        return 0
    empty = not text.strip()
    return refuse(
        "flag_empty" if empty else "flag_malformed",
        text,
        what="The answer is empty, and missing is not no." if empty else "This is neither yes nor no.",
        expected="yes or no, oui ou non, true or false, 1 or 0",
    )


def _day(text: str, year: int, month: int, day_of_month: int, *, swapped: bool = False) -> Day | Refusal:
    """Day of a year, month and day of the month, or the reason why there is none."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return refuse(
            "date_out_of_range",
            text,
            what=f"The year {year} is outside {FIRST_YEAR} to {LAST_YEAR}.",
            expected=DAY_EXPECTED,
        )
    if not 1 <= month <= 12:
        return refuse(
            "date_impossible",
            text,
            what=f"There is no month {month}.",
            expected=DAY_EXPECTED,
            hint="If the other number is the month, tell that the file writes it there." if swapped else "",
        )
    longest = month_length(year, month)
    if not 1 <= day_of_month <= longest:
        name = MONTH_NAMES["en"][month - 1]
        return refuse(
            "date_impossible",
            text,
            what=f"{name} {year} has {longest} days, not a day {day_of_month}.",
            expected=DAY_EXPECTED,
        )
    return from_civil(year, month, day_of_month)


def _no_date(text: str, words: str) -> Refusal:
    """Refusal of a text that is no date, with the most telling reason."""
    code, what, hint = "date_malformed", "This is not a date.", ""
    if not text.strip():
        code, what = "date_empty", "The date is empty."
    elif SHORT_YEAR.fullmatch(words):
        code, what, hint = "date_short_year", "The year has two figures.", "Write the year in four figures."
    elif SERIAL.fullmatch(words):
        code, what = "date_serial_number", "A spreadsheet wrote this date as a number."
        hint = "Format the column as a date and export it again."
    elif TIME_OF_DAY.search(words):
        code, what, hint = "date_with_time", "The date has a time of day.", "Keep the date alone."
    return refuse(code, text, what=what, expected=DAY_EXPECTED, hint=hint)
