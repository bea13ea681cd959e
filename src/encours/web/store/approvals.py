"""What waits for a second person: an own limit whose uninsured part is above what one person may accept alone."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from encours.web.people.walled import Walled


class Proposal(Walled):
    """An own limit that somebody proposes; it is a fact only once somebody else approves it.

    ``facts`` holds what would be kept, a list of the fields of each with its table. Amounts are minor units of the
    currency of the first policy, as they stood when it was proposed: at approval they are worked out again.
    """

    class State(models.TextChoices):
        """Where it stands; only one that waits may change."""

        WAITING = "waiting"
        APPROVED = "approved"
        REFUSED = "refused"
        WITHDRAWN = "withdrawn"

    buyer = models.TextField()
    buyer_name = models.TextField(blank=True, default="")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    facts = models.JSONField()
    currency = models.CharField(max_length=3)
    allowed = models.BigIntegerField(null=True)
    insured = models.BigIntegerField(null=True)
    uninsured = models.BigIntegerField(null=True)
    """NULL where the insured limit is not known, so that nobody can tell the part that is not."""
    reason = models.TextField(blank=True, default="")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    closed_at = models.DateTimeField(null=True)
    closing_note = models.TextField(blank=True, default="")
    batch = models.CharField(max_length=80, blank=True, default="")
    """Batch of the facts it became."""

    class Meta:
        """The oldest first."""

        ordering: ClassVar = ["proposed_at", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "state"], name="proposal_state"),
            models.Index(fields=["organisation", "buyer"], name="proposal_buyer"),
        ]

    def __str__(self) -> str:
        return f"proposal {self.pk}"
