"""Stories: whole accounts over several months, with what is insured on several days.

A story is read by the product's own readers of workspaces, so that its tables are those a user would write.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from encours.cases.case import Difference, Situation
from encours.cases.cells import WrongCell
from encours.cases.compare import differences, shown_day
from encours.cases.judge import judge
from encours.clauses.wordings import WHOLE_TURNOVER
from encours.engine.wording import Wording
from encours.facts.ledger import Ledger
from encours.formats.markdown import Expectation, Story, read_story
from encours.formats.workspace import read_tables

__all__ = ["Story", "read_story", "run_story"]


def run_story(story: Story, *, wording: Wording = WHOLE_TURNOVER, cache: Path | None = None) -> list[str]:
    """Every line in which a story is not as told; none when it holds.

    By the plain walk; by the compiled one when the folder of its kernels is given. `wording` stands in for
    the published one, so that a clause may be left out.
    """
    found = [each.english for each in story.errors]
    needed = {
        "line `Provenance:`": story.provenance,
        "policy in a block ```toml": story.policy_text,
        "expectation": story.expectations,
    }
    found += [f"the story has no {name}" for name, told in needed.items() if not told]
    read = read_tables(story.tables)
    found += [each.text() for each in read.errors]
    if found or read.ledger is None:
        return found
    for expectation in story.expectations:
        lines = _compared(story.policy_text, read.ledger, expectation, wording, cache)
        found += [f"{_heading(expectation)}: {line}" for line in lines]
    return found


def _compared(
    policy_text: str, ledger: Ledger, expectation: Expectation, wording: Wording, cache: Path | None
) -> Iterator[str]:
    situation = Situation(
        policy_text=policy_text, ledger=ledger, as_of=expectation.as_of, known_on=expectation.known_on
    )
    answers = judge(situation, wording=wording, cache=cache)
    yield from answers.faults
    if answers.faults:
        return
    stated = {row["invoice"] for row in expectation.rows}
    for number in sorted({number for number, _ in answers.rows} - stated):
        yield f"{number} is open, and the story does not say so"
    for row in expectation.rows:
        found = answers.of(row["invoice"])
        if found is None:
            yield f"{row['invoice']} is not open"
            continue
        told = {name: cell for name, cell in row.items() if cell or name == "cause"}
        try:
            for each in differences(told, found, wording=answers.wording, about=row["invoice"]):
                yield shown_difference(each)
        except WrongCell as wrong:
            yield str(wrong)


def _heading(expectation: Expectation) -> str:
    known = "" if expectation.known_on is None else f" as known on {shown_day(expectation.known_on)}"
    return f"as of {shown_day(expectation.as_of)}{known}"


def shown_difference(each: Difference) -> str:
    """A difference in a line."""
    return f"{each.place}: expected {each.expected or 'nothing'}, got {each.got or 'nothing'}"
