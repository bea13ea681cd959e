"""Where answers go: a terminal in colour, a pipe in plain text, a spreadsheet, another program."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from argparse import Namespace
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from encours.explain.blocks import Page
from encours.formats.faults import place_of, printable
from encours.formats.report import Cell, csv_report
from encours.policy.faults import WARNING
from encours.units.show import Language

PIPED_WIDTH: Final = 120
"""Columns of a page that goes to a file, where COLUMNS does not say otherwise."""

WIDEST: Final = 1_000
"""Columns of the widest page: COLUMNS may say anything."""


def show(page: Page, asked: Namespace) -> None:
    """Write a page for the screen there is; plain and without colour where there is none."""
    from encours.explain.screen import laid_out

    is_screen = sys.stdout.isatty() and _file(asked) is None
    colour = is_screen and not asked.no_colour and "NO_COLOR" not in os.environ
    deliver(laid_out(page, width=screen_width(), colour=colour).encode("utf-8", "replace"), asked)


def screen_width() -> int:
    """Columns that a page may take."""
    return min(shutil.get_terminal_size((PIPED_WIDTH, 40)).columns, WIDEST)


def show_json(answer: object, asked: Namespace | None = None) -> None:
    """Write JSON, indented, with its accents."""
    import json  # a page needs none

    deliver((json.dumps(answer, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace"), asked)


def show_csv(rows: Iterable[Sequence[Cell]], columns: Sequence[str], asked: Namespace) -> None:
    """Write a table for a spreadsheet."""
    deliver(csv_report(rows, columns, asked.lang).encode("utf-8", "replace"), asked)


def deliver(content: bytes, asked: Namespace | None) -> None:
    """Hand an answer over where it is asked for: in a file of its own, else on standard output."""
    target = None if asked is None else _file(asked)
    if target is None or asked is None:
        _write_bytes(content)
        return
    place = place_of(target)
    try:
        write_whole(target, content)
    except OSError as refused:
        raise OSError(refused.errno, f"{place}: {refused.strerror}") from refused
    write(f"{place} est écrit.\n" if asked.lang == "fr" else f"{place} is written.\n")


def _file(asked: Namespace) -> Path | None:
    found: Path | None = getattr(asked, "output", None)
    return found


def write_whole(target: Path, content: bytes) -> None:
    """Write a file aside, and put it in its place once it is whole: nobody ever finds half of it."""
    real = target.resolve()
    aside = real.with_name(f".{real.name[:100]}.{os.getpid()}.part")
    try:
        with aside.open("xb") as file:
            if real.exists():
                aside.chmod(stat.S_IMODE(real.stat().st_mode))  # before a word is in it: it may be nobody else's
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(real)
    except BaseException:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
        raise


def write(text: str) -> None:
    """Write text as UTF-8 whatever the terminal says, with the line ends it has."""
    _write_bytes(text.encode("utf-8", "replace"))


def _write_bytes(content: bytes) -> None:
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None:
        sys.stdout.write(content.decode("utf-8", "replace"))
        return
    sys.stdout.flush()
    stream.write(content)
    stream.flush()


def warn(text: str, language: Language) -> None:
    """Write a message of place, what and remedy that stands beside an answer, and say that it is no refusal."""
    place, what = text.split("\n", 1)
    complain(f"{place}\n{WARNING[language]}{what}\n")


def complain(text: str) -> None:
    """Write a message on standard error, in one piece, folded where a screen shows it; no name moves the screen."""
    text = printable(text)
    if sys.stderr.isatty() and any(len(each) > screen_width() for each in text.split("\n")):
        from encours.explain.screen import folded

        text = folded(text, screen_width())
    sys.stderr.write(text.rstrip("\n") + "\n")
    sys.stderr.flush()
