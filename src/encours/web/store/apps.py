"""How Django knows the store."""

from __future__ import annotations

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """The store of facts and results."""

    name = "encours.web.store"
    label = "store"

    def ready(self) -> None:
        """Have every connection work within the walls."""
        from encours.web.store import row_security  # noqa: F401 -- it listens to connections
