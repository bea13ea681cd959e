"""Files that people brought: their bytes in the data folder under their hash, what is known of them in the store.

A file is written beside its place and put there in one step: it is whole, or it is not there. The same bytes are kept
once for each organisation, whoever brings them and under whichever name.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import tempfile
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import models, transaction

from encours.web.people.models import Organisation
from encours.web.people.walled import Walled
from encours.web.people.walls import inside

FOLDER: Final = "files"
MADE: Final = "made"
"""Folder of files that were made for somebody, and may be made again."""
FOR_ITS_OWNER: Final = 0o700


class StoredFile(Walled):
    """A file that somebody brought: its name then, its size, and the hash under which its bytes are kept."""

    name = models.TextField()
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.CharField(max_length=200)
    uploaded_at = models.DateTimeField()

    class Meta:
        """Found by what it holds."""

        indexes = [models.Index(fields=["organisation", "sha256"], name="file_sha256")]

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> Path:
        """Where its bytes are."""
        return place_of(self.organisation_id, self.sha256)


class TooLarge(Exception):
    """A file has more bytes than may be kept."""


def place_of(organisation: int, sha256: str, *, among: str = FOLDER) -> Path:
    """Where the bytes of a hash are kept for an organisation."""
    assert len(sha256) == 64, "a hash"
    assert sha256.isalnum(), "figures and letters alone: it names a file"
    return folder_of(organisation, among) / sha256


def folder_of(organisation: int, name: str) -> Path:
    """Folder of an organisation among those of the application, which its owner alone reads."""
    folder: Path = settings.INSTALLATION.data / name / str(organisation)
    folder.mkdir(mode=FOR_ITS_OWNER, parents=True, exist_ok=True)
    return folder


def keep_bytes(
    organisation: Organisation, pieces: Iterable[bytes], *, most: int = sys.maxsize, among: str = FOLDER
) -> tuple[str, int]:
    """Keep bytes under their hash, in one step; their hash and how many they are.

    Raises TooLarge where they are more than may be kept, nothing of them being left then.
    """
    folder = folder_of(organisation.pk, among)
    opened, aside = tempfile.mkstemp(prefix=".", dir=folder)  # of its owner alone (0600)
    made, size = hashlib.sha256(), 0
    try:
        with os.fdopen(opened, "wb") as stream:
            for piece in pieces:
                size += len(piece)
                if size > most:
                    raise TooLarge
                made.update(piece)
                stream.write(piece)
            stream.flush()
            os.fsync(stream.fileno())
        Path(aside).replace(place_of(organisation.pk, made.hexdigest(), among=among))
        _flush(folder)
    finally:
        with contextlib.suppress(FileNotFoundError):
            Path(aside).unlink()
    return made.hexdigest(), size


def forget_bytes(model: type[Walled], organisation: Organisation, sha256: str, *, among: str = FOLDER) -> None:
    """Have bytes removed that no row of a model names any more, once the removal of their rows is kept.

    What is not kept after all removes nothing: a row never stands without its bytes. A fall in between leaves bytes
    that nothing names.
    """
    transaction.on_commit(partial(_remove_unnamed, model, organisation, sha256, among), robust=True)


def _remove_unnamed(model: type[Walled], organisation: Organisation, sha256: str, among: str) -> None:
    with inside(organisation):
        # Somebody may have brought the same bytes since.
        if not model.objects.filter(sha256=sha256).exists():
            place_of(organisation.pk, sha256, among=among).unlink(missing_ok=True)


def _flush(folder: Path) -> None:
    """Make a new name last through a power cut, where the system knows how."""
    if os.name != "posix":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
