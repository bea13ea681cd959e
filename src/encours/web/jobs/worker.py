"""The worker: it makes what was asked in the background, and every minute looks at what should be."""

from __future__ import annotations

import logging
import signal
import threading
import time
from collections.abc import Callable
from typing import Any, Final

from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from encours.web.actions import exports, imports
from encours.web.actions.background import ask_for_today
from encours.web.jobs.kept_at import forget_old, settle, take_up_again
from encours.web.jobs.seen import own_name, tell_alive, tell_ended

log = logging.getLogger("encours.jobs")
BEAT: Final = 20.0
"""Seconds between two signs of life."""
BEATS_A_TICK: Final = 3
"""A tick comes every minute."""
LONGEST_PAUSE: Final = 60


class _Patient(Worker):
    """A worker that tries again what failed."""

    def run_task(self, db_task_result: DBTaskResult[Any, Any]) -> None:
        """Run a task, and settle what becomes of it."""
        super().run_task(db_task_result)
        settle(db_task_result, timezone.now())


def work(*, once: bool = False) -> None:
    """Work until told to end, by SIGTERM or from the keyboard; ``once``: until nothing waits."""
    name = own_name()
    worker = _Patient(
        queue_names=["default"], interval=1, batch=once, backend_name="default", startup_delay=False, max_tasks=None,
        worker_id=name, excluded_queue_names=[],
    )  # fmt: skip
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, worker.shutdown)
    tell_alive(name, timezone.now())
    tick()
    ended = threading.Event()
    beating = threading.Thread(target=_beat, args=(name, ended), daemon=True)
    beating.start()
    try:
        _run(worker)
    finally:
        ended.set()
        beating.join(timeout=5)
        tell_ended(name)


def tick() -> None:
    """What should be is looked at: tasks of the dead taken up, readings of the day asked for, old rows removed."""
    now = timezone.now()
    looks: tuple[Callable[[], int], ...] = (
        lambda: take_up_again(now),
        ask_for_today,
        lambda: imports.take_up_again(now),
        lambda: exports.take_up_again(now),
        lambda: forget_old(now),
    )
    for look in looks:
        try:
            look()
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            # What fails here keeps nothing else from being looked at.
            log.exception("a look of the minute failed, and comes again")


def _run(worker: Any) -> None:  # noqa: ANN401 -- the library's own
    """Run, and wait for a store that does not answer for a while."""
    pause = 1
    while worker.running:
        try:
            worker.run()
        except (OperationalError, InterfaceError) as lost:
            log.warning("the store does not answer (%s): tried again in %d s", str(lost).strip(), pause)
            connection.close()
            time.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)
        else:
            return


def _beat(name: str, ended: threading.Event) -> None:
    beats = 0
    while not ended.wait(BEAT):
        beats += 1
        try:
            close_old_connections()
            tell_alive(name, timezone.now())
            if beats % BEATS_A_TICK == 0:
                tick()
        except Exception:
            # One that stops here would be taken for dead while it works.
            log.exception("the minute's look failed, and comes again")
    connection.close()
