"""`backup FILE`: everything in one file, as it stands at one moment, while the application runs."""

from __future__ import annotations

import os
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from encours import __version__
from encours.policy.faults import Words
from encours.web.configuration import KEY_FILE
from encours.web.operations import archive, ending
from encours.web.operations.dump import dump_to, name_of_dump
from encours.web.operations.ending import Refused
from encours.web.operations.running import among_others
from encours.web.operations.totals_told import told_of
from encours.web.store.files import FOLDER


def run(asked: Namespace) -> int:
    """Write a backup and tell what is in it."""
    path: Path = asked.file
    if path.exists() and not (asked.force and path.is_file()):
        raise Refused(
            f"{path} is already there: choose another name, or --force.",
            f"{path} existe déjà : choisissez un autre nom, ou --force.",
        )
    with among_others(settings.INSTALLATION.data):
        totals = keep(path, with_secret=asked.with_secret)
    words = Words(f"Kept in {path}:", f"Sauvegardé dans {path} :")
    print(words.in_language(asked.lang), told_of(totals, asked.lang), sep="\n")
    if not asked.with_secret:
        words = Words(
            "The secret key is not in it, nor who is signed in: after a restore people sign in again.",
            "Ni la clé secrète ni les sessions n’y sont : après une restauration, chacun se reconnecte.",
        )
        print(words.in_language(asked.lang))
    return ending.ANSWERED


def keep(path: Path, *, with_secret: bool) -> dict[str, Any]:
    """Write a backup; the totals of what it holds."""
    data: Path = settings.INSTALLATION.data
    copy = path.with_name(f".{path.name}.database")
    copy.unlink(missing_ok=True)
    os.close(os.open(copy, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        # The database first: every file that it names is there by then, and a file more does no harm.
        totals = dump_to(copy)
        with archive.writing(path) as writer:
            writer.add(copy, name_of_dump())
            for each in _files(data / FOLDER):
                writer.add(each, archive.FILES + each.relative_to(data / FOLDER).as_posix())
            if with_secret:
                _keep_secret(writer)
            writer.close(
                {"version": __version__, "made_at": datetime.now(UTC).isoformat(timespec="seconds"), "totals": totals}
            )
    finally:
        for each in (copy, *(copy.with_name(copy.name + ending) for ending in ("-wal", "-shm", "-journal"))):
            each.unlink(missing_ok=True)
    return totals


def _files(folder: Path) -> list[Path]:
    """Files that were brought, in order; one that is being written bears a name that begins with a dot."""
    return sorted(each for each in folder.rglob("*") if each.is_file() and not each.name.startswith("."))


def _keep_secret(writer: archive.Writer) -> None:
    """Add the secret key, where the data folder holds it."""
    source = settings.INSTALLATION.data / KEY_FILE
    if os.environ.get("ENCOURS_SECRET") or not source.exists():
        raise Refused(
            "The secret key is told by ENCOURS_SECRET: it is kept where that is kept. Leave --with-secret out.",
            "La clé secrète vient d’ENCOURS_SECRET : elle est gardée là-bas. Retirez --with-secret.",
        )
    writer.add(source, archive.SECRET)
