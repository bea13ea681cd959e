"""A company brought as an archive of its workspace folder, into an organisation that holds nothing yet.

The archive is unfolded within bounds, in a folder of its own: as many files as a workspace may have, no more bytes than
may be read, no file above the folder or elsewhere, no link. Then it is read as the command line reads a folder.
"""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any, Final

from django.conf import settings
from django.utils import timezone

from encours.facts.kinds import KINDS
from encours.formats.faults import ReadError, fault
from encours.formats.workspace import WorkspaceRead, read_workspace
from encours.units.show import Language
from encours.web.actions.agreed import faults_of
from encours.web.actions.background import ask_for
from encours.web.actions.drafts import accepted, renew, show, to
from encours.web.actions.files import workplace
from encours.web.actions.keeping import locked
from encours.web.actions.readings import day_read
from encours.web.actions.received import Standing
from encours.web.actions.workspaces import keep_workspace
from encours.web.computing.import_previews import LANGUAGES, faults_json
from encours.web.people.walls import inside
from encours.web.store.files import StoredFile
from encours.web.store.models import Batch, Draft

MOST_FILES: Final = 5_000
MOST_UNFOLDED: Final = 10
"""How many times the largest file that may be brought all files of an archive may come to."""
MOST_RATIO: Final = 200
"""How many times its size a file may unfold to, beyond ``ALWAYS`` bytes."""
ALWAYS: Final = 20 << 20
DEEPEST: Final = 6
AT_ONCE: Final = 1 << 20


def work(draft: Draft, standing: Standing) -> None:
    """Read the archive of a draft: show what it holds, or keep it where that was accepted."""
    assert draft.file is not None, "an archive is a file"
    with workplace(draft.organisation_id) as folder:
        read = read_archive(draft.file, folder / "company")
    wrong = [read] if isinstance(read, ReadError) else [*read.errors]
    if standing.imports and not wrong:
        wrong = [_held(draft.file.name)]
    if draft.state == Draft.State.KEEPING:
        if wrong or isinstance(read, ReadError) or not _kept(draft, read):
            renew(draft)
        return
    state = Draft.State.REFUSED if wrong else Draft.State.READY
    show(draft, state, standing.revision, _preview(read, wrong))


def _kept(draft: Draft, read: WorkspaceRead) -> bool:
    """Keep a company whole, in one transaction with the state of its draft."""
    at = timezone.now()
    with inside(draft.organisation):
        company = locked(draft.organisation)
        wanted = accepted(draft)
        if wanted is None or Batch.objects.exists():
            return False
        keep_workspace(company, read, by=wanted.accepted_by, at=at)
        to(wanted, Draft.State.KEPT, at, batch=Batch.objects.get().name)
        company.refresh_from_db()
        ask_for(company, day_read(company, timezone.localdate()))
    return True


def read_archive(file: StoredFile, folder: Path) -> WorkspaceRead | ReadError:
    """The workspace of an archive, unfolded into a folder that is not there yet; or why it is not read at all."""
    refused = unfold(file.place, folder, file.name)
    if refused is not None:
        return refused
    inner = [each for each in folder.iterdir() if each.name != "__MACOSX"]
    # Most programs archive the folder itself, and not only what it holds.
    root = inner[0] if len(inner) == 1 and inner[0].is_dir() and inner[0].name != "imports" else folder
    return read_workspace(root)


def unfold(place: Path, folder: Path, name: str) -> ReadError | None:
    """Unfold an archive into a folder; answers why not, the first thing that is wrong, or nothing."""
    folder.mkdir(parents=True)
    try:
        with zipfile.ZipFile(place) as archive:
            members = [each for each in archive.infolist() if not each.is_dir()]
            refused = _refused(members, name)
            if refused is not None:
                return refused
            left = _room()
            for each in members:
                left = _write(archive, each, folder, left)
                if left < 0:
                    return _unfolds(name, each.filename)
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError, zipfile.LargeZipFile):
        return fault(
            "archive_malformed",
            name,
            en="This is no ZIP archive that can be read, or it is damaged or locked.",
            fr="Ce n’est pas une archive ZIP lisible, ou elle est endommagée ou verrouillée.",
            hint_en="Archive the folder again, as a ZIP without a password.",
            hint_fr="Archivez à nouveau le dossier, en ZIP sans mot de passe.",
        )
    return None


