"""Which files a workspace takes for its own, by their place and their name: no report may be one of them."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Final

from encours.formats.bounds import USUAL
from encours.formats.faults import ReadError
from encours.formats.fec.header import named
from encours.formats.file_reader import open_of, whole_text
from encours.formats.folder import DOCUMENTS, TEXT_ENDINGS, named_table
from encours.formats.imports import FOLDER as IMPORTS
from encours.formats.imports import is_import_name
from encours.formats.settings import FILE, read_settings
from encours.units.plain_text import spelt

TEXTS: Final = (FILE, "policy.toml", "programme.toml")
"""Files by which a folder shows that it is a workspace."""


def is_of_a_workspace(path: Path, asked: Path | None = None) -> bool:
    """Whether a workspace would read a file of this place as its own, or refuse it for its name.

    A workspace is the folder ``asked`` about, any that holds its settings, a policy or imports, and these imports.
    """
    folder = path.parent
    if any(is_import_name(each.name) and each.parent.name == IMPORTS for each in (folder, *folder.parents)):
        return True
    is_asked = asked is not None and folder == asked.resolve()
    if not is_asked and not any((folder / each).exists() for each in (*TEXTS, IMPORTS)):
        return False
    name = spelt(path.name)
    stem, _, ending = name.rpartition(".")
    ending = f".{ending}".lower()
    if ending == ".toml" or (ending in TEXT_ENDINGS and named(name) is not None):
        return True
    return name in _described(folder) or (bool(named_table(stem or name)) and ending not in DOCUMENTS)


def _described(folder: Path) -> Collection[str]:
    """Files that the settings of a folder describe."""
    path = folder / FILE
    text = whole_text(open_of(path), FILE, USUAL.toml_bytes) if path.is_file() else ""
    return () if isinstance(text, ReadError) else read_settings(text, FILE)[0].files
