"""How Django knows this part of the application."""

from __future__ import annotations

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Work in the background."""

    name = "encours.web.jobs"
    label = "jobs"
