"""A stranger who follows the tutorial sees exactly what it shows, in both languages."""

import re
from pathlib import Path

import pytest

from tests.docs.blocks import PAGES, WIDTH, run_page, typed

SHORT = ("deadlines", "echeances", "duties", "obligations")
"""Pages that show a few commands, each whole."""
EACH = pytest.mark.parametrize(("page", "language"), PAGES.items(), ids=lambda each: getattr(each, "stem", each))


@EACH
def test_every_command_prints_what_the_page_shows(page: Path, language: str, tmp_path: Path) -> None:
    ran = list(run_page(page.read_text(encoding="utf-8"), tmp_path, language))
    assert len(ran) >= (3 if page.stem in SHORT else 7)
    for each in ran:
        # Written again, and then read, with: make docs
        assert each.printed == each.told, each.command
        assert each.code == each.told_code, each.command


@EACH
def test_every_kind_of_answer_is_met_on_the_way(page: Path, language: str) -> None:
    text = page.read_text(encoding="utf-8")
    own = ("encours ageing", "encours exposure") if page.stem.endswith("-fec") else ("encours policy check",)
    alone = {
        "settle": "settle",
        "indemniser": "settle",
        "declarations": "declare",
        "declarations.fr": "declare",
        "bonds": "bonds",
        "cautions": "bonds",
        "reverse": "reverse",
        "assurance-inversee": "reverse",
        "duties": "duties",
        "obligations": "duties",
        "deadlines": "memo",
        "echeances": "memo",
        "premium": "premium",
        "prime": "premium",
    }.get(page.stem)
    every = (f"encours {alone}",) if alone else ("encours cover", "encours why", *own)
    for command in every:
        assert f"$ {command}" in text
    assert len(re.findall("^```console$", text, re.MULTILINE)) == len(re.findall(r"^\$ encours", text, re.MULTILINE))
    # A row of a table and a term of a policy cannot be cut.
    cut = [each for each in text.splitlines() if not re.match(r"\||[a-z_]+ = ", each)]
    assert max(map(len, cut)) <= WIDTH + 20


def test_a_command_that_prints_something_else_is_told(tmp_path: Path) -> None:
    page = "<!-- exit: 1 -->\n```console\n$ encours cover\nnothing\n```\n"
    (ran,) = run_page(page, tmp_path, "en")
    assert ran.printed != ran.told
    assert ran.code == ran.told_code == 1


def test_a_slip_in_an_edit_is_told(tmp_path: Path) -> None:
    page = "<!-- file: a.toml -->\n```toml\nx = 1\n```\n<!-- edit: a.toml: y => z -->\n"
    with pytest.raises(AssertionError, match=r"a\.toml must hold 'y' once"):
        list(run_page(page, tmp_path, "en"))


def test_only_our_commands_are_run(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="none of ours"):
        typed("rm everything", tmp_path, "en")
