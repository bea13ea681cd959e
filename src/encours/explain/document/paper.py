"""How wide the columns of a table are on paper, in which size of letter, and which way the sheet is turned."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from encours.explain.document.model import Kind, Table
from encours.explain.document.shown import BLANKS, shown
from encours.units.show import Language

UPRIGHT: Final = 176
TURNED: Final = 263
"""Millimetres between the margins of a sheet."""
SIZES: Final = (88, 80, 74)
"""Sizes of letter that a table may have, in tenths of a point, the largest first."""
GUTTER: Final = 34
"""Tenths of a millimetre that a column takes beside its letters."""
LEAST: Final = {False: 300, True: 420}
"""Tenths of a millimetre that a name, and a sentence, are given at least."""
MOST_LETTERS: Final = {False: 26, True: 56}
"""Letters of a name, and of a sentence, from which a column is not wider than another."""
NARROW_LETTERS: Final = frozenset(",.;:'|!-/il1 ") | BLANKS


def laid_out(table: Table, language: Language) -> dict[str, Any]:
    """Widths of the columns: thousandths of a letter's height where they are set, else shares of what is left.

    The largest letter at which the table fits upright; else the sheet is turned. Titles of figures have two lines where
    there is room, else one for each word.
    """
    widths = [_width(table, place, language, of_title=_in_two_lines) for place in range(len(table.columns))]
    if not _fits(table, widths, turned=False, size=SIZES[0]):
        widths = [_width(table, place, language, of_title=_word_by_word) for place in range(len(table.columns))]
    wanted = [(turned, size) for turned in (False, True) for size in SIZES]
    fitting = (one for one in wanted if _fits(table, widths, turned=one[0], size=one[1]))
    turned, size = next(fitting, wanted[-1])
    return {"widths": widths, "fixed": [_is_fixed(table, place) for place in range(len(widths))], "turned": turned,
            "size": size}  # fmt: skip


def _fits(table: Table, widths: list[int], *, turned: bool, size: int) -> bool:
    taken = 0
    for place, width in enumerate(widths):
        # A point is 0.353 mm: thousandths of a letter, of tenths of a point, make tenths of a millimetre.
        set_ = width * size * 353 // 1_000_000
        taken += set_ + GUTTER if _is_fixed(table, place) else LEAST[table.columns[place].is_prose]
    return taken <= (TURNED if turned else UPRIGHT) * 10


def _is_fixed(table: Table, place: int) -> bool:
    return table.columns[place].kind not in {Kind.TEXT, Kind.ANY}


def _width(table: Table, place: int, language: Language, *, of_title: Callable[[list[str]], int]) -> int:
    column = table.columns[place]
    texts = [shown(row[place].value, language) for row in (*table.rows, table.total) if row]
    words = column.title.split(" ")
    if _is_fixed(table, place):
        return max(of_title(words), *map(thousandths, [*texts, "0000"]))
    longest = max(map(len, [*texts, *words, "000000"]), default=0)
    return min(longest, MOST_LETTERS[column.is_prose])


def _word_by_word(words: list[str]) -> int:
    """Width of a title that has a line for each word."""
    return max(map(thousandths, words))


def _in_two_lines(words: list[str]) -> int:
    """Width of a title on two lines, broken where it takes least."""
    lines = ((" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words) + 1))
    return min(max(map(thousandths, two)) for two in lines)


def thousandths(text: str) -> int:
    """Width of a text in thousandths of the height of its letters, amply."""
    return sum(290 if each in NARROW_LETTERS else 500 if each.isdigit() or each.islower() else 700 for each in text)
