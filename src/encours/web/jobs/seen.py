"""Who works, and since when nobody saw it: a worker writes that it lives, and is dead when it does no more."""

from __future__ import annotations

import os
import secrets
import socket
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from encours.web.actions.health import LOST_AFTER
from encours.web.store.models import WorkerSeen

FORGOTTEN_AFTER: Final = timedelta(days=1)


def own_name() -> str:
    """Name of the worker that this process is, by which another one of this machine sees whether it still runs."""
    # A task keeps the name in 64 characters.
    return f"{socket.gethostname()[:30]}:{os.getpid()}:{_began(os.getpid())}:{secrets.token_hex(3)}"


def tell_alive(name: str, now: datetime) -> None:
    """Write that a worker lives."""
    WorkerSeen.objects.update_or_create(
        name=name, defaults={"seen_at": now}, create_defaults={"seen_at": now, "started_at": now}
    )
    WorkerSeen.objects.filter(seen_at__lt=now - FORGOTTEN_AFTER).delete()


def tell_ended(name: str) -> None:
    """Write that a worker ended of its own."""
    WorkerSeen.objects.filter(name=name).delete()


def is_alive(name: str, now: datetime) -> bool:
    """Whether a worker still lives: it was seen lately and, where it ran on this machine, its process is there."""
    if not WorkerSeen.objects.filter(name=name, seen_at__gte=now - LOST_AFTER).exists():
        return False
    host, _, rest = name.partition(":")
    if host != socket.gethostname()[:30]:
        return True
    number, began, _ = rest.split(":")
    return _began(int(number)) == began


def _began(process: int) -> str:
    """Mark of a process that another one with the same number does not bear; empty where there is no such process."""
    try:
        # The 22nd word is the moment it began; the second one, its name between brackets, may hold spaces.
        return (
            Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[19]
        )
    except OSError:
        pass
    if Path("/proc/self/stat").exists() or os.name == "nt":
        return "" if os.name != "nt" else "?"
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return ""
    except PermissionError:
        return "?"
    return "?"
