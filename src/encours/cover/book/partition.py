"""Large books: rows to their accounts by partition instead of a sort, leaving out settled rows that matter no more.

Rows go by the high bits of their account into buckets that fit a cache, each as a record of four words; inside a
bucket they are counted to their accounts, put in order, and written as columns. Threads share rows, then buckets.
Same order as the plain sort: account, ordering day, issue, number, instalment, place in the table.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import numba
import numpy as np
from numpy.typing import NDArray

from encours.cover.book.settled import Needed
from encours.engine.book import Spans

Column = NDArray[Any]

#: Rows that a bucket should hold, so that its records stay in a cache of the second level.
_BUCKET: Final = 16_384
_BIAS: Final = 2**31
_LOW: Final = 2**32 - 1
# Nothing compiled here allocates or holds a reference, so none are counted: counting costs more than the work.
_compiled = numba.njit(nogil=True, cache=True, _nrt=False, error_model="numpy")
_inlined = numba.njit(_nrt=False, error_model="numpy", forceinline=True)


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


def stepped(column: Column) -> tuple[Column, int]:
    """A column as kernels take it: an array and its step, 0 when one value stands for all."""
    if column.size and column.strides == (0,):
        return np.array(column[:1]), 0
    return np.ascontiguousarray(column), 1


def partitioned(keys: Keys, needed: Needed, day: Column, amount: Column, accounts: int, threads: int) -> Partition:
    """Rows that matter, each as account and row, ordering day and issue, paid day and another day, and an amount."""
    rows = keys.account.size
    shift = 0
    while shift < 20 and (rows >> 1) // max(1, accounts >> shift) < _BUCKET and accounts >> shift > 1:
        shift += 1
    buckets = (max(accounts, 1) - 1 >> shift) + 1
    pieces = np.linspace(0, rows, max(1, min(16, rows // 4_096)) + 1).astype(np.int64).tolist()
    columns = (keys.account, keys.paid_on, keys.due, keys.original_due, keys.started)
    asked = [part for column in columns for part in stepped(column)]
    bounds = (needed.settled_by, needed.delay, needed.due_before, needed.paid_from, needed.whole)
    counts = np.zeros((len(pieces) - 1, buckets), np.int64)

    def count(piece: int) -> None:
        _count(pieces[piece], pieces[piece + 1], shift, *asked, *bounds, counts[piece])

    shared(count, range(len(pieces) - 1), threads)
    ends = counts.T.cumsum().reshape(buckets, len(pieces) - 1).T
    starts = ends - counts
    edges = np.concatenate((starts[0], [int(counts.sum())])).astype(np.int64)
    starts = np.ascontiguousarray(starts)
    records = np.empty((int(edges[-1]), 4), np.int64)
    carried = [part for column in (keys.order_day, keys.issued, day, amount) for part in stepped(column)]

    def scatter(piece: int) -> None:
        _scatter(pieces[piece], pieces[piece + 1], shift, *asked, *bounds, *carried, starts[piece], records)

    shared(scatter, range(len(pieces) - 1), threads)
    return Partition(records, edges, shift, accounts)


def written(partition: Partition, keys: Keys, room: tuple[Column, ...], threads: int) -> Spans:
    """Write the records in order, each bucket's at its place, as columns; give the spans of the accounts.

    `room` holds the places of the rows' numbers, ordering days, issues, paid days, other days and amounts; a place
    of no length takes nothing.
    """
    edges = np.zeros(partition.accounts + 1, np.int64)
    edges[-1] = partition.records.shape[0]
    ties = [part for column in (keys.rank, keys.instalment) for part in stepped(column)]
    buckets = partition.edges.size - 1
    steps = np.linspace(0, buckets, min(buckets, 32) + 1).astype(np.int64).tolist()

    largest = int(np.diff(partition.edges).max(initial=0))

    def write(span: tuple[int, int]) -> None:
        work = (np.empty((1 << partition.shift) + 1, np.int64), np.empty(largest, np.int64), np.empty(largest, np.int64))
        _write(*span, partition.shift, partition.accounts, partition.edges, partition.records, *ties, edges, *work, *room)

    shared(write, list(pairwise(steps)), threads)
    return Spans(edges[:-1], edges[1:])


def shared(work: Callable[[Any], None], parts: Any, threads: int) -> None:
    """Do every part, the first alone so that compiling is done once, the others in threads."""
    parts = list(parts)
    if not parts:
        return
    work(parts[0])
    if threads == 1:
        for part in parts[1:]:
            work(part)
        return
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(work, parts[1:]))


@_inlined
def _kept(k, account, account_step, paid_on, paid_step, due, due_step, original, original_step, started, started_step,
          settled_by, delay, due_before, paid_from, whole):  # fmt: skip
    paid = paid_on[k * paid_step]
    if paid > settled_by:
        return True
    if whole.size > 0 and whole[account[k * account_step]] != 0:
        return True
    earliest = min(due[k * due_step], original[k * original_step])
    if earliest < due_before and paid >= paid_from:
        return True
    return paid > np.int64(min(earliest, started[k * started_step])) + delay


@_compiled
def _count(first, last, shift, account, account_step, paid_on, paid_step, due, due_step, original, original_step,
           started, started_step, settled_by, delay, due_before, paid_from, whole, counts):  # fmt: skip
    for k in range(first, last):
        if _kept(k, account, account_step, paid_on, paid_step, due, due_step, original, original_step, started,
                 started_step, settled_by, delay, due_before, paid_from, whole):  # fmt: skip
            counts[account[k * account_step] >> shift] += 1


@_compiled
def _scatter(first, last, shift, account, account_step, paid_on, paid_step, due, due_step, original, original_step,
             started, started_step, settled_by, delay, due_before, paid_from, whole, order_day, order_step,
             issued, issued_step, day, day_step, amount, amount_step, places, records):  # fmt: skip
    for k in range(first, last):
        if _kept(k, account, account_step, paid_on, paid_step, due, due_step, original, original_step, started,
                 started_step, settled_by, delay, due_before, paid_from, whole):  # fmt: skip
            owner = np.int64(account[k * account_step])
            place = places[owner >> shift]
            places[owner >> shift] = place + 1
            records[place, 0] = owner << 32 | k
            records[place, 1] = np.int64(order_day[k * order_step]) << 32 | (np.int64(issued[k * issued_step]) + _BIAS)
            records[place, 2] = np.int64(paid_on[k * paid_step]) << 32 | (np.int64(day[k * day_step]) + _BIAS)
            records[place, 3] = amount[k * amount_step]


@_inlined
def _after(x, y, records, rank, rank_step, instalment, instalment_step):
    """Whether one record comes after another of the same account."""
    if records[x, 1] != records[y, 1]:
        return records[x, 1] > records[y, 1]
    left, right = records[x, 0] & _LOW, records[y, 0] & _LOW
    if rank[left * rank_step] != rank[right * rank_step]:
        return rank[left * rank_step] > rank[right * rank_step]
    if instalment[left * instalment_step] != instalment[right * instalment_step]:
        return instalment[left * instalment_step] > instalment[right * instalment_step]
    return left > right


@_compiled
def _write(first, last, shift, accounts, bucket_edges, records, rank, rank_step, instalment, instalment_step, edges,
           counts, ordered, spare, row_room, order_room, issued_room, paid_room, day_room, amount_room):  # fmt: skip
    width = 1 << shift
    for bucket in range(first, last):
        start, stop, base = bucket_edges[bucket], bucket_edges[bucket + 1], bucket << shift
        for j in range(width + 1):
            counts[j] = 0
        for p in range(start, stop):
            counts[(records[p, 0] >> 32) - base + 1] += 1
        for j in range(width):
            counts[j + 1] += counts[j]
            if base + j < accounts:
                edges[base + j] = start + counts[j]
        for p in range(start, stop):
            j = (records[p, 0] >> 32) - base
            ordered[counts[j]] = p
            counts[j] += 1
        low = 0
        for j in range(width):
            high = counts[j]
            for run in range(low, high, 16):
                for x in range(run + 1, min(run + 16, high)):
                    p = ordered[x]
                    y = x - 1
                    while y >= run and _after(ordered[y], p, records, rank, rank_step, instalment, instalment_step):
                        ordered[y + 1] = ordered[y]
                        y -= 1
                    ordered[y + 1] = p
            length = 16
            while length < high - low:
                for run in range(low, high, 2 * length):
                    middle, end = min(run + length, high), min(run + 2 * length, high)
                    x, y = run, middle
                    for z in range(run, end):
                        if x < middle and (y == end or not _after(ordered[x], ordered[y], records, rank, rank_step, instalment, instalment_step)):
                            spare[z] = ordered[x]
                            x += 1
                        else:
                            spare[z] = ordered[y]
                            y += 1
                for z in range(low, high):
                    ordered[z] = spare[z]
                length *= 2
            low = high
        for x in range(stop - start):
            p = ordered[x]
            row_room[start + x] = records[p, 0] & _LOW
            if order_room.size > 0:
                order_room[start + x] = records[p, 1] >> 32
            if issued_room.size > 0:
                issued_room[start + x] = (records[p, 1] & _LOW) - _BIAS
            if paid_room.size > 0:
                paid_room[start + x] = records[p, 2] >> 32
            if day_room.size > 0:
                day_room[start + x] = (records[p, 2] & _LOW) - _BIAS
            if amount_room.size > 0:
                amount_room[start + x] = records[p, 3]
