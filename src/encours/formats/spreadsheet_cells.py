"""Cells of a spreadsheet as texts, read by calamine: here, or in a process of its own whose memory is bounded.

A date becomes its ISO day, a number the decimal text of the fifteen figures that a spreadsheet shows, a formula
the value it had when the file was saved: nothing is computed. Run as a program, this module reads a spreadsheet from
its input and answers its sheets in JSON; the binary forms are read so, since their extent is known only once they
are unfolded.
"""

# ruff: noqa: ANN401 -- a cell may hold anything

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final, Protocol

FIGURES: Final = 15
"""Figures of a number that a spreadsheet keeps and shows: the sixteenth is noise of binary fractions."""
MEMORY: Final = 1536 * 1024**2
"""Bytes that a process reading a binary spreadsheet may take."""


class Figures(str):
    """Text of a number that the spreadsheet holds as a number, with a decimal point."""

    __slots__ = ()


class Unreadable(Exception):
    """The spreadsheet cannot be read; its argument is ``locked``, ``malformed`` or ``stopped``."""


class Book(Protocol):
    """Sheets of a spreadsheet."""

    @property
    def names(self) -> Sequence[str]:
        """Names of the sheets that are shown, then of the hidden ones."""

    @property
    def shown(self) -> int:
        """How many sheets are shown."""

    def values(self, name: str) -> Iterator[list[Any]]:
        """What the cells of a sheet hold, line by line from its very first."""

    def lines(self, name: str) -> Iterator[list[str]]:
        """Same cells as texts."""


def text_of(value: Any) -> str:
    """Text of what a cell holds."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return _figures(value)
    return _moment(value)


def _texts(values: list[Any]) -> list[str]:
    return [text_of(value) for value in values]


def _figures(value: float) -> str:
    if value != value or value in {float("inf"), float("-inf")}:  # noqa: PLR0124 -- what is not itself is no number
        return ""
    if isinstance(value, int) or value.is_integer():
        whole = int(value)
        if abs(whole) < 10**FIGURES:
            return Figures(str(whole))
    return Figures(f"{Decimal(f'{value:.{FIGURES}g}'):f}")


def _moment(value: Any) -> str:
    """Day of a date, whatever its hour; other measures of time as they are printed."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date | time) else str(value)


@dataclass(frozen=True, slots=True, eq=False)
class OpenBook:
    """A spreadsheet that calamine holds open."""

    names: Sequence[str]
    shown: int
    workbook: Any
    last: dict[str, Any] = field(default_factory=dict)
    """The sheet read last, by its name: its head is looked at first, then the whole of it."""

    def values(self, name: str) -> Iterator[list[Any]]:
        """What the cells of a sheet hold, line by line from its very first."""
        return _raw_lines(self.workbook, name, self.last)

    def lines(self, name: str) -> Iterator[list[str]]:
        """Same cells as texts."""
        return map(_texts, self.values(name))


@dataclass(frozen=True, slots=True, eq=False)
class HeldBook:
    """A spreadsheet that another process has read."""

    names: Sequence[str]
    shown: int
    cells: dict[str, list[list[Any]]]

    def values(self, name: str) -> Iterator[list[Any]]:
        """What the cells of a sheet hold, line by line from its very first."""
        return iter(self.cells[name])

    def lines(self, name: str) -> Iterator[list[str]]:
        """Same cells as texts."""
        return map(_texts, self.values(name))


def open_here(content: bytes) -> OpenBook:
    """Spreadsheet opened in this process; raises ``Unreadable``."""
    from python_calamine import PasswordError, SheetTypeEnum, SheetVisibleEnum, load_workbook

    with _Refusals():
        try:
            workbook = load_workbook(io.BytesIO(content))
        except PasswordError:
            raise Unreadable("locked") from None
        sheets = [each for each in workbook.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
        visible = [each.name for each in sheets if each.visible == SheetVisibleEnum.Visible]
        hidden = [each.name for each in sheets if each.name not in visible]
        return OpenBook((*visible, *hidden), len(visible), workbook)
    raise AssertionError("a refusal is raised")


def open_apart(content: bytes, *, seconds: int, most: int) -> HeldBook:
    """Spreadsheet read by another process, of at most so many seconds and cells; raises ``Unreadable``."""
    command = [sys.executable, "-m", __name__, str(seconds), str(most)]
    try:
        ran = subprocess.run(command, input=content, capture_output=True, timeout=seconds, check=False)  # noqa: S603
    except (subprocess.TimeoutExpired, OSError):
        raise Unreadable("stopped") from None
    try:
        answer = json.loads(ran.stdout) if not ran.returncode else None
    except ValueError:
        answer = None
    if answer is None:
        raise Unreadable("stopped")
    if "refused" in answer:
        raise Unreadable(answer["refused"])
    return HeldBook(tuple(answer["names"]), answer["shown"], answer["cells"])


def _raw_lines(workbook: Any, name: str, last: dict[str, Any]) -> Iterator[list[Any]]:
    """Values of a sheet, the empty columns before its first one added; only the ``last`` sheet is kept."""
    with _Refusals():
        if name not in last:
            last.clear()
            last[name] = workbook.get_sheet_by_name(name)
        sheet = last[name]
        before = [""] * (sheet.start[1] if sheet.start else 0)
        for line in sheet.iter_rows():
            yield before + line if before else line


class _Refusals:
    """Whatever calamine raises, its panics too, is one refusal."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, raised: BaseException | None, _: object) -> None:
        if kind is None or issubclass(kind, Unreadable | GeneratorExit):
            return
        from python_calamine import CalamineError

        told = (CalamineError, ValueError, OverflowError, OSError)  # dates beyond the calendar among them
        if issubclass(kind, told) or kind.__name__ == "PanicException":
            raise Unreadable("malformed") from None


def main() -> None:
    """Answer the sheets of the spreadsheet on the input, within the time and memory allowed."""
    seconds, most = int(sys.argv[1]), int(sys.argv[2])
    _limit(seconds)
    try:
        answer = _answer(open_here(sys.stdin.buffer.read()), most)
    except Unreadable as why:
        answer = {"refused": str(why)}
    json.dump(answer, sys.stdout)


def _answer(book: OpenBook, most: int) -> dict[str, Any]:
    """Sheets of a spreadsheet as JSON can hold them; raises ``Unreadable`` beyond so many cells."""
    cells: dict[str, list[list[Any]]] = {}
    for name in book.names:
        cells[name] = []
        for line in _raw_lines(book.workbook, name, {}):
            most -= len(line)
            if most < 0:
                raise Unreadable("giant")
            moments = date | time | timedelta
            cells[name].append([_moment(each) if isinstance(each, moments) else each for each in line])
    return {"names": book.names, "shown": book.shown, "cells": cells}


def _limit(seconds: int) -> None:
    """Bound the memory and the time of this process, where the system can."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


if __name__ == "__main__":
    main()
