"""The command line on a folder of files: one module for each command, loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and answer its exit code (see ``encours.cli.exit_codes``)."""
    from encours.cli.main import run

    return run(arguments)
