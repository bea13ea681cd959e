"""Blocks worked on side by side come in their order, and what stops them comes last."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from encours.formats.side_by_side import AT_ONCE, both, in_order


def test_what_is_made_comes_in_the_order_of_the_blocks_though_a_later_one_is_done_first() -> None:
    second_is_done = threading.Event()

    def work(block: int) -> int:
        if block == 0:
            assert second_is_done.wait(timeout=30), "the second block is worked on beside the first"
        second_is_done.set()
        return block * 10

    assert list(in_order(work, range(5))) == [0, 10, 20, 30, 40]


def test_a_file_that_cannot_be_read_to_its_end_tells_first_what_was_read() -> None:
    def blocks() -> Iterator[int]:
        yield from (1, 2, 3)
        raise UnicodeError

    made = in_order(lambda block: block, blocks())
    assert [next(made), next(made), next(made)] == [1, 2, 3]
    with pytest.raises(UnicodeError):
        next(made)


def test_few_blocks_are_held_at_once_whatever_the_size_of_the_file() -> None:
    taken = 0

    def blocks() -> Iterator[int]:
        nonlocal taken
        for block in range(1, 101):
            taken = block
            yield block

    ahead = [taken - made for made in in_order(lambda block: block, blocks())]
    assert max(ahead) <= AT_ONCE


def test_two_jobs_are_done_at_once_and_each_answers_for_itself() -> None:
    met = threading.Barrier(2, timeout=30)
    assert both(lambda: (met.wait(), "first")[1], lambda: (met.wait(), 2)[1]) == ("first", 2)


def test_a_job_that_fails_beside_another_is_not_passed_over() -> None:
    def fails() -> int:
        raise UnicodeError

    with pytest.raises(UnicodeError):
        both(lambda: 1, fails)
    with pytest.raises(UnicodeError):
        both(fails, lambda: 1)
