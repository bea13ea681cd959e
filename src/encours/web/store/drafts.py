"""Work that is shown before it is done: imports proposed, and files made for whoever asked for them.

Both are taken up by what stands here, never by what was asked of the background: whatever was stopped midway goes on.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from encours.web.people.walled import Walled
from encours.web.store.files import StoredFile


class Draft(Walled):
    """An import that somebody prepares: what is told of its file, and what keeping it would change.

    ``round`` counts what was told: a preview of another round is thrown away. ``revision`` is the one of the facts that
    the preview stands on. ``preview`` is in both languages. An undo names in ``undoes`` the import that it takes back,
    and has no file.
    """

    class Kind(models.TextChoices):
        """What is imported."""

        FILE = "file"
        UNDO = "undo"
        WORKSPACE = "workspace"

    class State(models.TextChoices):
        """Where it stands: ``reading`` and ``keeping`` are under way, ``asked`` waits for an answer of a person."""

        READING = "reading"
        ASKED = "asked"
        READY = "ready"
        REFUSED = "refused"
        KEEPING = "keeping"
        KEPT = "kept"
        DROPPED = "dropped"

    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.FILE)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    undoes = models.CharField(max_length=80, blank=True, default="")
    told = models.JSONField(default=dict)
    round = models.IntegerField(default=0)
    state = models.CharField(max_length=10, choices=State.choices, default=State.READING)
    revision = models.BigIntegerField(default=-1)
    is_renewed = models.BooleanField(default=False)
    """Whether something was kept after it was accepted: what is shown now is not what was accepted."""
    attempts = models.IntegerField(default=0)
    """How often the work that its state asks for was begun."""
    preview = models.JSONField(default=dict)
    batch = models.CharField(max_length=80, blank=True, default="")
    """Name under which it was kept."""
    made_by = models.CharField(max_length=200)
    maker = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    """Who ``made_by`` names: two people may bear one name, and one person may take another."""
    told_by = models.ForeignKey("people.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    """Who told last how to read it: what is shown is as much theirs as the maker's."""
    accepted_by = models.CharField(max_length=200, blank=True, default="")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    """When it last got another state, or was taken up again."""

    class Meta:
        """The last one first."""

        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [models.Index(fields=["organisation", "state"], name="draft_state")]

    def __str__(self) -> str:
        return self.undoes if self.file is None else self.file.name

    @property
    def shown(self) -> str:
        """What names the preview that stands: another round, or other facts below it, show something else."""
        return f"{self.round}-{self.revision}"

    @property
    def is_under_way(self) -> bool:
        """Whether the background works on it."""
        return self.state in {self.State.READING, self.State.KEEPING}

    @property
    def is_over(self) -> bool:
        """Whether nothing more may be done with it."""
        return self.state in {self.State.KEPT, self.State.DROPPED}


class MadeFile(Walled):
    """A file that somebody asked for: the company as a workspace, or one of its tables."""

    class State(models.TextChoices):
        """Where it stands: ``refused`` is for what the company holds, ``failed`` for a defect of the program."""

        MAKING = "making"
        MADE = "made"
        REFUSED = "refused"
        FAILED = "failed"

    what = models.CharField(max_length=40)
    """``workspace``, or the name of a table."""
    language = models.CharField(max_length=2)
    form = models.CharField(max_length=4)
    buyers = models.JSONField(null=True)
    """Buyers that whoever asked may see; NULL for all of them."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.MAKING)
    sha256 = models.CharField(max_length=64, blank=True, default="")
    size = models.BigIntegerField(default=0)
    revision = models.BigIntegerField(default=-1)
    attempts = models.IntegerField(default=0)
    """How often its making was begun."""
    asked_by = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        """The last one first."""

        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.what
