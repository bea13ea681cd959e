"""`restore FILE`: a backup put in place, verified before and after."""

from __future__ import annotations

import os
import shutil
import sys
from argparse import Namespace
from pathlib import Path
from typing import Final

from django.conf import settings

from encours.policy.faults import Words
from encours.web.configuration import KEY_FILE, SHORTEST_SECRET
from encours.web.operations import archive, ending
from encours.web.operations.dump import (
    POSTGRESQL_NAME,
    SQLITE_NAME,
    name_of_dump,
    restore_from,
    totals_now,
    totals_of_file,
)
from encours.web.operations.ending import Refused
from encours.web.operations.running import alone
from encours.web.operations.totals import differences, holds_something
from encours.web.operations.totals_told import told_of
from encours.web.people import journal
from encours.web.people.models import Organisation
from encours.web.people.second_factor import forget_what_nothing_opens
from encours.web.people.walls import inside
from encours.web.store.files import FOLDER
from encours.web.store.preparing import prepare

ASIDE: Final = "restoring"
"""Folder in which the parts of a backup wait until all of them are there and sound."""


def run(asked: Namespace) -> int:
    """Put a backup in place, or tell why nothing was changed."""
    data: Path = settings.INSTALLATION.data
    with alone(data), archive.reading(asked.file) as backup:
        if not asked.replace and holds_something(totals_now()):
            raise Refused(
                "This store holds people or companies: --replace puts the backup in their place.",
                "Cette base contient des personnes ou des sociétés : --replace met la sauvegarde à leur place.",
            )
        broken = put_back(backup, data)
        totals = totals_now()
        print(Words("Restored:", "Restauré :").in_language(asked.lang), told_of(totals, asked.lang), sep="\n")
        wrong = [*differences(backup.manifest["totals"], totals), *broken]
        if people := forget_what_nothing_opens():
            print(_without_second_factor(people).in_language(asked.lang))
    if wrong:
        named = ", ".join(wrong)
        print(
            Words(
                f"NOT what was kept, or a journal that does not hold: {named}",
                f"PAS ce qui avait été gardé, ou un journal rompu : {named}",
            ).in_language(asked.lang),
            file=sys.stderr,
        )
        return ending.REFUSED
    print(
        Words(
            "The same as kept, to the cent; every journal holds.",
            "Identique à la sauvegarde, au centime près ; chaque journal tient.",
        ).in_language(asked.lang)
    )
    return ending.ANSWERED


def _without_second_factor(people: int) -> Words:
    """Said where the secret key of the store that was kept is not here."""
    return Words(
        f"Second factors that the secret key here does not open: {people}. Their owners sign in with their password "
        "and set up others.",
        f"Seconds facteurs que la clé secrète d’ici n’ouvre pas : {people}. Leurs titulaires se connectent par mot de "
        "passe et en configurent d’autres.",
    )


def put_back(backup: archive.Reader, data: Path) -> list[str]:
    """Verify every part, put them in place at the end; names of companies whose journal does not hold."""
    name = name_of_dump()
    _check_database(backup, name)
    aside = data / ASIDE
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(mode=0o700)
    try:
        copy = aside / name
        backup.take_out(name, copy)
        if name == SQLITE_NAME:
            wrong = differences(backup.manifest["totals"], totals_of_file(copy))
            if wrong:
                raise Refused(f"The backup is damaged: {wrong}.", f"La sauvegarde est abîmée : {wrong}.")
        for each in backup.files():
            target = aside / each
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            backup.take_out(each, target)
        if archive.SECRET in backup.parts:
            backup.take_out(archive.SECRET, aside / archive.SECRET)
            if len((aside / archive.SECRET).read_bytes().strip()) < SHORTEST_SECRET:
                raise Refused(
                    "The secret key of the backup is not whole.", "La clé secrète de la sauvegarde est tronquée."
                )
        # Files bear the name of what they hold: those of before stay until the database that names them is gone.
        kept = _bring_files(aside / FOLDER, data / FOLDER)
        restore_from(copy, backup.manifest["totals"]["tables"])
        if archive.SECRET in backup.parts:
            os.replace(aside / archive.SECRET, data / KEY_FILE)  # noqa: PTH105 -- in one step
        _remove_others(data / FOLDER, kept)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    prepare()
    return _broken_journals()


def _check_database(backup: archive.Reader, name: str) -> None:
    if name in backup.parts:
        return
    if {SQLITE_NAME, POSTGRESQL_NAME} & set(backup.parts):
        raise Refused(
            "This backup is of another database (SQLite, PostgreSQL) than ENCOURS_DATABASE names. To move a company "
            "from one to the other: export-workspace, then import-workspace.",
            "Cette sauvegarde est d’une autre base (SQLite, PostgreSQL) que celle d’ENCOURS_DATABASE. Pour passer "
            "une société de l’une à l’autre : export-workspace, puis import-workspace.",
        )
    raise Refused("The backup holds no database.", "La sauvegarde ne contient pas de base.")


def _bring_files(source: Path, target: Path) -> set[Path]:
    """Move the files of a backup among those that are there; where they are now."""
    kept = set()
    for each in sorted(source.rglob("*")) if source.exists() else ():
        if each.is_file():
            place = target / each.relative_to(source)
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.replace(each, place)  # noqa: PTH105 -- in one step
            kept.add(place)
    return kept


def _remove_others(folder: Path, kept: set[Path]) -> None:
    for each in sorted(folder.rglob("*")) if folder.exists() else ():
        if each.is_file() and each not in kept:
            each.unlink(missing_ok=True)


def _broken_journals() -> list[str]:
    broken: list[str] = []
    for each in Organisation.objects.all():
        with inside(each, writing=False):
            if journal.verify(each).breaks:
                broken.append(each.slug)
    return broken
