"""Reports as documents: which form is asked for, whether it may be written where it is asked to, and writing it."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from encours.cli import messages, output
from encours.cli.parser import FORMS
from encours.cli.reading import Refused

if TYPE_CHECKING:
    from encours.explain.document.model import Document

BINARY: Final = ("pdf", "xlsx")
"""Forms that no terminal shows."""
ENDINGS: Final = {".html": "html", ".htm": "html", ".pdf": "pdf", ".xlsx": "xlsx", ".json": "json", ".csv": "csv"}
PLAIN: Final = (".txt", ".md")
"""Ends of files that hold a page as a screen shows it."""
ROWS: Final = {"html": 200, "pdf": 20, "table": 10}
"""Rows of each list where nobody says how many; a spreadsheet has them all."""


def settle(asked: Namespace) -> None:
    """Say which form is asked for, by name or by the end of the file; refused before anything is computed.

    A file that is there stays as it is unless it may be replaced; what no terminal shows goes to none.
    """
    target: Path | None = asked.output
    if asked.format is None:
        ending = "" if target is None else target.suffix.lower()
        if ending not in {"", *ENDINGS, *PLAIN}:
            raise Refused(messages.no_ending(str(target), ending, tuple(ENDINGS), asked.lang))
        asked.format = ENDINGS.get(ending, "table")
    if asked.top_rows is None:
        asked.top_rows = ROWS.get(asked.format, ROWS["table"])
    if target is not None:
        _refuse_to_write(target, asked)
    elif asked.format in BINARY and sys.stdout.isatty():
        raise Refused(messages.no_terminal(asked.format, asked.lang))


def is_document(asked: Namespace) -> bool:
    """Whether a document is asked for, and no page for a screen or a program."""
    return asked.format in FORMS


def show(make: Callable[[int | None], Document], asked: Namespace) -> None:
    """Make a document in the form asked for, and hand it over whole; it is made with so many rows in each list."""
    document = make(None if asked.format == "xlsx" else asked.top_rows)
    if asked.format == "html":
        from encours.explain.document.html import page

        output.deliver(page(document).encode(), asked)
    elif asked.format == "pdf":
        from encours.explain.document.pdf import pdf

        output.deliver(pdf(document), asked)
    else:
        from encours.explain.document.xlsx import workbook

        output.deliver(workbook(document), asked)


def _refuse_to_write(target: Path, asked: Namespace) -> None:
    """Refuse a place where no file may be written: what is no plain file is never replaced."""
    try:
        real = target.resolve()
        if real.exists() and not real.is_file():
            raise Refused(messages.no_file(str(target), asked.lang))
        if real.exists() and not asked.force:
            raise Refused(messages.file_exists(str(target), asked.lang))
        if not real.parent.is_dir():
            raise Refused(messages.no_folder_to_write(str(target), asked.lang))
    except (OSError, ValueError, RuntimeError) as refused:
        reason = getattr(refused, "strerror", None) or str(refused)
        raise Refused(messages.not_written(str(target), reason, asked.lang)) from refused
