"""The server of pages: granian, in processes that end with whoever started it; run by ``serve``."""

from __future__ import annotations

import os
import sys
from typing import Final

from encours.web.operations.children import end_with_parent

THREADS: Final = 4
"""Pages that one process makes at once."""


def serve(host: str, port: int, processes: int) -> None:
    """Serve until told to end."""
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    end_with_parent()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "encours.web.settings")
    Server(
        "encours.web.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=THREADS,
        websockets=False,
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        respawn_interval=1,
        workers_kill_timeout=5,
    ).serve()


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
