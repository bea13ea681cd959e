"""Runs a page of the manual as its reader would: writes its files, types its commands, compares what is printed.

A page says what to do in comments that the reader does not see:

    <!-- file: invoices.csv -->             the next block is this file
    <!-- append: payments.csv -->           the next block is added to this file
    <!-- edit: policy.toml: OLD => NEW -->  words of a file are changed
    <!-- exit: 1 -->                        how the command of the next block ends, when not 0
    <!-- copy: examples/first-fec/a.txt --> a file of the repository is copied into the folder

The page of a form, README.md in a folder of examples/, is run in a copy of that folder; any other in an empty one.

A block marked `console` holds one command after `$`, then exactly what it prints; a line that ends with a backslash
goes on with the next. `make docs`
writes the outputs of the pages again; the difference is then read.
"""

import contextlib
import io
import os
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from encours.cli.run import run

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = {
    DOCS / "tutorial.md": "en",
    DOCS / "tutoriel.md": "fr",
    DOCS / "tutorial-fec.md": "en",
    DOCS / "tutoriel-fec.md": "fr",
    DOCS / "settle.md": "en",
    DOCS / "indemniser.md": "fr",
    DOCS / "bonds.md": "en",
    DOCS / "cautions.md": "fr",
    DOCS / "declarations.md": "en",
    DOCS / "declarations.fr.md": "fr",
    DOCS / "reverse.md": "en",
    DOCS / "assurance-inversee.md": "fr",
    DOCS / "premium.md": "en",
    DOCS / "prime.md": "fr",
}
FORMS = dict.fromkeys(sorted((ROOT / "examples").glob("*/README.md")), "en")
WIDTH = 100
STEP = re.compile(
    r"<!-- (?P<order>file|append|edit|exit|copy): (?P<words>.*?) -->|"
    r"^```(?P<kind>\w*)\n(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Ran:
    """One command of a page: what the page says it prints, and what it printed."""

    command: str
    told: str
    printed: str
    told_code: int
    code: int


def lay_files_of_form(page: Path, folder: Path) -> None:
    """Copy the files that stand beside the page of a form, as its reader has them; a page of docs has none."""
    for file in page.parent.iterdir() if page in FORMS else ():
        if file != page:
            shutil.copy(file, folder)


def run_page(text: str, folder: Path, language: str) -> Iterator[Ran]:
    """Every command of a page in its order, in a folder that holds what the reader begins with."""
    order, words, code = "", "", 0
    for step in STEP.finditer(text):
        if step["order"] == "edit":
            name, _, change = step["words"].partition(": ")
            _edit(folder / name, *change.split(" => "))
        elif step["order"] == "exit":
            code = int(step["words"])
        elif step["order"] == "copy":
            shutil.copy(ROOT / step["words"], folder)
        elif step["order"]:
            order, words = step["order"], step["words"]
        elif order:
            with (folder / words).open("w" if order == "file" else "a", encoding="utf-8") as stream:
                stream.write(step["body"])
            order = ""
        elif step["kind"] == "console":
            command, told = _command(step["body"])
            printed, ended = typed(command.removeprefix("$ ").replace("\\\n", " "), folder, language)
            yield Ran(command, told, printed, code, ended)
            code = 0


def _command(body: str) -> tuple[str, str]:
    """The command of a block, on as many lines as end with a backslash and one more, and what it prints."""
    lines = body.splitlines(keepends=True)
    last = next(place for place, line in enumerate(lines) if not line.endswith("\\\n"))
    return "".join(lines[: last + 1]).removesuffix("\n"), "".join(lines[last + 1 :])


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{path.name} must hold {old!r} once"
    path.write_text(text.replace(old, new), encoding="utf-8")


def typed(
    command: str, folder: Path, language: str, *, width: int = WIDTH, environment: Mapping[str, str] | None = None
) -> tuple[str, int]:
    """What a command line prints in a folder, on both streams, and its exit code."""
    name, *arguments = shlex.split(command)
    assert name == "encours", f"{command} is none of ours"
    shown = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    told = {"ENCOURS_LANG": language, "COLUMNS": str(width), **(environment or {})}
    here = Path.cwd()
    os.chdir(folder)
    try:
        with patch.dict(os.environ, told), contextlib.redirect_stdout(shown), contextlib.redirect_stderr(shown):
            code = run(arguments)
    finally:
        os.chdir(here)
    assert isinstance(shown.buffer, io.BytesIO)
    printed = shown.buffer.getvalue().decode("utf-8").removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
    return "".join(line.rstrip() + "\n" for line in printed.rstrip().splitlines()), code


def refreshed(page: Path, text: str, language: str) -> str:
    """The text of a page with what its commands print now."""
    with tempfile.TemporaryDirectory() as folder:
        lay_files_of_form(page, Path(folder))
        for each in run_page(text, Path(folder), language):
            text = text.replace(f"```console\n{each.command}\n{each.told}```",
                                f"```console\n{each.command}\n{each.printed}```", 1)  # fmt: skip
    return text


def main() -> int:
    """Write the outputs of the pages again; with --check, tell which are not fresh."""
    stale = []
    for page, language in (PAGES | FORMS).items():
        text = page.read_text(encoding="utf-8")
        fresh = refreshed(page, text, language)
        if "--check" not in sys.argv[1:]:
            page.write_text(fresh, encoding="utf-8")
        elif fresh != text:
            stale.append(page.relative_to(ROOT).as_posix())
    for name in stale:
        sys.stdout.write(f"{name} does not show what its commands print; write it again with: make docs\n")
    return int(bool(stale))


if __name__ == "__main__":
    sys.exit(main())
