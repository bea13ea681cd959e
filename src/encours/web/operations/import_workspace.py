"""`import-workspace FOLDER --organisation SLUG`: a company of the store from a folder of files, whole or not at all."""

from __future__ import annotations

from argparse import Namespace
from datetime import UTC, datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import transaction

from encours.policy.faults import Words
from encours.web.actions.background import ask_for_today
from encours.web.actions.workspaces import take_workspace
from encours.web.operations import ending
from encours.web.operations.ending import Refused
from encours.web.operations.running import among_others
from encours.web.operations.serve import prepare_store
from encours.web.people.models import Organisation
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
    ask_for_today()
    print(
        Words(
            f"{organisation.name} is taken in, as /o/{slug}/. Give people access to it: Administration.",
            f"{organisation.name} est reprise, sous /o/{slug}/. Donnez-y accès : Administration.",
        ).in_language(asked.lang)
    )
    return ending.ANSWERED


def _checked(slug: str) -> str:
    try:
        validate_slug(slug)
    except ValidationError:
        raise Refused(
            f"--organisation is written with letters, figures and hyphens, not {slug!r}.",
            f"--organisation s'écrit avec des lettres, des chiffres et des traits d'union, et non {slug!r}.",
        ) from None
    return slug[:60]
