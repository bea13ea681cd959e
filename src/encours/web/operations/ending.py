"""How a command ends: the exit codes of the command line, and what a person can cause said without a trace."""

from __future__ import annotations

from typing import Final

from encours.policy.faults import Words

ANSWERED: Final = 0
REFUSED: Final = 1
MISUSED: Final = 2
INTERRUPTED: Final = 130


class Refused(Exception):
    """What was asked is not done: why, and what to do, in both languages."""

    def __init__(self, english: str, french: str) -> None:
        super().__init__(english)
        self.words = Words(english, french)
