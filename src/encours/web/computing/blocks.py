"""Pages of the library as values that the store keeps and a template shows: lines, headings and tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final

from encours.explain.blocks import Block, Cell, Grid, Heading, Line, Span

LOOKS: Final[Mapping[str, str]] = MappingProxyType({
    "bold": "strong", "bold red": "tone-not-covered", "bold yellow": "tone-warning", "bright_black": "quiet",
    "dim": "quiet", "green": "tone-covered", "magenta": "tone-suspended", "red": "tone-not-covered",
    "yellow": "tone-over-limit", "cyan": "tone-needs-information", "blue": "tone-needs-information",
})  # fmt: skip
"""Class of a style of the library; any other says nothing."""


def blocks_json(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """Blocks as JSON; a heading begins a part, which holds what follows it."""
    parts: list[dict[str, Any]] = []
    for each in blocks:
        if isinstance(each, Heading) or not parts:
            parts.append({"title": each.text if isinstance(each, Heading) else "", "blocks": []})
        if isinstance(each, Line) and any(span.text.strip() for span in each.spans):
            parts[-1]["blocks"].append({"kind": "line", "spans": [_cell(span) for span in each.spans]})
        elif isinstance(each, Grid):
            parts[-1]["blocks"].append(_grid(each))
    return [each for each in parts if each["blocks"]]


def _grid(grid: Grid) -> dict[str, Any]:
    return {
        "kind": "grid",
        "columns": [{"title": each.title, "right": each.right} for each in grid.columns],
        "rows": [_row(row, grid) for row in grid.rows],
        "total": _row(grid.total, grid) if grid.total else [],
    }


def _row(row: tuple[Cell, ...], grid: Grid) -> list[dict[str, Any]]:
    return [
        {**_cell(cell), "title": column.title, "right": column.right}
        for cell, column in zip(row, grid.columns, strict=True)
    ]


def _cell(cell: Cell) -> dict[str, Any]:
    span = cell if isinstance(cell, Span) else Span(cell)
    return {"text": span.text, "look": LOOKS.get(span.style, "")}
