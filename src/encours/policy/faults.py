"""What is wrong in a policy's text: a value with its place, told in English and French."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

Language = Literal["en", "fr"]

WIDEST_EXCERPT: Final = 88
"""Characters of a line that are shown; a longer line is cut around the fault."""

WARNING: Final = {"en": "Warning: ", "fr": "Avertissement : "}
_AND_THERE: Final = {"en": "and", "fr": "et"}


class Words(NamedTuple):
    """One sentence or two in both languages."""

    english: str
    french: str

    def in_language(self, language: Language) -> str:
        """The sentence in one of them."""
        return self.french if language == "fr" else self.english


NOTHING: Final = Words("", "")


@dataclass(frozen=True, slots=True)
class Place:
    """Stretch of one line of a text; line and column count from 1.

    On line 0 it is a value of an option of a command, whose name stands for the file.
    """

    file: str
    line: int
    column: int
    length: int
    excerpt: str
    """The whole line, as it is written."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a policy's text that is refused, or let pass with a warning."""

    code: str
    """Stable name, under which the manual explains it."""
    place: Place
    what: Words
    """What is wrong."""
    hint: Words = NOTHING
    """What to do."""
    also: Place | None = None
    """The other place, when two parts of the text contradict each other."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why a value is refused, before anyone says where it stands.

    Words that begin with a small letter ("must be ...") lack their subject: the name of the term.
    """

    code: str
    what: Words
    hint: Words = NOTHING


def show_fault(fault: Fault, language: Language, *, is_warning: bool = False, width: int = 0) -> str:
    """Fault as people read it: place, excerpt underlined, what is wrong, what to do; folded at a width, if told."""
    parts = [_show_place(fault.place)]
    if fault.also is not None:
        parts.append(_AND_THERE[language])
        parts.append(_show_place(fault.also))
    parts.append(_folded((WARNING[language] if is_warning else "") + fault.what.in_language(language), width))
    if hint := fault.hint.in_language(language):
        parts.append(_folded(hint, width))
    return "\n".join(map(_printable, "\n".join(parts).splitlines()))


def _folded(text: str, width: int) -> str:
    """Text folded between its words; a hard space keeps two of them together."""
    return textwrap.fill(text, width, break_long_words=False, break_on_hyphens=False) if width else text


def _show_place(place: Place) -> str:
    head = f"{place.file}:{place.line}   " if place.line else f"{place.file}   "
    line, column, length = _cut(place)
    return f"{head}{line}\n{' ' * (len(head) + column)}{'^' * length}"


def _cut(place: Place) -> tuple[str, int, int]:
    """The line as it is shown, with the offset and the length of what is underlined in it."""
    shown = _printable(place.excerpt)
    offset = min(place.column - 1, len(shown))
    indent = min(len(shown) - len(shown.lstrip()), offset)
    shown, offset = shown[indent:].rstrip(), offset - indent
    length = min(place.length, WIDEST_EXCERPT // 2)
    if len(shown) <= WIDEST_EXCERPT:
        return shown, offset, length
    start = max(0, min(offset - WIDEST_EXCERPT // 4, len(shown) - WIDEST_EXCERPT))
    before = "…" if start > 0 else ""
    behind = "…" if start + WIDEST_EXCERPT < len(shown) else ""
    length = max(1, min(length, start + WIDEST_EXCERPT - offset))
    return before + shown[start : start + WIDEST_EXCERPT] + behind, offset - start + len(before), length


def _printable(line: str) -> str:
    """Line that cannot move the cursor of the terminal that shows it, whatever a file says."""
    return "".join(letter if letter.isprintable() else " " for letter in line)
