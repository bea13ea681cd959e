"""The workbooks that Encours itself writes, known among the files of a folder by what they say of themselves."""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path
from typing import Final

_PROPERTIES: Final = "docProps/core.xml"
"""Part of a workbook that says who made it."""
_LARGEST: Final = 1 << 16
"""Bytes of that part, unfolded: ours takes less than a thousand."""
_OURS: Final = re.compile(rb"<dc:description>Encours [0-9]")
_DAMAGED: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError,
                   LookupError)  # fmt: skip


def is_report(path: Path) -> bool:
    """Whether a file is a workbook of answers that Encours wrote: it holds no facts to be read."""
    if path.suffix.lower() != ".xlsx":
        return False
    try:
        with zipfile.ZipFile(path) as archive, archive.open(_PROPERTIES) as part:
            return _OURS.search(part.read(_LARGEST)) is not None
    except _DAMAGED:
        return False
