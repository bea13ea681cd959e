"""The store made ready: its tables brought to what this version needs, whole or not at all.

A SQLite store is changed in a copy that takes its place at the end; PostgreSQL changes in one transaction for each
migration, within which nothing is half done.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from encours.web.store.row_security import as_owner, lock_up

COPY = ".changing"
"""Ending of the copy of a SQLite store that is being changed."""


def prepare() -> None:
    """Bring the store to this version; nothing to do where it is there already."""
    with as_owner():
        if connection.vendor == "sqlite":
            _prepare_copy(Path(str(connection.settings_dict["NAME"])))
        else:
            _migrate()
            lock_up()


def is_ready() -> bool:
    """Whether the store is at this version."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _migrate() -> None:
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def _prepare_copy(path: Path) -> None:
    if path.exists() and is_ready():
        return
    connection.close()
    copy = path.with_name(path.name + COPY)
    copy.unlink(missing_ok=True)
    if path.exists():
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
    connection.settings_dict["NAME"] = str(copy)
    try:
        _migrate()
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()
        connection.settings_dict["NAME"] = str(path)
    # What the log beside the old file held is in the copy already: left there, it would be taken for the new file's.
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    os.replace(copy, path)  # noqa: PTH105 -- in one step, whichever system
    for ending in ("-wal", "-shm"):
        copy.with_name(copy.name + ending).unlink(missing_ok=True)
