"""Work of the background is tried a few times, then given up; attempts are counted where whoever waits for it looks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from django.db.models import F
from django.utils import timezone
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from encours.web.people.models import Organisation
from encours.web.people.walls import inside
from encours.web.store.models import Draft, MadeFile, Reading

DELAYS: Final = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30))
"""Time before each new attempt; after the last of them a task has failed for good."""
MOST_ATTEMPTS: Final = 1 + len(DELAYS)
"""Attempts after which what was asked is given up."""


class GivenUp(Exception):
    """What was asked is given up: nobody tries it any more, and whoever waits for it was told so."""


GIVEN_UP: Final = f"{GivenUp.__module__}.{GivenUp.__qualname__}"
"""How the store names that ending."""


def begin(company: Organisation, asked: Draft | MadeFile | Reading) -> int:
    """Count an attempt before it is made: one that ends its process counts too; how many were begun with it."""
    with inside(company):
        rows = type(asked).objects.filter(pk=asked.pk)
        rows.update(attempts=F("attempts") + 1)
        return int(rows.values_list("attempts", flat=True).get())


def ask_once(task: Task[Any, Any], *given: object) -> None:
    """Have a task done with what is given, once however often it is asked before it is begun.

    One that failed and waits for its next attempt is begun at once. One that runs may have read what stood before.
    """
    waiting = _to_do(task, given, ["READY"])
    if not waiting:
        task.enqueue(*given)
        return
    failed = DBTaskResult.objects.filter(pk__in=waiting, status="READY").exclude(exception_class_path="")
    failed.update(run_after=timezone.now())


def is_to_be_done(task: Task[Any, Any], *given: object) -> bool:
    """Whether the background has a task to do with what is given, or does it."""
    return bool(_to_do(task, given, ["READY", "RUNNING"]))


def _to_do(task: Task[Any, Any], given: Sequence[object], statuses: Sequence[str]) -> list[Any]:
    rows = DBTaskResult.objects.filter(task_path=task.module_path, status__in=statuses)
    # Stores differ in how they look into what a task was given: what waits is little enough to look through.
    return [number for number, told in rows.values_list("pk", "args_kwargs") if told.get("args") == list(given)]
