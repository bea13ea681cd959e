"""What the README says of the product is so."""

import json
import re
import shutil
import tomllib
from pathlib import Path

import pytest

from encours.clauses.states import State
from encours.clauses.wordings import WHOLE_TURNOVER
from tests.docs.blocks import DOCS, run_page, typed

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_it_opens_with_the_promise_then_a_screen_then_two_commands() -> None:
    promise, screen, commands = (README.index(each) for each in ("to the cent", "```text", "make demo"))
    assert promise < 200
    assert promise < screen < commands < README.index("make test")
    assert "## En français" in README


def test_its_counts_are_those_of_the_wording() -> None:
    assert re.findall(r"(\d+) terms", README) == [str(len(WHOLE_TURNOVER.terms))]
    assert re.findall(r"(\d+) clauses", README) == [str(len(WHOLE_TURNOVER.clauses))]


def test_its_commands_are_in_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"^make (\w+)", README, re.MULTILINE)):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_the_package_index_shows_it() -> None:
    described = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert described["project"]["readme"] == "README.md"


def test_its_python_answers_as_the_command_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "tutorial"
    folder.mkdir()
    # The tutorial up to its what-if: the same company, one day of June later.
    page = (DOCS / "tutorial.md").read_text(encoding="utf-8").partition("## Ask what if")[0]
    assert list(run_page(page, folder, "en"))
    shutil.move(folder, tmp_path / "my-folder")
    monkeypatch.chdir(tmp_path)
    totals = _snippet_totals(capsys)
    assert sum(totals.values()) == 81_600_00
    assert totals["over limit"] == 18_000_00


def test_its_python_answers_as_the_command_does_under_a_programme_of_two_layers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    typed("encours demo my-folder", tmp_path, "en")
    told, code = typed("encours cover my-folder --as-of 2026-06-30 --format json", tmp_path, "en")
    totals = json.loads(told)["totals"]
    assert (code, len(totals["layers"])) == (0, 2)
    named = {each.english: each.name.lower() for each in State}
    assert {named[state]: cents for state, cents in _snippet_totals(capsys).items()} == totals["states"]


def _snippet_totals(capsys: pytest.CaptureFixture[str]) -> dict[str, int]:
    """Cents of each state that the page's Python prints."""
    capsys.readouterr()
    (snippet,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    exec(snippet, {})  # noqa: S102 -- the page's own words, run as its reader would run them
    lines = (line.rsplit(" ", 1) for line in capsys.readouterr().out.splitlines())
    return {state: int(cents) for state, cents in lines}
