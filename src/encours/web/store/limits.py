"""Limits as lists show them: for each buyer where its limit stands, what was asked, what is used."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from encours.web.people.walled import Walled
from encours.web.store.results import Reading


class LimitResult(Walled):
    """The limits of one buyer in a reading; amounts are minor units of the currency of the first policy.

    What a group shares is told of each member and counted once: ``is_counted`` marks the row that counts. NULL is what
    is not known, or what there is none of; an amount of zero is a limit of nil.
    """

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="+")
    buyer = models.TextField()
    buyer_name = models.TextField(blank=True, default="")
    country = models.CharField(max_length=2, blank=True, default="")
    sought = models.TextField(blank=True, default="")
    outstanding = models.BigIntegerField(default=0)
    state = models.CharField(max_length=24, blank=True, default="")
    kind = models.CharField(max_length=24, blank=True, default="")
    amount = models.BigIntegerField(null=True)
    """In the first policy."""
    total = models.BigIntegerField(null=True)
    """In all policies."""
    layers = models.JSONField(default=list)
    """Of each policy that has one: ``policy``, ``state``, ``kind``, ``amount``, ``used``, ``percentage``, ``since``."""
    percentage = models.IntegerField(null=True)
    """Insured percentage of its own, in basis points; NULL where it has the policy's."""
    since = models.IntegerField(null=True)
    ends_on = models.IntegerField(null=True)
    """Last day of a temporary limit, or the day an expired one ended."""
    bites_on = models.IntegerField(null=True)
    """Day on which a cut that is notified takes effect; until then nothing has changed."""
    bites_to = models.BigIntegerField(null=True)
    next_on = models.IntegerField(null=True)
    """The first of both days, where it is to come."""
    used = models.BigIntegerField(null=True)
    room = models.BigIntegerField(null=True)
    over = models.BigIntegerField(default=0)
    is_counted = models.BooleanField(default=True)
    shares = models.TextField(blank=True, default="")
    """Name of the group that shares it; empty where nobody does."""
    requested = models.BigIntegerField(null=True)
    """Amount of the last request."""
    requested_on = models.IntegerField(null=True)
    is_waiting = models.BooleanField(default=False)
    answered_on = models.IntegerField(null=True)
    answer = models.CharField(max_length=24, blank=True, default="")
    """Outcome of the last decision, as decisions say it."""
    answer_on = models.IntegerField(null=True)
    insurer_code = models.TextField(blank=True, default="")
    conditions = models.TextField(blank=True, default="")
    """Conditions of the limit in force that nobody met yet."""
    appealed_on = models.IntegerField(null=True)
    own_allowed = models.BigIntegerField(null=True)
    own_accepted = models.BigIntegerField(null=True)
    """Uninsured part that the company accepts."""

    class Meta:
        """Found by buyer, by state, by the next day."""

        indexes: ClassVar = [
            models.Index(fields=["reading", "buyer"], name="limit_buyer"),
            models.Index(fields=["reading", "state"], name="limit_state"),
            models.Index(fields=["reading", "next_on"], name="limit_next"),
        ]

    def __str__(self) -> str:
        return self.buyer
