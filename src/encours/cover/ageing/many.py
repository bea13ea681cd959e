"""Ages of a whole Book by cover, in few passes over its columns and bounded memory."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from encours.clauses.choices import Stage
from encours.cover.book import Book
from encours.units import DAY_MISSING_STORED, Cents

if TYPE_CHECKING:
    from encours.cover.many import BookCover

Column = NDArray[Any]

CHUNK: Final = 16_384
"""Rows looked at together: few enough to stay in a core's own cache, and for 64-bit sums not to overflow."""


def age_book(book: Book, answers: BookCover, bounds: Sequence[int], *, threads: int = 1) -> list[list[Cents]]:
    """Amounts open, admitted in each layer and insured in all, by days past due, exact.

    Bounds are the last number of days of each bucket, growing; 0 ends what is not due. There is a bucket after the
    last bound, then one for rows without a due date. Amounts are minor units of the policy's currency.
    """
    edges = np.linspace(
        0, len(book), 1 + max(1, min(16 * threads, len(book) // CHUNK)), dtype=np.int64
    ).tolist()
    made = _Ages(book, answers, bounds)
    if threads == 1:
        found = [made.between(first, last) for first, last in zip(edges, edges[1:], strict=False)]
    else:
        with ThreadPoolExecutor(threads) as pool:
            found = list(pool.map(made.between, edges, edges[1:]))
    return [[sum(cells) for cells in zip(*rows, strict=True)] for rows in zip(*found, strict=True)]


class _Ages:
    """The columns to add up, and the due days that end each bucket."""

    def __init__(self, book: Book, answers: BookCover, bounds: Sequence[int]) -> None:
        assert all(a < b for a, b in zip(bounds, bounds[1:], strict=False)), f"bounds {bounds} do not grow"
        layers = len(book.programme.policies)
        self.opened = answers.columns["open"]
        self.carried = [*answers.of_layers("admitted"), *answers.of_layers("insured")]
        self.layers = layers
        self.due = book.rows.column("due", 0, len(book))
        self.stage = None if book.rows.is_constant("stage") else book.rows.column("stage", 0, len(book))
        self.lasts = [book.as_of - bound for bound in bounds]

    def between(self, first: int, last: int) -> list[list[Cents]]:
        """Sums over the rows from one place to another: a list for each bucket."""
        sums = [[0] * (1 + 2 * self.layers) for _ in range(len(self.lasts) + 2)]
        for start in range(first, last, CHUNK):
            self._add(slice(start, min(start + CHUNK, last)), sums)
        return [[*each[: 1 + self.layers], sum(each[1 + self.layers :])] for each in sums]

    def _add(self, rows: slice, sums: list[list[Cents]]) -> None:
        """Add a chunk: what is past each bound is added up, and taken from the bucket before."""
        opened, due = self.opened[rows], self.due[rows]
        columns = [np.maximum(opened, 0), *(column[rows] for column in self.carried)]
        if self.stage is not None:
            stage = self.stage[rows]
            ours = (stage == int(Stage.DELIVERED)) | (stage == int(Stage.INVOICED))
            if not ours.all():
                columns = [column * ours for column in columns]
        past = [due < last for last in self.lasts]
        undated = due == DAY_MISSING_STORED
        beyond = [*past, undated] if undated.any() else past
        for place, column in enumerate(columns):
            before = int(column.sum())
            for bucket, mask in enumerate(beyond):
                after = int((column * mask).sum()) if before else 0
                sums[bucket][place] += before - after
                before = after
            sums[len(beyond)][place] += before
