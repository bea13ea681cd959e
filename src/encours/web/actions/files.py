"""Files that people bring: kept under their hash, told in the journal; and a place to work on them under their name."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import time
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings

from encours.policy.faults import Words
from encours.web.people import journal
from encours.web.people.access import Access
from encours.web.people.deeds import Deed
from encours.web.store.files import StoredFile, TooLarge, folder_of, keep_bytes

LONGEST_NAME: Final = 160
"""Octets of the name under which a file is kept."""
WORK: Final = "work"
"""Folder of what is being worked on; nothing in it outlives the work but where the machine stopped."""
LEFT_BEHIND: Final = 86_400
"""Seconds after which what a stopped machine left behind is swept away."""
NO_NAME: Final = Words("This file has no name that can be kept.", "Ce fichier n’a pas de nom qui puisse être conservé.")
NO_FILE: Final = Words("Choose a file first.", "Choisissez d’abord un fichier.")


def plain_name(told: str) -> str:
    """Last part of the name of a file, without marks that are not seen; empty where nothing of it can be kept."""
    last = unicodedata.normalize("NFC", told).replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(each for each in last if each.isprintable()).strip()
    stem, dot, ending = seen.rpartition(".")
    if len(seen.encode()) > LONGEST_NAME:
        kept = f"{dot}{ending[:10]}" if stem else ""
        # A file system counts octets: signs of three and four are cut whole.
        room = LONGEST_NAME - len(kept.encode())
        seen = (stem or seen).encode()[: max(0, room)].decode(errors="ignore") + kept
    return "" if seen.strip(".") == "" else seen


def too_large() -> Words:
    """Why a file is not taken that has more bytes than an installation allows."""
    most = settings.INSTALLATION.largest_file >> 20
    return Words(f"This file is too large: {most} MB at most.", f"Ce fichier est trop volumineux : {most} Mo au plus.")


def bring(access: Access, told_name: str, pieces: Iterable[bytes], *, at: datetime) -> StoredFile | Words:
    """Keep a file that somebody brings, or answer why it is not kept."""
    name = plain_name(told_name)
    if not name:
        return NO_NAME
    try:
        sha256, size = keep_bytes(access.organisation, pieces, most=settings.INSTALLATION.largest_file)
    except TooLarge:
        return too_large()
    by = str(access.person)
    found: StoredFile = StoredFile.objects.create(
        organisation=access.organisation, name=name, size=size, sha256=sha256, uploaded_by=by, uploaded_at=at
    )
    details = {"sha256": sha256, "size": size}
    journal.write(access.organisation, by, Deed.BRING_FILE, at=at, subject=name, details=details)
    return found


@contextmanager
def workplace(organisation: int) -> Iterator[Path]:
    """A folder to work in, taken away at the end."""
    with tempfile.TemporaryDirectory(dir=folder_of(organisation, WORK), ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def under_its_name(place: Path, folder: Path, name: str) -> Path:
    """Bytes of a file under the name that somebody gave it: how it is read depends on its ending."""
    assert name == Path(name).name, "the name of a file, and of nothing above it"
    found = folder / name
    folder.mkdir(parents=True, exist_ok=True)
    try:
        os.link(place, found)
    except FileNotFoundError:
        raise
    except OSError:  # a file system without links
        shutil.copyfile(place, found)
    return found


def sweep() -> None:
    """Take away what a machine that stopped left behind where it worked."""
    before = time.time() - LEFT_BEHIND
    for each in (settings.INSTALLATION.data / WORK).glob("*/*"):
        with contextlib.suppress(OSError):
            if each.is_dir() and each.stat().st_mtime < before:
                shutil.rmtree(each, ignore_errors=True)
