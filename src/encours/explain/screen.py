"""Pages laid out for a terminal, or as plain text for a file."""

from __future__ import annotations

from io import StringIO
from typing import Final

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from encours.explain.blocks import Cell, Column, Grid, Heading, Line, Page, Span

NARROWEST: Final = 60
RULE: Final = "─"
GAP: Final = 2
"""Blanks between two columns."""
JOINED: Final = {"\u00a0": "\ue000", "\u202f": "\ue001"}
"""Blanks that keep an amount on one line, by what stands for them while lines are folded."""
UNJOINED: Final = {ord(stand_in): blank for blank, stand_in in JOINED.items()}
FOLDED: Final = 20
"""Width that a column which is cut leaves to one that folds."""


def laid_out(page: Page, *, width: int, colour: bool) -> str:
    """Text of a page for a screen of so many columns; without colour it holds no control character."""
    out = StringIO()
    console = Console(
        file=out,
        width=max(width, NARROWEST),
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    for block in page:
        if isinstance(block, Line):
            _line(console, block)
        elif isinstance(block, Heading):
            console.print()
            console.print(Text(_printable(block.text), style="bold"))
            console.print(Text(RULE * min(console.width, max(24, cell_len(block.text))), style="bright_black"))
        else:
            _grid(console, block)
    text = out.getvalue().translate(UNJOINED)
    return text if colour else "\n".join(each.rstrip() for each in text.split("\n"))


def _line(console: Console, block: Line) -> None:
    text = Text()
    for span in block.spans:
        text.append(_printable(span.text), style=span.style or None)
    room = console.width - block.indent - block.hanging
    folded = text.wrap(console, room) if text.cell_len > room + block.hanging else [text]
    for place, each in enumerate(folded):
        each.rstrip()
        console.print(Text(" " * (block.indent + (block.hanging if place else 0))) + each, soft_wrap=True)


def _grid(console: Console, grid: Grid) -> None:
    shown = [place for place, column in enumerate(grid.columns) if column.least <= console.width]
    table = Table(
        box=None,
        show_header=grid.titled,
        header_style="bold",
        pad_edge=False,
        padding=(0, GAP, 0, 0),
        collapse_padding=True,
    )
    for place in shown:
        column = grid.columns[place]
        table.add_column(
            Text(column.title, style="bold"),
            justify="right" if column.right else "left",
            no_wrap=not column.folds,
            overflow="fold" if column.folds else "ellipsis",
            ratio=None,
            min_width=12 if column.folds else None,
            # A name of thousands of letters must not push the amounts off the screen.
            max_width=_room_to_cut(console, grid, shown) if column.cut else _widest(console, column),
        )
    for row in grid.rows:
        table.add_row(*(_cell(row[place]) for place in shown))
    if grid.total:
        every = (*grid.rows, grid.total)
        widths = [max(cell_len(_span(row[place]).text) for row in every) for place in shown]
        filled = [bool(_span(grid.total[place]).text) and not grid.columns[place].folds for place in shown]
        rules = (RULE * width if is_filled else "" for width, is_filled in zip(widths, filled, strict=True))
        table.add_row(*(Text(each, style="bright_black") for each in rules))
        table.add_row(*(_cell(grid.total[place]) for place in shown), style="bold")
    console.print(Padding(table, (0, 0, 0, grid.indent)))


def _widest(console: Console, column: Column) -> int | None:
    return None if column.folds or column.right else console.width // 2


def _room_to_cut(console: Console, grid: Grid, shown: list[int]) -> int:
    """Width that the other columns leave to the one that gives way."""
    every = (tuple(each.title for each in grid.columns), *grid.rows, *((grid.total,) if grid.total else ()))
    others = [place for place in shown if not grid.columns[place].cut]
    widths = {place: max(cell_len(_span(row[place]).text) for row in every) for place in others}
    taken = sum(GAP + (min(FOLDED, width) if grid.columns[place].folds else width) for place, width in widths.items())
    return max(NARROWEST // 5, min(console.width // 2, console.width - grid.indent - taken))


def _cell(cell: Cell) -> Text:
    span = _span(cell)
    return Text(_printable(span.text), style=span.style)


def _span(cell: Cell) -> Span:
    return cell if isinstance(cell, Span) else Span(cell)


def _printable(text: str) -> str:
    """Text that cannot move the cursor, whatever a file says."""
    return "".join(JOINED.get(each, each if each.isprintable() else "\ufffd") for each in text)
