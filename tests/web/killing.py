"""A store in which processes are killed: `python -m tests.web.killing FOLDER ADDRESS` prints what became of it.

Each deed is done by a process of its own on a copy of the same store, killed (signal 9) before one of its statements.
Then another process looks at the store, and a third one takes the work up again.
"""

import hashlib
import json
import logging
import os
import signal
import sys
import traceback
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

FOLDER, ADDRESS = Path(sys.argv[1]), sys.argv[2]
os.environ["ENCOURS_DATA"] = str(FOLDER)
os.environ["ENCOURS_SECRET"] = "a secret of the tests alone, of no use anywhere"
os.environ["DJANGO_SETTINGS_MODULE"] = "encours.web.settings"
if ADDRESS:
    os.environ["ENCOURS_DATABASE"] = ADDRESS
else:
    os.environ.pop("ENCOURS_DATABASE", None)

import django  # noqa: E402 -- after the environment is told

django.setup()
logging.disable(logging.CRITICAL)

import shutil  # noqa: E402

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.migrations.loader import MigrationLoader  # noqa: E402

from encours.web.actions import background, readings  # noqa: E402
from encours.web.actions.workspaces import take_workspace  # noqa: E402
from encours.web.jobs.worker import work  # noqa: E402
from encours.web.operations.totals import totals_of  # noqa: E402
from encours.web.people import journal  # noqa: E402
from encours.web.people.models import Organisation  # noqa: E402
from encours.web.people.walls import inside  # noqa: E402
from encours.web.store.models import AccountResult, Batch, InvoiceResult, Reading, WorkItem  # noqa: E402
from encours.web.store.preparing import is_ready, prepare  # noqa: E402
from encours.web.store.row_security import as_owner  # noqa: E402

EXAMPLES = Path(__file__).parents[2] / "examples"
DAY = date(2026, 6, 30)
NOW = datetime(2026, 6, 30, 8, 0, tzinfo=UTC)
PARTS = (5,)
"""Tenths of a deed after which it is killed; and before its last statement."""


def apart(work_of: Callable[[], Any], at: int = -1) -> tuple[int, Any]:
    """Do something in a process of its own, killed before statement number ``at``; its status, what it answers."""
    source, target = os.pipe()
    child = os.fork()
    if child:
        os.close(target)
        with os.fdopen(source, "rb") as stream:
            told = stream.read()
        status = os.waitpid(child, 0)[1]
        return status, json.loads(told) if told else None
    try:
        count = 0

        def counted(execute, sql, params, many, context):
            nonlocal count
            count += 1
            if count == at:
                os.kill(os.getpid(), signal.SIGKILL)
            return execute(sql, params, many, context)

        with connection.execute_wrapper(counted):
            answer = work_of()
        connection.close()
        os.write(target, json.dumps([count, answer]).encode())
        os.close(target)
        os._exit(0)
    except BaseException:  # noqa: BLE001 -- whatever ends it, the process of before must not go on
        traceback.print_exc()
        os._exit(1)


class Copies:
    """Copies of a store, by name."""

    def __init__(self) -> None:
        self.base = Path(str(connection.settings_dict["NAME"])).name if ADDRESS else ""

    def use(self, name: str) -> None:
        """Have this process, and those that it starts, work on a copy."""
        connection.settings_dict["NAME"] = f"{self.base}_{name}" if ADDRESS else str(FOLDER / name / "store.sqlite3")

    def make(self, name: str, source: str = "") -> None:
        """Make a store, empty or as another one is."""
        if ADDRESS:
            self._admin(f'DROP DATABASE IF EXISTS "{self.base}_{name}"')
            self._admin(
                f'CREATE DATABASE "{self.base}_{name}"' + (f' TEMPLATE "{self.base}_{source}"' if source else "")
            )
            return
        (FOLDER / name).mkdir()
        if source:
            # No process has it open: its log was taken into the file when the last one closed it.
            shutil.copy(FOLDER / source / "store.sqlite3", FOLDER / name / "store.sqlite3")

    def remove(self, name: str) -> None:
        if ADDRESS:
            self._admin(f'DROP DATABASE IF EXISTS "{self.base}_{name}" WITH (FORCE)')
        else:
            shutil.rmtree(FOLDER / name)

    @staticmethod
    def _admin(statement: str) -> None:
        import psycopg

        with psycopg.connect(ADDRESS, autocommit=True) as opened:
            opened.execute(statement)


