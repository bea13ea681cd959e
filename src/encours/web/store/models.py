"""What the store keeps of a company: its facts in batches, its contract, and results that may be made again."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from encours.web.people.walled import Walled
from encours.web.store.approvals import Proposal
from encours.web.store.drafts import Draft, MadeFile
from encours.web.store.facts import MODELS, FactRow
from encours.web.store.files import StoredFile
from encours.web.store.limits import LimitResult
from encours.web.store.results import AccountResult, InvoiceResult, Reading, WorkItem, WrittenPart
from encours.web.store.views import SavedView
from encours.web.store.workers import WorkerSeen
from encours.web.store.worklist import WorkNote, WorkState

__all__ = [
    "MODELS",
    "AccountResult",
    "Batch",
    "Contract",
    "Draft",
    "FactRow",
    "InvoiceResult",
    "LimitResult",
    "MadeFile",
    "Proposal",
    "Reading",
    "Register",
    "SavedView",
    "StoredFile",
    "WorkItem",
    "WorkNote",
    "WorkState",
    "WorkerSeen",
    "WrittenPart",
]


class Batch(Walled):
    """Facts that came together and stand or fall together: a workspace, an imported file, or what somebody did."""

    class Origin(models.TextChoices):
        """Where a batch comes from."""

        WORKSPACE = "workspace"
        IMPORT = "import"
        ACT = "act"

    rank = models.BigIntegerField()
    name = models.CharField(max_length=80)
    origin = models.CharField(max_length=10, choices=Origin.choices)
    file = models.TextField(blank=True, default="")
    sha256 = models.CharField(max_length=64, blank=True, default="")
    day = models.IntegerField()
    layout = models.CharField(max_length=60, blank=True, default="")
    undoes = models.CharField(max_length=80, blank=True, default="")
    mapping = models.TextField(blank=True, default="")
    totals = models.JSONField(default=dict)
    made_by = models.CharField(max_length=200)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """In the order they came."""

        ordering: ClassVar = ["rank"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "rank"], name="one_rank_once"),
            models.UniqueConstraint(fields=["organisation", "name"], name="one_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Register(Walled):
    """A kind of fact that a company keeps, even where it lists nothing: what is not listed is known not to be."""

    table = models.CharField(max_length=40)

    class Meta:
        """Told once."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["organisation", "table"], name="one_register_once")]

    def __str__(self) -> str:
        return self.table


class Contract(Walled):
    """The texts of a company's policies as they stood from one revision to the next; the last one is in force.

    ``texts`` holds them by file name, as a workspace does.
    """

    rank = models.BigIntegerField()
    texts = models.JSONField()
    note = models.TextField(blank=True, default="")
    made_by = models.CharField(max_length=200)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """In the order they were agreed."""

        ordering: ClassVar = ["rank"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["organisation", "rank"], name="one_contract_once")]

    def __str__(self) -> str:
        return f"contract {self.rank}"
