"""Where a draft stands, and how that changes: never but from what the work began with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from encours.web.people.models import Organisation
from encours.web.people.walls import inside
from encours.web.store.models import Draft


def to(draft: Draft, state: Draft.State, at: datetime, **more: Any) -> None:  # noqa: ANN401 -- columns of a draft
    """Put a draft into a state, within the transaction of whoever calls."""
    changes = {"state": state, "changed_at": at, **more}
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


def accepted(draft: Draft) -> Draft | None:
    """A draft that is being kept, locked, as it was accepted; None where it was left or told otherwise since."""
    standing: Draft = Draft.objects.select_for_update().get(pk=draft.pk)
    return standing if (standing.state, standing.round) == (Draft.State.KEEPING, draft.round) else None
