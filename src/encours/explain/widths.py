"""Widths of the columns of a table on a screen: an amount is never cut, and what does not fit goes below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from rich.cells import cell_len

from encours.explain.blocks import Cell, Grid, Span

GAP: Final = 2
"""Blanks between two columns."""
CUT: Final = 12
"""Width below which a column that gives way does not go while anything else can be done."""
FOLDED: Final = 20
"""Width that a column which is cut leaves to one that folds; a word may take a third of the screen, to stay whole."""
PLAIN: Final = 24
"""Width up to which a text that is neither folded nor cut stays whole before a table is split."""
LEAST: Final = 4


def parts(grid: Grid, shown: Sequence[int], room: int) -> Iterator[dict[int, int]]:
    """Tables that a grid makes in so much room: in each, the width of every column by its place.

    One where it fits; else its amounts are shared out, and what names a row begins each table.
    """
    natural = {place: _natural(grid, place) for place in shown}
    least = {place: _least(grid, place, natural[place], room) for place in shown}
    amounts = [place for place in shown if grid.columns[place].right]
    if _taken(least) <= room or len(amounts) < 2:
        yield _spread(grid, natural, least, room)
        return
    first = shown.index(amounts[0])
    names, rest = list(shown[:first]), list(shown[first:])
    while rest:
        taken = names[:]
        while rest and (len(taken) == len(names) or _taken({each: least[each] for each in [*taken, rest[0]]}) <= room):
            taken.append(rest.pop(0))
        own = {place: least[place] for place in taken}
        yield _spread(grid, {place: natural[place] for place in taken}, own, room)


def text_of(cell: Cell) -> str:
    """Text of a cell, without its style."""
    return cell.text if isinstance(cell, Span) else cell


def texts(grid: Grid, place: int) -> list[str]:
    """Texts of a column, its title left out."""
    rows = (*grid.rows, grid.total) if grid.total else grid.rows
    return [text_of(row[place]) for row in rows]


def _natural(grid: Grid, place: int) -> int:
    title = grid.columns[place].title if grid.titled else ""
    return max(cell_len(each) for each in (title, *texts(grid, place)))


def _least(grid: Grid, place: int, natural: int, room: int) -> int:
    column = grid.columns[place]
    if column.right:
        return natural
    if column.folds:
        words = (word for each in (column.title, *texts(grid, place)) for word in each.split(" "))
        return min(natural, max(FOLDED, room // 3), max((cell_len(word) for word in words), default=0))
    shortest = CUT if column.cut else min(PLAIN, room // 2)
    if grid.total and not column.right:
        shortest = max(shortest, min(cell_len(text_of(grid.total[place])), room // 3))
    return min(natural, shortest)


def _taken(widths: Mapping[int, int]) -> int:
    return sum(widths.values()) + GAP * (len(widths) - 1)


def _spread(grid: Grid, natural: Mapping[int, int], least: Mapping[int, int], room: int) -> dict[int, int]:
    """Widths that take up the room: what is said plainly first, then what is cut, then what folds."""
    widths = dict(least)
    _shrink(grid, widths, room)
    columns = grid.columns
    plain = [place for place in widths if not columns[place].folds and not columns[place].cut]
    cut, folded = [p for p in widths if columns[p].cut], [p for p in widths if columns[p].folds]
    half = max(room // 2, 1)
    _grow(widths, plain, {place: min(natural[place], half) for place in plain}, room)
    _grow(widths, folded, {place: min(natural[place], FOLDED) for place in folded}, room)
    _grow(widths, cut, {place: min(natural[place], half) for place in cut}, room)
    _grow(widths, folded, natural, room)
    return widths


def _grow(widths: dict[int, int], places: Sequence[int], goal: Mapping[int, int], room: int) -> None:
    left = room - _taken(widths)
    waiting = [place for place in places if widths[place] < goal[place]]
    while left > 0 and waiting:
        place = min(waiting, key=lambda each: widths[each])
        widths[place] += 1
        left -= 1
        waiting = [each for each in waiting if widths[each] < goal[each]]


def _shrink(grid: Grid, widths: dict[int, int], room: int) -> None:
    """Make a table fit that cannot be split: its texts give way, the widest first, and never an amount."""
    while _taken(widths) > room:
        texts_left = [place for place in widths if not grid.columns[place].right and widths[place] > LEAST]
        if not texts_left:
            return
        widths[max(texts_left, key=lambda each: widths[each])] -= 1
