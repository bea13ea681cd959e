"""How Django knows this part of the application."""

from __future__ import annotations

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """This part, under its own name."""

    name = "encours.web.jobs"
    label = "jobs"
