"""A relative link in a page of the repository leads to a file that is there."""

import re
from pathlib import Path

import pytest

from tests.house.tree import ROOT, repository_files

LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def faults(page: Path, text: str) -> list[str]:
    """One line for each link that leads nowhere. Addresses of the web are not followed."""
    found = []
    for match in LINK.finditer(FENCED.sub("", text)):
        target = (match.group(1) or match.group(2)).partition("#")[0]
        if target and ":" not in target and not (page.parent / target).exists():
            found.append(f"{page}: the link {target} leads nowhere")
    return found


def test_no_page_has_a_dead_link() -> None:
    assert [
        fault.replace(f"{ROOT}/", "")
        for path in repository_files()
        if path.suffix == ".md"
        for fault in faults(path, path.read_text(encoding="utf-8"))
    ] == []


@pytest.mark.parametrize(
    "text",
    [
        "[the licence](LICENSE)",
        "[a part](#rules)",
        "[the law](https://example.org/law)",
        "```\n[x](nowhere)\n```\n",
    ],
)
def test_a_live_link_is_let_through(text: str) -> None:
    assert faults(ROOT / "README.md", text) == []


@pytest.mark.parametrize("text", ["see [it](docs/nowhere.md#part)", "![a screen](nowhere.png)"])
def test_a_dead_link_is_told(text: str) -> None:
    assert len(faults(ROOT / "README.md", text)) == 1
