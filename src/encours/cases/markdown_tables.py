"""Pipe tables of a Markdown text, each with the headings above it and the provenance it stands under."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

PROVENANCE: Final = "Provenance:"
"""Word that opens the paragraph telling where the figures below come from."""


@dataclass(frozen=True, slots=True)
class MarkdownRow:
    """One line of a table: its place in the file, and its cells by column."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class MarkdownTable:
    """A table, the nearest heading above it, and the provenance paragraph that precedes it."""

    heading: str
    provenance: str
    columns: tuple[str, ...]
    rows: tuple[MarkdownRow, ...]
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MarkdownPage:
    """What a page holds: title, provenance, paragraphs, fenced blocks and tables, in order."""

    title: str
    provenance: str
    paragraphs: tuple[str, ...]
    fenced: Mapping[str, str]
    tables: tuple[MarkdownTable, ...]


def read_page(text: str) -> MarkdownPage:
    """Page of a Markdown text; what is neither heading, table, fence nor provenance is a paragraph."""
    lines = text.splitlines()
    title = heading = provenance = first_provenance = ""
    paragraphs: list[str] = []
    fenced: dict[str, str] = {}
    tables: list[MarkdownTable] = []
    place = 0
    while place < len(lines):
        line = lines[place].strip()
        if line.startswith("#"):
            heading = line.lstrip("#").strip()
            title = title or heading
            place += 1
        elif line.startswith("```"):
            last = _fence_end(lines, place)
            fenced[line.removeprefix("```").strip()] = "\n".join(lines[place + 1 : last]) + "\n"
            place = last + 1
        elif line.startswith("|"):
            last = _block_end(lines, place, table=True)
            tables.append(_table(lines, place, last, heading, provenance))
            place = last
        elif line:
            last = _block_end(lines, place, table=False)
            paragraph = " ".join(each.strip() for each in lines[place:last])
            if paragraph.startswith(PROVENANCE):
                provenance = paragraph.removeprefix(PROVENANCE).strip()
                first_provenance = first_provenance or provenance
            else:
                paragraphs.append(paragraph)
            place = last
        else:
            place += 1
    return MarkdownPage(title, first_provenance, tuple(paragraphs), fenced, tuple(tables))


def _fence_end(lines: list[str], place: int) -> int:
    return next((n for n in range(place + 1, len(lines)) if lines[n].strip() == "```"), len(lines))


def _block_end(lines: list[str], place: int, *, table: bool) -> int:
    def inside(line: str) -> bool:
        return line.startswith("|") if table else bool(line) and not line.startswith(("|", "#", "```"))

    return next((n for n in range(place, len(lines)) if not inside(lines[n].strip())), len(lines))


def _table(lines: list[str], first: int, last: int, heading: str, provenance: str) -> MarkdownTable:
    columns = _cells(lines[first])
    faults = [f"line {first + 1}: two columns are named {name}" for name in _twice(columns)]
    rows = []
    for number in range(first + 1, last):
        cells = _cells(lines[number])
        if number == first + 1 and all(cell.strip(":-") == "" and "-" in cell for cell in cells):
            continue
        if len(cells) != len(columns):
            faults.append(f"line {number + 1}: {len(cells)} cells under {len(columns)} columns")
            continue
        rows.append(MarkdownRow(number + 1, dict(zip(columns, cells, strict=True))))
    return MarkdownTable(heading, provenance, tuple(columns), tuple(rows), tuple(faults))


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|").removesuffix("|")
    return [cell.replace("\0", "|").strip() for cell in inner.replace("\\|", "\0").split("|")]


def _twice(names: list[str]) -> list[str]:
    return sorted({name for name in names if names.count(name) > 1})
