"""Large books: rows to their accounts by partition instead of a sort, leaving out settled rows that matter no more.

Rows go by the high bits of their account into buckets that fit a cache, each as a record of four words; inside a
bucket they are counted to their accounts, put in order, and written as columns. Threads share rows, then buckets.
Same order as the plain sort: account, ordering day, issue, number, instalment, place in the table.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final, NamedTuple, TypeVar, cast

import numba
import numpy as np
from numpy.typing import NDArray

from encours.cover.book.settled import Needed
from encours.engine.book import Spans
from encours.engine.threads import shared

Column = NDArray[Any]

#: Rows that a bucket should hold, so that its records stay in a cache of the second level.
_BUCKET: Final = 16_384
_BIAS: Final = 2**31
_LOW: Final = 2**32 - 1
# Nothing compiled here allocates or holds a reference, so none are counted: counting costs more than the work.
_OPTIONS: Final[dict[str, Any]] = {"_nrt": False, "error_model": "numpy"}
_Kernel = TypeVar("_Kernel", bound=Callable[..., Any])


def _compiled(kernel: _Kernel) -> _Kernel:
    return cast("_Kernel", numba.njit(nogil=True, cache=True, **_OPTIONS)(kernel))


def _inlined(kernel: _Kernel) -> _Kernel:
    return cast("_Kernel", numba.njit(forceinline=True, **_OPTIONS)(kernel))


class Stepped(NamedTuple):
    """A column as kernels take it: an array and its step, 0 when one value stands for all."""

    column: Column
    step: int


class Asked(NamedTuple):
    """What tells whether a row is kept, as kernels take it (see `Keys` and `Needed`)."""

    account: Stepped
    paid_on: Stepped
    due: Stepped
    original_due: Stepped
    started: Stepped
    settled_by: int
    delay: int
    due_before: int
    paid_from: int
    whole: Column


class Carried(NamedTuple):
    """What a record carries beside its account and row."""

    order_day: Stepped
    issued: Stepped
    day: Stepped
    amount: Stepped


class Ties(NamedTuple):
    """What orders the rows of one account with the same days."""

    rank: Stepped
    instalment: Stepped


class Room(NamedTuple):
    """Where sorted columns go: the rows' numbers, then each carried column; a place of no length takes nothing."""

    row: Column
    order_day: Column
    issued: Column
    paid_on: Column
    day: Column
    amount: Column


class Work(NamedTuple):
    """Room for one thread: a count for each account of a bucket; its records and their days, and both once more."""

    counts: Column
    ordered: Column
    days: Column
    spare: Column
    spare_days: Column


@dataclass(frozen=True, slots=True)
class Keys:
    """Columns that decide which rows are kept and their order; any of them may be constant."""

    account: Column
    order_day: Column
    issued: Column
    rank: Column
    instalment: Column
    paid_on: Column
    due: Column
    original_due: Column
    started: Column
    """Day the extension may start from beside the due dates: the issue, or one that never comes."""


@dataclass(frozen=True, slots=True)
class Partition:
    """Records of the rows kept, in buckets of accounts, and how many rows each bucket holds."""

    records: Column
    edges: Column
    shift: int
    accounts: int


def stepped(column: Column) -> Stepped:
    """A column as kernels take it."""
    if column.size and column.strides == (0,):
        return Stepped(np.array(column[:1]), 0)
    return Stepped(np.ascontiguousarray(column), 1)


