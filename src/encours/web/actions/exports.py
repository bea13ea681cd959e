"""Files made for people: the whole company as a workspace folder, or one of its tables for a spreadsheet.

The folder is exact, for machines: it reads back to the same cents. A table is for people: what stands of it, in their
language, without a live formula.
"""

from __future__ import annotations

import logging
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final

from django.utils import timezone
from django_tasks import task

from encours.facts.kinds import KINDS
from encours.units import Day
from encours.units.show import Language
from encours.web.actions.attempts import MOST_ATTEMPTS, GivenUp, begin, is_to_be_done
from encours.web.actions.files import workplace
from encours.web.actions.readings import day_read
from encours.web.actions.workspaces import write_company
from encours.web.computing.table_export import as_csv, as_workbook
from encours.web.people import journal
from encours.web.people.access import Access
from encours.web.people.deeds import Deed
from encours.web.people.models import Organisation
from encours.web.people.roles import Right
from encours.web.people.walls import inside
from encours.web.store.files import MADE, forget_bytes, keep_bytes
from encours.web.store.ledgers import ledger_of_table
from encours.web.store.models import MODELS, MadeFile, Register

log = logging.getLogger("encours.jobs")
WORKSPACE: Final = "workspace"
KEPT_FOR: Final = timedelta(days=7)
"""How long a file that was made may be fetched."""
STOPPED: Final = timedelta(minutes=5)
"""Time after which a file that nobody makes is made again: whatever made it was stopped."""
IN_PERIMETER: Final = ("buyers", "invoices", "credit_notes", "payments")
"""Tables of which whoever sees some buyers alone has a share."""
FOR_MACHINES: Final = b"An Encours workspace: exact, for machines. Texts may begin as formulas do: read, do not open."
AT_ONCE: Final = 1 << 20


class Taken(StrEnum):
    """A list of a page that somebody takes away as a file, as the journal names it; a table is named as its facts."""

    CUSTOMERS = "list of customers"
    LIMITS = "list of limits"
    INVOICES = "list of invoices"
    AGED_BALANCE = "aged balance"
    WORKLIST = "worklist"
    JOURNAL = "journal"
    IMPORT_FAULTS = "errors of an import"


def tell_taken(
    access: Access, what: Taken, *, form: str, rows: int, filters: Iterable[tuple[str, str]] = (),
    days: Mapping[str, Day | None], at: datetime,
) -> None:  # fmt: skip
    """Write in the journal that somebody took a list away: which, of which days, how many rows, how it was filtered.

    Filters are told in the words of whoever filtered.
    """
    told = {name: day for name, day in days.items() if day is not None}
    chosen = [f"{label}: {value}" for label, value in filters]
    details = {"form": form, "rows": rows, **told, **({"filters": chosen} if chosen else {})}
    journal.write(access.organisation, str(access.person), Deed.EXPORT, at=at, subject=what, details=details)


def tables_for(access: Access) -> dict[str, int]:
    """Tables that somebody may have, with the facts of each."""
    kept = set(Register.objects.values_list("table", flat=True))
    names = [each for each in KINDS if each in kept and may_have(access, each)]
    return {each: _rows(each, access).count() for each in names}


def may_have(access: Access, what: str) -> bool:
    """Whether somebody may have a file: the company only for those who see it whole."""
    if not access.may(Right.EXPORT):
        return False
    sees_all = access.may(Right.SEE_FIGURES) and access.buyers is None
    return sees_all if what == WORKSPACE else what in KINDS and (sees_all or what in IN_PERIMETER)


def ask(access: Access, what: str, *, form: str, language: Language, at: datetime) -> MadeFile:
    """Have a file made in the background; that somebody takes data away is told in the journal."""
    assert may_have(access, what), "whoever asks may have it"
    made: MadeFile = MadeFile.objects.create(
        organisation=access.organisation, what=what, form=form, language=language, asked_by=access.person,
        buyers=None if access.buyers is None else sorted(access.buyers), asked_at=at, changed_at=at,
    )  # fmt: skip
    counts = tables_for(access)
    rows = sum(counts.values()) if what == WORKSPACE else counts.get(what, 0)
    details = {"form": form, "rows": rows}
    journal.write(access.organisation, str(access.person), Deed.EXPORT, at=at, subject=what, details=details)
    make_file.enqueue(access.organisation.pk, made.pk)
    return made


