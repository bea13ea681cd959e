"""Puts a copy of docs/glossary.md where the commands read it; with --check, only compares."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
WRITTEN: Final = ROOT / "docs" / "glossary.md"
COPY: Final = ROOT / "src" / "encours" / "explain" / "glossary.md"


def main() -> int:
    """Write the copy again, or tell that it is not fresh."""
    text = WRITTEN.read_text(encoding="utf-8")
    if "--check" not in sys.argv[1:]:
        COPY.write_text(text, encoding="utf-8")
        return 0
    is_fresh = COPY.is_file() and COPY.read_text(encoding="utf-8") == text
    if not is_fresh:
        print("src/encours/explain/glossary.md is not docs/glossary.md; write it again with: make docs")
    return int(not is_fresh)


if __name__ == "__main__":
    sys.exit(main())
