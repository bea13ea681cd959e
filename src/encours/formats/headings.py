"""Where the headings of a table are: below titles, on one line or two, whatever stands in the first column.

The line wins on which most headings are known; of two lines, a group over its sub-headings, both count when
together they say more than either alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from encours.facts.kinds import Kind, Quantity
from encours.formats.headers import known_names, letters
from encours.units.plain_text import spelt


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for in the headings of a file: how many of a line are known, and which columns add up."""

    score: Callable[[Sequence[str]], int]
    adds_up: Callable[[str], bool]


LINES_LOOKED_AT: Final = 60
ENOUGH: Final = 2
"""Known headings by which a line below the first is taken for the headings."""


@dataclass(frozen=True, slots=True)
class Heading:
    """Headings of a table, the lines they stand on (counted from 0), and the titles above them."""

    first: int
    last: int
    header: tuple[str, ...]
    score: int
    titles: tuple[str, ...] = ()


def wanted_of(kinds: Iterable[tuple[Kind, Mapping[str, str]]]) -> Wanted:
    """Headings of facts of these kinds, of the one that knows most; ``renamed`` ones count too."""
    described = tuple(kinds)

    def score(line: Sequence[str]) -> int:
        return max((_known(line, kind, renamed) for kind, renamed in described), default=0)

    def adds_up(header: str) -> bool:
        return any(_field(header, kind, renamed) in amounts_of_kind(kind) for kind, renamed in described)

    return Wanted(score, adds_up)


def _field(header: str, kind: Kind, renamed: Mapping[str, str]) -> str:
    told = {letters(written): field for field, written in renamed.items()}
    return told.get(letters(header)) or known_names(kind).get(letters(header), "")


def amounts_of_kind(kind: Kind) -> frozenset[str]:
    """Fields of a kind that hold an amount."""
    return frozenset(each.name for each in kind.fields if each.quantity is Quantity.CENTS)


def _known(line: Sequence[str], kind: Kind, renamed: Mapping[str, str]) -> int:
    told = {letters(written): field for field, written in renamed.items()}
    names = known_names(kind)
    plain = (letters(each) for each in line if each and len(each) <= 200)
    return len({told.get(each) or names.get(each) for each in plain} - {None})


def find_heading(lines: Sequence[Sequence[str]], wanted: Wanted) -> Heading | None:
    """Headings among the first lines; nothing where all are empty."""
    filled = [number for number, line in enumerate(lines[:LINES_LOOKED_AT]) if any(cell.strip() for cell in line)]
    if not filled:
        return None
    scores = {number: wanted.score(lines[number]) for number in filled}
    best = max(filled, key=lambda number: (scores[number], -number))
    first = best if scores[best] >= ENOUGH else filled[0]
    heading = Heading(first, first, _clean(lines[first]), scores[first])
    for number in filled:
        below = number + 1
        if below not in scores or not _may_group(lines[number], lines[below]):
            continue
        header = _together(lines[number], lines[below], wanted)
        found = wanted.score(header)
        if found >= ENOUGH and found > max(heading.score, scores[number], scores[below]):
            heading = Heading(number, below, header, found)
    above = (cell.strip() for number in filled if number < heading.first for cell in lines[number])
    titles = tuple(dict.fromkeys(cell for cell in above if cell))
    return Heading(heading.first, heading.last, heading.header, heading.score, titles)


def _clean(line: Sequence[str]) -> tuple[str, ...]:
    return tuple(spelt(" ".join(cell.split())) for cell in line)


def _may_group(groups: Sequence[str], below: Sequence[str]) -> bool:
    """Whether a line may stand over sub-headings: it names groups, and what is below is no row of facts."""
    named = [cell for cell in groups if cell.strip()]
    under = [cell.strip() for cell in below if cell.strip()]
    return len(named) >= ENOUGH and len(under) >= ENOUGH and not any(_is_amount(cell) for cell in under)


def _is_amount(cell: str) -> bool:
    """Whether a cell is an amount or a date: figures with a mark among them, and no letter."""
    figures = cell.strip("-+() €$£")
    return bool(figures) and not any(each.isalpha() for each in figures) and (
        any(mark in figures for mark in ".,/") or (figures.isdigit() and len(figures) > 3)
    )  # fmt: skip


def _together(groups: Sequence[str], below: Sequence[str], wanted: Wanted) -> tuple[str, ...]:
    """One heading for each column: of the group and what is under it, the first wording that is known."""
    over, upper, lower, made = "", _clean(groups), _clean(below), []
    for place in range(max(len(upper), len(lower))):
        group = upper[place] if place < len(upper) else ""
        under = lower[place] if place < len(lower) else ""
        over = group or (over if under else "")
        words = [f"{over} {under}", f"{under} {over}", f"{under} de {over}", under, over] if over and under else []
        made.append(next((each for each in words if wanted.score([each])), under or group) if words else under or group)
    return tuple(made)
