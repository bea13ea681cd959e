"""`encours cases [FOLDER]`: runs the worked cases of the clauses, or those of a folder."""

from __future__ import annotations

import os
from argparse import Namespace

from encours.cli import exit_codes, messages, output


def run(asked: Namespace) -> int:
    """Run the cases; 1 when some does not hold."""
    from encours.cases.__main__ import main
    from encours.formats.faults import place_of

    missing = [each for each in asked.places if not os.path.exists(each)]  # noqa: PTH110 -- pathlib raises on a long name
    for each in missing:
        output.complain(messages.no_cases(place_of(each), asked.lang))
    if missing:
        return exit_codes.MISUSED
    return main([str(each) for each in asked.places], asked.lang)
