"""The walls: nothing of an organisation is read or written but inside it.

``inside`` opens one transaction in which the store answers for one organisation alone. Two locks hold it: a query that
names no organisation is refused before it is sent (django-scopes), and on PostgreSQL every row of another one is hidden
by the database itself, whatever was sent (row security, see ``encours.web.store.row_security``).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from django.db import connection, transaction
from django_scopes import scope

from encours.web.people.models import Organisation

VARIABLE: Final = "encours.organisation"
"""Setting of a transaction that names the organisation whose rows it sees."""


@contextmanager
def inside(organisation: Organisation, *, writing: bool = True) -> Iterator[None]:
    """One transaction within the walls of an organisation.

    One that only reads sees the store as it was when it began, and waits for nobody who writes.
    """
    with _transaction(writing=writing), scope(organisation=organisation):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                if not writing and len(connection.savepoint_ids) == 0:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
                # Until the end of the transaction: the next one on this connection is in no organisation.
                cursor.execute("SELECT set_config(%s, %s, true)", [VARIABLE, str(organisation.pk)])
        yield


@contextmanager
def _transaction(*, writing: bool) -> Iterator[None]:
    """A transaction that, on SQLite, takes the lock of the one who writes at once or never."""
    if connection.vendor != "sqlite" or writing:
        with transaction.atomic():
            yield
        return
    sqlite: Any = connection
    usual = sqlite.transaction_mode
    sqlite.transaction_mode = "DEFERRED"
    try:
        with transaction.atomic():
            sqlite.transaction_mode = usual
            yield
    finally:
        sqlite.transaction_mode = usual
