"""A document as a PDF: set by Typst from data handed over as data, in the fonts that Typst brings with it.

The same document gives the same bytes: the only date in them is the day asked about. Only a name in letters that those
fonts lack takes one of the machine (`letters`), and its bytes with it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any, Final

from encours import __version__
from encours.explain.document.letters import FONTS, lettering_of, with_a_warning
from encours.explain.document.model import (
    Block,
    Cell,
    Chart,
    Column,
    Document,
    Heading,
    KeyFigures,
    Kind,
    Opened,
    Paragraph,
    Part,
    Row,
    Table,
)
from encours.explain.document.palette import FILLS
from encours.explain.document.paper import laid_out
from encours.explain.document.shown import inert, shown, typeset
from encours.explain.document.svg import description, drawing
from encours.explain.words import say, say_count
from encours.units.language import civil
from encours.units.show import Language

TEMPLATE: Final = "document.typ"
Tree = dict[str, Any]


def pdf(document: Document) -> bytes:
    """Bytes of the PDF of a document."""
    import typst

    lettering = lettering_of(_written(document))
    template = files("encours.explain.document").joinpath("templates", TEMPLATE).read_bytes()
    made: bytes = typst.compile(
        template,
        format="pdf",
        ignore_system_fonts=not lettering.needs_the_machine,
        sys_inputs={"document": lettering.shown(_written(with_a_warning(document, lettering)))},
        timestamp=document.as_of * 86_400,
    )
    return made


def _written(document: Document) -> str:
    return json.dumps(tree(document), ensure_ascii=False)


def tree(document: Document) -> Tree:
    """The document as plain values, each as it is shown."""
    language = document.language
    year, month, day = civil(document.as_of)
    return {
        "title": document.title,
        "company": inert(document.company),
        "told": [inert(each) for each in document.told],
        "language": language,
        "fonts": FONTS,
        "date": [year, month, day],
        "opening": [_block(each, language) for each in document.opening],
        "parts": [_part(part, language, is_first=not place) for place, part in enumerate(document.parts)],
        "annex": typeset(say("annex", language), language),
        "page": say("page", language),
        "version": f"Encours {__version__}",
        "tones": {tone: fill.ink for tone, fill in FILLS.items()},
    }


def _part(part: Part, language: Language, *, is_first: bool) -> Tree:
    blocks = [_block(each, language) for each in part.blocks]
    tables = [each.get("table", each) for each in blocks]
    turned = any(each.get("turned", False) for each in tables)
    return {
        "anchor": part.anchor,
        "title": part.title,
        "blocks": blocks,
        "turned": turned,
        "annexed": _annexed(part),
        "starts_page": part.starts_page and not is_first,
    }


def _annexed(part: Part) -> bool:
    """Whether all that a part announces stands in the annex: then the part stands there as a whole."""
    opened = [each for each in part.blocks if isinstance(each, Opened)]
    others = [each for each in part.blocks if not isinstance(each, Opened)]
    return bool(opened) and all(each.is_listed for each in opened) and all(
        isinstance(each, Paragraph) for each in others
    )  # fmt: skip


def _block(block: Block, language: Language) -> Tree:
    if isinstance(block, Chart):
        return {
            "kind": "chart",
            "svg": drawing(block, language),
            "told": inert(description(block, language)),
            "title": inert(block.title),
            "table": _table(block.table, language),
        }
    if isinstance(block, Table):
        return _table(block, language)
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "voice": block.voice, "title": inert(block.title), "text": inert(block.text)}
    if isinstance(block, KeyFigures):
        return {
            "kind": "key",
            "figures": [
                {
                    "title": each.title,
                    "value": inert(shown(each.value, language)),
                    "note": inert(each.note),
                    "opens": each.opens,
                    "tone": each.tone,
                }
                for each in block.figures
            ],
        }
    return _titled(block, language)


def _titled(block: Heading | Opened, language: Language) -> Tree:
    told: Tree = {
        "kind": "heading" if isinstance(block, Heading) else "opened",
        "anchor": block.anchor,
        "title": inert(block.title),
        "value": inert(shown(block.value, language)),
        "tone": block.tone,
    }
    if isinstance(block, Opened):
        told |= {
            "note": inert(block.note),
            "listed": block.is_listed,
            "blocks": [_block(each, language) for each in block.blocks],
        }
    return told


def _table(table: Table, language: Language) -> Tree:
    return {
        "kind": "table",
        "title": inert(table.title),
        "columns": [_column(table, place) for place in range(len(table.columns))],
        "rows": [_row(row, table.columns, language) for row in table.rows],
        "total": _row(table.total, table.columns, language) if table.total else [],
        "left": _left_out(table.left_out, language),
        **laid_out(table, language),
    }


def _left_out(count: int, language: Language) -> str:
    """How many rows a table leaves out, if any."""
    return say_count(count, "rows left out", language, count=shown(count, language)) if count else ""


def _column(table: Table, place: int) -> Tree:
    column = table.columns[place]
    return {"title": inert(column.title), "right": column.is_right}


def _row(row: Row, columns: tuple[Column, ...], language: Language) -> list[Mapping[str, Any]]:
    return [_cell(cell, column, language) for cell, column in zip(row, columns, strict=True)]


def _cell(cell: Cell, column: Column, language: Language) -> Mapping[str, Any]:
    return {
        "text": inert(shown(cell.value, language)),
        "right": column.is_right and cell.is_short,
        "code": column.kind in {Kind.CODE, Kind.DAY},
        "opens": cell.opens,
        "tone": cell.tone,
    }
