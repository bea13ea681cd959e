"""The journal: what was done, by whom, chained by hashes so that nothing can be changed or left out unseen.

The end of the chain is kept with the organisation too: what was cut off the end is seen, also once more was written.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from encours.web.people.deeds import Deed
from encours.web.people.models import JournalEntry, JournalVerification, Organisation

FIRST: Final = "0" * 64
"""What stands before the first entry of a chain."""


def write(
    organisation: Organisation, person: str, deed: Deed, *, at: datetime, subject: str = "",
    details: Mapping[str, Any] | None = None,
) -> JournalEntry:  # fmt: skip
    """Add an entry, within the transaction of what it tells; the organisation is locked until that ends."""
    standing = Organisation.objects.select_for_update().only("journal_rank", "journal_hash").get(pk=organisation.pk)
    # Never the rank of one that was put in behind the application's back: what is done now is told all the same.
    last = JournalEntry.objects.order_by("-rank").values_list("rank", flat=True).first() or 0
    entry = JournalEntry(
        organisation=organisation,
        rank=1 + max(last, standing.journal_rank),
        at=at.astimezone(UTC),
        person=person,
        deed=deed,
        subject=subject,
        details=dict(details or {}),
        before=standing.journal_hash or FIRST,
    )
    entry.hash = hash_of(entry)
    entry.save(force_insert=True)
    Organisation.objects.filter(pk=organisation.pk).update(journal_rank=entry.rank, journal_hash=entry.hash)
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


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found of a chain: its last entry, every place where it breaks, and how far it was known to hold."""

    rank: int
    last: str
    """Hash of the last entry."""
    breaks: tuple[Break, ...]
    count: int
    since: int = 0
    """Rank of the entry after which it was verified; 0 for the whole chain."""


def verify(organisation: Organisation) -> Verified:
    """What is found of the whole chain of an organisation, inside its walls."""
    return _verified(organisation, 0, FIRST)


def verify_since(organisation: Organisation, known: JournalVerification | None) -> Verified:
    """What is found of what came since the chain was known to hold; of the whole chain where it is not known.

    What is known counts only while the entry it stands on says what it said and none before it is missing. One that
    was changed further back is for whoever verifies the whole.
    """
    if known is None or not _stands(known):
        return verify(organisation)
    found = _verified(organisation, known.rank, known.hash)
    return verify(organisation) if found.breaks else found


def known_to_hold() -> JournalVerification | None:
    """How far the chain of the organisation one is in is known to hold; None where nothing is known."""
    found: JournalVerification | None = JournalVerification.objects.first()
    return found


def remember(organisation: Organisation, found: Verified, *, at: datetime) -> None:
    """Keep how far a chain holds, inside the walls; of one that is broken nothing, so that all of it is looked at."""
    Organisation.objects.select_for_update().only("pk").get(pk=organisation.pk)
    if found.breaks:
        JournalVerification.objects.all().delete()
        return
    known = known_to_hold()
    if found.since and known is None:
        return  # somebody who verified the whole found it broken meanwhile
    whole_at = known.whole_at if known is not None and found.since else at
    told = {"rank": found.rank, "hash": found.last, "at": at, "whole_at": whole_at}
    JournalVerification.objects.update_or_create(organisation=organisation, defaults=told)


def _stands(known: JournalVerification) -> bool:
    until = JournalEntry.objects.filter(rank__lte=known.rank)
    last = until.order_by("-rank").first()
    if last is None:
        return known.rank == 0
    return bool(last.rank == known.rank == until.count()) and last.hash == known.hash == hash_of(last)


def _verified(organisation: Organisation, since: int, before: str) -> Verified:
    count, rank, breaks = since, since, list[Break]()
    for entry in _entries(since):
        count, rank = count + 1, rank + 1
        if entry.rank != rank:
            breaks.append(Break(rank, "missing"))
            rank = entry.rank
        if entry.before != before:
            breaks.append(Break(rank, "cut"))
        if hash_of(entry) != entry.hash:
            breaks.append(Break(rank, "changed"))
        before = entry.hash
    breaks.extend(_broken_end(organisation, rank, before))
    return Verified(rank, before, tuple(breaks), count, since)


def _broken_end(organisation: Organisation, rank: int, last: str) -> Iterator[Break]:
    """Where the last entry is not the one that the organisation knows to be."""
    end = Organisation.objects.only("journal_rank", "journal_hash").get(pk=organisation.pk)
    if rank < end.journal_rank:
        yield Break(rank + 1, "missing")
    elif rank > end.journal_rank:
        yield Break(end.journal_rank + 1, "cut")
    elif last != (end.journal_hash or FIRST):
        yield Break(rank, "changed")


def _entries(since: int) -> Iterator[JournalEntry]:
    return JournalEntry.objects.filter(rank__gt=since).order_by("rank").iterator(chunk_size=2_000)