def partitioned(keys: Keys, needed: Needed, day: Column, amount: Column, accounts: int, threads: int) -> Partition:
    """Rows that matter, each as account and row, ordering day and issue, paid day and another day, and an amount."""
    rows = keys.account.size
    shift = 0
    while shift < 20 and (rows >> 1) // max(1, accounts >> shift) < _BUCKET and accounts >> shift > 1:
        shift += 1
    buckets = (max(accounts, 1) - 1 >> shift) + 1
    pieces = [0, *np.linspace(0, rows, max(1, min(16, rows // _BUCKET)) + 1).astype(np.int64).tolist()]
    asked = Asked(
        stepped(keys.account), stepped(keys.paid_on), stepped(keys.due), stepped(keys.original_due),
        stepped(keys.started), needed.settled_by, needed.delay, needed.due_before, needed.paid_from, needed.whole,
    )  # fmt: skip
    counts = np.zeros((len(pieces) - 1, buckets), np.int64)
    chosen = np.empty(rows, np.int32)

    def choose(piece: int) -> None:
        _choose(pieces[piece], pieces[piece + 1], shift, asked, counts[piece], chosen)

    shared(choose, range(len(pieces) - 1), threads)
    kept = counts.sum(axis=1).tolist()
    ends = counts.T.cumsum().reshape(buckets, len(pieces) - 1).T
    starts = ends - counts
    edges = np.concatenate((starts[0], [int(counts.sum())])).astype(np.int64)
    starts = np.ascontiguousarray(starts)
    records = np.empty((int(edges[-1]), 4), np.int64)
    carried = Carried(*(stepped(column) for column in (keys.order_day, keys.issued, day, amount)))

    def scatter(piece: int) -> None:
        first = pieces[piece]
        _scatter(chosen[first : first + kept[piece]], shift, asked, carried, starts[piece], records)

    shared(scatter, range(len(pieces) - 1), threads)
    return Partition(records, edges, shift, accounts)


def written(partition: Partition, keys: Keys, room: Room, threads: int) -> Spans:
    """Write the records in order, each bucket's at its place, as columns; give the spans of the accounts."""
    edges = np.zeros(partition.accounts + 1, np.int64)
    edges[-1] = partition.records.shape[0]
    ties = Ties(stepped(keys.rank), stepped(keys.instalment))
    buckets = partition.edges.size - 1
    steps = [0, *np.linspace(0, buckets, min(buckets, 32) + 1).astype(np.int64).tolist()]

    largest = int(np.diff(partition.edges).max(initial=0))

    def write(span: tuple[int, int]) -> None:
        sizes = ((1 << partition.shift) + 1, largest, largest, largest, largest)
        work = Work(*(np.empty(size, np.int64) for size in sizes))
        _write(*span, partition.shift, partition.edges, partition.records, ties, edges, work, room)

    shared(write, list(pairwise(steps)), threads)
    return Spans(edges[:-1], edges[1:])


@_inlined
def _kept(k: int, asked: Asked) -> bool:
    """Whether a row may matter; without branches, since nobody can guess the answer."""
    paid = np.int64(asked.paid_on.column[k * asked.paid_on.step])
    due = np.int64(asked.due.column[k * asked.due.step])
    earliest = min(due, np.int64(asked.original_due.column[k * asked.original_due.step]))
    started = min(earliest, np.int64(asked.started.column[k * asked.started.step]))
    around_inception = (earliest < asked.due_before) & (paid >= asked.paid_from)
    late = paid > started + asked.delay
    return bool((paid > asked.settled_by) | around_inception | late)


@_compiled
def _choose(first: int, last: int, shift: int, asked: Asked, counts: Column, chosen: Column) -> None:
    """List the rows kept of a piece from its first place on, and count those of each bucket."""
    place = np.int64(first)
    for k in range(first, last):
        owner = np.int64(asked.account.column[k * asked.account.step])
        kept = _kept(k, asked)
        if asked.whole.size > 0:
            kept |= asked.whole[owner] != 0
        chosen[place] = k
        place += np.int64(kept)
        counts[owner >> shift] += np.int64(kept)


@_compiled
def _scatter(chosen: Column, shift: int, asked: Asked, carried: Carried, places: Column, records: Column) -> None:
    """Put the rows chosen in their buckets, as records."""
    for each in range(chosen.size):
        k = np.int64(chosen[each])
        owner = np.int64(asked.account.column[k * asked.account.step])
        place = places[owner >> shift]
        places[owner >> shift] = place + 1
        order_day = np.int64(carried.order_day.column[k * carried.order_day.step])
        issued = np.int64(carried.issued.column[k * carried.issued.step])
        paid_on = np.int64(asked.paid_on.column[k * asked.paid_on.step])
        day = np.int64(carried.day.column[k * carried.day.step])
        records[place, 0] = owner << 32 | k
        records[place, 1] = order_day << 32 | (issued + _BIAS)
        records[place, 2] = paid_on << 32 | (day + _BIAS)
        records[place, 3] = carried.amount.column[k * carried.amount.step]


@_inlined
def _after(x: int, y: int, records: Column, ties: Ties) -> bool:
    """Whether one record comes after another of the same account and days."""
    left, right = records[x, 0] & _LOW, records[y, 0] & _LOW
    step = ties.rank.step
    if ties.rank.column[left * step] != ties.rank.column[right * step]:
        return bool(ties.rank.column[left * step] > ties.rank.column[right * step])
    step = ties.instalment.step
    if ties.instalment.column[left * step] != ties.instalment.column[right * step]:
        return bool(ties.instalment.column[left * step] > ties.instalment.column[right * step])
    return bool(left > right)


@_inlined
def _sort_run(low: int, high: int, records: Column, ties: Ties, work: Work) -> None:
    """Put a short run in order: each record at the number of those before it, counted without branches; then ties."""
    for x in range(low, high):
        day = work.days[x]
        before = np.int64(low)
        for y in range(low, x):
            before += np.int64(work.days[y] <= day)
        for y in range(x + 1, high):
            before += np.int64(work.days[y] < day)
        work.spare[before] = work.ordered[x]
        work.spare_days[before] = day
    for x in range(low, high):
        record, day = work.spare[x], work.spare_days[x]
        y = x - 1
        while y >= low and work.days[y] == day and _after(work.ordered[y], record, records, ties):
            work.ordered[y + 1] = work.ordered[y]
            y -= 1
        work.ordered[y + 1] = record
        work.days[x] = day


@_inlined
def _sort(low: int, high: int, records: Column, ties: Ties, work: Work) -> None:
    """Put the records of one account in order: short runs, then runs merged two by two."""
    for run in range(low, high, 16):
        _sort_run(run, min(run + 16, high), records, ties, work)
    length = 16
    while length < high - low:
        for run in range(low, high, 2 * length):
            middle, end = min(run + length, high), min(run + 2 * length, high)
            x, y = np.int64(run), np.int64(middle)
            for z in range(run, end):
                first = y == end
                if x < middle and y < end:
                    first = work.days[x] < work.days[y]
                    if work.days[x] == work.days[y]:
                        first = not _after(work.ordered[x], work.ordered[y], records, ties)
                place = x if first else y
                work.spare[z], work.spare_days[z] = work.ordered[place], work.days[place]
                x += np.int64(first)
                y += np.int64(not first)
        for z in range(low, high):
            work.ordered[z], work.days[z] = work.spare[z], work.spare_days[z]
        length *= 2


@_compiled
def _write(
    first: int, last: int, shift: int, bucket_edges: Column, records: Column, ties: Ties, edges: Column, work: Work,
    room: Room,
) -> None:  # fmt: skip
    """Write buckets from one to another as columns."""
    for bucket in range(first, last):
        _write_bucket(bucket, shift, bucket_edges, records, ties, edges, work, room)


@_inlined
def _write_bucket(
    bucket: int, shift: int, bucket_edges: Column, records: Column, ties: Ties, edges: Column, work: Work, room: Room
) -> None:
    """Count the records of a bucket to their accounts, order each account's, and write them as columns."""
    start, stop, base, width = bucket_edges[bucket], bucket_edges[bucket + 1], bucket << shift, 1 << shift
    counts, ordered, days = work.counts, work.ordered, work.days
    for j in range(width + 1):
        counts[j] = 0
    for p in range(start, stop):
        counts[(records[p, 0] >> 32) - base + 1] += 1
    for j in range(width):
        counts[j + 1] += counts[j]
        if base + j < edges.size - 1:
            edges[base + j] = start + counts[j]
    for p in range(start, stop):
        j = (records[p, 0] >> 32) - base
        ordered[counts[j]] = p
        days[counts[j]] = records[p, 1]
        counts[j] += 1
    low = 0
    for j in range(width):
        _sort(low, counts[j], records, ties, work)
        low = counts[j]
    for x in range(stop - start):
        p = ordered[x]
        room.row[start + x] = records[p, 0] & _LOW
        if room.order_day.size > 0:
            room.order_day[start + x] = records[p, 1] >> 32
        if room.issued.size > 0:
            room.issued[start + x] = (records[p, 1] & _LOW) - _BIAS
        if room.paid_on.size > 0:
            room.paid_on[start + x] = records[p, 2] >> 32
        if room.day.size > 0:
            room.day[start + x] = (records[p, 2] & _LOW) - _BIAS
        if room.amount.size > 0:
            room.amount[start + x] = records[p, 3]
