"""Imports: prepared as drafts, shown before anything is kept, kept whole on what was shown, taken back by correction.

A draft says where its work stands; the background looks at that alone, so that whatever is stopped midway goes on, and
whatever is asked twice is done once.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from django.db import DatabaseError, InterfaceError
from django.utils import timezone
from django_tasks import task

from encours.actions.importing import Imported, Refusal, Wish, import_file, undo_import
from encours.facts.columns import Table
from encours.formats.guess import Glimpse, glimpse
from encours.formats.imports import Import
from encours.policy.faults import Words
from encours.web.actions import companies_in
from encours.web.actions.attempts import MOST_ATTEMPTS, GivenUp, ask_once, begin, is_to_be_done
from encours.web.actions.background import ask_for
from encours.web.actions.drafts import accepted, give_up, renew, show, to
from encours.web.actions.files import sweep, under_its_name, workplace
from encours.web.actions.keeping import keep_batch, locked
from encours.web.actions.readings import day_read
from encours.web.actions.received import Landing, Standing, standing_of
from encours.web.computing.import_previews import is_asked, preview_of, refused_preview, why_anew
from encours.web.computing.import_told import wish_of
from encours.web.people import journal
from encours.web.people.access import Access
from encours.web.people.deeds import Deed
from encours.web.people.models import Organisation, Person
from encours.web.people.roles import Right
from encours.web.people.walls import inside
from encours.web.store.files import StoredFile
from encours.web.store.models import Batch, Draft

log = logging.getLogger("encours.jobs")
STOPPED: Final = timedelta(minutes=5)
"""After so long a draft under way that nobody works on is taken up again: its worker is gone."""
FOR_A_SECOND: Final = Words(
    "It brings own limits: somebody else, who may approve them, has it kept.",
    "Il apporte des limites internes : une autre personne, habilitée à approuver, le fait conserver.",
)
NOTHING_SEEN: Final = Glimpse()


def prepare(access: Access, file: StoredFile, *, kind: Draft.Kind, at: datetime) -> Draft:
    """Begin to import a file: what it would change is found in the background."""
    return _begin(access, at, kind=kind, file=file)


def prepare_undo(access: Access, name: str, *, at: datetime) -> Draft | None:
    """Begin to take an import back; None where there is none of that name."""
    if not Batch.objects.filter(name=name, origin=Batch.Origin.IMPORT).exists():
        return None
    return _begin(access, at, kind=Draft.Kind.UNDO, undoes=name)


def _begin(access: Access, at: datetime, **what: Any) -> Draft:  # noqa: ANN401 -- columns of a draft
    draft: Draft = Draft.objects.create(
        organisation=access.organisation, made_by=str(access.person), maker=access.person, made_at=at,
        changed_at=at, **what,
    )  # fmt: skip
    work_on_draft.enqueue(access.organisation.pk, draft.pk)
    return draft


def tell(draft: Draft, told: Mapping[str, Any], *, by: Person | None, at: datetime) -> None:
    """Have a draft read anew, with what somebody tells of its file."""
    to(draft, Draft.State.READING, at, told=dict(told), told_by=by, round=draft.round + 1, is_renewed=False)
    work_on_draft.enqueue(draft.organisation_id, draft.pk)


def refusal(access: Access, draft: Draft) -> Words | None:
    """Why somebody may not have a draft kept; nothing where they may.

    Own limits are what a company risks uninsured: whoever brings some, or tells how they read, does not accept them
    too, by whichever way. A company brought whole is taken as it is: whoever founds it may be alone in it at first.
    """
    is_second = access.may(Right.APPROVE) and access.person.pk not in {draft.maker_id, draft.told_by_id}
    return FOR_A_SECOND if draft.preview.get("own_limits") and not is_second else None


def accept(access: Access, draft: Draft, *, at: datetime) -> None:
    """Have a draft kept as it was shown; where something was kept since, it is shown anew instead."""
    assert refusal(access, draft) is None, "who may not accept it was told why before"
    standing = locked(access.organisation)
    if draft.state == Draft.State.READY and draft.revision == standing.revision:
        to(draft, Draft.State.KEEPING, at, accepted_by=str(access.person))
    else:
        to(draft, Draft.State.READING, at, round=draft.round + 1, is_renewed=True)
    work_on_draft.enqueue(draft.organisation_id, draft.pk)


def again(draft: Draft, *, at: datetime) -> None:
    """Take a draft up again that is under way, in case its worker was stopped; however often it is asked, once."""
    to(draft, Draft.State(draft.state), at, attempts=draft.attempts)
    ask_once(work_on_draft, draft.organisation_id, draft.pk)


def drop(access: Access, draft: Draft, *, at: datetime) -> None:
    """Leave a draft: nothing of it is kept."""
    to(draft, Draft.State.DROPPED, at, preview={})
    journal.write(access.organisation, str(access.person), Deed.DROP_IMPORT, at=at, subject=str(draft))


def take_up_again(at: datetime) -> int:
    """Take up every draft whose work was stopped midway, and sweep what it left; how many there were.

    One whose every attempt failed, or ended the process that made it, is given up.
    """
    count = 0
    for each in Organisation.objects.all():
        with inside(each):
            under_way = Draft.objects.select_for_update().filter(state__in=["reading", "keeping"])
            for draft in under_way.filter(changed_at__lt=at - STOPPED):
                if is_to_be_done(work_on_draft, each.pk, draft.pk):
                    continue
                if draft.attempts >= MOST_ATTEMPTS:
                    give_up(each, draft.pk)
                    continue
                again(draft, at=at)
                count += 1
    sweep()
    return count


@task(priority=50)  # somebody waits for it: before readings, which nobody looks at
def work_on_draft(organisation: int, draft: int) -> None:
    """Do what the state of a draft asks for; nothing where it asks for nothing.

    Where the store did not answer, the draft stands as it stood and is tried again, a few times; whatever else fails
    would fail again, and is given up at once.
    """
    company = Organisation.objects.get(pk=organisation)
    with inside(company, writing=False):
        wanted = Draft.objects.filter(pk=draft, state__in=["reading", "keeping"]).first()
    if wanted is None:
        return
    attempts = begin(company, wanted)
    try:
        _work(company, draft)
    except Exception as failed:
        if isinstance(failed, (DatabaseError, InterfaceError)) and attempts < MOST_ATTEMPTS:
            raise
        log.exception("%s: draft %s could not be worked on", company.slug, draft)
        give_up(company, draft)
        raise GivenUp(repr(failed)) from failed
    log.info("%s: draft %s worked on", company.slug, draft)


def _work(company: Organisation, draft: int) -> None:
    # Accepted, and not to be kept after all: it is shown anew at once.
    for _ in range(2):
        with inside(company, writing=False):
            found = Draft.objects.select_related("file", "organisation").get(pk=draft)
            standing = standing_of(company.pk) if found.is_under_way else None
        if standing is None:
            break
        if found.kind == Draft.Kind.WORKSPACE:
            companies_in.work(found, standing)
        elif found.state == Draft.State.KEEPING:
            _keep(found, standing)
        else:
            _preview(found, standing)


def _preview(draft: Draft, standing: Standing) -> None:
    """Find what a draft would change, and show it."""
    with workplace(draft.organisation_id) as folder:
        outcome, seen = _outcome(draft, standing, folder, wish_of(draft.told), _nothing_lands)
    if isinstance(outcome, Refusal):
        state = Draft.State.ASKED if is_asked(outcome) else Draft.State.REFUSED
        content = refused_preview(outcome, seen)
    else:
        content = preview_of(outcome, seen, has_policy=standing.programme is not None)
        is_kept_out = content["is_empty"] or content["is_contradicted"]
        state = Draft.State.REFUSED if is_kept_out else Draft.State.READY
    last = standing.imports[-1].rank if standing.imports else 0
    content |= {"known_to": last, "anew": _why_anew(draft, standing)}
    show(draft, state, standing.revision, content)


def _why_anew(draft: Draft, standing: Standing) -> dict[str, Any]:
    """Why a draft is shown anew, compared with what stood when it was shown before; nothing where it is not."""
    if not draft.is_renewed:
        return {}
    is_same = draft.revision == standing.revision
    return why_anew(draft.preview.get("known_to"), standing.imports, is_same_revision=is_same)


def _keep(draft: Draft, standing: Standing) -> None:
    """Keep a draft on the revision it was shown on; where that passed, or it no longer can be, have it shown anew."""
    is_kept = False
    if draft.revision == standing.revision:
        with workplace(draft.organisation_id) as folder:
            land = _landing(draft, standing)
            outcome, _ = _outcome(draft, standing, folder, wish_of(draft.told, accept=True), land)
        is_kept = isinstance(outcome, Imported) and bool(outcome.kept)
    if not is_kept:
        renew(draft)


def _outcome(
    draft: Draft, standing: Standing, folder: Path, wish: Wish, land: Landing
) -> tuple[Imported | Refusal, Glimpse]:
    """What the library says of a draft, and what its file looks like."""
    receiver = standing.receiver(folder, land)
    if draft.kind == Draft.Kind.UNDO:
        return undo_import(draft.undoes, receiver, wish), NOTHING_SEEN
    assert draft.file is not None, "whatever is no undo has a file"
    path = under_its_name(draft.file.place, folder, draft.file.name)
    done = import_file(path, receiver, wish)
    return done, NOTHING_SEEN if wish.accept else glimpse(path, where=wish.told.path)


def _nothing_lands(made: Import, _facts: Mapping[str, Table]) -> bool:
    raise AssertionError(f"{made.name} is only looked at")


def _landing(draft: Draft, standing: Standing) -> Landing:
    """How the facts of a draft land: in one transaction with its own state, the journal and what is asked for next."""

    def land(made: Import, facts: Mapping[str, Table]) -> bool:
        at = timezone.now()
        with inside(standing.organisation):
            company = locked(standing.organisation)
            wanted = accepted(draft)
            if wanted is None or company.revision != standing.revision:
                return False
            kept = keep_batch(
                company, list(facts.values()), name=made.name, origin=Batch.Origin.IMPORT, day=made.day,
                by=wanted.accepted_by, at=at, manifest=made,
            )  # fmt: skip
            assert kept.batch.name == made.name, "facts name the import they came with"
            to(wanted, Draft.State.KEPT, at, batch=made.name)
            company.refresh_from_db()
            ask_for(company, day_read(company, timezone.localdate()))
        return True

    return land
