"""Whether the journal of every organisation holds: one line each, and a failure where one is broken."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

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
                count, last, breaks = journal.verify()
            if breaks:
                is_broken = True
                first = breaks[0]
                self.stdout.write(f"{each.slug}: broken at entry {first.rank} ({first.reason}), {len(breaks)} in all")
            else:
                self.stdout.write(f"{each.slug}: holds, {count} entries, last hash {last}")
        if is_broken:
            sys.exit(1)
