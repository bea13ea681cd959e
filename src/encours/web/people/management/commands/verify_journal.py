"""Whether the whole journal of every organisation holds: one line each, and a failure where one is broken."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from encours.web.people import journal
from encours.web.people.models import Organisation
from encours.web.people.walls import inside


class Command(BaseCommand):
    """Check the chains."""

    help = "Checks that no entry of a journal was changed, removed or put in; exits with 1 where one was."

    def handle(self, *given: Any, **named: Any) -> None:  # noqa: ANN401, ARG002 -- asked by the framework
        """Write a line for each organisation."""
        is_broken = False
        for each in Organisation.objects.order_by("slug"):
            with inside(each, writing=False):
                found = journal.verify(each)
            with inside(each):
                journal.remember(each, found, at=timezone.now())
            if found.breaks:
                is_broken = True
                first, count = found.breaks[0], len(found.breaks)
                self.stdout.write(f"{each.slug}: broken at entry {first.rank} ({first.reason}), {count} in all")
            else:
                self.stdout.write(f"{each.slug}: holds, {found.count} entries, last hash {found.last}")
        if is_broken:
            sys.exit(1)
