"""Forgetting: what may be made again or was dropped, after a while; a company whole, when its owner says so."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from axes.models import AccessAttempt
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection, models, transaction
from django_tasks_db.models import DBTaskResult

from encours.web.people.models import Organisation, Person
from encours.web.people.walls import inside
from encours.web.store.drafts import Draft
from encours.web.store.files import StoredFile, forget_bytes
from encours.web.store.models import AccountResult, InvoiceResult, Reading, WorkItem
from encours.web.store.row_security import as_owner

ATTEMPTS_KEPT: Final = timedelta(days=30)


def forget_old(now: datetime, kept: timedelta) -> dict[str, int]:
    """Remove readings, drafts, sessions and attempts to sign in that are older than what is kept; how many of each."""
    found = {"readings": 0, "drafts": 0}
    for each in Organisation.objects.all():
        with inside(each):
            found["readings"] += _readings(now - kept)
            found["drafts"] += _drafts(each, now - kept)
    found["sessions"] = Session.objects.filter(expire_date__lt=now).delete()[0]
    found["attempts"] = AccessAttempt.objects.filter(attempt_time__lt=now - ATTEMPTS_KEPT).delete()[0]
    return found


def _readings(before: datetime) -> int:
    """Remove old readings of the organisation one is in: never the last one, which its pages stand on."""
    last = Reading.objects.filter(known_on=None, standing=Reading.Standing.MADE).order_by("-as_of").first()
    old = Reading.objects.filter(asked_at__lt=before).filter(models.Q(made_at__lt=before) | models.Q(made_at=None))
    if last is not None:
        old = old.exclude(pk=last.pk)
    numbers = list(old.values_list("pk", flat=True))
    for part in (AccountResult, InvoiceResult, WorkItem):
        part.objects.filter(reading__in=numbers).delete()
    Reading.objects.filter(pk__in=numbers).delete()
    return len(numbers)


def _drafts(organisation: Organisation, before: datetime) -> int:
    """Remove imports left alone before they were kept, with their files; what was kept stays, with its file."""
    count = int(Draft.objects.exclude(state=Draft.State.KEPT).filter(changed_at__lt=before).delete()[0])
    for file in StoredFile.objects.filter(uploaded_at__lt=before).exclude(pk__in=Draft.objects.values("file")):
        file.delete()
        forget_bytes(StoredFile, organisation, file.sha256)
    return count


def forget_organisation(organisation: Organisation, folders: Iterable[Path]) -> dict[str, int]:
    """Remove a company whole: every row of it, its files, its tasks, and the people who were nowhere else.

    In one transaction, as the owner of the tables: nobody else may remove a fact. Files go last; one left behind by a
    fall is named by nothing any more.
    """
    number = organisation.pk
    removed: dict[str, int] = {}
    with as_owner(), transaction.atomic(), connection.cursor() as cursor:
        alone = list(
            Person.objects.filter(memberships__organisation=organisation, may_found=False)
            .exclude(pk__in=Person.objects.filter(memberships__organisation__in=_others(number)).values("pk"))
            .values_list("pk", flat=True)
        )
        # Whichever comes first, what it names may be gone already: keys are looked at when the transaction ends.
        for model in apps.get_models():
            names = [each.column for each in model._meta.local_fields if each.related_model is Organisation]  # noqa: SLF001
            for column in names:
                table = model._meta.db_table  # noqa: SLF001
                cursor.execute(f'DELETE FROM "{table}" WHERE "{column}" = %s', [number])  # noqa: S608 -- names of ours
                if cursor.rowcount:
                    removed[table] = removed.get(table, 0) + cursor.rowcount
        removed["people_organisation"] = 1
        cursor.execute("DELETE FROM people_organisation WHERE id = %s", [number])
        removed["people_person"] = Person.objects.filter(pk__in=alone).count()
        Person.objects.filter(pk__in=alone).delete()
        _forget_tasks(number)
    for folder in folders:
        shutil.rmtree(folder / str(number), ignore_errors=True)
    return removed


def _others(number: int) -> models.QuerySet[Organisation]:
    return Organisation.objects.exclude(pk=number)


def _forget_tasks(number: int) -> None:
    for task in DBTaskResult.objects.all().iterator():
        if task.args_kwargs.get("args", [])[:1] == [number]:
            task.delete()
