"""How Django knows this part of the application."""

from __future__ import annotations

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """What people see."""

    name = "encours.web.pages"
    label = "pages"
