"""Stories in Markdown: tables of facts, a policy, and what is expected on which day."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from encours.formats import errors
from encours.formats.faults import ReadError
from encours.formats.headers import letters, nearest_table, table_of
from encours.units import Day
from encours.units.parse import Refusal, parse_day

EXPECTED_COLUMNS: Final = (
    "invoice", "state", "covered", "insured", "over_limit", "suspended", "not_covered", "outside",
    "needs_information", "cause", "until",
)  # fmt: skip
"""What an expectation may say about an invoice."""

_HEADING: Final = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t#]*")
_EXPECTED: Final = re.compile(
    r"expected as of ([0-9]{4}-[0-9]{2}-[0-9]{2})(?:,? as known on ([0-9]{4}-[0-9]{2}-[0-9]{2}))?",
    re.IGNORECASE,
)
_PROVENANCE: Final = re.compile(r"(?:provenance|source)\s*:\s*(.*)", re.IGNORECASE)
_RULE: Final = re.compile(r"\|?(?:\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?")
_FENCE: Final = re.compile(r"(`{3,}|~{3,})\s*(\S*)")


_Rows: TypeAlias = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Expectation:
    """What is expected as of a day, as known on another (``None``: all that is known), by row of invoices."""

    as_of: Day
    known_on: Day | None
    rows: tuple[Mapping[str, str], ...]
    line: int


@dataclass(frozen=True, slots=True)
class Story:
    """A case told in Markdown; ``tables`` are rows of texts by table name, the header first."""

    title: str
    provenance: str
    policy_text: str
    tables: Mapping[str, tuple[tuple[str, ...], ...]]
    expectations: tuple[Expectation, ...]
    errors: tuple[ReadError, ...] = ()


@dataclass(frozen=True, slots=True)
class _Table:
    heading: str
    line: int
    rows: tuple[tuple[str, ...], ...]


def read_story(text: str, file: str = "story.md") -> Story:
    """Story of a Markdown text; what cannot be read is told in its ``errors``, with the line."""
    lines = text.splitlines()
    title, provenance, policy = "", "", ""
    found: list[_Table] = []
    heading, place = "", 0
    while place < len(lines):
        line = lines[place].strip()
        fence = _FENCE.match(line)
        if fence:
            content, place = _fenced(lines, place, fence[1])
            policy = policy + content if fence[2] == "toml" else policy
        elif line.startswith("|"):
            rows, after = _pipe_table(lines, place)
            found.append(_Table(heading, place + 1, rows))
            place = after
        else:
            if headed := _HEADING.fullmatch(line):
                heading = headed[2]
                title = title or (heading if len(headed[1]) == 1 else "")
            elif not provenance and (told := _PROVENANCE.match(line.strip("*_ "))):
                provenance, place = _paragraph(lines, place, told[1].strip(" *_"))
            place += 1
    return _story(title, provenance, policy, found, file)


def _paragraph(lines: Sequence[str], place: int, first: str) -> tuple[str, int]:
    """Text that goes on until an empty line, and the place of its last line."""
    parts = [first]
    while place + 1 < len(lines) and (more := lines[place + 1].strip()) and more[0] not in "|#`~":
        parts.append(more)
        place += 1
    return " ".join(part for part in parts if part).strip("*_ "), place


def _fenced(lines: Sequence[str], place: int, fence: str) -> tuple[str, int]:
    """Text between two fences, and the place after the second."""
    content: list[str] = []
    for number in range(place + 1, len(lines)):
        closing = lines[number].strip()
        if closing.startswith(fence) and not closing.strip(fence[0]):
            return "\n".join(content) + "\n", number + 1
        content.append(lines[number])
    return "\n".join(content) + "\n", len(lines)


def _pipe_table(lines: Sequence[str], place: int) -> tuple[tuple[tuple[str, ...], ...], int]:
    rows: list[tuple[str, ...]] = []
    while place < len(lines) and lines[place].strip().startswith("|"):
        line = lines[place].strip()
        if len(rows) != 1 or not _RULE.fullmatch(line[:2000]):
            rows.append(_cells(line))
        place += 1
    return tuple(rows), place


def _cells(line: str) -> tuple[str, ...]:
    r"""Cells of a line; ``\|`` is a bar within a cell, marks of code and emphasis are dropped."""
    parts = re.split(r"(?<!\\)\|", line.strip().removeprefix("|"))
    if len(parts) > 1 and not parts[-1].strip():
        parts.pop()
    return tuple(_plain(part.replace("\\|", "|")) for part in parts)


def _plain(cell: str) -> str:
    cell = cell.strip()
    for mark in ("`", "**"):
        if len(cell) > 2 * len(mark) and cell.startswith(mark) and cell.endswith(mark):
            cell = cell[len(mark) : -len(mark)].strip()
    return cell


def _story(title: str, provenance: str, policy: str, found: list[_Table], file: str) -> Story:
    tables: dict[str, tuple[tuple[str, ...], ...]] = {}
    expectations: list[Expectation] = []
    wrong: list[ReadError] = []
    for table in found:
        expected = _EXPECTED.fullmatch(table.heading)
        if expected:
            read = _expectation(expected, table, file, wrong)
            expectations += [read] if read else []
            continue
        kind = table_of(table.heading)
        if kind and kind in tables:
            tables[kind] = _added(tables[kind], table, file, wrong)
        elif kind:
            tables[kind] = table.rows
        elif nearest := nearest_table(table.heading):
            en = f'No table has this name. Did you mean "{nearest}"?'
            fr = f"Aucune table ne porte ce nom. Vouliez-vous dire « {nearest} » ?"
            wrong.append(_told(file, table, en, fr))
    return Story(title, provenance, policy, tables, tuple(expectations), tuple(wrong))


def _added(rows: _Rows, table: _Table, file: str, wrong: list[ReadError]) -> _Rows:
    """Rows of a table told in two places, which must have the same header."""
    if table.rows[0] != rows[0]:
        wrong.append(_told(file, table, "The table was begun above with another header.",
                           "La table a été commencée plus haut avec un autre en-tête."))  # fmt: skip
        return rows
    return rows + table.rows[1:]


def _expectation(expected: re.Match[str], table: _Table, file: str, wrong: list[ReadError]) -> Expectation | None:
    as_of, known_on = parse_day(expected[1]), parse_day(expected[2]) if expected[2] else None
    if isinstance(as_of, Refusal) or isinstance(known_on, Refusal):
        wrong.append(_told(file, table, "The heading has no such day.", "Le titre porte un jour impossible."))
        return None
    header = [cell.strip().lower().replace(" ", "_") for cell in table.rows[0]]
    known = {letters(name): name for name in EXPECTED_COLUMNS}
    unknown = [cell for cell in header if letters(cell) not in known]
    if unknown or "invoice" not in header:
        missing = f'"{unknown[0]}" is no column of an expectation' if unknown else 'The column "invoice" is missing'
        manque = f"« {unknown[0]} » n'est pas une colonne d'attente" if unknown else "La colonne « invoice » manque"
        wrong.append(_told(file, table, f"{missing}; known: {', '.join(EXPECTED_COLUMNS)}.",
                           f"{manque} ; connues : {', '.join(EXPECTED_COLUMNS)}."))  # fmt: skip
        return None
    names = [known[letters(cell)] for cell in header]
    rows = []
    for row in table.rows[1:]:
        if len(row) > len(names):
            wrong.append(_told(file, table, "A row has more cells than the header.",
                               "Une ligne a plus de cases que l'en-tête."))  # fmt: skip
            return None
        rows.append(dict(zip(names, (*row, *[""] * (len(names) - len(row))), strict=True)))
    return Expectation(as_of, known_on, tuple(rows), table.line)


def _told(file: str, table: _Table, en: str, fr: str) -> ReadError:
    return errors.story_malformed(file, row=table.line, excerpt=table.heading, en=en, fr=fr)
