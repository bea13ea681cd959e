"""The compiled walk over all accounts of a Book: the same text as `one`, over columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from inspect import isfunction
from itertools import pairwise
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from encours.clauses.choices import Stage
from encours.clauses.clock_anchors import ClockAnchor
from encours.clauses.states import State
from encours.cover import balances, clocks, events, experience, limits_in_force, stops, walk
from encours.cover import room as rooms
from encours.cover.book import Book
from encours.cover.one import AccountCover, row_cover
from encours.cover.structures import FIXED, ORDER, room_of_an_account, structures
from encours.engine.many import Program, Step, load
from encours.engine.threads import shared
from encours.engine.wording import Wording
from encours.units import NEVER

Column = NDArray[Any]

#: Steps of the walk: every function of its modules, the entry last.
STEPS: Final[tuple[Step, ...]] = (
    *(
        function
        for module in (experience, limits_in_force, balances, events, stops, clocks, rooms, walk)
        for function in vars(module).values()
        if isfunction(function) and function.__module__ == module.__name__ and function is not walk.walk_account
    ),
    walk.walk_account,
)

#: Accounts from which sharing the work among threads is worth it.
SHARED_FROM: Final = 1_000

DRIVER: Final = """
def run(day, first, last, book):
    for account in range(first, last):
        owes = book.accounts.start[account] < book.accounts.stop[account]
        if owes or book.entries.start[account] < book.entries.stop[account]:
            walk_account(book, account, day)
"""


@lru_cache(maxsize=8)
def program_of(wording: Wording) -> Program:
    """What the compiled walk of a wording is made of."""
    return Program(wording, structures(wording), STEPS, DRIVER)


@dataclass(frozen=True, slots=True)
class BookCover:
    """Answers of the walk over a Book, in columns by row and layer (`admitted[layer, row]`, ...)."""

    book: Book
    columns: Mapping[str, Column]

    def by_account(self) -> dict[int, AccountCover]:
        """The same answers as the plain walk gives, without findings."""
        layers, count = len(self.book.programme.policies), self.book.account_count
        out = SimpleNamespace(keep_parts=int(_keeps_parts(self.book)), **self.columns)
        opened = np.flatnonzero(self.columns["open"] > 0)
        edges = np.searchsorted(opened, np.stack((self.book.spans.start, self.book.spans.stop)))
        found = {}
        for account in np.flatnonzero((edges[1] > edges[0]) | (self.columns["on_account"] > 0)).tolist():
            rows = opened[edges[0][account] : edges[1][account]].tolist()
            found[account] = AccountCover(
                tuple(row_cover(self.book, out, r) for r in rows),
                int(self.columns["on_account"][account]),
                tuple(int(self.columns["stopped_since"][layer * count + account]) for layer in range(layers)),
                tuple(int(self.columns["next_stop"][layer * count + account]) for layer in range(layers)),
            )
        return found

    def of_layers(self, name: str) -> Column:
        """One answer per layer and row, as a table."""
        return self.columns[name].reshape(len(self.book.programme.policies), -1)


def judge_book(book: Book, *, cache: Path, threads: int = 1) -> BookCover:
    """Cover of every account of a Book, compiled; `cache` is the folder where kernels are kept.

    The answer is the same whatever the number of threads: accounts do not touch each other.
    """
    wording = book.programme.primary.wording
    module = load(program_of(wording), cache=cache)
    out = _empty_answers(book)
    _run(module, book, out, 0, book.account_count, threads)
    return BookCover(book, out)


def _run(module: ModuleType, book: Book, out: Mapping[str, Column], first: int, last: int, threads: int) -> None:
    held: dict[str, Any] = {
        "rows": book.rows,
        "accounts": _Accounts(book),
        **book.timelines,
        "agreement": book.agreement,
        "terms": {"table": book.terms},
        "out": {"keep_parts": int(_keeps_parts(book)), **out},
    }
    arguments = {}
    for name in ORDER:
        if name != "scratch":
            shape = getattr(module, name.capitalize())
            arguments[name] = shape(*(_plain(held[name], member) for member in shape._fields))

    moves = book.timelines["moves"]
    most_moves = int((moves.stop - moves.start).max(initial=0))

    until = out["until"].reshape(book.agreement["layers"], len(book))

    def judge(accounts: tuple[int, int]) -> None:
        begin, end = accounts
        if begin < end:
            until[:, book.spans.start[begin] : book.spans.stop[end - 1]] = NEVER
        sizes = book.spans.stop[begin:end] - book.spans.start[begin:end]
        largest = int(sizes.max()) if sizes.size else 0
        room = room_of_an_account(largest, book.agreement["layers"], most_moves)
        figures = np.empty((len(FIXED["scratch"].fields), room), np.int64)
        apart = (np.empty(len(each), np.int64) for each in (State, Stage, ClockAnchor))
        scratch = module.Scratch(figures, largest, *apart)
        module.run(book.as_of, begin, end, module.Book(*(arguments.get(name, scratch) for name in ORDER)))

    parts = 1 if threads == 1 else min(32 * threads, 1 + (last - first) // SHARED_FROM * threads)
    edges = np.linspace(first, last, 1 + parts, dtype=np.int64).tolist()
    shared(judge, pairwise([first, *edges]), threads)


class _Accounts:
    """The facts of buyers beside the rows of accounts, as the walk reads them."""

    def __init__(self, book: Book) -> None:
        self.days, self.numbers, self.places = book.accounts.days, book.accounts.numbers, book.accounts.places
        self.start, self.stop = book.spans.start, book.spans.stop


def _plain(group: Any, member: str) -> Any:
    """An array as the kernel takes it, in one piece; a number as it is."""
    value = group[member] if isinstance(group, Mapping) else getattr(group, member)
    return np.ascontiguousarray(value) if isinstance(value, np.ndarray) else int(value)


def _keeps_parts(book: Book) -> bool:
    """Whether some euro may lie outside the insured base, in dispute or in a harm: else nothing is kept about it."""
    is_whole = all(
        book.rows.is_constant(name) and not book.rows.column(name, 0, 1).any()
        for name in ("disputed", "late_notice_harm")
    )
    return not (is_whole and book.rows.same("insured_base", "gross"))


def _empty_answers(book: Book) -> dict[str, Column]:
    rows, layers = len(book), len(book.programme.policies)
    kept = rows if _keeps_parts(book) else 1
    opened = np.zeros(rows, np.int64)
    one_currency = all(rate == 1 for rate in book.rates)
    return {
        "open": opened,
        "open_original": opened if one_currency else np.zeros(rows, np.int64),
        "outside": np.zeros(kept, np.int64),
        "suspended": np.zeros(kept, np.int64),
        "not_covered": np.zeros(kept, np.int64),
        "admitted": np.zeros(rows * layers, np.int64),
        "insured": np.zeros(rows * layers, np.int64),
        "cause": np.zeros(rows * layers, np.int16),
        "until": np.empty(rows * layers, np.int32),
        "on_account": np.zeros(book.account_count, np.int64),
        "stopped_since": np.full(book.account_count * layers, NEVER, np.int32),
        "next_stop": np.full(book.account_count * layers, NEVER, np.int32),
    }
