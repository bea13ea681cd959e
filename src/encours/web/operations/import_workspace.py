"""`import-workspace FOLDER --organisation SLUG`: a company of the store from a folder of files, whole or not at all.

Somebody administers it from then on, and the command says how to come in.
"""

from __future__ import annotations

from argparse import Namespace
from datetime import UTC, datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import transaction

from encours.policy.faults import Words
from encours.web.actions.administering import let_administer
from encours.web.actions.background import ask_for_today
from encours.web.actions.workspaces import take_workspace
from encours.web.operations import ending
from encours.web.operations.ending import Refused
from encours.web.operations.first_run import administrator
from encours.web.operations.running import among_others
from encours.web.operations.serve import prepare_store
from encours.web.people.models import Membership, Organisation, Person
from encours.web.people.roles import Role
from encours.web.people.walls import inside
from encours.web.store.models import Batch


def run(asked: Namespace) -> int:
    """Take a folder in, or tell what of it is refused."""
    slug = _checked(asked.organisation)
    data = settings.INSTALLATION.data
    prepare_store(data)
    with among_others(data), transaction.atomic():
        organisation, is_new = Organisation.objects.get_or_create(
            slug=slug, defaults={"name": asked.name or asked.folder.absolute().name}
        )
        with inside(organisation, writing=False):
            if Batch.objects.exists():
                raise Refused(
                    f"{organisation.name} has facts already: they are not written over. Choose another name.",
                    f"{organisation.name} a déjà des faits : ils ne sont pas remplacés. Choisissez un autre nom.",
                )
        taken = take_workspace(organisation, asked.folder, by="import-workspace", at=datetime.now(UTC))
        if not taken.is_taken:
            raise Refused(taken.read.text("en"), taken.read.text("fr"))
        if is_new and not asked.name and taken.read.settings.company:
            organisation.name = taken.read.settings.company
            organisation.save(update_fields=["name"])
        person, link = _let_in(organisation, asked)
    ask_for_today()
    print(_told(organisation, person, link).in_language(asked.lang))
    return ending.ANSWERED


def _let_in(organisation: Organisation, asked: Namespace) -> tuple[Person | None, str]:
    """Who administers from now on, with the link by which they come in if they need one; nobody new where some do."""
    own = Membership.objects.filter(organisation=organisation, role=Role.ADMINISTRATOR, closed_at=None, until=None)
    if not asked.administrator and own.exists():
        return None, ""
    person = administrator(asked.administrator, asked.lang)
    return person, let_administer(organisation, person, by="import-workspace", at=datetime.now(UTC))


def _told(organisation: Organisation, person: Person | None, link: str) -> Words:
    """What was done, and what to do next."""
    address = settings.INSTALLATION.address
    place = f"{address}/o/{organisation.slug}/"
    english, french = f"{organisation.name} is taken in: {place}", f"{organisation.name} est reprise : {place}"
    if person is None:
        english += "\nThose who were in it already sign in as before."
        french += "\nCeux qui y étaient déjà se connectent comme avant."
    elif link:
        english += f"\nAdministrator: {person.email}\nChoose the password by this link, once, within three days: "
        french += (
            f"\nAdministrateur : {person.email}\nChoisissez le mot de passe par ce lien, une fois, sous trois jours : "
        )
        english, french = f"{english}{address}{link}", f"{french}{address}{link}"
    else:
        english += f"\nAdministrator: {person.email}, who signs in as usual."
        french += f"\nAdministrateur : {person.email}, qui se connecte comme d’habitude."
    return Words(
        f"{english}\nThe application must run: encours serve. Let others in there, under Administration.",
        f"{french}\nL’application doit tourner : encours serve. Donnez-y accès à d’autres, sous Administration.",
    )


def _checked(slug: str) -> str:
    try:
        validate_slug(slug)
    except ValidationError:
        raise Refused(
            f"--organisation is written with letters, figures and hyphens, not {slug!r}.",
            f"--organisation s’écrit avec des lettres, des chiffres et des traits d’union, et non {slug!r}.",
        ) from None
    return slug[:60]
