"""An error of a file as a value: where, what was written, what is wrong and what to do, in both languages."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from encours.policy.faults import WARNING

Language = Literal["en", "fr"]

LONGEST_EXCERPT = 60
LONGEST_PLACE = 200
SPACES = "\n\u00a0\u202f"
"""What is not printable in the sense of Python and belongs to a sentence: its lines, its no-break spaces."""
TOLD_APART = 3
"""Equal errors of one column that are still told one by one."""


@dataclass(frozen=True, slots=True, order=True)
class ReadError:
    """What is wrong at one place of one file; ``row`` counts records from 1, the header included.

    ``row`` is 0 where the whole file is meant, ``column`` is empty where the whole row is. ``excerpt`` is
    what was written there, shortened and made printable. A warning has the same shape.
    """

    file: str
    row: int
    column: str
    code: str
    excerpt: str
    english: str
    french: str
    hint_en: str
    hint_fr: str

    def text(self, language: Language = "en", *, is_warning: bool = False) -> str:
        """Message of up to four lines: place and excerpt, underline, what is wrong, what to do."""
        place = f"{self.file}:{self.row}" if self.row else self.file
        what, hint = (self.french, self.hint_fr) if language == "fr" else (self.english, self.hint_en)
        lines = [place]
        if self.excerpt:
            before = f'{place}   {self.column} = "' if self.column else f'{place}   "'
            lines = [f'{before}{self.excerpt}"', " " * width(before) + "^" * max(1, width(self.excerpt))]
        elif self.column:
            lines = [f"{place}   {self.column}"]
        if is_warning:
            what = WARNING[language] + what
        return "\n".join(line for line in (*lines, what, hint) if line)


def width(text: str) -> int:
    """Columns that a text takes on a screen: none for a combining mark, two for a wide letter."""
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


def shown(text: str) -> str:
    """Text short enough and safe to print: control marks are shown, a long end is cut."""
    return _safe(text if len(text) <= LONGEST_EXCERPT else text[: LONGEST_EXCERPT - 1] + "…")


def printable(text: str) -> str:
    """Sentences safe to print: control marks are shown, but for ends of lines."""
    return _safe(text, SPACES)


def _safe(text: str, kept: str = "") -> str:
    """Text with its control marks shown, but for those kept."""
    plain = text
    for each in kept:
        plain = plain.replace(each, "")
    if plain.isprintable():
        return text
    return "".join(letter if letter.isprintable() or letter in kept else _visible(letter) for letter in text)


def _visible(letter: str) -> str:
    return {"\n": "⏎", "\r": "⏎", "\t": "⇥"}.get(letter, "\u00a0" if letter.isspace() else "�")


def place_of(folder: Path) -> str:
    """Folder as it was told, safe to print; the name of the one we stand in, the end of a path too long to show."""
    told = str(folder) if folder.parts else folder.resolve().name
    return _safe(told if len(told) <= LONGEST_PLACE else "…" + told[1 - LONGEST_PLACE :])


def typeset_fr(text: str) -> str:
    """French text with the no-break spaces that its punctuation asks for."""
    for mark in (":", ";", "?", "!", "»", "%"):
        text = text.replace(f" {mark}", f"\u00a0{mark}")
    return text.replace("« ", "«\u00a0")


def fault(
    code: str,
    file: str,
    *,
    en: str,
    fr: str,
    hint_en: str = "",
    hint_fr: str = "",
    row: int = 0,
    column: str = "",
    excerpt: str = "",
) -> ReadError:
    """Error made printable, whatever of the file it quotes, and its French typeset."""
    return ReadError(
        file=_safe(file),
        row=row,
        column=shown(column),
        code=code,
        excerpt=shown(excerpt),
        english=_safe(en, SPACES),
        french=_safe(typeset_fr(fr), SPACES),
        hint_en=_safe(hint_en, SPACES),
        hint_fr=_safe(typeset_fr(hint_fr), SPACES),
    )


def french_amount(text: str) -> str:
    """Amount written with a decimal point, with the comma of French."""
    return text.replace(".", ",")


def day_fault(code: str, file: str, *, column: str = "", en: str, fr: str) -> ReadError:
    """Error of a file of which nobody tells the day, with the setting that does."""
    section, told = f'[files."{shown(file)}"]', "as_of = 2026-06-30"
    return fault(
        code,
        file,
        column=column,
        en=en,
        fr=fr,
        hint_en=f"Write under {section} in workspace.toml: {told}",
        hint_fr=f"Écrivez sous {section} dans workspace.toml : {told}",
    )


class Collected:
    """Errors met while reading: the first ones are kept, all are counted."""

    __slots__ = ("_bound", "kept", "total")

    def __init__(self, bound: int) -> None:
        self._bound = bound
        self.kept: list[ReadError] = []
        self.total = 0

    def add(self, error: ReadError) -> None:
        """Keep one more error, if there is room, and count it."""
        self.total += 1
        if len(self.kept) < self._bound:
            self.kept.append(error)

    def add_all(self, errors: Iterable[ReadError]) -> None:
        """Keep and count more errors, in their order."""
        for error in errors:
            self.add(error)

    def join(self, others: Collected) -> None:
        """Keep and count what was met apart, after what was met here."""
        self.add_all(others.kept)
        self.count(others.total - len(others.kept))

    @property
    def room(self) -> int:
        """How many more errors would be kept."""
        return self._bound - len(self.kept)

    def count(self, beyond: int) -> None:
        """Count errors for which no message was made, since there was no room."""
        self.total += beyond


def _together(alike: list[ReadError], language: Language) -> str:
    """One message for equal errors of one column: the first of them, how many there are and where."""
    rows = [each.row for each in alike]
    excerpts = list(dict.fromkeys(each.excerpt for each in alike if each.excerpt))
    quoted = ", ".join(f"« {each} »" if language == "fr" else f'"{each}"' for each in excerpts[:TOLD_APART])
    if language == "fr":
        such = f", telles que {quoted}" if len(excerpts) > 1 else ""
        told = typeset_fr(f"{len(rows)} cases en tout, lignes {rows[0]} à {rows[-1]}{such}.")
    else:
        such = f", such as {quoted}" if len(excerpts) > 1 else ""
        told = f"{len(rows)} cells in all, rows {rows[0]} to {rows[-1]}{such}."
    return f"{alike[0].text(language)}\n{told}"


def printed(errors: Iterable[ReadError], total: int, language: Language = "en") -> str:
    """Every error kept, one under the other, equal ones of a column together, and the true number of all."""
    kept = list(errors)
    groups: dict[tuple[str, ...], list[int]] = {}
    for place, each in enumerate(kept):
        alike = (each.file, each.column, each.code, each.english, each.hint_en)
        groups.setdefault(alike if each.row and each.column else (str(place),), []).append(place)
    told: dict[int, str] = {}
    for places in groups.values():
        if len(places) > TOLD_APART:
            told[places[0]] = _together([kept[place] for place in places], language)
        else:
            told |= {place: kept[place].text(language) for place in places}
    blocks = [told[place] for place in sorted(told)]
    if total > len(kept):
        more = total - len(kept)
        blocks.append(f"{more} more errors, {total} in all." if language == "en"
                      else f"{more} autres erreurs, {total} en tout.")  # fmt: skip
    return "\n\n".join(blocks)
