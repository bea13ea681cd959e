"""Workers, and when each was last seen: one that was not seen for a while left its work for another."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class WorkerSeen(models.Model):
    """A worker that runs, or ran until it was last seen."""

    name = models.CharField(max_length=120, primary_key=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        """The one seen last first."""

        ordering: ClassVar = ["-seen_at"]

    def __str__(self) -> str:
        return self.name
