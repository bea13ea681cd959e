"""Processes that a command starts: each ends with it, however it ends."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from typing import Final

PARENT: Final = "ENCOURS_PARENT"
"""Tells a process which one started it, and ends it when that one is gone."""
PATIENCE: Final = 10.0
"""Seconds that a process has to end what it does."""
LOOK: Final = 0.5


class Child:
    """A process started by this one, in a group of its own: what it starts in turn ends with it."""

    def __init__(self, words: Sequence[str]) -> None:
        environment = {**os.environ, PARENT: str(os.getpid())}
        # Out of the terminal's group: a key struck there reaches the parent alone, which ends the others in order.
        self._inner = subprocess.Popen([sys.executable, *words], env=environment, start_new_session=True)  # noqa: S603 -- ours

    @property
    def number(self) -> int:
        """Number of the process."""
        return self._inner.pid

    def has_ended(self) -> bool:
        """Whether it ended."""
        return self._inner.poll() is not None

    def tell_to_end(self) -> None:
        """Ask it to end what it does and go."""
        if not self.has_ended():
            with contextlib.suppress(ProcessLookupError):
                self._inner.terminate()

    def end(self, deadline: float) -> None:
        """Wait for it until a moment of the steady clock, then end it and whatever it left."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._inner.wait(max(0.1, deadline - time.monotonic()))
        if os.name == "nt":
            self._inner.kill()
        else:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._inner.pid, signal.SIGKILL)
        self._inner.wait()


def end_all(children: Sequence[Child]) -> None:
    """End some processes together."""
    for each in children:
        each.tell_to_end()
    deadline = time.monotonic() + PATIENCE
    for each in children:
        each.end(deadline)


def end_with_parent() -> None:
    """Have this process end when the one that started it is gone, where one said that it did."""
    told = os.environ.get(PARENT, "")
    if not told.isdecimal() or os.name == "nt":
        return
    # What this process starts has it, and not the first one, as its parent.
    os.environ[PARENT] = str(os.getpid())
    threading.Thread(target=_watch, args=(int(told),), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK)
    os._exit(0)
