"""Ages of a whole Book by cover, in few passes over its columns and bounded memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from encours.clauses.choices import Stage
from encours.cover.book import Book
from encours.engine.threads import shared
from encours.engine.wording import Vocabulary, Wording
from encours.units import DAY_MISSING_STORED, Cents

if TYPE_CHECKING:
    from encours.cover.many import BookCover
    from encours.engine.many import Program

Column = NDArray[Any]

CHUNK: Final = 16_384
"""Rows looked at together: few enough to stay in a core's own cache, and for 64-bit sums not to overflow."""


_NO_CLAUSES: Final = Wording("ageing", "1", (), Vocabulary({}, {}, {}, {}, {}, {}))

DRIVER: Final = """
def run(first, last, opened, admitted, insured, due, step, receivable, lasts, sums):
    rows = opened.size
    layers = admitted.size // rows
    for i in range(first, last):
        amount = opened[i]
        if amount <= 0 or (receivable.size > 0 and not receivable[i]):
            continue
        day = due[i * step]
        bucket = 0
        for k in range(lasts.size):
            if day < lasts[k]:
                bucket = k + 1
        sums[bucket, 0] += amount
        for layer in range(layers):
            sums[bucket, 1 + layer] += admitted[layer * rows + i]
            sums[bucket, 1 + layers] += insured[layer * rows + i]
"""
"""The same sums in one pass, compiled; a row without a due date is past every day, the last of `lasts` included."""


@lru_cache(maxsize=1)
def _program() -> Program:
    from encours.engine.many import Program

    return Program(_NO_CLAUSES, {}, (), DRIVER)


def age_book(
    book: Book, answers: BookCover, bounds: Sequence[int], *, threads: int = 1, cache: Path | None = None
) -> list[list[Cents]]:
    """Amounts open, admitted in each layer and insured in all, by days past due, exact.

    Bounds are the last number of days of each bucket, growing; 0 ends what is not due. There is a bucket
    after the last bound, then one for rows without a due date. Minor units of the policy's currency. With
    a `cache` folder the compiled pass answers, some times sooner; the answer is the same.
    """
    assert all(a < b for a, b in pairwise(bounds)), f"bounds {bounds} do not grow"
    ages = _Ages(book, answers, bounds)
    between = ages.between if cache is None else ages.compiled(cache)
    edges = np.unique(np.linspace(0, len(book), 2 + len(book) // CHUNK, dtype=np.int64))
    found = shared(lambda span: between(*span), pairwise([0, *edges.tolist()]), threads)
    width = 2 + len(book.programme.policies)
    return [
        [sum(int(each[bucket][place]) for each in found) for place in range(width)] for bucket in range(len(bounds) + 2)
    ]


class _Ages:
    """The columns to add up, and the due days that end each bucket."""

    def __init__(self, book: Book, answers: BookCover, bounds: Sequence[int]) -> None:
        layers = len(book.programme.policies)
        self.book, self.answers = book, answers
        self.opened = answers.columns["open"]
        self.carried = [*answers.of_layers("admitted"), *answers.of_layers("insured")]
        self.layers = layers
        self.due = book.rows.column("due", 0, len(book))
        self.stage = None if book.rows.is_constant("stage") else book.rows.column("stage", 0, len(book))
        self.lasts = [book.as_of - bound for bound in bounds]

    def compiled(self, cache: Path) -> Callable[[int, int], Any]:
        """The compiled pass over rows from one place to another."""
        from encours.engine.many import load  # numba is heavy: only whole books pay for it

        run = load(_program(), cache=cache).run
        rows, constant = len(self.book), self.book.rows.is_constant("due")
        due = self.due[:1] if constant else np.ascontiguousarray(self.due)
        ours = np.empty(0, dtype=np.bool_)
        if self.stage is not None:
            ours = (self.stage == int(Stage.DELIVERED)) | (self.stage == int(Stage.INVOICED))
        # Every known day lies after the last one, which is that of rows without a due date.
        lasts = np.array([*self.lasts, DAY_MISSING_STORED + 1], dtype=np.int64)
        columns = [self.opened[:rows], *(self.answers.columns[name] for name in ("admitted", "insured"))]

        def between(first: int, last: int) -> Column:
            sums = np.zeros((lasts.size + 1, 2 + self.layers), np.int64)
            run(first, last, *columns, due, 0 if constant else 1, ours, lasts, sums)
            return sums

        return between

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
