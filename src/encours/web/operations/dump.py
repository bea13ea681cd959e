"""A consistent copy of the database of an installation, and that copy put back; one way for each database."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction

from encours.web.operations.ending import Refused
from encours.web.operations.totals import totals_of
from encours.web.store.preparing import put_in_place
from encours.web.store.row_security import as_owner

SQLITE_NAME: Final = "database.sqlite3"
POSTGRESQL_NAME: Final = "database.dump"
LEFT_OUT: Final = ("django_session", "usersessions_usersession")
"""Tables whose rows are in no backup: whoever reads one must find no session that is open."""


def name_of_dump() -> str:
    """Name of the copy within a backup: it says of which database it is."""
    return POSTGRESQL_NAME if settings.INSTALLATION.is_postgresql else SQLITE_NAME


def dump_to(path: Path) -> dict[str, Any]:
    """Copy the database into a file as it stands at one moment; its totals at that moment."""
    if settings.INSTALLATION.is_postgresql:
        return _dump_postgresql(path)
    with closing(sqlite3.connect(_sqlite())) as source, closing(sqlite3.connect(path)) as target:
        source.backup(target)
        for each in LEFT_OUT:
            target.execute(f'DELETE FROM "{each}"')  # noqa: S608 -- ours
        target.commit()
        # What is removed goes from the pages of the file too.
        target.execute("VACUUM")
    return totals_of_file(path)


def totals_of_file(path: Path) -> dict[str, Any]:
    """Totals of a store of SQLite, which is looked through first."""
    with closing(sqlite3.connect(path)) as opened:
        try:
            sound = opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        except sqlite3.DatabaseError:
            sound = False
        if not sound:
            raise Refused("The database of the backup is damaged.", "La base de la sauvegarde est abîmée.")
        rows = opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        tables = [name for (name,) in rows if not name.startswith("sqlite_")]
        return totals_of(lambda statement: opened.execute(statement).fetchall(), tables)


def totals_now() -> dict[str, Any]:
    """Totals of the store as it stands; nothing where it is not made yet."""
    if not settings.INSTALLATION.is_postgresql and not _sqlite().exists():
        return {"tables": {}, "organisations": []}
    with as_owner(), transaction.atomic():
        return totals_of(_ask, _tables())


def restore_from(path: Path, tables: Iterable[str]) -> None:
    """Put a copy in the place of the database, in one step; ``tables`` are those that it holds."""
    if settings.INSTALLATION.is_postgresql:
        _restore_postgresql(path, tables)
        return
    connection.close()
    put_in_place(path, _sqlite())


def _sqlite() -> Path:
    return Path(str(settings.DATABASES["default"]["NAME"]))


def _ask(statement: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


def _tables() -> list[str]:
    """Tables of the application that are there: others of the same server are left alone."""
    known = {each._meta.db_table for each in apps.get_models(include_auto_created=True)}  # noqa: SLF001
    known |= {"django_migrations", str(settings.CACHES["default"]["LOCATION"])}
    return sorted(known & set(connection.introspection.table_names()))


def _dump_postgresql(path: Path) -> dict[str, Any]:
    program = _program("pg_dump")
    with as_owner(), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            (snapshot,) = cursor.fetchone()
        tables = _tables()
        named = [f'--table=public."{each}"' for each in tables]
        named += [f'--exclude-table-data=public."{each}"' for each in LEFT_OUT]
        words = [program, "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}",
                 f"--file={path}", *named]  # fmt: skip
        _done(words)
        totals = totals_of(_ask, tables)
    totals["tables"].update(dict.fromkeys(LEFT_OUT, 0))
    return totals


def _restore_postgresql(path: Path, tables: Iterable[str]) -> None:
    """One transaction: what is there goes, what the copy holds comes, or nothing changes."""
    with as_owner():
        going = sorted({*_tables(), *(set(tables) & set(connection.introspection.table_names()))})
    drop = "".join(f'DROP TABLE IF EXISTS public."{each}" CASCADE;\n' for each in going)
    words = [_program("pg_restore"), "--no-owner", "--no-privileges", "--file=-", str(path)]
    script = path.with_suffix(".sql")
    try:
        with script.open("wb") as stream:
            stream.write(drop.encode())
            stream.flush()
            _done(words, output=stream)
        _done([_program("psql"), "--quiet", "--no-psqlrc", "--single-transaction", "--set=ON_ERROR_STOP=1",
               "--output", os.devnull, f"--file={script}"])  # fmt: skip
    finally:
        script.unlink(missing_ok=True)


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise Refused(
            f"{name} is not installed on this machine: install the client programs of PostgreSQL (postgresql-client).",
            f"{name} n’est pas installé sur cette machine : installez les programmes clients de PostgreSQL "
            "(postgresql-client).",
        )
    return found


def _done(words: list[str], output: Any = None) -> None:  # noqa: ANN401 -- a stream or nothing
    done = subprocess.run(words, env=_environment(), stdout=output, stderr=subprocess.PIPE, check=False)  # noqa: S603
    if done.returncode:
        why = done.stderr.decode(errors="replace").strip()[-2000:]
        name = Path(words[0]).name
        raise Refused(f"{name} failed: {why}", f"{name} a échoué : {why}")


def _environment() -> Mapping[str, str]:
    """Where the server is, told as its programs read it: a password is on no command line."""
    told = connection.settings_dict
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    given = {variable: str(told[name]) for variable, name in names.items() if told.get(name)}
    options = {f"PG{name.upper()}": str(value) for name, value in told.get("OPTIONS", {}).items()
               if name in {"sslmode", "sslrootcert", "sslcert", "sslkey"}}  # fmt: skip
    return {**os.environ, **given, **options}
