"""How Django knows this part of the application."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Organisations, people, the journal."""

    name = "encours.web.people"
    label = "people"

    def ready(self) -> None:
        """Write in the journal who comes in."""
        from encours.web.people.watch import listen

        listen()
