"""`worker`: compute in the background, apart from the server."""

from __future__ import annotations

from argparse import Namespace

from django.conf import settings

from encours.web.jobs.worker import work
from encours.web.operations import ending
from encours.web.operations.children import end_with_parent
from encours.web.operations.ending import Refused
from encours.web.operations.running import among_others
from encours.web.store.preparing import is_ready
from encours.web.store.row_security import as_owner


def run(asked: Namespace) -> int:
    """Work until told to end."""
    end_with_parent()
    with among_others(settings.INSTALLATION.data):
        with as_owner():
            ready = is_ready()
        if not ready:
            raise Refused(
                "The store is not at this version yet: `encours serve` brings it there.",
                "La base n’est pas encore à cette version : `encours serve` l’y amène.",
            )
        try:
            work(once=asked.once)
        except SystemExit:
            # The library leaves so when it is told to end while it waits.
            return ending.ANSWERED
    return ending.ANSWERED
