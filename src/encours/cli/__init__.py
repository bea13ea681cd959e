"""The command line on a folder of files: one module for each command, loaded when it is asked for."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence

INTERRUPTED = 130  # that of exit_codes, which is not loaded yet when it may be needed


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and answer its exit code (see ``encours.cli.exit_codes``)."""
    if arguments is None:
        # Before anything slow is loaded: a module stopped while it loads would print a trace.
        signal.signal(signal.SIGINT, _end_quietly)
    from encours.cli.run import run

    return run(arguments)


def _end_quietly(*_: object) -> None:
    """End at once: whatever is being written bears another name until it is whole."""
    if os.isatty(2):
        os.write(2, b"\n")
    os._exit(INTERRUPTED)