def seed() -> None:
    """Two companies: one with facts and no results yet, one without anything."""
    prepare()
    one = Organisation.objects.create(slug="one", name="One", reading_day=DAY)
    Organisation.objects.create(slug="two", name="Two", reading_day=DAY)
    assert take_workspace(one, EXAMPLES / "non-cancellable", by="tests", at=NOW).is_taken


def of_before() -> None:
    """The store as an earlier version left it."""
    with as_owner():
        for name in ("sessions", "axes"):
            call_command("migrate", name, "zero", verbosity=0, interactive=False)


def keep() -> None:
    """Keep a batch of facts, unless it is kept."""
    two = Organisation.objects.get(slug="two")
    with inside(two):
        is_kept = Batch.objects.exists()
    if not is_kept:
        assert take_workspace(two, EXAMPLES / "non-cancellable", by="tests", at=NOW).is_taken


def compute() -> None:
    """Do what waits in the background, as the worker does."""
    background.ask_for_today(DAY)
    work(once=True)


def state() -> dict[str, Any]:
    """What a store holds, told shortly; each journal must hold, and no result stand beside those of another reading."""
    with as_owner(), connection.cursor() as cursor:
        tables = [
            each for each in connection.introspection.table_names(cursor) if each.startswith(("fact_", "people_"))
        ]

        def ask(statement: str) -> list[Any]:
            cursor.execute(statement)
            return cursor.fetchall()

        found = totals_of(ask, tables)["organisations"]
    results = {}
    for each in Organisation.objects.order_by("slug"):
        with inside(each, writing=False):
            assert not journal.verify(each).breaks, "the journal is broken"
            made = list(Reading.objects.values_list("as_of", "standing", "revision"))
            rows = {model.__name__: _rows(model) for model in (AccountResult, InvoiceResult, WorkItem)}
        results[each.slug] = [each.revision, made, rows]
    for each in found:
        each["journal"] = each["journal"][0]  # its hash holds the moment of the deed
    return {"facts": found, "results": results, "ready": _is_ready()}


def _is_ready() -> bool:
    with as_owner():
        return is_ready()


def _rows(model: Any) -> list[Any]:
    names = [each.name for each in model._meta.fields if each.name not in {"id", "organisation", "reading"}]
    rows = sorted(map(repr, model.objects.values_list(*names)))
    return [len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest()]


def tried(copies: Copies, source: str, deed: Callable[[], Any]) -> dict[str, Any]:
    """What became of a deed killed at several moments, beside the store before it and after it was done undisturbed."""
    name = f"{source}_{deed.__name__}"
    copies.make(name, source)
    copies.use(name)
    before = apart(state)[1][1]
    status, told = apart(deed)
    assert status == 0, "the deed is done where nobody kills it"
    after = apart(state)[1][1]
    copies.remove(name)
    count = told[0]
    killed = []
    for at in sorted({*(count * each // 10 for each in PARTS), count} - {0}):
        copies.make(name, source)
        copies.use(name)
        status = apart(deed, at)[0]
        looked, found = apart(state)
        again, resumed = apart(lambda: (deed(), state())[1])
        copies.remove(name)
        killed.append({
            "at": at, "signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0, "opens": looked == 0,
            "found": found[1] if found else None, "resumes": again == 0, "resumed": resumed[1] if resumed else None,
        })  # fmt: skip
    return {"before": before, "after": after, "statements": count, "killed": killed}


def main() -> None:
    """Every deed, in turn."""
    MigrationLoader(None)  # every process that is started has its modules then
    copies = Copies()
    copies.make("new")
    copies.use("new")
    status, _ = apart(seed)
    assert status == 0
    copies.make("old", "new")
    copies.use("old")
    assert apart(of_before)[0] == 0
    found = {
        "keep": tried(copies, "new", keep), "compute": tried(copies, "new", compute),
        "prepare": tried(copies, "old", prepare),
    }  # fmt: skip
    for name in ("new", "old"):
        copies.remove(name)
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    readings.TRIES = 1
    main()
