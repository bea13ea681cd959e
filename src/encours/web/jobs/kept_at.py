"""Tasks kept at: tried again with growing delays, taken up again when their worker died, told when they fail for good.

A task that failed for good stays in the store, where the health page lists it, until it is as old as ``FAILED_KEPT``.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Q
from django_tasks_db.models import DBTaskResult

from encours.web.actions.attempts import DELAYS, GIVEN_UP, MOST_ATTEMPTS
from encours.web.jobs.seen import is_alive

log = logging.getLogger("encours.jobs")
DONE_KEPT: Final = timedelta(days=2)
FAILED_KEPT: Final = timedelta(days=30)


def settle(task: DBTaskResult[Any, Any], now: datetime) -> None:
    """After a try: nothing where it succeeded; another try later where it failed, until there were enough of them.

    What was given up is tried no more, however few tries this task had: others had theirs before it.
    """
    if task.status != "FAILED":
        return
    tries = len(task.worker_ids)
    if tries >= MOST_ATTEMPTS or task.exception_class_path == GIVEN_UP:
        log.error("%s %s failed for good after %d tries: %s", *_named(task), tries, _last_line(task.traceback))
        return
    delay = DELAYS[tries - 1]
    log.warning("%s %s failed, tried again in %s: %s", *_named(task), delay, _last_line(task.traceback))
    DBTaskResult.objects.filter(pk=task.pk, status="FAILED").update(
        status="READY", run_after=now + delay, finished_at=None
    )


def take_up_again(now: datetime) -> int:
    """Tasks left by workers that died, ready for another; how many."""
    count = 0
    for task in DBTaskResult.objects.filter(status="RUNNING"):
        if task.worker_ids and is_alive(task.worker_ids[-1], now):
            continue
        count += 1
        if len(task.worker_ids) >= MOST_ATTEMPTS:
            # What ends the process that runs it would end every other one after it.
            told = "Every worker that ran this task died with it: it is too large for this machine, or it is stopped."
            fields = {"status": "FAILED", "finished_at": now, "traceback": told}
            log.error("%s %s failed for good: %s", *_named(task), told)
        else:
            fields = {"status": "READY", "run_after": now}
            log.warning("%s %s was left by a worker that died: taken up again", *_named(task))
        DBTaskResult.objects.filter(pk=task.pk, status="RUNNING").update(**fields)
    return count


def forget_old(now: datetime) -> int:
    """Remove the tasks that were done, and those that failed long ago; how many."""
    done = Q(status="SUCCESSFUL", finished_at__lt=now - DONE_KEPT)
    failed = Q(status="FAILED", finished_at__lt=now - FAILED_KEPT)
    return int(DBTaskResult.objects.filter(done | failed).delete()[0])


def _named(task: DBTaskResult[Any, Any]) -> tuple[str, object]:
    return task.task_path.rpartition(".")[2], task.args_kwargs.get("args")


def _last_line(trace: str) -> str:
    return trace.strip().rpartition("\n")[2]
