"""Where answers go: a terminal in colour, a pipe in plain text, a spreadsheet, another program."""

from __future__ import annotations

import os
import shutil
import sys
from argparse import Namespace
from collections.abc import Iterable, Sequence
from typing import Final

from encours.explain.blocks import Page
from encours.formats.report import Cell, csv_report

PIPED_WIDTH: Final = 120
"""Columns of a page that goes to a file, where COLUMNS does not say otherwise."""

WIDEST: Final = 1_000
"""Columns of the widest page: COLUMNS may say anything."""


def show(page: Page, asked: Namespace) -> None:
    """Write a page for the screen there is; plain and without colour where there is none."""
    from encours.explain.screen import laid_out

    is_screen = sys.stdout.isatty()
    colour = is_screen and not asked.no_colour and "NO_COLOR" not in os.environ
    write(laid_out(page, width=screen_width(), colour=colour))


def screen_width() -> int:
    """Columns that a page may take."""
    return min(shutil.get_terminal_size((PIPED_WIDTH, 40)).columns, WIDEST)


def show_json(answer: object) -> None:
    """Write JSON, indented, with its accents."""
    import json  # a page needs none

    write(json.dumps(answer, ensure_ascii=False, indent=2) + "\n")


def show_csv(rows: Iterable[Sequence[Cell]], columns: Sequence[str], asked: Namespace) -> None:
    """Write a table for a spreadsheet."""
    write(csv_report(rows, columns, asked.lang))


def write(text: str) -> None:
    """Write text as UTF-8 whatever the terminal says, with the line ends it has."""
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None:
        sys.stdout.write(text)
        return
    sys.stdout.flush()
    stream.write(text.encode("utf-8", "replace"))
    stream.flush()


def complain(text: str) -> None:
    """Write a message on standard error, in one piece."""
    sys.stderr.write(text.rstrip("\n") + "\n")
    sys.stderr.flush()
