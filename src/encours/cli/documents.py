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
from encours.formats.folder import DOCUMENTS
from encours.formats.folder import ENDINGS as TABLES
from encours.formats.own_files import is_of_a_workspace

if TYPE_CHECKING:
    from encours.explain.document.model import Document

STANDARD_OUTPUT: Final = Path("-")
"""What is told for a file where the answer is to go on standard output."""
BINARY: Final = ("pdf", "xlsx")
"""Forms that no terminal shows."""
ENDINGS: Final = {".html": "html", ".htm": "html", ".pdf": "pdf", ".xlsx": "xlsx", ".json": "json", ".csv": "csv"}
CALENDARS: Final = {".ics": "ics"}
"""Ends of files of the commands that answer with a calendar too."""
PLAIN: Final = (".txt", ".md")
"""Ends of files that hold a page as a screen shows it."""
OTHERS: Final = (*TABLES, *DOCUMENTS, ".toml")
"""Ends of files that hold something else: whoever opened one would find what its name does not say."""
ROWS: Final = {"html": 200, "pdf": 20, "table": 10}
"""Rows of each list where nobody says how many; a spreadsheet has them all."""


def settle(asked: Namespace) -> None:
    """Say which form is asked for, by name or by the end of the file; refused before anything is computed.

    A file that is there stays as it is unless it may be replaced; what no terminal shows goes to none.
    """
    if asked.output == STANDARD_OUTPUT:
        asked.output = None
    target: Path | None = asked.output
    if asked.format is None:
        ending = "" if target is None else target.suffix.lower()
        known = {**ENDINGS, **(CALENDARS if getattr(asked, "has_calendar", False) else {})}
        if ending not in {"", *known, *PLAIN}:
            raise Refused(messages.no_ending(str(target), ending, tuple(known), asked.lang))
        asked.format = known.get(ending, "table")
    elif target is not None and _belies(target.suffix.lower(), asked.format):
        raise Refused(messages.ending_of_another_form(str(target), asked.format, _endings_of(asked.format), asked.lang))
    if asked.top_rows is None:
        asked.top_rows = ROWS.get(asked.format, ROWS["table"])
    if target is not None:
        _refuse_to_write(target, asked)
    elif asked.format in BINARY and sys.stdout.isatty():
        raise Refused(messages.no_terminal(asked.format, asked.lang))


def _endings_of(form: str) -> tuple[str, ...]:
    """Ends that the name of a file of this form may have."""
    own = tuple(ending for ending, of in {**ENDINGS, **CALENDARS}.items() if of == form)
    return PLAIN if form == "table" else (*own, ".txt") if form == "csv" else own


def _belies(ending: str, form: str) -> bool:
    return ending in {*ENDINGS, *CALENDARS, *PLAIN, *OTHERS} and ending not in _endings_of(form)


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
        if is_of_a_workspace(real, getattr(asked, "folder", None)):
            raise Refused(messages.file_of_a_workspace(str(target), asked.lang))
        if real.exists() and not real.is_file():
            raise Refused(messages.no_file(str(target), asked.lang))
        if real.exists() and not asked.force:
            raise Refused(messages.file_exists(str(target), asked.lang))
        if not real.parent.is_dir():
            raise Refused(messages.no_folder_to_write(str(target), asked.lang))
    except (OSError, ValueError, RuntimeError) as refused:
        reason = getattr(refused, "strerror", None) or str(refused)
        raise Refused(messages.not_written(str(target), reason, asked.lang)) from refused
