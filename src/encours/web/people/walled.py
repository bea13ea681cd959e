"""What stands within the walls of an organisation: its rows answer no query that names none."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django_scopes import ScopedManager


class Walled(models.Model):
    """A row of one organisation; on PostgreSQL the database itself hides it from the others (``row_security``)."""

    organisation = models.ForeignKey("people.Organisation", on_delete=models.CASCADE, related_name="+")

    objects: ClassVar[models.Manager[Any]] = ScopedManager(organisation="organisation")

    class Meta:
        """Each kind of row has its own table."""

        abstract = True
