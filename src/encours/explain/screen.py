"""Pages laid out for a terminal, or as plain text for a file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from io import StringIO
from textwrap import wrap
from typing import Final

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from encours.explain.blocks import Cell, Grid, Heading, Line, Page, Span, line
from encours.explain.widths import GAP, parts, text_of, texts

NARROWEST: Final = 60
RULE: Final = "─"
JOINED: Final = {"\u00a0": "\ue000", "\u202f": "\ue001"}
"""Blanks that keep an amount on one line, by what stands for them while lines are folded."""
KEPT_BLANK: Final = "\ue002"
"""What stands for a blank at which a line is never folded: within a command, before a French sign."""
BEFORE_A_SIGN: Final = re.compile(r"(?<=\w) (?=[:;?!»])|(?<=«) ")
"""The blank that French has before a sign, which never begins a line."""
COMMAND: Final = re.compile(
    r"\bencours (?:why|cover|buyers|ageing|exposure|kpi|entities|help|policy|cases|demo|settle|import) "
    r".*?(?=\. | ?; |\.?$)"
)
UNJOINED: Final = {ord(stand_in): blank for blank, stand_in in (*JOINED.items(), (" ", KEPT_BLANK))}


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


def folded(text: str, width: int) -> str:
    """Message folded between words for a screen of so many columns; excerpts, and what stands indented, stay whole."""
    lines = text.split("\n")
    return "\n".join(
        each if each.startswith(" ") or _is_marked(lines[place + 1 : place + 2]) else _between_words(each, width)
        for place, each in enumerate(lines)
    )


def _is_marked(below: Sequence[str]) -> bool:
    """Whether the line below underlines an excerpt."""
    return any("^" in each and not each.strip(" ^") for each in below)


def _between_words(text: str, width: int) -> str:
    whole = _whole_commands(text, width)
    wrapped = wrap(whole, width, break_long_words=False, break_on_hyphens=False, drop_whitespace=True)
    return "\n".join(wrapped).translate(UNJOINED) if cell_len(text) > width else text


def _line(console: Console, block: Line) -> None:
    text = Text()
    room = console.width - block.indent - block.hanging
    for span in block.spans:
        text.append(_whole_commands(_printable(span.text), room), style=span.style or None)
    folded = text.wrap(console, room) if text.cell_len > room + block.hanging else [text]
    for place, each in enumerate(folded):
        each.rstrip()
        console.print(Text(" " * (block.indent + (block.hanging if place else 0))) + each, soft_wrap=True)


def _grid(console: Console, grid: Grid) -> None:
    shown = [place for place, column in enumerate(grid.columns) if column.least <= console.width]
    for number, widths in enumerate(parts(grid, shown, console.width - grid.indent)):
        if number:
            console.print()
        _table(console, grid, widths)
    hidden = [column.title for place, column in enumerate(grid.columns) if place not in shown and column.title]
    if hidden and grid.wider:
        _line(console, line(Span(grid.wider.format(columns=", ".join(hidden)), "bright_black"), indent=grid.indent))


def _table(console: Console, grid: Grid, widths: Mapping[int, int]) -> None:
    table = Table(
        box=None,
        show_header=grid.titled,
        header_style="bold",
        pad_edge=False,
        padding=(0, GAP, 0, 0),
        collapse_padding=True,
    )
    for place, width in widths.items():
        column = grid.columns[place]
        table.add_column(
            Text(column.title, style="bold"),
            justify="right" if column.right else "left",
            no_wrap=not column.folds,
            overflow="fold" if column.folds else "ellipsis",
            width=width,
        )
    for row in grid.rows:
        table.add_row(*(_cell(row[place]) for place in widths))
    if grid.total:
        rules = []
        for place, width in widths.items():
            is_filled = bool(text_of(grid.total[place])) and not grid.columns[place].folds
            rules.append(RULE * min(width, max(map(cell_len, texts(grid, place)))) if is_filled else "")
        table.add_row(*(Text(each, style="bright_black") for each in rules))
        table.add_row(*(_cell(grid.total[place]) for place in widths), style="bold")
    console.print(Padding(table, (0, 0, 0, grid.indent)))


def _whole_commands(text: str, room: int) -> str:
    """Text whose commands are not broken over lines, where they have room on one."""
    return COMMAND.sub(lambda found: found[0] if len(found[0]) > room else found[0].replace(" ", KEPT_BLANK), text)


def _cell(cell: Cell) -> Text:
    span = _span(cell)
    return Text(_printable(span.text), style=span.style)


def _span(cell: Cell) -> Span:
    return cell if isinstance(cell, Span) else Span(cell)


def _printable(text: str) -> str:
    """Text that cannot move the cursor, whatever a file says."""
    whole = "".join(JOINED.get(each, each if each.isprintable() else "\ufffd") for each in text)
    return BEFORE_A_SIGN.sub(KEPT_BLANK, whole)
