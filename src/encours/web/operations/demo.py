"""`demo FOLDER`: the demo company served on this machine alone, with an account made for the run."""

from __future__ import annotations

import secrets
from argparse import Namespace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from django.conf import settings

from encours.policy.faults import Words
from encours.web.actions.readings import day_read, is_behind, make
from encours.web.actions.workspaces import take_workspace
from encours.web.operations.ending import Refused
from encours.web.operations.running import among_others
from encours.web.operations.serve import prepare_store, serve
from encours.web.people.models import Membership, Organisation, Person
from encours.web.people.roles import Role
from encours.web.store.models import Reading

EMAIL: Final = "demo@localhost.localdomain"
SLUG: Final = "demo"
HOST: Final = "127.0.0.1"


def run(asked: Namespace) -> int:
    """Load the folder once, make its results, and serve it until told to end."""
    try:
        day = date.fromisoformat(asked.day)
    except ValueError:
        raise Refused(
            f"--day is written as 2026-06-30, not {asked.day}.", f"--day s’écrit 2026-06-30, et non {asked.day}."
        ) from None
    data = settings.INSTALLATION.data
    prepare_store(data)
    with among_others(data):
        organisation = _company(asked.folder, day)
        password = secrets.token_urlsafe(9)
        _account(organisation, password, asked.lang)
        told = (
            Words(
                f"Sign in as {EMAIL}   password: {password}   (made for this run)",
                f"Connectez-vous : {EMAIL}   mot de passe : {password}   (créé pour ce lancement)",
            ),
        )
        return serve(HOST, asked.port, asked.lang, processes=1, works=True, told=told)


def _company(folder: Path, day: date) -> Organisation:
    """The demo company in the store, whole: taken in once, its results made so that the first page has them."""
    from encours.formats.workspace import read_workspace

    found = Organisation.objects.filter(slug=SLUG).first()
    if found is None:
        read = read_workspace(folder)
        if read.ledger is None:
            raise Refused(read.text("en"), read.text("fr"))
        found = Organisation.objects.create(slug=SLUG, name=read.settings.company or folder.name, reading_day=day)
    if found.revision == 0:
        taken = take_workspace(found, folder, by=EMAIL, at=datetime.now(UTC))
        if not taken.is_taken:
            raise Refused(taken.read.text("en"), taken.read.text("fr"))
        found.refresh_from_db()
    if found.reading_day != day:
        found.reading_day = day
        found.save(update_fields=["reading_day"])
    _results(found, day)
    return found


def _results(organisation: Organisation, day: date) -> None:
    from encours.web.people.walls import inside

    as_of = day_read(organisation, day)
    with inside(organisation, writing=False):
        reading = Reading.objects.filter(as_of=as_of, known_on=None).first()
    if reading is None or is_behind(reading, organisation):
        # Without compiled kernels: on a company of this size they take longer to make than they save.
        make(organisation, as_of, None, None)


def _account(organisation: Organisation, password: str, language: str) -> None:
    """The account of this run, in the role that sees everything; its password of before opens nothing any more."""
    person = Person.objects.filter(email=EMAIL).first()
    name = "Démonstration" if language == "fr" else "Demo"
    if person is None:
        person = Person.objects.create_user(EMAIL, password, name=name, language=language)
    person.language, person.name = language, name
    person.set_password(password)
    person.save()
    Membership.objects.update_or_create(person=person, organisation=organisation, defaults={"role": Role.ADMINISTRATOR})
