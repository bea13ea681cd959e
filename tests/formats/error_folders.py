"""The offending inputs under tests/errors/formats, one folder each, and the messages stored beside them.

`python -m tests.formats.error_folders` writes the messages again; the difference is then read and justified.
"""

import functools
from contextlib import chdir
from pathlib import Path

from encours.formats.bounds import Bounds
from encours.formats.faults import Language, printed
from encours.formats.workspace import WorkspaceRead, read_workspace

ROOT = Path(__file__).parents[1] / "errors" / "formats"
LANGUAGES: tuple[Language, ...] = ("en", "fr")
# Small, so that a file over the bound need not be large to be stored.
SMALL = Bounds(rows=20, file_bytes=100_000, text_bytes=100_000, line_characters=20_000, sheet_cells=1_000,
               unfolded_bytes=2_000_000)  # fmt: skip


def folders() -> list[Path]:
    """One folder for each error."""
    return sorted(each for each in ROOT.iterdir() if each.is_dir())


@functools.cache
def read(folder: Path) -> WorkspaceRead:
    """Workspace with the offending input; the stored messages beside it are no tables."""
    with chdir(folder):  # a message names the folder as it is told, and the stored ones name no machine
        return read_workspace(Path("workspace"), bounds=SMALL)


def message(read: WorkspaceRead, language: Language) -> str:
    """Everything that the user is told: the errors, then the warnings."""
    told = printed(read.errors, read.error_total, language)
    warned = printed(read.warnings, len(read.warnings), language)
    return "\n\n".join(part for part in (told, warned) if part) + "\n"


if __name__ == "__main__":
    for each in folders():
        for language in LANGUAGES:
            (each / f"expected.{language}.txt").write_text(message(read(each), language), encoding="utf-8")
