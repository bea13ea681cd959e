"""What differs between two Books of one view: the terms that changed value, where nothing else did."""

from __future__ import annotations

import numpy as np

from encours.cover.book.lay_out import Book
from encours.cover.structures import structures
from encours.engine.book import Columns

Read = tuple[str, int]
"""A term, and the set of terms it is read in."""


def changed_terms(before: Book, after: Book) -> frozenset[Read] | None:
    """Terms of the first Book that have another value in the second; None where anything else differs."""
    if not _alike(before, after):
        return None
    places, others = np.asarray(before.agreement["index"]), np.asarray(after.agreement["index"])
    found: set[Read] = set()
    for name, at in structures(before.programme.primary.wording)["terms"].number.items():
        differs = before.terms[places, at] != after.terms[others, at]
        found.update((name, int(each)) for each in np.unique(places[differs]))
    return frozenset(found)


def _alike(before: Book, after: Book) -> bool:
    """Whether two Books of one view hold the same, but for the values of terms."""
    layers = [[(each.name, id(each.wording)) for each in book.programme.policies] for book in (before, after)]
    one, other = before.agreement, after.agreement
    return (
        layers[0] == layers[1]
        and one.keys() == other.keys()
        and all(name == "index" or np.array_equal(one[name], other[name]) for name in one)
        and np.shape(one["index"]) == np.shape(other["index"])
        and np.array_equal(before.ledger_row, after.ledger_row)
        and np.array_equal(before.spans.start, after.spans.start)
        and np.array_equal(before.spans.stop, after.spans.stop)
        and _same_columns(before.rows, after.rows)
        and _same_columns(before.accounts, after.accounts)
        and before.timelines.keys() == after.timelines.keys()
        and all(_same_line(before, after, name) for name in before.timelines)
    )


def _same_line(before: Book, after: Book, name: str) -> bool:
    one, other = before.timelines[name], after.timelines[name]
    return (
        np.array_equal(one.start, other.start)
        and np.array_equal(one.stop, other.stop)
        and _same_columns(one.columns, other.columns)
    )


def _same_columns(one: Columns, other: Columns) -> bool:
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in ("days", "numbers", "places"))
