"""How large a file may be before it is refused, so that reading takes bounded time and memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Bounds:
    """Largest file that is read; a caller with more memory may ask for more.

    A row of an invoice file takes about 100 bytes in the file and, while it is read, some 400 in memory.
    """

    file_bytes: int = 2 * 1024**3
    rows: int = 10_000_000
    columns: int = 500
    cell_characters: int = 10_000
    line_characters: int = 1 << 20
    cells: int = 200_000_000
    """Rows times columns of a Parquet file: a small one may unfold into more than any memory holds."""
    text_bytes: int = 100 * 1024**2
    """Largest file that is only read whole: JSON."""
    toml_bytes: int = 2 * 1024**2
    spreadsheet_bytes: int = 100 * 1024**2
    unfolded_bytes: int = 600 * 1024**2
    """Bytes that all parts of a spreadsheet may unfold to: a full sheet of seven columns takes some 350 MB."""
    unfold_ratio: int = 100
    """How many times its size a spreadsheet may unfold to, beyond ``always_unfolded`` bytes."""
    always_unfolded: int = 20 * 1024**2
    parts: int = 10_000
    """Parts of a spreadsheet: sheets, styles, pictures."""
    sheet_cells: int = 9 * 1_048_576
    """Cells of the rectangle that holds all of a sheet: a full one of nine columns, 200 bytes each while it is read."""
    seconds: int = 120
    """Time for a file that is read in a process of its own."""
    errors: int = 1_000
    """Errors kept; those beyond are counted."""


USUAL: Final = Bounds()
"""Bounds that hold unless the caller says otherwise."""
