"""Each form of the trade is a template that a broker can copy, with a story whose commands print what it shows."""

import re
from pathlib import Path

import pytest

from tests.docs.blocks import DOCS, FORMS, WIDTH, lay_files_of_form, run_page, typed

EACH = pytest.mark.parametrize("page", FORMS, ids=lambda page: page.parent.name)
ROW = re.compile(r"^\| \[[^\]]+\]\(\.\./examples/([\w-]+)/README\.md\) \|", re.MULTILINE)
SETTING = re.compile(r"^(?P<indent> *)[\w.]+ = (?P<value>.*)$")


def templates(folder: Path) -> list[Path]:
    """Files of a folder that hold terms of a policy."""
    return [file for file in sorted(folder.glob("*.toml")) if "terms]" in file.read_text(encoding="utf-8")]


def bare_terms(text: str) -> list[str]:
    """Terms of a template that no comment explains: neither on their line, nor on the line above."""
    found, in_terms, above = [], False, ""
    for line in text.splitlines():
        if line.startswith("["):
            in_terms = line.endswith("terms]")
        elif in_terms and SETTING.match(line) and "#" not in line and not above.lstrip().startswith("#"):
            found.append(line)
        above = line
    return found


@EACH
def test_every_command_prints_what_the_page_shows(page: Path, tmp_path: Path) -> None:
    lay_files_of_form(page, tmp_path)
    ran = list(run_page(page.read_text(encoding="utf-8"), tmp_path, "en"))
    assert len(ran) >= 2
    for each in ran:
        # Written again, and then read, with: make docs
        assert each.printed == each.told, each.command
        assert each.code == each.told_code, each.command


@EACH
def test_its_templates_are_read_and_explained_term_by_term(page: Path, tmp_path: Path) -> None:
    lay_files_of_form(page, tmp_path)
    found = templates(tmp_path)
    assert found
    for each in found:
        printed, code = typed(f"encours policy check {each.name}", tmp_path, "en")
        assert (code, printed.count("\n")) == (0, 1), printed
        assert bare_terms(each.read_text(encoding="utf-8")) == []


@EACH
def test_its_story_has_dates_and_sums_by_hand(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    story = text.partition("## The story")[2].partition("\n## ")[0]
    assert len(re.findall(r"^\| \d+ \w+", story, re.MULTILINE)) >= 4
    assert text.count("By hand: ") >= 2
    assert max(map(len, text.splitlines())) <= WIDTH + 20


@pytest.mark.parametrize("index", ["forms.md", "formes.md"])
def test_the_index_has_a_row_for_each_form(index: str) -> None:
    text = (DOCS / index).read_text(encoding="utf-8")
    rows = ROW.findall(text)
    assert sorted(rows) == [page.parent.name for page in FORMS]


def test_a_term_without_a_word_of_why_is_told() -> None:
    assert bare_terms('[terms]\n# why\na = "1"\nb = [ # why\n  { value = "1" },\n]\nc = "2"\n\nd = "3" # why\n') == [
        'c = "2"'
    ]
