"""`export-workspace SLUG FOLDER`: a company of the store as a folder of files that stands on its own."""

from __future__ import annotations

from argparse import Namespace

from encours.policy.faults import Words
from encours.web.actions.workspaces import write_company
from encours.web.operations import ending
from encours.web.operations.ending import Refused
from encours.web.people.models import Organisation


def run(asked: Namespace) -> int:
    """Write the folder, or tell why it was not."""
    organisation = named(asked.organisation)
    refused = write_company(organisation, asked.folder)
    if refused is not None:
        raise Refused(refused.text("en"), refused.text("fr"))
    print(
        Words(
            f"{organisation.name} is written in {asked.folder}.", f"{organisation.name} est écrite dans {asked.folder}."
        ).in_language(asked.lang)
    )
    return ending.ANSWERED


def named(slug: str) -> Organisation:
    """Organisation of a short name; what there is instead where there is none."""
    found = Organisation.objects.filter(slug=slug).first()
    if found is None:
        known = ", ".join(Organisation.objects.order_by("slug").values_list("slug", flat=True)[:20]) or "–"
        raise Refused(
            f"No company is called {slug}. There are: {known}", f"Aucune société ne s’appelle {slug}. Il y a : {known}"
        )
    return found
