"""Writes docs/reference from what the code declares; with --check, only compares."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from reference.bond_terms import bond_terms_page
from reference.clauses import clauses_page
from reference.commands import commands_page
from reference.errors import errors_page
from reference.facts import facts_page
from reference.terms import terms_page

REFERENCE: Final = Path(__file__).parents[1] / "docs" / "reference"
PAGES: Final[Mapping[str, Callable[[], str]]] = {
    "terms.md": terms_page,
    "bond-terms.md": bond_terms_page,
    "clauses.md": clauses_page,
    "facts.md": facts_page,
    "errors.md": errors_page,
    "commands.md": commands_page,
}


def main() -> int:
    """Write the pages, or tell which are not fresh."""
    stale = []
    for name, page in PAGES.items():
        path, text = REFERENCE / name, page()
        if "--check" not in sys.argv[1:]:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
    for name in stale:
        print(f"docs/reference/{name} is not what the code says; write it again with: make docs")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
