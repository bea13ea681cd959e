"""How a file is written: separator, header, decimal mark, order of the date; found, and shown back."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from encours.facts.words import TABLE_WORDS
from encours.formats.headings import LINES_LOOKED_AT, Wanted, find_heading
from encours.formats.records import Layout
from encours.units.plain_text import plain

DateForm = Literal["", "iso", "day first", "month first"]
DecimalMark = Literal[".", ","]

SEPARATORS: Final = (";", ",", "\t", "|")
TELLING: Final = re.compile(r"sep=([;,\t|])")
"""First line that some spreadsheets write or want: ``sep=;``."""

_YEAR_LAST: Final = re.compile(r"([0-9]{1,2})([-/. ])([0-9]{1,2})\2[0-9]{4}(?![0-9])")
_NUMBER: Final = re.compile(r"[0-9][0-9.,' ]*")


@dataclass(frozen=True, slots=True)
class Sniffed:
    """What was found about one file, to be shown back to whoever gave it.

    ``columns`` pairs each header that is read with its field; ``date_forms`` and ``decimal_mark`` are empty
    where no cell needed them.
    """

    file: str
    kind: str
    encoding: str = ""
    separator: str = ""
    date_form: str = ""
    decimal_mark: str = ""
    rows: int = 0
    columns: tuple[tuple[str, str], ...] = ()

    def text(self, language: str = "en") -> str:
        """One line for people: what the file was taken for."""
        names = {";": "semicolon", ",": "comma", "\t": "tab", "|": "bar", ".": "point"}
        french = {"semicolon": "point-virgule", "comma": "virgule", "tab": "tabulation", "bar": "barre",
                  "point": "point", "day first": "jour d'abord", "month first": "mois d'abord",
                  "iso": "année d'abord", "UTF-8 with mark": "UTF-8 avec marque"}  # fmt: skip

        def word(english: str) -> str:
            return french.get(english, english) if language == "fr" else english

        separator, mark = (word(names.get(each, each)) for each in (self.separator, self.decimal_mark))
        kind = TABLE_WORDS.get(self.kind, self.kind) if language == "fr" else self.kind.replace("_", " ")
        row = ("row", "ligne") if self.rows == 1 else ("rows", "lignes")
        parts = [f"{self.rows} {row[language == 'fr']}", kind, word(self.encoding)]
        if separator:
            parts.append(f"separator {separator}" if language == "en" else f"séparateur {separator}")
        if mark:
            parts.append(f"decimal mark {mark}" if language == "en" else f"séparateur décimal {mark}")
        if self.date_form:
            parts.append(f"dates {word(self.date_form)}")
        return f"{self.file}: {', '.join(part for part in parts if part)}"


def find_layout(head: str, wanted: Wanted, told: str = "") -> Layout | None:
    """Separator and header of a file from its first lines; nothing when there is no line at all.

    The separator wins under which most headings are known, then under which most lines have as many cells.
    """
    lines = head.splitlines()
    above = 0
    if lines and (telling := TELLING.fullmatch(lines[0].strip().strip('"'))):
        told, above = told or telling[1], 1
    best: tuple[tuple[int, int, int], Layout] | None = None
    for rank, separator in enumerate((told,) if told else SEPARATORS):
        rows = _first_rows(head, separator)[above:]
        heading = find_heading(rows, wanted)
        if heading is None:
            continue
        header = heading.header
        alike = sum(len(row) == len(header) for row in rows if row) if len(header) > 1 else 0
        score = (heading.score, alike * min(len(header), 2), -rank)
        if best is None or score > best[0]:
            best = (score, Layout(separator, header, heading.last + 1 + above, heading.titles))
    return best[1] if best else None


def _first_rows(head: str, separator: str) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(head, newline=""), delimiter=separator):
            rows.append(row if any(cell.strip() for cell in row) else [])
            if len(rows) >= LINES_LOOKED_AT:
                break
    except csv.Error:
        # A gigantic cell: the reading proper tells where.
        pass
    return rows


@dataclass(frozen=True, slots=True)
class DateEvidence:
    """What the dates of a column prove: how many can only be day first, only month first, or both."""

    day_first: int = 0
    month_first: int = 0
    either: int = 0
    iso: int = 0

    def __add__(self, other: DateEvidence) -> DateEvidence:
        return DateEvidence(
            self.day_first + other.day_first,
            self.month_first + other.month_first,
            self.either + other.either,
            self.iso + other.iso,
        )

    @property
    def form(self) -> DateForm:
        """Order that the dates prove; empty when they prove none."""
        if self.day_first != self.month_first:
            return "day first" if self.day_first > self.month_first else "month first"
        return "iso" if self.iso and not self.either else ""


def date_evidence(texts: Iterable[str]) -> DateEvidence:
    """What distinct dates prove about the order of day and month.

    With points between the numbers the day always comes first; so it does when the month is the same.
    """
    day = month = either = iso = 0
    for text in texts:
        found = _YEAR_LAST.match(plain(text[:40]))
        if found is None:
            iso += bool(text) and text[:4].isdigit()
            continue
        first, second = int(found[1]), int(found[3])
        if found[2] == "." or (first > 12 >= second):
            day += 1
        elif second > 12 >= first:
            month += 1
        elif first != second:
            either += 1
    return DateEvidence(day, month, either, iso)


def is_either(text: str) -> bool:
    """Whether a date could be read with the day or with the month first, to different days."""
    evidence = date_evidence((text,))
    return evidence.either > 0


def mark_of(text: str) -> str:
    """Decimal mark that an amount shows by itself; empty when it shows none or could be read both ways."""
    if text.isdigit():
        return ""
    found = _NUMBER.search(plain(text[:200]))
    if found is None:
        return ""
    number = found[0].strip()
    point, comma = number.rfind("."), number.rfind(",")
    if point >= 0 and comma >= 0:
        if number.count("." if point > comma else ",") > 1:
            return ""
        return "." if point > comma else ","
    if point < 0 and comma < 0:
        return ""
    mark = "." if point >= 0 else ","
    if number.count(mark) > 1:
        return "," if mark == "." else "."  # a mark that repeats groups the thousands
    before, _, behind = number.partition(mark)
    grouped = len(behind) == 3 and len(before) <= 3 and before.isdigit() and not before.startswith("0")
    return "" if grouped or not behind else mark


def find_mark(texts: Iterable[str]) -> Literal[".", ",", ""]:
    """Decimal mark that most of the amounts of a column show; empty when none shows any."""
    counts = {".": 0, ",": 0, "": 0}
    for text in texts:
        # Two figures after a mark are decimals whatever comes before: most amounts are told at one glance.
        mark = text[-3:-2]
        counts[mark if mark in {".", ","} and text[-2:].isdigit() else mark_of(text)] += 1
    if counts["."] == counts[","]:
        return ""
    return "." if counts["."] > counts[","] else ","
