"""Work shared between threads that are begun once and kept: beginning them costs more than a small book does."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")


def shared(work: Callable[[Given], Made], parts: Iterable[Given], threads: int) -> list[Made]:
    """What `work` makes of each part, in their order; the parts must not share work themselves.

    The first part is done alone, so that what it compiles is compiled once: let it be an empty one.
    """
    given = list(parts)
    made, others = [work(each) for each in given[:1]], given[1:]
    made += map(work, others) if threads == 1 or len(others) < 2 else _threads(threads).map(work, others)
    return made


def begun(work: Callable[[], Made], threads: int) -> Callable[[], Made]:
    """Begin work beside what follows; calling what is given back waits for what it makes.

    It is in a thread of its own, so that it may share work between the others; it must begin none itself.
    """
    if threads > 1:
        return _threads(1).submit(work).result
    made = work()
    return lambda: made


@cache
def _threads(count: int) -> ThreadPoolExecutor:
    return ThreadPoolExecutor(count, thread_name_prefix="encours")


# A process that is forked has none of the threads of the one it came from.
if hasattr(os, "register_at_fork"):  # not on Windows, which never forks
    os.register_at_fork(after_in_child=_threads.cache_clear)
