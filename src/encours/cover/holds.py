"""What a file claims to hold of the books it comes from."""

from __future__ import annotations

from enum import Enum


class Holds(Enum):
    """What a file claims to hold, which tells what may be concluded from what it does not hold."""

    ADDITIONS = "additions"
    """Some facts: what is not there stands as it was."""
    OPEN_ITEMS = "open-items"
    """Every invoice still open on the day: one that is not there is paid."""
    EVERYTHING = "everything"
    """Every fact of its kinds and of its period: one that is not there never happened."""
    LIMITS = "limits"
    """Every limit that the insurer has in force on the day: what it says again is no new decision."""
