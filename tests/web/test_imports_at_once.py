"""Imports do not cross, and whatever is killed midway leaves the store whole and goes on."""

import os
import signal
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, connections
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from encours.units import from_civil
from encours.web.actions import imports
from encours.web.people import journal
from encours.web.people.walls import inside
from encours.web.store.ledgers import whole_ledger
from encours.web.store.models import Batch, Draft
from tests.web.importing import HEADER, NOW, ONE, access_to, batches, brought, empty, standing, work

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).parents[2]
OTHER = f"{HEADER}Y1,B2,2026-05-04,2026-07-04,EUR,70.00\nY2,B2,2026-05-04,2026-07-04,EUR,80.00\n"
POINTS = ("before it lands", "in the middle of its facts", "before its journal", "before it is told", "after it landed")


def numbers(firm) -> list[str]:
    with inside(firm):
        return sorted(each.number for each in whole_ledger().view(from_civil(2026, 7, 31)).facts("invoices"))


def accept(firm, draft: Draft) -> None:
    with inside(firm):
        imports.accept(access_to(firm), Draft.objects.get(pk=draft.pk), at=timezone.now())


def together(works) -> None:
    def alone(each) -> None:
        try:
            each()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=alone, args=(each,)) for each in works]
    for each in threads:
        each.start()
    for each in threads:
        each.join(60)


def test_two_imports_at_once_land_one_after_the_other_each_whole():
    firm = empty("firm")
    one, two = brought(firm, "invoices.csv", ONE), brought(firm, "factures.csv", OTHER)
    accept(firm, one)
    accept(firm, two)
    together([lambda each=each: imports.work_on_draft.call(firm.pk, each.pk) for each in (one, two)])
    states = {standing(one).state, standing(two).state}
    assert states == {"kept", "ready"}, "one is kept, the other is shown again"
    second = next(each for each in map(standing, (one, two)) if each.state == "ready")
    assert second.is_renewed
    accept(firm, second)
    assert work(second).state == "kept"
    assert numbers(firm) == ["Y1", "Y2", "Z1"]
    assert len(batches(firm)) == 2
    with inside(firm):
        assert not journal.verify(firm).breaks


def test_the_same_draft_worked_on_twice_at_once_is_kept_once():
    firm = empty("firm")
    draft = brought(firm, "invoices.csv", OTHER)
    accept(firm, draft)
    together([lambda: imports.work_on_draft.call(firm.pk, draft.pk)] * 2)
    assert standing(draft).state == "kept"
    assert batches(firm) == ["0001-invoices"]
    assert numbers(firm) == ["Y1", "Y2"]


@pytest.fixture(scope="module")
def killer(django_db_setup):
    """A process whose children work on drafts, and are killed."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        address = f"sqlite:///{database['NAME']}"
    else:
        user = f"{database['USER']}:{database['PASSWORD']}@" if database["USER"] else ""
        address = f"postgres://{user}{database['HOST']}:{database['PORT'] or 5432}/{database['NAME']}"
    told = {"DJANGO_SETTINGS_MODULE": "encours.web.settings", "ENCOURS_DATABASE": address}
    with subprocess.Popen(
        [sys.executable, "-m", "tests.web.killed_import"], cwd=ROOT, env={**os.environ, **told}, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as process:  # fmt: skip
        yield process
        process.stdin.close()


@pytest.mark.parametrize("point", POINTS)
def test_killed_while_it_keeps_the_store_is_whole_and_the_work_goes_on(killer, point):
    firm = empty("firm")
    draft = brought(firm, "invoices.csv", OTHER)
    accept(firm, draft)
    killer.stdin.write(f"{firm.pk} {draft.pk} {point}\n")
    killer.stdin.flush()
    assert int(killer.stdout.readline()) == -signal.SIGKILL
    with inside(firm):
        landed = Batch.objects.count()
    assert landed == (point == "after it landed"), "whole, or not at all"
    assert numbers(firm) == (["Y1", "Y2"] if landed else [])
    DBTaskResult.objects.all().delete()  # what was to be done went with whoever did it
    assert imports.take_up_again(timezone.now() + timedelta(hours=1)) == (0 if landed else 1)
    assert work(draft).state == "kept"
    assert numbers(firm) == ["Y1", "Y2"]
    with inside(firm):
        assert Batch.objects.count() == 1
        assert not journal.verify(firm).breaks


def test_a_preview_that_was_stopped_is_taken_up_again():
    firm = empty("firm")
    draft = brought(firm, "invoices.csv", ONE)
    with inside(firm):
        imports.tell(Draft.objects.get(pk=draft.pk), {}, by=None, at=NOW)
    assert imports.take_up_again(NOW + timedelta(minutes=10)) == 0, "the background has it to do"
    DBTaskResult.objects.all().delete()
    assert imports.take_up_again(NOW + timedelta(minutes=1)) == 0
    assert imports.take_up_again(NOW + timedelta(minutes=10)) == 1
    assert work(draft).state == "ready"
