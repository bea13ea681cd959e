"""`encours cases [FOLDER]`: runs the worked cases of the clauses, or those of a folder."""

from __future__ import annotations

from argparse import Namespace

from encours.cli import exit_codes


def run(asked: Namespace) -> int:
    """Run the cases; 1 when some does not hold."""
    from encours.cases.__main__ import main

    code = main([str(each) for each in asked.places])
    return exit_codes.MISUSED if code == exit_codes.MISUSED else code
