"""The walls: nothing of an organisation is read or written but inside it.

``inside`` opens one transaction in which the store answers for one organisation alone. Two locks hold it: a query that
names no organisation is refused before it is sent (django-scopes), and on PostgreSQL every row of another one is hidden
by the database itself, whatever was sent (row security, see ``encours.web.store.row_security``).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django_scopes import scope

from encours.web.people.models import Organisation

VARIABLE = "encours.organisation"
"""Setting of a transaction that row security reads."""


@contextmanager
def inside(organisation: Organisation) -> Iterator[None]:
    """One transaction within the walls of an organisation."""
    with transaction.atomic(), scope(organisation=organisation):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                # Until the end of the transaction: the next one on this connection is in no organisation.
                cursor.execute("SELECT set_config(%s, %s, true)", [VARIABLE, str(organisation.pk)])
        yield
