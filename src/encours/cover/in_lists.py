"""A whole Book as the plain walk is handed it, each column a list from when it is first asked for.

`encours.cover.plain` cuts out one account, with every column it may need. Where something is asked of every account,
and of few columns, these are made once for all of them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from encours.cover.plain import book_of, out, scratch
from encours.cover.structures import structures

if TYPE_CHECKING:
    from encours.cover.book import Book
    from encours.engine.book import Column, Timeline


class Lists:
    """A group of columns, each a list once it was asked for."""

    def __init__(self, column: Callable[[str], Column]) -> None:
        self._column = column

    def __getattr__(self, name: str) -> Any:
        """The column, kept for the next time; a number as it is."""
        found = self._column(name)
        kept = found.tolist() if hasattr(found, "tolist") else found
        setattr(self, name, kept)
        return kept


def in_lists(book: Book) -> Any:
    """Every account of a Book in the groups of the walk, with room for the largest of them."""
    terms = structures(book.programme.primary.wording)["terms"]
    sizes, moves = book.spans.stop - book.spans.start, book.timelines["moves"]
    largest, layers = int(sizes.max(initial=0)), book.agreement["layers"]
    most_moves = int((moves.stop - moves.start).max(initial=0))
    buyers, spans = len(book.buyers), {"start": book.spans.start, "stop": book.spans.stop}
    timelines = {
        name: Lists(partial(_of_timeline, line, int(line.stop.max(initial=0)))) for name, line in book.timelines.items()
    }
    return book_of({
        "rows": Lists(lambda name: book.rows.column(name, 0, len(book))),
        "accounts": Lists(lambda name: spans[name] if name in spans else book.accounts.column(name, 0, buyers)),
        **timelines,
        "agreement": Lists(book.agreement.__getitem__),
        "terms": Lists(lambda name: book.terms[:, terms.number[name]]),
        "scratch": Lists(scratch(largest, layers, most_moves).__getitem__),
        "out": Lists(out(largest, layers).__getitem__),
    })  # fmt: skip


def _of_timeline(line: Timeline, length: int, name: str) -> Column:
    spans = {"start": line.start, "stop": line.stop}
    return spans[name] if name in spans else line.column(name, 0, length)
