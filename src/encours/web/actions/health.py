"""How the installation stands: its store, whoever works for it, and what waits or failed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from django.db import DatabaseError
from django.db.models import Q
from django.db.models.functions import Coalesce
from django_tasks_db.models import DBTaskResult

from encours.web.actions.background import make_reading
from encours.web.actions.exports import make_file
from encours.web.actions.imports import work_on_draft
from encours.web.actions.readings import day_read, is_behind
from encours.web.people.models import Organisation
from encours.web.people.walls import inside
from encours.web.store.models import Reading, WorkerSeen
from encours.web.store.preparing import is_ready

LOST_AFTER: Final = timedelta(minutes=3)
"""A worker that was not seen for so long is dead."""
MOST_FAILED: Final = 50


class Standing(StrEnum):
    """What is told to whoever asks."""

    OK = "ok"
    UNREACHABLE = "store unreachable"
    OTHER_VERSION = "store at another version"
    NO_WORKER = "no worker"


class Work(StrEnum):
    """A kind of work that is done in the background."""

    RESULTS = "results"
    IMPORT = "import"
    FILE = "file"


WORK_OF: Final[Mapping[str, Work]] = {
    make_reading.module_path: Work.RESULTS, work_on_draft.module_path: Work.IMPORT, make_file.module_path: Work.FILE,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Waiting:
    """A company whose reading of the day is not made, or stands on facts of before."""

    organisation: Organisation
    made_at: datetime | None


@dataclass(frozen=True, slots=True)
class Failed:
    """A task that failed at its last attempt; the log alone says why. One that is over is tried no more."""

    work: Work
    organisation: str
    at: datetime | None
    is_over: bool


def standing(now: datetime) -> Standing:
    """How the installation stands; it looks at no company."""
    try:
        if not is_ready():
            return Standing.OTHER_VERSION
        seen = last_seen()
    except DatabaseError:
        return Standing.UNREACHABLE
    return Standing.OK if seen is not None and seen >= now - LOST_AFTER else Standing.NO_WORKER


def last_seen() -> datetime | None:
    """When any worker was last seen."""
    return WorkerSeen.objects.order_by("-seen_at").values_list("seen_at", flat=True).first()


def waiting(organisations: Iterable[Organisation], today: date) -> list[Waiting]:
    """Those of some companies that are behind."""
    found = []
    for each in organisations:
        with inside(each, writing=False):
            reading = Reading.objects.filter(as_of=day_read(each, today), known_on=None).first()
            if reading is None or is_behind(reading, each):
                found.append(Waiting(each, None if reading is None else reading.made_at))
    return found


def failed(organisations: Iterable[Organisation], *, all_of_them: bool) -> list[Failed]:
    """Work of some companies that failed, for good or so far, the last first; ``all_of_them``: of no company too."""
    names = {each.pk: each.name for each in organisations}
    # What is tried again keeps how its last attempt ended, until one succeeds.
    tasks = DBTaskResult.objects.filter(Q(status="FAILED") | ~Q(exception_class_path="") & ~Q(status="SUCCESSFUL"))
    found = []
    for task in tasks.order_by(Coalesce("finished_at", "started_at").desc(nulls_last=True))[: 4 * MOST_FAILED]:
        first, work = _first(task), WORK_OF.get(task.task_path)
        if work is not None and (all_of_them or first in names):
            at = task.finished_at or task.started_at
            found.append(Failed(work, names.get(first, ""), at, is_over=task.status == "FAILED"))
    return found[:MOST_FAILED]


def _first(task: DBTaskResult[Any, Any]) -> Any:  # noqa: ANN401 -- what a task was given
    given = task.args_kwargs.get("args") or [None]
    return given[0]