@task(priority=50)  # somebody waits for it: before readings, which nobody looks at
def make_file(organisation: int, made: int) -> None:
    """Make a file that was asked for, unless it is made already; after a few attempts that fail it is given up."""
    company = Organisation.objects.get(pk=organisation)
    with inside(company, writing=False):
        wanted = MadeFile.objects.filter(pk=made, state=MadeFile.State.MAKING).first()
        revision = Organisation.objects.values_list("revision", flat=True).get(pk=organisation)
    if wanted is None:
        return
    attempts = begin(company, wanted)
    try:
        _make(company, wanted, revision)
    except Exception as failed:
        if attempts < MOST_ATTEMPTS:
            raise
        with inside(company):
            _give_up(wanted, timezone.now())
        raise GivenUp(repr(failed)) from failed
    log.info("%s: %s exported", company.slug, wanted.what)


def _make(company: Organisation, wanted: MadeFile, revision: int) -> None:
    """Make a file, and tell where it stands."""
    with workplace(company.pk) as folder:
        path = folder / "made"
        is_made = _write(company, wanted, path)
        sha256, size = keep_bytes(company, _pieces(path), among=MADE) if is_made else ("", 0)
    with inside(company):
        MadeFile.objects.filter(pk=wanted.pk).update(
            state=MadeFile.State.MADE if is_made else MadeFile.State.REFUSED, sha256=sha256, size=size,
            revision=revision, changed_at=timezone.now(),
        )  # fmt: skip


def _give_up(made: MadeFile, at: datetime) -> None:
    MadeFile.objects.filter(pk=made.pk, state=MadeFile.State.MAKING).update(state=MadeFile.State.FAILED, changed_at=at)


def take_up_again(at: datetime) -> int:
    """Make every file whose making was stopped midway, and take away those made long ago; how many are made again.

    One whose every attempt ended the process that made it is given up: it would end every other one.
    """
    count = 0
    for each in Organisation.objects.all():
        with inside(each):
            for made in MadeFile.objects.filter(changed_at__lt=at - KEPT_FOR):
                made.delete()
                if made.sha256:
                    forget_bytes(MadeFile, each, made.sha256, among=MADE)
            count += sum(_take_up(made, at) for made in MadeFile.objects.filter(
                state=MadeFile.State.MAKING, changed_at__lt=at - STOPPED
            ))  # fmt: skip
    return count


def _take_up(made: MadeFile, at: datetime) -> bool:
    """Have a file made again that nobody makes, or give it up; whether it is made again."""
    if is_to_be_done(make_file, made.organisation_id, made.pk):
        return False
    if made.attempts >= MOST_ATTEMPTS:
        _give_up(made, at)
        return False
    MadeFile.objects.filter(pk=made.pk).update(changed_at=at)
    make_file.enqueue(made.organisation_id, made.pk)
    return True


def _write(company: Organisation, wanted: MadeFile, path: Path) -> bool:
    """Write what was asked for; whether it could be."""
    if wanted.what == WORKSPACE:
        folder = path.with_name(company.slug)
        if write_company(company, folder) is not None:
            return False
        _archive(folder, path)
        return True
    language: Language = "en" if wanted.language == "en" else "fr"
    with inside(company, writing=False):
        ledger = ledger_of_table(wanted.what, wanted.buyers)
    if wanted.form == "xlsx":
        as_of = day_read(company, timezone.localdate())
        content = as_workbook(ledger, wanted.what, language, wanted.buyers, company=company.name, as_of=as_of)
    else:
        content = as_csv(ledger, wanted.what, language, wanted.buyers)
    path.write_bytes(content)
    return True


def _archive(folder: Path, path: Path) -> None:
    """Archive a folder; equal folders give equal archives."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.comment = FOR_MACHINES
        for each in sorted(folder.iterdir()):
            member = zipfile.ZipInfo(f"{folder.name}/{each.name}")
            member.external_attr = 0o600 << 16
            with each.open("rb") as source, made.open(member, "w", force_zip64=True) as target:
                while piece := source.read(AT_ONCE):
                    target.write(piece)


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while piece := stream.read(AT_ONCE):
            yield piece


def _rows(name: str, access: Access):  # type: ignore[no-untyped-def]  # noqa: ANN202 -- a query set of a generated model
    rows = MODELS[name].objects.all()
    return rows if access.buyers is None else rows.filter(buyer__in=list(access.buyers))