def _room() -> int:
    most: int = settings.INSTALLATION.largest_file
    return most * MOST_UNFOLDED


def _refused(members: list[zipfile.ZipInfo], name: str) -> ReadError | None:
    """Why an archive is not unfolded, by what it says of itself."""
    if len(members) > MOST_FILES:
        return fault(
            "archive_of_many_files",
            name,
            en=f"This archive holds {len(members)} files, and {MOST_FILES} are unfolded at most.",
            fr=f"Cette archive contient {len(members)} fichiers, et {MOST_FILES} au plus sont extraits.",
        )
    for each in members:
        if _is_astray(each):
            return fault(
                "archive_leaves_its_folder",
                name,
                excerpt=each.filename,
                en="A file of this archive would stand outside its folder, or is a link: none of it is unfolded.",
                fr="Un fichier de cette archive sortirait de son dossier, ou est un lien : rien n’en est extrait.",
            )
        if each.file_size > ALWAYS and each.file_size > MOST_RATIO * max(1, each.compress_size):
            return _unfolds(name, each.filename)
    if sum(each.file_size for each in members) > _room():
        return _unfolds(name, "")
    return None


def _is_astray(member: zipfile.ZipInfo) -> bool:
    """Whether a file is a link or another special one, or its name leads out of the folder."""
    mode = member.external_attr >> 16
    path = PurePosixPath(member.filename.replace("\\", "/"))
    is_special = stat.S_IFMT(mode) not in {0, stat.S_IFREG}
    is_out = path.is_absolute() or ".." in path.parts or ":" in member.filename or len(path.parts) > DEEPEST
    return is_special or is_out or not member.filename.isprintable()


def _write(archive: zipfile.ZipFile, member: zipfile.ZipInfo, folder: Path, left: int) -> int:
    """Write a file of an archive; the bytes that may still come, below 0 where it holds more than it says."""
    target = folder / PurePosixPath(member.filename.replace("\\", "/"))
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(member) as source, target.open("wb") as stream:
        while piece := source.read(AT_ONCE):
            left -= len(piece)
            if left < 0:
                return left
            stream.write(piece)
    return left


def _unfolds(name: str, member: str) -> ReadError:
    return fault(
        "archive_unfolds",
        name,
        excerpt=member,
        en="This archive unfolds to far more than its size: it is not read.",
        fr="Cette archive se déploie bien au-delà de sa taille : elle n’est pas lue.",
    )


def _held(name: str) -> ReadError:
    return fault(
        "company_is_held",
        name,
        en="This company has facts already: a whole company is brought into one that has none.",
        fr="Cette société a déjà des faits : une société entière se dépose dans une société qui n’en a aucun.",
        hint_en="Import its files one by one.",
        hint_fr="Importez ses fichiers un par un.",
    )


def _preview(read: WorkspaceRead | ReadError, wrong: list[ReadError]) -> Mapping[str, Any]:
    """What an archive holds, or what is wrong with it."""
    if isinstance(read, ReadError):
        return {"faults": faults_json([(read, False)]), "fault_total": 1}
    told = [(each, False) for each in wrong] + [(each, True) for each in read.warnings]
    content: dict[str, Any] = {
        "faults": faults_json(told),
        "fault_total": len(told) + (read.error_total - len(read.errors)),
    }
    if read.ledger is not None:
        ledger = read.ledger
        held = {name: len(ledger.table(name)) for name in KINDS if ledger.kept[name].is_register}
        content |= {"tables": held, "policies": sorted(read.policy_texts), "facts": sum(held.values())}
        content["policy_faults"] = {language: _policy_faults(read, language) for language in LANGUAGES}
    return content


def _policy_faults(read: WorkspaceRead, language: Language) -> list[str]:
    return faults_of(read.policy_texts, language) if read.policy_texts else []
