"""Whether the whole journal of every organisation holds: one line each, and a failure where one is broken."""

from __future__ import annotations

import sys
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from encours.policy.faults import Words
from encours.units.show import Language
from encours.web.people import journal
from encours.web.people.models import Organisation
from encours.web.people.walls import inside

BROKEN: Final = Words(": broken at entry {rank} ({why})", "\u00a0: rompu à l’entrée {rank} ({why})")
IN_ALL: Final = Words("in all", "en tout")
HOLDS: Final = Words(": holds, {count} entries, last hash {last}", "\u00a0: intact, {count} entrées, empreinte {last}")
REASONS: Final = {
    "missing": Words("missing", "manquante"),
    "changed": Words("changed", "modifiée"),
    "cut": Words("cut", "coupée"),
}


class Command(BaseCommand):
    """Check the chains."""

    help = "Checks that no entry of a journal was changed, removed or put in; exits with 1 where one was."

    def add_arguments(self, parser: CommandParser) -> None:
        """The language it answers in."""
        parser.add_argument("--lang", choices=("en", "fr"), default="en")

    def handle(self, *given: Any, lang: Language, **named: Any) -> None:  # noqa: ANN401, ARG002 -- asked by the framework
        """Write a line for each organisation."""
        is_broken = False
        for each in Organisation.objects.order_by("slug"):
            with inside(each, writing=False):
                found = journal.verify(each)
            with inside(each):
                journal.remember(each, found, at=timezone.now())
            if found.breaks:
                is_broken = True
                first = found.breaks[0]
                told = BROKEN.in_language(lang).format(rank=first.rank, why=REASONS[first.reason].in_language(lang))
                self.stdout.write(f"{each.slug}{told}, {len(found.breaks)} {IN_ALL.in_language(lang)}")
            else:
                self.stdout.write(each.slug + HOLDS.in_language(lang).format(count=found.count, last=found.last))
        if is_broken:
            sys.exit(1)
