"""Views that people save: kept, replaced by another of the same name, dropped; each person's own."""

from __future__ import annotations

from typing import Final

from encours.web.people.access import Access
from encours.web.store.models import SavedView

MOST: Final = 40
"""Views that a person keeps of one list."""
LONGEST_NAME: Final = 60


def views_of(access: Access, page: str) -> list[SavedView]:
    """Views that somebody saved of a list, by name."""
    return list(SavedView.objects.filter(membership=access.membership, page=page))


def save_view(access: Access, page: str, name: str, query: str) -> bool:
    """Keep a view under a name, in the place of the one that had it; whether there was room for it."""
    told = " ".join(name.split())[:LONGEST_NAME]
    if not told:
        return False
    own = SavedView.objects.filter(membership=access.membership, page=page)
    if not own.filter(name=told).exists() and own.count() >= MOST:
        return False
    SavedView.objects.update_or_create(
        organisation=access.organisation, membership=access.membership, page=page, name=told, defaults={"query": query}
    )
    return True


def drop_view(access: Access, page: str, number: int) -> None:
    """Forget a view of one's own; nothing happens where there is none."""
    SavedView.objects.filter(membership=access.membership, page=page, pk=number).delete()
