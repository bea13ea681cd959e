"""Work of the background is tried a few times, then given up; attempts are counted where whoever waits for it looks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from django.db.models import F
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from encours.web.people.models import Organisation
from encours.web.people.walls import inside
from encours.web.store.models import Draft, MadeFile

DELAYS: Final = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30))
"""Time before each new attempt; after the last of them a task has failed for good."""
MOST_ATTEMPTS: Final = 1 + len(DELAYS)
"""Attempts after which what was asked is given up."""


class GivenUp(Exception):
    """What was asked is given up: nobody tries it any more, and whoever waits for it was told so."""


GIVEN_UP: Final = f"{GivenUp.__module__}.{GivenUp.__qualname__}"
"""How the store names that ending."""


def begin(company: Organisation, asked: Draft | MadeFile) -> int:
    """Count an attempt before it is made: one that ends its process counts too; how many were begun with it."""
    with inside(company):
        rows = type(asked).objects.filter(pk=asked.pk)
        rows.update(attempts=F("attempts") + 1)
        return int(rows.values_list("attempts", flat=True).get())


def is_to_be_done(task: Task[Any, Any], *given: object, is_begun: bool = True) -> bool:
    """Whether the background has a task to do with what is given; ``is_begun``: one that runs counts too."""
    statuses = ["READY", "RUNNING"] if is_begun else ["READY"]
    waiting = DBTaskResult.objects.filter(task_path=task.module_path, status__in=statuses)
    return any(each.get("args") == list(given) for each in waiting.values_list("args_kwargs", flat=True))
