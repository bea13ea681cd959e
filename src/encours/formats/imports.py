"""Imports kept in a workspace: ``imports/<rank>-<name>/``, each with its facts and its manifest."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

from encours.facts.columns import Table
from encours.facts.kinds import KINDS
from encours.formats.faults import ReadError, fault, place_of
from encours.formats.folder import leaves
from encours.formats.folder_errors import link_leaves
from encours.formats.write import csv_bytes, not_written, quoted, save, table_texts, usual_mode
from encours.units import Day, civil
from encours.units.plain_text import folded
from encours.units.toml_keys import has_deep_key

FOLDER: Final = "imports"
MANIFEST: Final = "import.toml"
SOURCE: Final = "source"
"""Folder of an import that holds the file it came from, where later files of its sort stand on it."""
LONGEST_NAME: Final = 40
LARGEST_MANIFEST: Final = 1 << 20
HASHED_AT_ONCE: Final = 1 << 20
_ASIDE: Final = re.compile(r"\.[0-9]{4,12}-[a-z0-9-]+\.[a-z0-9_]{8}")
"""Name of what an import writes aside before it is whole."""
_NAME: Final = re.compile(r"(?P<rank>[0-9]{4,12})-[a-z0-9-]+")


@dataclass(frozen=True, slots=True)
class Import:
    """One import of a workspace: the file it came from, the day its facts were learnt, and its mapping as TOML.

    ``undoes`` names the import that it takes back; ``layout`` is what the file was read as; ``totals`` counts its facts
    by table.
    """

    name: str
    file: str
    sha256: str
    day: Day
    layout: str = ""
    undoes: str = ""
    mapping: str = ""
    totals: Mapping[str, int] = field(default_factory=dict)

    @property
    def rank(self) -> int:
        """Place in the order of imports, from 1."""
        return int(self.name.partition("-")[0])


def name_of(rank: int, file: str) -> str:
    """Name of an import: its rank, then the name of its file in plain letters."""
    stem = file.rsplit("/", 1)[-1].rpartition(".")[0] or file
    plain = re.sub(r"[^a-z0-9]+", "-", folded(stem[:200])).strip("-")[:LONGEST_NAME].strip("-")
    return f"{rank:04d}-{plain or 'import'}"


def is_import_name(name: str) -> bool:
    """Whether a folder has the name of an import."""
    return _NAME.fullmatch(name) is not None


def standing(imports: Iterable[Import]) -> list[Import]:
    """Imports that were not taken back, and that take none back."""
    every = list(imports)
    gone = {each.undoes for each in every if each.undoes}
    return [each for each in every if each.name not in gone and not each.undoes]


def imports_of(folder: Path) -> tuple[list[Import], list[ReadError]]:
    """Imports of a workspace in their order, and what is wrong with those that cannot be understood."""
    found: list[Import] = []
    wrong: list[ReadError] = []
    try:
        if leaves(folder / FOLDER, folder):
            return [], [link_leaves(FOLDER)]
        places = sorted(each for each in (folder / FOLDER).iterdir() if each.is_dir() and not each.name.startswith("."))
    except FileNotFoundError:
        return [], []
    except OSError as refused:
        return [], [_unreadable(f"{FOLDER}/", refused.strerror or "refused")]
    for each in places:
        read = link_leaves(f"{FOLDER}/{each.name}") if leaves(each, folder) else _manifest(each)
        (found if isinstance(read, Import) else wrong).append(read)  # type: ignore[arg-type]
    return sorted(found, key=lambda each: each.rank), wrong


def files_of(folder: Path, made: Import) -> dict[str, Path]:
    """Tables of an import, by the name under which a workspace tells of them."""
    place = folder / FOLDER / made.name
    return {f"{FOLDER}/{made.name}/{table}.csv": path for table in KINDS if (path := place / f"{table}.csv").is_file()}


def sha256_of(path: Path) -> str:
    """Hash of a file, by which an import tells it from any other."""
    made = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(HASHED_AT_ONCE):
            made.update(block)
    return made.hexdigest()


def is_imported(path: Path, imports: Iterable[Import]) -> bool:
    """Whether a file is one of which an import stands: its facts are read from there."""
    wanted = {each.sha256 for each in standing(imports)}
    try:
        return bool(wanted) and sha256_of(path) in wanted
    except OSError:
        return False


def source_of(folder: Path, made: Import) -> Path:
    """Where the file of an import is kept, if it is."""
    return folder / FOLDER / made.name / SOURCE / made.file


def keep(
    folder: Path,
    made: Import,
    tables: Mapping[str, Table],
    *,
    source: Path | None = None,
    currencies: Mapping[str, str] | None = None,
) -> ReadError | None:
    """Write an import beside the others in one step; answers why it was not done, or nothing.

    The manifest counts the facts of each table and has its hash, so that none is lost or changed in silence. ``source``
    is kept with it;
    ``currencies`` gives the currency of each invoice, for amounts that name none.
    """
    try:
        place = folder / FOLDER
        place.mkdir(parents=True, exist_ok=True)
        with _alone(place):
            _sweep(place)
            aside = Path(tempfile.mkdtemp(prefix=f".{made.name}.", dir=place))
            hold = _hold(aside)
    except OSError as refused:
        return not_written(place_of(folder), refused.strerror or "refused")
    hashes: dict[str, str] = {}
    try:
        for kind, table in tables.items():
            file = f"{kind}.csv"
            save(aside / file, csv_bytes(table_texts(table, f"{FOLDER}/{made.name}/{file}", currencies)))
            hashes[kind] = _hash_of_table(aside / file)
        if source is not None:
            (aside / SOURCE).mkdir()
            copied = aside / SOURCE / made.file
            shutil.copyfile(source, copied)
            if sha256_of(copied) != made.sha256:
                return file_changed(made.file)
        save(
            aside / MANIFEST, _text(made, {kind: str(table.length) for kind, table in tables.items()}, hashes).encode()
        )
        aside.chmod(usual_mode(0o777))
        with _alone(place):
            others, _ = imports_of(folder)
            if any(each.rank >= made.rank for each in others):
                return _meanwhile(made.name)
            aside.rename(place / made.name)
            _flush(place)
    except OSError as refused:
        return not_written(place_of(folder), refused.strerror or "refused")
    finally:
        if aside.exists():
            shutil.rmtree(aside, ignore_errors=True)
        if hold is not None:
            os.close(hold)
    return None


def _sweep(place: Path) -> None:
    """Take away what an import that was killed left aside; one that runs holds its own."""
    for each in place.iterdir():
        if os.name == "posix" and _ASIDE.fullmatch(each.name) and each.is_dir() and not each.is_symlink():
            hold = _hold(each)
            if hold is not None:
                shutil.rmtree(each, ignore_errors=True)
                os.close(hold)


def _hold(folder: Path) -> int | None:
    """Hold a folder until what is answered is closed, or the process ends; None where another process holds it."""
    if os.name != "posix":
        return None
    import fcntl  # only where there is one

    opened = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(opened)
        return None
    return opened


@contextmanager
def _alone(place: Path) -> Iterator[None]:
    """Hold the folder of imports against another import of the same moment, where the system knows how."""
    if os.name != "posix":
        yield
        return
    import fcntl  # only where there is one

    opened = os.open(place, os.O_RDONLY)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX)
        yield
    finally:
        os.close(opened)


def _flush(place: Path) -> None:
    """Make the new name last through a power cut, where the system knows how."""
    if os.name != "posix":
        return
    opened = os.open(place, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _hash_of_table(path: Path) -> str:
    """Hash of a table whatever its ends of lines are: some systems change them where they keep versions of files."""
    made = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(HASHED_AT_ONCE):
            made.update(block.replace(b"\r", b""))
    return made.hexdigest()


def _changed(place: Path, hashes: object) -> str:
    """Name of the first table of an import that is not what was written; empty where each is, or no hash was kept."""
    if not isinstance(hashes, dict):
        return ""
    held = [kind for kind in KINDS if kind in hashes or (place / f"{kind}.csv").is_file()]
    return next((f"{kind}.csv" for kind in held if _hash_of_table(place / f"{kind}.csv") != hashes.get(kind)), "")


def _text(made: Import, totals: Mapping[str, str], hashes: Mapping[str, str]) -> str:
    lines = [
        f"file = {quoted(made.file)}",
        f"sha256 = {quoted(made.sha256)}",
        "day = {:04d}-{:02d}-{:02d}".format(*civil(made.day)),
    ]
    others = {"layout": made.layout, "undoes": made.undoes}
    lines += [f"{name} = {quoted(value)}" for name, value in others.items() if value]
    for section, values in (("totals", totals), ("hashes", hashes)):
        if values:
            lines += ["", f"[{section}]", *(f"{quoted(name)} = {quoted(value)}" for name, value in values.items())]
    if made.mapping:
        lines += ["", made.mapping.rstrip()]
    return "\n".join(lines) + "\n"


def _manifest(place: Path) -> Import | ReadError:
    name = f"{FOLDER}/{place.name}/{MANIFEST}"
    if not is_import_name(place.name):
        return _not_an_import(f"{FOLDER}/{place.name}")
    try:
        with (place / MANIFEST).open("rb") as stream:
            text = stream.read(LARGEST_MANIFEST + 1)
        is_sound = len(text) <= LARGEST_MANIFEST and not has_deep_key(text.decode())
        content = tomllib.loads(text.decode()) if is_sound else {}
    except OSError as refused:
        return _unreadable(name, refused.strerror or "refused")
    except (ValueError, RecursionError):
        content = {}
    told = content.get("totals", {})
    missing = [each for each in told if not (place / f"{each}.csv").is_file()] if isinstance(told, dict) else []
    if missing:
        return _not_an_import(f"{FOLDER}/{place.name}/{missing[0]}.csv")
    try:
        changed = _changed(place, content.get("hashes"))
    except OSError as refused:
        return _unreadable(f"{FOLDER}/{place.name}", refused.strerror or "refused")
    if changed:
        return _not_an_import(f"{FOLDER}/{place.name}/{changed}")
    day = content.get("day")
    if type(day) is not date or not _word(content, "sha256"):
        return _not_an_import(name)
    return Import(
        name=place.name,
        file=_word(content, "file"),
        sha256=_word(content, "sha256"),
        day=(day - date(1970, 1, 1)).days,
        layout=_word(content, "layout"),
        undoes=_word(content, "undoes"),
        mapping=_mapping_text(text.decode()),
        totals=_counts(told),
    )


def _counts(told: object) -> dict[str, int]:
    """Facts by table, as the manifest counts them."""
    counted = told.items() if isinstance(told, dict) else ()
    return {kind: int(count) for kind, count in counted if kind in KINDS and str(count).isdecimal()}


def _word(content: Mapping[str, Any], name: str) -> str:
    found = content.get(name, "")
    return found if isinstance(found, str) else ""


def _mapping_text(text: str) -> str:
    """Sections that say how the file was read, as written."""
    place = text.find("\n[files.")
    place = text.find("\n[[files.") if place < 0 else place
    return text[place + 1 :] if place >= 0 else ""


def _unreadable(name: str, reason: str) -> ReadError:
    from encours.formats import errors

    return errors.file_unreadable(name, reason)


def _meanwhile(name: str) -> ReadError:
    return fault(
        "import_meanwhile",
        f"{FOLDER}/{name}",
        en="Another import was kept in the meantime; nothing was written.",
        fr="Un autre import a été conservé entre-temps ; rien n'a été écrit.",
        hint_en="Run the command again: it will show what is left to change.",
        hint_fr="Relancez la commande : elle montrera ce qui reste à changer.",
    )


def file_changed(file: str) -> ReadError:
    """A file is no longer the one that was read."""
    return fault(
        "import_file_changed",
        file,
        en="This file was replaced while it was read; nothing was written.",
        fr="Ce fichier a été remplacé pendant sa lecture ; rien n'a été écrit.",
        hint_en="Run the command again, once nothing writes to it.",
        hint_fr="Relancez la commande, une fois que plus rien n'y écrit.",
    )


def _not_an_import(name: str) -> ReadError:
    return fault(
        "import_malformed",
        name,
        en="This is no import that Encours wrote, or it was changed since: its facts are not read.",
        fr="Ce n'est pas un import écrit par Encours, ou il a été modifié depuis : ses faits ne sont pas lus.",
        hint_en="Restore the folder from a copy, or move it out of imports and import its file again.",
        hint_fr="Rétablissez le dossier depuis une copie, ou sortez-le d'imports et importez à nouveau son fichier.",
    )
