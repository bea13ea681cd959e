"""The second lock of the walls, on PostgreSQL: each row is hidden from every transaction but those of its organisation.

The application works under a role that owns nothing (``ROLE``), so that row security holds for it whoever connects, and
that may add facts and entries of the journal but never change or remove them. Only migrations, backups and retention
work as the owner of the tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, ProgrammingError, connection, transaction
from django.db.backends.signals import connection_created
from django.dispatch import receiver

from encours.web.people.walled import Walled
from encours.web.people.walls import VARIABLE

ROLE: Final = "encours_app"
ADDED_ONLY: Final = ("store_batch", "store_register", "store_contract", "people_journalentry")
"""Tables beside those of facts to which rows are only ever added."""
_OWNER: ContextVar[bool] = ContextVar("owner", default=False)


@contextmanager
def as_owner() -> Iterator[None]:
    """Work as the owner of the tables: migrations, backups, retention."""
    token = _OWNER.set(True)
    connection.close()
    try:
        yield
    finally:
        _OWNER.reset(token)
        connection.close()


@receiver(connection_created, dispatch_uid="encours role")
def take_the_role(connection: Any, **_: object) -> None:  # noqa: ANN401 -- a connection of any database
    """Give up the rights of whoever connects, before the first query."""
    if connection.vendor != "postgresql" or connection.alias != DEFAULT_DB_ALIAS or _OWNER.get():
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE])
        if cursor.fetchone() is not None:
            cursor.execute(f"SET ROLE {ROLE}")


def walled_tables() -> list[str]:
    """Every table whose rows belong to an organisation and are read within its walls."""
    return sorted(each._meta.db_table for each in apps.get_models() if issubclass(each, Walled))  # noqa: SLF001


def lock_up() -> None:
    """Close every table to all but those who work within its walls, as the owner; as often as one likes.

    Nothing to do on another database, where the first lock stands alone.
    """
    if connection.vendor != "postgresql":
        return
    with transaction.atomic(), connection.cursor() as cursor:
        _make_role(cursor)
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {ROLE}")
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {ROLE}")
        cursor.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {ROLE}")
        for table in walled_tables():
            name = connection.ops.quote_name(table)
            if table.startswith("fact_") or table in ADDED_ONLY:
                cursor.execute(f"REVOKE UPDATE, DELETE ON {name} FROM {ROLE}")
            cursor.execute(f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY")
            cursor.execute(f"DROP POLICY IF EXISTS walls ON {name}")
            cursor.execute(
                f"CREATE POLICY walls ON {name} TO {ROLE} USING "
                f"(organisation_id = nullif(current_setting('{VARIABLE}', true), '')::bigint)"
            )


def is_locked_up() -> bool:
    """Whether every table is closed; so it is on a database that has one lock alone."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid AND p.polname = 'walls' "
            "WHERE c.relrowsecurity AND c.relnamespace = 'public'::regnamespace"
        )
        closed = {name for (name,) in cursor.fetchall()}
        cursor.execute(
            "SELECT count(*) FROM pg_tables t WHERE schemaname = 'public' AND NOT EXISTS (SELECT 1 FROM pg_roles "
            "WHERE rolname = %s AND has_table_privilege(oid, format('public.%%I', t.tablename), 'SELECT'))",
            [ROLE],
        )
        (unreachable,) = cursor.fetchone()
    return closed.issuperset(walled_tables()) and not unreachable


def _make_role(cursor: Any) -> None:  # noqa: ANN401 -- a cursor of the database
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE])
    try:
        if cursor.fetchone() is None:
            cursor.execute(f"CREATE ROLE {ROLE} NOLOGIN")
        cursor.execute(f"GRANT {ROLE} TO CURRENT_USER")
    except ProgrammingError:
        raise ImproperlyConfigured(
            f"The user of ENCOURS_DATABASE may not make the role {ROLE}, under which the walls between organisations "
            f"stand. As an administrator of the server: CREATE ROLE {ROLE} NOLOGIN; GRANT {ROLE} TO that user."
        ) from None
