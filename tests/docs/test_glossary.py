"""The glossary tells every word of the closed lists, and names nothing the code does not have."""

import re
from pathlib import Path

import pytest

from encours.clauses.choices import LayerMode, LimitKind, Outcome, PaymentMeans, Stage
from encours.clauses.states import State
from encours.clauses.wordings.stages import STAGES

ROOT = Path(__file__).parents[2]
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
LISTS = {
    "state": State,
    "kind of limit": LimitKind,
    "outcome of a limit request": Outcome,
    "stage of a sale": Stage,
    "means of payment": PaymentMeans,
    "layer": LayerMode,
}
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in GLOSSARY.splitlines()
    if line.startswith("| ") and not line.startswith(("| English", "| List"))
]
SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src" / "encours").rglob("*.py"))


@pytest.mark.parametrize("name", LISTS)
def test_a_closed_list_is_told_word_for_word_in_both_languages(name: str) -> None:
    (row,) = (each for each in ROWS if each[0] == name)
    assert row[1] == ", ".join(each.english for each in LISTS[name])
    assert row[2] == ", ".join(each.french for each in LISTS[name])


def test_every_name_said_to_be_in_the_code_is_there() -> None:
    names = {name for row in ROWS for name in re.findall(r"`([^`]+)`", row[2])}
    assert len(names) > 50
    assert [name for name in sorted(names) if not re.search(rf"\b{re.escape(name)}\b", SOURCE)] == []


def test_each_stage_of_the_judgment_has_its_word() -> None:
    assert {row[0] for row in ROWS} >= set(STAGES)


def test_no_word_stands_twice_and_each_has_its_meaning_in_both_languages() -> None:
    words = [row for row in ROWS if len(row) == 4]
    assert len({row[0] for row in words}) == len(words)
    assert all(row[0] and row[1] and row[3] for row in words)
