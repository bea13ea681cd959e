"""How Django knows this part of the application."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """This part, under its own name."""

    name = "encours.web.people"
    label = "people"
