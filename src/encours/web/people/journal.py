"""The journal: what was done, by whom, chained by hashes so that nothing can be changed or left out unseen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from encours.web.people.deeds import Deed
from encours.web.people.models import JournalEntry, Organisation

FIRST: Final = "0" * 64
"""What stands before the first entry of a chain."""


def write(
    organisation: Organisation, person: str, deed: Deed, *, at: datetime, subject: str = "",
    details: Mapping[str, Any] | None = None,
) -> JournalEntry:  # fmt: skip
    """Add an entry, within the transaction of what it tells; the organisation is locked until that ends."""
    Organisation.objects.select_for_update().only("pk").get(pk=organisation.pk)
    last = JournalEntry.objects.order_by("-rank").first()
    entry = JournalEntry(
        organisation=organisation,
        rank=1 if last is None else last.rank + 1,
        at=at.astimezone(UTC),
        person=person,
        deed=deed,
        subject=subject,
        details=dict(details or {}),
        before=FIRST if last is None else last.hash,
    )
    entry.hash = hash_of(entry)
    entry.save(force_insert=True)
    return entry


def hash_of(entry: JournalEntry) -> str:
    """Hash of all that an entry says and of the one before it."""
    said = {
        "organisation": entry.organisation_id,
        "rank": entry.rank,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "person": entry.person,
        "deed": entry.deed,
        "subject": entry.subject,
        "details": entry.details,
        "before": entry.before,
    }
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the chain does not hold: the rank expected there, and why."""

    rank: int
    reason: str
    """``missing``, ``changed`` or ``cut``: an entry is not there, says something else, or follows another."""


def verify() -> tuple[int, str, list[Break]]:
    """Number of entries of the organisation one is in, hash of the last, and every place where its chain breaks."""
    count, before, rank, breaks = 0, FIRST, 0, list[Break]()
    for entry in _entries():
        count, rank = count + 1, rank + 1
        if entry.rank != rank:
            breaks.append(Break(rank, "missing"))
            rank = entry.rank
        if entry.before != before:
            breaks.append(Break(rank, "cut"))
        if hash_of(entry) != entry.hash:
            breaks.append(Break(rank, "changed"))
        before = entry.hash
    return count, before, breaks


def _entries() -> Iterator[JournalEntry]:
    return JournalEntry.objects.order_by("rank").iterator(chunk_size=2_000)
