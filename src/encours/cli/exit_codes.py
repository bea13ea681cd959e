"""What the exit codes say, documented in ``docs/reference/command-line.md``."""

from __future__ import annotations

from typing import Final

ANSWERED: Final = 0
"""The answer was given."""
REFUSED: Final = 1
"""Something read was refused, or is not there: every error is on standard error, nothing on standard output.

So is an answer that cannot be written: the output is closed, or its disk is full."""
MISUSED: Final = 2
"""The command was not understood."""
NEEDS_INFORMATION: Final = 3
"""`why` answered, but some of the invoice cannot be judged until a fact is told."""
BROKEN_PIPE: Final = 141
"""Who read the output stopped reading."""
INTERRUPTED: Final = 130
"""Stopped from the keyboard."""
