"""What people did with the list of things to do: who has each, until when it waits, and what they wrote about it.

None of it is a fact: it says nothing about what is insured, and another list would have none of it.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from encours.web.people.models import Membership
from encours.web.people.walled import Walled


class WorkState(Walled):
    """Who has one thing to do, and until which day it waits; ``identifier`` is that of ``WorkItem``."""

    identifier = models.CharField(max_length=64)
    assigned_to = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    snoozed_until = models.IntegerField(null=True, blank=True)
    """Day on which it comes back; it is there all the same once its last day is nearer than that."""

    class Meta:
        """One for each thing to do."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "identifier"], name="one_work_state_once")
        ]

    def __str__(self) -> str:
        return self.identifier


class WorkNote(Walled):
    """What somebody wrote about one thing to do, or did with it; kept once it is done."""

    class Kind(models.TextChoices):
        """What a line of its history tells."""

        NOTE = "note"
        ASSIGNED = "assigned"
        SNOOZED = "snoozed"
        DONE = "done"

    identifier = models.CharField(max_length=64)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.NOTE)
    text = models.TextField(blank=True, default="")
    """A note as it was written; to whom it was given, or nobody; the day it waits for or was done, as ISO writes it."""
    person = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        """The latest first."""

        ordering: ClassVar = ["-at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["organisation", "identifier"], name="work_note_of")]

    def __str__(self) -> str:
        return self.text
