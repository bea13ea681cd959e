"""Who works in a data folder: any number of servers and workers, or one that replaces the store, never both.

The lock is held by the system and ends with the process, however it ends.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from encours.web.operations.ending import Refused

LOCK_FILE: Final = "running.lock"


@contextmanager
def among_others(data: Path) -> Iterator[None]:
    """Work in a data folder beside others; refused while somebody replaces its store."""
    with _lock(data, alone=False):
        yield


@contextmanager
def alone(data: Path) -> Iterator[None]:
    """Work in a data folder alone; refused while a server or a worker of it runs on this machine."""
    with _lock(data, alone=True):
        yield


@contextmanager
def _lock(data: Path, *, alone: bool) -> Iterator[None]:
    try:
        import fcntl
    except ImportError:  # a system without these locks: whoever keeps the installation sees to it
        yield
        return
    descriptor = os.open(data / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _refused(data, alone=alone) from None
        yield
    finally:
        os.close(descriptor)


def _refused(data: Path, *, alone: bool) -> Refused:
    if alone:
        return Refused(
            f"The application is running on {data}: stop it first, then ask again.",
            f"L’application tourne sur {data} : arrêtez-la d’abord, puis recommencez.",
        )
    return Refused(
        f"The store of {data} is being changed: try again when that is done.",
        f"La base de {data} est en cours de modification : réessayez ensuite.",
    )
