"""Parquet as columns of texts, read by Polars in a process of its own: a damaged file may end the one that reads it.

A few bytes may claim two billion billion values; asked for their memory, Polars ends its process at once, and nothing
can be refused any more. Run as a program, this module reads files from its input: for each, a line of JSON says what
is asked, and one line answers the header, once the columns are written as texts in the folder named.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from encours.formats.bounds import Bounds
    from encours.formats.build import Raw
    from encours.formats.columns_read import Written
    from encours.formats.encoding import Opener
    from encours.formats.faults import Collected

MARK: Final = b"PAR1"
"""How every Parquet file begins."""
MEMORY: Final = 8 * 1024**3
"""Bytes that the reading process may claim, beyond ``MEMORY_EACH`` for each byte of the file."""
MEMORY_EACH: Final = 8
BYTES_A_SECOND: Final = 10_000_000
"""What is read, at the least: a large file has more time than a small one."""


class ParquetReader:
    """Reads Parquet files by a process beside ours, begun at the first of them, and anew after one that ended it."""

    __slots__ = ("_beside",)

    def __init__(self) -> None:
        self._beside: subprocess.Popen[bytes] | None = None

    def answer(self, content: bytes, folder: str, bounds: Bounds) -> dict[str, Any] | None:
        """Header and rows of a file whose columns are then in the folder; nothing where it cannot be read."""
        seconds = bounds.seconds + len(content) // BYTES_A_SECOND
        asked = {
            "folder": folder, "size": len(content), "memory": MEMORY + MEMORY_EACH * len(content),
            "columns": bounds.columns, "rows": bounds.rows, "cells": bounds.cells,
        }  # fmt: skip
        too_long = None
        try:
            process = self._running()
            too_long = Timer(seconds, process.kill)
            too_long.start()
            assert process.stdin is not None, "it is asked"
            assert process.stdout is not None, "it answers"
            process.stdin.write(json.dumps(asked).encode() + b"\n" + content)
            process.stdin.flush()
            answer = json.loads(process.stdout.readline())
        except (OSError, ValueError):
            self.close()
            return None
        finally:
            if too_long is not None:
                too_long.cancel()
        return answer if isinstance(answer, dict) else None

    def _running(self) -> subprocess.Popen[bytes]:
        if self._beside is None:
            command = [sys.executable, "-m", __name__]
            self._beside = subprocess.Popen(  # noqa: S603 -- our own Python, our own module
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        return self._beside

    def close(self) -> None:
        """End the process, if there is one."""
        if self._beside is not None:
            self._beside.kill()
            with suppress(OSError):
                self._beside.communicate()
            self._beside = None


def read_parquet(
    open_file: Opener, file: str, bounds: Bounds, found: Collected, *, reader: ParquetReader
) -> Raw | None:
    """Columns of a Parquet file as texts; nothing, the reason told, when it cannot be read."""
    from encours.formats import errors

    with open_file() as stream:
        # The mark at its head comes first: a gigantic file that is no Parquet is not taken into memory.
        size = stream.seek(0, os.SEEK_END)
        if size > bounds.file_bytes:
            found.add(errors.file_too_large(file, size=size, bound=bounds.file_bytes))
            return None
        stream.seek(0)
        if stream.read(len(MARK)) != MARK:
            found.add(errors.parquet_malformed(file))
            return None
        stream.seek(0)
        content = stream.read()
    with tempfile.TemporaryDirectory(prefix="encours-") as folder:
        answer = reader.answer(content, folder, bounds)
        if answer is None:
            found.add(errors.parquet_malformed(file))
            return None
        header, rows = answer["header"], answer["rows"]
        if len(header) > bounds.columns:
            found.add(errors.too_many_columns(file, found=len(header), bound=bounds.columns))
            return None
        if rows > bounds.rows or rows * len(header) > bounds.cells:
            found.add(errors.too_many_rows(file, bound=min(bounds.rows, bounds.cells // len(header))))
            return None
        return _raw(Path(folder), file, header, rows, bounds=bounds, found=found)


def _raw(folder: Path, file: str, header: list[str], rows: int, *, bounds: Bounds, found: Collected) -> Raw | None:
    """Columns that the other process wrote, one after the other: all at once would fill the memory."""
    import numpy as np
    import polars as pl

    from encours.formats.build import Raw
    from encours.formats.columns_read import Written
    from encours.units.plain_text import spelt

    columns = []
    for place, name in enumerate(header):
        path = _column(folder, place)
        written = Written()
        written.add_series(pl.read_ipc(path).to_series().fill_null(""))
        path.unlink()
        if _is_gigantic(written, file, name, bounds, found):
            return None
        columns.append(written)
    return Raw(file, tuple(map(spelt, header)), columns, np.arange(2, rows + 2, dtype=np.int64))


def _is_gigantic(written: Written, file: str, name: str, bounds: Bounds, found: Collected) -> bool:
    """Whether a column holds a gigantic cell, which is told."""
    from encours.formats import errors

    code, bound = written.gigantic(bounds.cell_characters), bounds.cell_characters
    if code is not None:
        text, row = written.texts[code], written.first_place(code) + 2
        found.add(errors.cell_too_long(file, row=row, column=name, length=len(text), bound=bound, excerpt=text))
    return code is not None


def _column(folder: Path, place: int) -> Path:
    return folder / f"{place}.arrow"


def main() -> None:
    """Answer one line for each file on the input, until it ends."""
    import polars as pl

    while line := sys.stdin.buffer.readline():
        asked = json.loads(line)
        content = sys.stdin.buffer.read(asked["size"])
        _limit(asked["memory"])
        try:
            answer = _written(content, asked)
        except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError, ValueError):
            answer = None
        print(json.dumps(answer), flush=True)  # noqa: T201 -- it answers its parent


def _written(content: bytes, asked: dict[str, Any]) -> dict[str, Any]:
    """Header and rows of a file, its columns written unless there are too many."""
    import polars as pl

    lazy = pl.scan_parquet(io.BytesIO(content))
    header = lazy.collect_schema().names()
    rows = int(lazy.select(pl.len()).collect().item())
    if len(header) <= asked["columns"] and rows <= asked["rows"] and rows * len(header) <= asked["cells"]:
        for place in range(len(header)):
            column = lazy.select(pl.nth(place).cast(pl.String)).collect()
            column.write_ipc(_column(Path(asked["folder"]), place), compression="lz4")
    return {"header": header, "rows": rows}


def _limit(memory: int) -> None:
    """Bound the memory of this process, where the system can."""
    try:
        import resource
    except ImportError:
        return
    with suppress(OSError, ValueError):  # a lower bound may be set already
        resource.setrlimit(resource.RLIMIT_AS, (memory, resource.getrlimit(resource.RLIMIT_AS)[1]))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
