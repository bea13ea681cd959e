"""Work side by side: on the blocks of a large file, what is made of them in their order, or on two things at once."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final, TypeVar

AT_ONCE: Final = 3
"""Blocks worked on at once; as many again may be done and wait for their turn, so that memory is bounded.

One more than two processors ask for: while Polars splits a block on its own threads, the thread that asked waits.
"""

Given = TypeVar("Given")
Made = TypeVar("Made")
Other = TypeVar("Other")


def in_order(work: Callable[[Given], Made], blocks: Iterable[Given]) -> Iterator[Made]:
    """What ``work`` makes of each block, in the order of the blocks.

    Where no next block can be had, the reason is raised after all that was made of those before it.
    """
    waiting: deque[Future[Made]] = deque()
    given = iter(blocks)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        refused: Exception | None = None
        while refused is None:
            try:
                waiting.append(pool.submit(work, next(given)))
            except Exception as reason:  # noqa: BLE001 -- it is raised below, in its turn
                refused = reason
            while len(waiting) > AT_ONCE or (refused is not None and waiting):
                yield waiting.popleft().result()
    if not isinstance(refused, StopIteration):
        raise refused


def both(first: Callable[[], Made], second: Callable[[], Other]) -> tuple[Made, Other]:
    """What two jobs make that need nothing of each other; where both fail, the failure of the first is raised."""
    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(second)
        return first(), other.result()
