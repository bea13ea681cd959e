"""Puts in README.md the screen that `encours cover demo-company` prints; with --check, only compares."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

README: Final = Path(__file__).parents[1] / "README.md"
SCREEN: Final = re.compile(r"(<!-- screen: (encours [^\n]*?) -->\n```text\n).*?(^```$)", re.MULTILINE | re.DOTALL)
COLUMNS: Final = "110"


def main() -> int:
    """Write each screen again, or tell that one is not fresh."""
    text = README.read_text(encoding="utf-8")
    assert SCREEN.search(text), "README.md has lost the mark of its screen"
    with tempfile.TemporaryDirectory() as folder:
        printed(["demo", "demo-company"], folder)
        fresh = SCREEN.sub(lambda found: found[1] + screen(found[2], folder) + found[3], text)
    if "--check" not in sys.argv[1:]:
        README.write_text(fresh, encoding="utf-8")
        return 0
    if fresh != text:
        print("README.md does not show what the command prints; write it again with: make docs")
    return int(fresh != text)


def screen(command: str, folder: str) -> str:
    """A command as it is typed, then what it prints."""
    lines = printed(command.split()[1:], folder).rstrip().splitlines()
    return "\n".join([f"$ {command}", *(line.rstrip() for line in lines)]) + "\n"


def printed(arguments: list[str], folder: str) -> str:
    """What one of our commands prints in a folder, on a screen of one known width."""
    plain = {**os.environ, "COLUMNS": COLUMNS, "ENCOURS_LANG": "en", "PYTHONIOENCODING": "utf-8"}
    ran = subprocess.run(
        [sys.executable, "-m", "encours", *arguments], cwd=folder, env=plain, capture_output=True, check=True
    )
    return ran.stdout.decode("utf-8")


if __name__ == "__main__":
    sys.exit(main())
