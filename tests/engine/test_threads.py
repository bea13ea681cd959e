"""Work is shared between threads in its order, the first part alone; threads are kept, and not across a fork."""

import os
import threading

import pytest

from encours.engine.threads import begun, shared


def test_what_is_made_of_each_part_comes_in_its_order():
    assert shared(lambda part: part * part, range(100), 4) == [part * part for part in range(100)]
    assert shared(lambda part: part * part, range(100), 1) == [part * part for part in range(100)]


def test_of_no_part_nothing_is_made():
    assert shared(lambda part: part, [], 2) == []


def test_the_first_part_is_done_alone_and_here():
    where = shared(lambda _: threading.current_thread().name, range(9), 2)
    assert where[0] == threading.current_thread().name
    assert all(name.startswith("encours") for name in where[1:])


def test_threads_are_kept_from_one_work_to_the_next():
    names = {name for _ in range(5) for name in shared(lambda _: threading.current_thread().name, range(9), 3)[1:]}
    assert len(names) <= 3


def test_a_failure_of_a_part_is_raised():
    with pytest.raises(ZeroDivisionError):
        shared(lambda part: 1 // (part - 5), range(9), 2)


def test_work_begun_beside_is_waited_for():
    open_gate = threading.Event()
    made = begun(lambda: open_gate.wait(10), 2)
    open_gate.set()
    assert made() is True
    assert begun(lambda: 3, 1)() == 3


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system never forks")
def test_a_forked_process_begins_threads_of_its_own():
    shared(lambda part: part, range(9), 2)
    child = os.fork()
    if child == 0:
        os._exit(0 if shared(lambda part: part, range(9), 2) == list(range(9)) else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
