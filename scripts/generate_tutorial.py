"""Puts in the tutorials, and in the pages of the forms, what their commands print; with --check, only compares."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]


def main() -> int:
    """Run the pages as their test does: the rules of a page are told in tests/docs/blocks.py."""
    command = [sys.executable, "-m", "tests.docs.blocks", *sys.argv[1:]]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
