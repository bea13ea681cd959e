"""Readings made in the background, one organisation at a time; each may be made again without harm."""

from __future__ import annotations

import logging
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from encours.web.actions.readings import day_read, make, reading_of
from encours.web.people.models import Organisation
from encours.web.people.walls import inside
from encours.web.store.models import Reading

REWRITTEN_AFTER: Final = timedelta(minutes=15)
"""Time after which written parts follow facts that changed a few accounts."""
log = logging.getLogger("encours.jobs")


@task()
def make_reading(organisation: int, as_of: int, known_on: int | None) -> None:
    """Make the results of a company on a day, unless they stand on its latest facts already."""
    found = Organisation.objects.get(pk=organisation)
    with inside(found, writing=False):
        reading = Reading.objects.filter(as_of=as_of, known_on=known_on).first()
        if reading is not None and not is_behind(reading, found) and reading.written_revision == found.revision:
            return
    made = make(found, as_of, known_on, kernels())
    log.info("%s as of day %s: %s on revision %s", found.slug, as_of, made.standing, made.revision)


def ask_for(organisation: Organisation, as_of: int, known_on: int | None = None) -> Reading:
    """Have a reading made in the background, inside the walls; nothing is asked twice of facts that did not change."""
    reading = reading_of(organisation, as_of, known_on)
    if is_behind(reading, organisation):
        make_reading.enqueue(organisation.pk, as_of, known_on)
    return reading


def ask_for_today(today: date | None = None) -> int:
    """Have the reading of the day made for every company of which it is not, or is behind; how many were asked for.

    It looks at what stands and not at what was asked: whatever was stopped midway is taken up again.
    """
    count = 0
    for each in Organisation.objects.all():
        as_of = day_read(each, today or timezone.localdate())
        with inside(each):
            reading = reading_of(each, as_of)
            if is_behind(reading, each) or _is_old(reading, each):
                make_reading.enqueue(each.pk, as_of, None)
                count += 1
    return count


def is_behind(reading: Reading, organisation: Organisation) -> bool:
    """Whether the rows of a reading do not stand on the latest facts."""
    return reading.standing == Reading.Standing.WAITING or reading.revision != organisation.revision


def _is_old(reading: Reading, organisation: Organisation) -> bool:
    """Whether the written parts of a reading are behind, and were for long: each is the work of the whole company."""
    is_written = reading.written_revision == organisation.revision
    return not is_written and reading.made_at is not None and timezone.now() - reading.made_at > REWRITTEN_AFTER


def kernels() -> Path:
    """Folder of compiled kernels, which its owner alone writes: what is kept there is run."""
    folder: Path = settings.INSTALLATION.data / "kernels"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder
