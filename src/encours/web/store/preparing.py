"""The store made ready: its tables brought to what this version needs, whole or not at all.

A SQLite store is changed in a copy that takes its place at the end; PostgreSQL changes in one transaction for each
migration, within which nothing is half done.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from encours.web.store.row_security import as_owner, is_locked_up, lock_up

COPY = ".changing"
"""Ending of the copy of a SQLite store that is being changed."""
LOGS: Final = ("-wal", "-shm")
"""Endings of the files that SQLite keeps beside a store."""


def prepare() -> None:
    """Bring the store to this version; nothing to do where it is there already."""
    with as_owner():
        if connection.vendor == "sqlite":
            _prepare_copy(Path(str(connection.settings_dict["NAME"])))
        elif not is_ready():
            with _one_at_a_time():
                _migrate()
                lock_up()


def is_ready() -> bool:
    """Whether the store is at this version, every table of it closed to those outside its walls."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    return str(settings.CACHES["default"]["LOCATION"]) in connection.introspection.table_names() and is_locked_up()


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Let two programs that start together change a store of PostgreSQL one after the other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext('encours changes the store'))")
    try:
        yield
    finally:
        connection.close()  # the lock goes with it


def _migrate() -> None:
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def _prepare_copy(path: Path) -> None:
    for each in (path, *(path.with_name(path.name + ending) for ending in LOGS)):
        if each.exists():
            each.chmod(0o600)
    if path.exists() and is_ready():
        return
    connection.close()
    copy = path.with_name(path.name + COPY)
    _remove(copy)
    if path.exists():
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
    connection.settings_dict["NAME"] = str(copy)
    try:
        _migrate()
    finally:
        connection.close()
        connection.settings_dict["NAME"] = str(path)
    put_in_place(copy, path)


def put_in_place(copy: Path, path: Path) -> None:
    """Have a SQLite store take the place of another that nobody has open; in one step."""
    for each in (copy, path):
        if each.exists():
            # Everything goes into the file itself: a log left beside it would be taken for that of its successor.
            with closing(sqlite3.connect(each)) as opened:
                opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for ending in LOGS:
        path.with_name(path.name + ending).unlink(missing_ok=True)
    with copy.open("rb+") as stream:
        os.fsync(stream.fileno())
    os.replace(copy, path)  # noqa: PTH105 -- in one step, whichever system
    _remove(copy)


def _remove(path: Path) -> None:
    """Remove a store that was never put in place, with the logs beside it."""
    for ending in ("", *LOGS):
        path.with_name(path.name + ending).unlink(missing_ok=True)
