"""Writes docs/demo.md and docs/demo.fr.md from the demo company's stories; with --check, only compares."""

import sys
from pathlib import Path

from encours.demo.page import page

DOCS = Path(__file__).parents[1] / "docs"
PAGES = {"demo.md": "en", "demo.fr.md": "fr"}


def main() -> int:
    """Write the pages, or tell which are not fresh."""
    stale = []
    for name, language in PAGES.items():
        path, text = DOCS / name, page(language)
        if "--check" not in sys.argv[1:]:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
    for name in stale:
        print(f"docs/{name} is not what the stories tell; write it again with: make docs")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
