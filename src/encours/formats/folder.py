"""What a folder holds: its files, those that look like tables and are not read, and two files of one table."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from encours.formats import errors, folder_errors
from encours.formats.faults import Collected, ReadError, place_of
from encours.formats.headers import letters, nearest_table, table_names, table_of
from encours.units.plain_text import spelt

TEXT_ENDINGS: Final = (".csv", ".tsv", ".txt")
SPREADSHEETS: Final = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
WRITTEN: Final = (*TEXT_ENDINGS, ".parquet")
"""Endings of the tables that are written here, and so may be written over."""
ENDINGS: Final = (*WRITTEN, *SPREADSHEETS)
"""Endings of the files that are read by their name alone."""
READ: Final = (*ENDINGS, ".json", ".toml")
"""Endings of the files that are read, by their name or as the settings say."""
DOCUMENTS: Final = (
    ".doc", ".docx", ".odt", ".rtf", ".md", ".pdf", ".html", ".htm", ".eml", ".msg", ".png", ".jpg", ".jpeg",
)  # fmt: skip
"""Endings of files that hold pages and no rows: beside a table that is read they are nobody's mistake."""

_COPY: Final = re.compile(r" *\([0-9]+\)| *- *cop(?:y|ie)\b.*", re.IGNORECASE)
"""What systems add to the name of a file saved twice."""


def files_of(folder: Path, found: Collected) -> dict[str, Path] | None:
    """Files of a folder by name; nothing, the reason told, where it cannot be listed."""
    files: dict[str, Path] = {}
    try:
        if not folder.is_dir():
            found.add(errors.folder_missing(place_of(folder), is_file=folder.exists()))
            return None
        for each in sorted(folder.iterdir(), key=lambda each: (each.stem, each.name)):
            ending = each.suffix.lower()
            if each.is_file() and leaves(each, folder):
                if ending in READ:
                    found.add(folder_errors.link_leaves(each.name))
            elif each.is_file():
                files[spelt(each.name)] = each  # some systems write an accent apart from its letter
            elif ending == ".toml" or (ending in ENDINGS and table_of(each.stem)):
                # The facts that its name promises would be missing without a word.
                found.add(errors.not_a_file(each.name))
    except OSError as refused:
        found.add(errors.file_unreadable(place_of(folder), refused.strerror or "refused"))
        return None
    return files


def leaves(path: Path, folder: Path) -> bool:
    """Whether a link leads out of a folder: what stands there was not put into it, and is not read."""
    return path.is_symlink() and not path.resolve().is_relative_to(folder.resolve())


def not_read(names: Iterable[str], read: Mapping[str, list[str]]) -> tuple[list[ReadError], list[ReadError]]:
    """Errors and warnings about files named after a table whose form nothing reads.

    An error where no other file gives that table (``read`` names those that do): its facts would be missing.
    """
    wrong, doubtful = [], []
    for name in names:
        stem, dot, ending = name.rpartition(".")
        ending = f"{dot}{ending}".lower() if stem else ""
        table = "" if name.startswith((".", "~")) else named_table(stem or name)
        if not table or ending in {*ENDINGS, ".toml"}:
            continue
        others = tuple(read.get(table, ()))
        told = folder_errors.form_not_read(name, table=table, others=others, form=_form(ending))
        if not others and ending not in DOCUMENTS:
            wrong.append(told)
        elif not others or ending not in DOCUMENTS:
            doubtful.append(told)
    return wrong, doubtful


def same_table(read: Mapping[str, list[str]]) -> list[ReadError]:
    """Warnings about files that stand for one table by names that no year, entity or other part tells apart."""
    found = []
    for table, names in read.items():
        whole = [name for name in names if letters(_COPY.sub("", name.rpartition(".")[0])) in table_names()]
        found += [folder_errors.table_twice(name, table=table, first=whole[0]) for name in whole[1:]]
    return found


def by_table(jobs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Names of the files that give each table."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, table in jobs:
        found[table].append(name)
    return dict(found)


def named_table(stem: str) -> str:
    """Table that a file name is, or nearly is; the empty text for any other."""
    return table_of(stem) or nearest_table(stem)


def _form(ending: str) -> str:
    return "spreadsheet" if ending == ".numbers" else "json" if ending == ".json" else ""
