"""Views that a person saved of a list: a name for its filters and its order, to come back to them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from encours.web.people.walled import Walled


class SavedView(Walled):
    """What a person asks of a list again and again, in one organisation."""

    membership = models.ForeignKey("people.Membership", on_delete=models.CASCADE, related_name="+")
    page = models.CharField(max_length=20)
    """Name of the address of the list."""
    name = models.CharField(max_length=60)
    query = models.TextField(blank=True, default="")
    """Filters and order, as the address has them after its question mark."""

    class Meta:
        """A name stands for one view."""

        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["membership", "page", "name"], name="one_view_a_name")]

    def __str__(self) -> str:
        return self.name
