"""`manage …`: the commands of Django, for whoever keeps the installation."""

from __future__ import annotations

from argparse import Namespace

from django.core.management import execute_from_command_line

from encours.web.operations import ending


def run(asked: Namespace) -> int:
    """Hand the words over to Django."""
    execute_from_command_line(["encours manage", *asked.words])
    return ending.ANSWERED
