"""Stories: whole accounts over several months, with what is insured on several days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from encours.cases.case import Difference, Situation
from encours.cases.cells import WrongCell, day_of, fact_of
from encours.cases.compare import STATE_COLUMNS, differences
from encours.cases.judge import judge
from encours.cases.markdown_tables import MarkdownTable, read_page
from encours.clauses.wordings import WHOLE_TURNOVER
from encours.engine.wording import Wording
from encours.facts.kinds import KINDS, Fact

_EXPECTED: Final = re.compile(r"expected as of (?P<as_of>\S+)( as known on (?P<known_on>\S+))?")
_COLUMNS: Final = (*STATE_COLUMNS, "invoice", "instalment", "state", "insured", "open", "until", "cause")


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What a story states as of one day: a row for each invoice still open that day."""

    heading: str
    as_of: int
    known_on: int | None
    rows: tuple[Mapping[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A story as read: its claim, where its reading comes from, its policy, its facts, its expectations."""

    title: str
    provenance: str
    text: str
    policy_text: str
    facts: tuple[Fact, ...]
    expectations: tuple[Expectation, ...]
    faults: tuple[str, ...] = ()


def read_story(text: str) -> Story:
    """Story of a Markdown page; what cannot be read is in its faults."""
    page = read_page(text)
    facts: list[Fact] = []
    expectations: list[Expectation] = []
    faults = [fault for table in page.tables for fault in table.faults]
    for table in page.tables:
        try:
            if table.heading in KINDS:
                facts += _facts(table)
            else:
                expectations.append(_expectation(table))
        except WrongCell as wrong:
            faults.append(str(wrong))
    if not page.provenance:
        faults.append("the story has no line `Provenance:`")
    if "toml" not in page.fenced:
        faults.append("the story has no policy in a block ```toml")
    if not expectations:
        faults.append("the story expects nothing")
    return Story(
        title=page.title,
        provenance=page.provenance,
        text="\n\n".join(page.paragraphs),
        policy_text=page.fenced.get("toml", ""),
        facts=tuple(facts),
        expectations=tuple(expectations),
        faults=tuple(faults),
    )


def run_story(story: Story, *, wording: Wording = WHOLE_TURNOVER, cache: Path | None = None) -> list[str]:
    """Every line in which a story is not as told; none when it holds."""
    found = [*story.faults]
    for expectation in story.expectations:
        if not story.faults:
            found += [f"{expectation.heading}: {line}" for line in _compared(story, expectation, wording, cache)]
    return found


def _compared(
    story: Story, expectation: Expectation, wording: Wording, cache: Path | None
) -> Iterator[str]:
    situation = Situation(
        policy_text=story.policy_text,
        facts=story.facts,
        as_of=expectation.as_of,
        known_on=expectation.known_on,
    )
    answers = judge(situation, wording=wording, cache=cache)
    yield from answers.faults
    if answers.faults:
        return
    stated = {(row["invoice"], int(row.get("instalment") or 1)) for row in expectation.rows}
    for number, instalment in sorted(set(answers.rows) - stated):
        yield f"{number} ({instalment}) is open, and the story does not say so"
    for row in expectation.rows:
        key = (row["invoice"], int(row.get("instalment") or 1))
        if key not in answers.rows:
            yield f"{row['invoice']} is not open"
            continue
        told = {name: cell for name, cell in row.items() if cell or name == "cause"}
        try:
            for each in differences(told, answers.rows[key], wording=answers.wording, about=row["invoice"]):
                yield shown_difference(each)
        except WrongCell as wrong:
            yield str(wrong)


def shown_difference(each: Difference) -> str:
    """A difference in a line."""
    return f"{each.place}: expected {each.expected or 'nothing'}, got {each.got or 'nothing'}"


def _facts(table: MarkdownTable) -> Iterator[Fact]:
    for row in table.rows:
        fact = fact_of(table.heading, row.cells, name="")
        yield replace(fact, fact_id=fact.fact_id or f"{table.heading}:{row.line}")


def _expectation(table: MarkdownTable) -> Expectation:
    found = _EXPECTED.fullmatch(table.heading)
    if found is None:
        raise WrongCell(f"a table stands under {table.heading!r}: neither a kind of fact nor an expectation")
    unknown = [column for column in table.columns if column not in _COLUMNS]
    if unknown or "invoice" not in table.columns:
        raise WrongCell(f"{table.heading}: unknown columns {', '.join(unknown) or 'and no column invoice'}")
    return Expectation(
        heading=table.heading,
        as_of=day_of("as of", found["as_of"]),
        known_on=day_of("known on", found["known_on"]) if found["known_on"] else None,
        rows=tuple(row.cells for row in table.rows),
    )
