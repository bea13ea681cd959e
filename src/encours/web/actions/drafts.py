"""Where a draft stands, and how that changes: never but from what the work began with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from encours.formats.faults import fault
from encours.web.computing.import_previews import faults_json
from encours.web.people.models import Organisation
from encours.web.people.walls import inside
from encours.web.store.models import Draft


def to(draft: Draft, state: Draft.State, at: datetime, **more: Any) -> None:  # noqa: ANN401 -- columns of a draft
    """Put a draft into a state, within the transaction of whoever calls; its work has every attempt before it again."""
    changes = {"state": state, "changed_at": at, "attempts": 0, **more}
    for name, value in changes.items():
        setattr(draft, name, value)
    draft.save(update_fields=list(changes))


def show(draft: Draft, state: Draft.State, revision: int, content: Mapping[str, Any]) -> None:
    """Write the preview of a draft, unless something else was told, or it was left, while it was made."""
    with inside(Organisation.objects.get(pk=draft.organisation_id)):
        standing: Draft = Draft.objects.select_for_update().get(pk=draft.pk)
        if (standing.state, standing.round) == (Draft.State.READING, draft.round):
            to(standing, state, timezone.now(), revision=revision, preview=dict(content))


def renew(draft: Draft) -> None:
    """Have a draft that was accepted shown anew: it is never kept blindly."""
    with inside(Organisation.objects.get(pk=draft.organisation_id)):
        standing: Draft = Draft.objects.select_for_update().get(pk=draft.pk)
        if standing.state == Draft.State.KEEPING:
            to(standing, Draft.State.READING, timezone.now(), round=standing.round + 1, is_renewed=True)


def give_up(company: Organisation, draft: int) -> None:
    """Say of a draft that the program failed on it: nothing of it is kept, and nothing of the machine is told."""
    failed = fault(
        "import_failed",
        "",
        en="Encours failed on this file, which is a defect of the program: nothing of it was kept.",
        fr="Encours a échoué sur ce fichier, ce qui est un défaut du programme : rien n’en a été conservé.",
        hint_en="Tell whoever runs this installation: its log says why.",
        hint_fr="Signalez-le à qui administre cette installation : son journal technique dit pourquoi.",
    )
    with inside(company):
        standing: Draft = Draft.objects.select_for_update().get(pk=draft)
        if standing.is_under_way:
            content = {"faults": faults_json([(failed, False)]), "fault_total": 1}
            to(standing, Draft.State.REFUSED, timezone.now(), preview=content)


def accepted(draft: Draft) -> Draft | None:
    """A draft that is being kept, locked, as it was accepted; None where it was left or told otherwise since."""
    standing: Draft = Draft.objects.select_for_update().get(pk=draft.pk)
    return standing if (standing.state, standing.round) == (Draft.State.KEEPING, draft.round) else None
