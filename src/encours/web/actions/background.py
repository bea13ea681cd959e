"""Readings made in the background, one organisation at a time; each may be made again without harm."""

from __future__ import annotations

import logging
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from encours.web.actions.attempts import ask_once, begin
from encours.web.actions.keeping import locked
from encours.web.actions.readings import day_read, is_behind, make, reading_of
from encours.web.people.models import Organisation
from encours.web.people.walls import inside
from encours.web.store.models import Reading

REWRITTEN_AFTER: Final = timedelta(minutes=15)
"""Time after which written parts follow facts that changed a few accounts."""
log = logging.getLogger("encours.jobs")
LEFT_IN_PEACE: Final = timedelta(hours=1)
"""Time before what failed for good is asked again."""


@task()
def make_reading(organisation: int, as_of: int, known_on: int | None) -> None:
    """Make the results of a company on a day, unless they stand on its latest facts already."""
    found = Organisation.objects.get(pk=organisation)
    with inside(found, writing=False):
        reading = Reading.objects.filter(as_of=as_of, known_on=known_on).first()
        if reading is not None and not is_behind(reading, found) and reading.written_revision == found.revision:
            return
    with inside(found):
        wanted = reading_of(found, as_of, known_on)
    begin(found, wanted)
    made = make(found, as_of, known_on, kernels())
    log.info("%s as of day %s: %s on revision %s", found.slug, as_of, made.standing, made.revision)


def ask_for(organisation: Organisation, as_of: int, known_on: int | None = None) -> Reading:
    """Have a reading made in the background, inside the walls; nothing is asked twice of facts that did not change."""
    reading = reading_of(organisation, as_of, known_on)
    if is_behind(reading, organisation):
        ask_once(make_reading, organisation.pk, as_of, known_on)
    return reading


def ask_again(organisation: Organisation, as_of: int) -> None:
    """Have what is written of a day written again, inside the walls; however often it is asked, one of it waits."""
    # Two who ask at the same moment take turns: the second sees what the first asked for.
    ask_once(make_reading, locked(organisation).pk, as_of, None)


def days_waited(organisation: Organisation) -> frozenset[tuple[int, int | None]]:
    """Days of an organisation, each as known on another, that are read or wait to be; what failed does not count."""
    waiting = _tasks().filter(Q(status="RUNNING") | Q(status="READY", exception_class_path=""))
    given = (each["args"] for each in waiting.values_list("args_kwargs", flat=True))
    return frozenset((as_of, known_on) for number, as_of, known_on in given if number == organisation.pk)


def ask_for_today(today: date | None = None) -> int:
    """Have the reading of the day made for every company of which it is not, or is behind; how many were asked for.

    It looks at what stands and not at what was asked: whatever was stopped midway is taken up again. One that failed
    for good is left in peace for an hour, and a company that fails does not keep the others waiting.
    """
    count = 0
    for each in Organisation.objects.all():
        try:
            as_of = day_read(each, today or timezone.localdate())
            asked = (each.pk, as_of, None)
            with inside(each):
                reading = reading_of(each, as_of)
                waits = is_behind(reading, each) or _is_old(reading, each)
                if waits and not _is_among(asked, _waiting_or_failed()):
                    make_reading.enqueue(*asked)
                    count += 1
        except Exception:
            log.exception("%s: its reading could not be asked for", each.slug)
    return count


def _is_old(reading: Reading, organisation: Organisation) -> bool:
    """Whether the written parts of a reading are behind, and were for long: each is the work of the whole company."""
    is_written = reading.written_revision == organisation.revision
    return not is_written and reading.made_at is not None and timezone.now() - reading.made_at > REWRITTEN_AFTER


def _tasks() -> QuerySet[DBTaskResult[Any, Any]]:
    return DBTaskResult.objects.filter(task_path=make_reading.module_path)


def _waiting_or_failed() -> QuerySet[DBTaskResult[Any, Any]]:
    lately = Q(status="FAILED", finished_at__gt=timezone.now() - LEFT_IN_PEACE)
    return _tasks().filter(Q(status__in=["READY", "RUNNING"]) | lately)


def _is_among(asked: tuple[int, int, int | None], tasks: QuerySet[DBTaskResult[Any, Any]]) -> bool:
    return any(each.get("args") == list(asked) for each in tasks.values_list("args_kwargs", flat=True))


def kernels() -> Path:
    """Folder of compiled kernels, which its owner alone writes: what is kept there is run."""
    folder: Path = settings.INSTALLATION.data / "kernels"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder
