"""A backup: one file that holds the database, the files and what they weigh, so that it can be verified before use."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any, Final

from encours.web.operations.ending import Refused

MANIFEST: Final = "manifest.json"
FORM: Final = 1
"""Form of a backup; one of a later form is refused."""
FILES: Final = "files/"
SECRET: Final = "secret.key"  # noqa: S105 -- the name of a file
OF_AN_ORGANISATION: Final = frozenset({"slug", "name", "facts", "journal"})
PIECE: Final = 1 << 20
LARGEST_MANIFEST: Final = 64 << 20


class Writer:
    """A backup that is being written."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.parts: dict[str, dict[str, Any]] = {}

    def add(self, path: Path, name: str) -> None:
        """Add a file under a name; its size and hash are those of the bytes that were read."""
        entry = zipfile.ZipInfo(name)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = 0o600 << 16
        made, size = hashlib.sha256(), 0
        with path.open("rb") as source, self._archive.open(entry, "w", force_zip64=True) as target:
            while piece := source.read(PIECE):
                made.update(piece)
                size += len(piece)
                target.write(piece)
        self.parts[name] = {"bytes": size, "sha256": made.hexdigest()}

    def close(self, manifest: dict[str, Any]) -> None:
        """Add what the parts are and what they hold."""
        told = {"form": FORM, **manifest, "parts": self.parts}
        self._archive.writestr(MANIFEST, json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True))


@contextmanager
def writing(path: Path) -> Iterator[Writer]:
    """Write a backup beside its place, for its owner alone, and put it there whole or not at all."""
    beside = path.with_name(f".{path.name}.writing")
    beside.unlink(missing_ok=True)
    descriptor = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w+b") as stream:
            with zipfile.ZipFile(stream, "w") as archive:
                yield Writer(archive)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


class Reader:
    """A backup that is being read: what it says of itself, and its parts, each of them verified as it is taken out."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        try:
            if archive.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
                raise _not_a_backup()
            self.manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
            self.parts: dict[str, dict[str, Any]] = self.manifest["parts"]
            form = int(self.manifest["form"])
        except (KeyError, TypeError, ValueError):
            raise _not_a_backup() from None
        if form > FORM:
            raise Refused(
                "This backup was made by a later version of Encours: restore it with that one.",
                "Cette sauvegarde vient d’une version plus récente d’Encours : restaurez-la avec celle-ci.",
            )

    def take_out(self, name: str, path: Path) -> None:
        """Write a part where it is asked for; refused where it is not what the backup says of it."""
        told = self.parts[name]
        made, size = hashlib.sha256(), 0
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as target, self._archive.open(name) as source:
                # One byte more than told is enough to know that it is not what was told.
                while piece := source.read(min(PIECE, told["bytes"] + 1 - size)):
                    made.update(piece)
                    size += len(piece)
                    target.write(piece)
                    if size > told["bytes"]:
                        break
                target.flush()
                os.fsync(target.fileno())
        except (KeyError, zipfile.BadZipFile, EOFError, ValueError, zipfile.LargeZipFile):
            raise _damaged(name) from None
        except Exception as wrong:  # what unpacks the bytes has errors of its own
            if isinstance(wrong, OSError):
                raise
            raise _damaged(name) from None
        if size != told["bytes"] or made.hexdigest() != told["sha256"]:
            raise _damaged(name)

    def files(self) -> list[str]:
        """Names of the parts that go into the folder of files."""
        return [each for each in self.parts if each.startswith(FILES)]


@contextmanager
def reading(path: Path) -> Iterator[Reader]:
    """Open a backup; refused where it is none, or names a place outside of its own."""
    try:
        with zipfile.ZipFile(path) as archive:
            reader = Reader(archive)
            if not _has_its_shape(reader.manifest) or any(not _is_within(each) for each in reader.parts):
                raise _not_a_backup()
            yield reader
    except FileNotFoundError:
        raise Refused(f"{path} is not there.", f"{path} n’existe pas.") from None
    except zipfile.BadZipFile:
        raise _not_a_backup() from None


def _has_its_shape(manifest: dict[str, Any]) -> bool:
    """Whether what a backup says of itself can be read at all."""
    parts, totals = manifest["parts"], manifest.get("totals")
    if not isinstance(parts, dict) or not isinstance(totals, dict):
        return False
    organisations = totals.get("organisations")
    return (
        all(isinstance(each, dict) and isinstance(each.get("bytes"), int) and isinstance(each.get("sha256"), str)
            for each in parts.values())
        and isinstance(totals.get("tables"), dict) and isinstance(organisations, list)
        and all(isinstance(each, dict) and each.keys() >= OF_AN_ORGANISATION for each in organisations)
    )  # fmt: skip


def _is_within(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return bool(parts) and not name.startswith("/") and ".." not in parts and not set(name) & {"\\", ":", "\0"}


def _not_a_backup() -> Refused:
    return Refused("This file is no backup of Encours.", "Ce fichier n’est pas une sauvegarde d’Encours.")


def _damaged(name: str) -> Refused:
    return Refused(
        f"The backup is damaged: {name} is not what was kept. Nothing was changed.",
        f"La sauvegarde est abîmée : {name} n’est pas ce qui avait été gardé. Rien n’a été changé.",
    )
