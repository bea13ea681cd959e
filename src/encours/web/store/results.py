"""Results: what was computed of the facts, kept so that a page need not compute it; dropped and made again at will.

A ``Reading`` is the whole company as of a day, as known on another. Of each account it holds one row, of each open
invoice one, and of everything to be done one. Amounts are minor units of the currency of the first policy; a day that
has not happened, or that nothing ends, is ``NEVER`` as in the library, and NULL is what is not known.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from encours.web.people.walled import Walled


class Reading(Walled):
    """A company read as of a day, as known on another (NULL: all that is known).

    ``revision`` is the one of the facts it stands on, ``written_revision`` that of its written parts, which are made
    with the whole alone, ``version`` that of the program; ``figures`` is what the head of a page needs.
    """

    class Standing(models.TextChoices):
        """Where the work on it stands."""

        WAITING = "waiting"
        MADE = "made"
        REFUSED = "refused"

    as_of = models.IntegerField()
    known_on = models.IntegerField(null=True)
    revision = models.BigIntegerField(default=-1)
    written_revision = models.BigIntegerField(default=-1)
    version = models.CharField(max_length=40, blank=True, default="")
    standing = models.CharField(max_length=10, choices=Standing.choices, default=Standing.WAITING)
    attempts = models.IntegerField(default=0)
    """How often its making was begun since it was last made, or asked for by a person."""
    refusal = models.JSONField(default=dict)
    figures = models.JSONField(default=dict)
    asked_at = models.DateTimeField(auto_now_add=True)
    made_at = models.DateTimeField(null=True)

    class Meta:
        """One for each question."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "as_of", "known_on"], name="one_reading_once"),
            # Where all that is known is meant, NULL differs from NULL: SQLite knows no constraint that says otherwise.
            models.UniqueConstraint(
                fields=["organisation", "as_of"], condition=models.Q(known_on=None), name="one_reading_of_all_known"
            ),
        ]

    def __str__(self) -> str:
        return f"reading of {self.as_of}"

    @property
    def currency(self) -> str:
        """Currency of every amount of its results: that of the policy, of the company where nothing was made."""
        told: str = self.figures.get("currency") or self.organisation.currency
        return told


class _Part(Walled):
    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="+")
    buyer = models.TextField(blank=True, default="")
    buyer_name = models.TextField(blank=True, default="")

    class Meta:
        """Each part has its own table."""

        abstract = True


class _Amounts(models.Model):
    """What is owed, by state; the six parts add up to ``outstanding``."""

    outstanding = models.BigIntegerField(default=0)
    covered = models.BigIntegerField(default=0)
    over_limit = models.BigIntegerField(default=0)
    suspended = models.BigIntegerField(default=0)
    not_covered = models.BigIntegerField(default=0)
    outside = models.BigIntegerField(default=0)
    needs_information = models.BigIntegerField(default=0)
    insured = models.BigIntegerField(default=0)
    """Indemnity expected if the buyer failed today, before first losses."""

    class Meta:
        """Columns of the parts that have amounts."""

        abstract = True


class AccountResult(_Part, _Amounts):
    """One buyer."""

    country = models.CharField(max_length=2, blank=True, default="")
    group = models.TextField(blank=True, default="")
    siren = models.TextField(blank=True, default="")
    sector = models.TextField(blank=True, default="")
    sought = models.TextField(blank=True, default="")
    """Name, code and numbers in plain letters, in which a search looks."""
    invoices = models.IntegerField(default=0)
    on_account = models.BigIntegerField(default=0)
    not_due = models.BigIntegerField(default=0)
    late_1 = models.BigIntegerField(default=0)
    late_2 = models.BigIntegerField(default=0)
    late_3 = models.BigIntegerField(default=0)
    late_4 = models.BigIntegerField(default=0)
    undated = models.BigIntegerField(default=0)
    late_days = models.IntegerField(default=0)
    limit = models.BigIntegerField(null=True)
    """Limit in force in the first policy; NULL where there is none, which is no limit of zero."""
    limit_state = models.CharField(max_length=24, blank=True, default="")
    limit_kind = models.CharField(max_length=24, blank=True, default="")
    limit_until = models.IntegerField(null=True)
    own_limit = models.BigIntegerField(null=True)
    next_delivery = models.BigIntegerField(null=True)
    """What of a delivery of today would be covered, at most."""
    stopped_since = models.IntegerField(null=True)
    next_stop = models.IntegerField(null=True)
    until = models.IntegerField(null=True)
    status = models.CharField(max_length=10, default="ok")
    last_paid_on = models.IntegerField(null=True)
    policies = models.JSONField(default=list)
    """Names of the policies above or beside the first that carry something of what is open."""

    class Meta:
        """Found by name, by what is owed."""

        indexes: ClassVar = [
            models.Index(fields=["reading", "buyer"], name="account_buyer"),
            models.Index(fields=["reading", "-outstanding"], name="account_outstanding"),
        ]

    def __str__(self) -> str:
        return self.buyer


class InvoiceResult(_Part, _Amounts):
    """One open invoice, or one open instalment of it."""

    number = models.TextField()
    instalment = models.IntegerField(default=1)
    shown = models.TextField()
    """Number, with the rank of the instalment where there are several."""
    entity = models.TextField(blank=True, default="")
    stage = models.CharField(max_length=12)
    is_receivable = models.BooleanField(default=True)
    issued = models.IntegerField(null=True)
    delivered = models.IntegerField(null=True)
    due = models.IntegerField(null=True)
    late_days = models.IntegerField(null=True)
    bucket = models.SmallIntegerField(default=0)
    """0 not due, 1 to 4 the slices of lateness, 5 without a due date."""
    currency = models.CharField(max_length=3)
    open_original = models.BigIntegerField(default=0)
    state = models.CharField(max_length=20)
    is_partly = models.BooleanField(default=False)
    at_risk = models.BooleanField(default=False)
    cause = models.IntegerField(default=0)
    until = models.IntegerField(null=True)

    class Meta:
        """Found by buyer, by age, by state, by what is owed."""

        indexes: ClassVar = [
            models.Index(fields=["reading", "buyer"], name="invoice_buyer"),
            models.Index(fields=["reading", "number"], name="invoice_number"),
            models.Index(fields=["reading", "state", "-outstanding"], name="invoice_state"),
            models.Index(fields=["reading", "bucket", "-outstanding"], name="invoice_bucket"),
            models.Index(fields=["reading", "-outstanding"], name="invoice_outstanding"),
            models.Index(fields=["reading", "until"], name="invoice_until"),
        ]

    def __str__(self) -> str:
        return self.shown


class WorkItem(_Part):
    """One thing to be done, or to be looked at; ``identifier`` is the same for the same thing from day to day."""

    class Source(models.TextChoices):
        """Where it comes from."""

        DUTY = "duty"
        OVER_LIMIT = "over limit"
        LIMIT = "limit"
        ENTITY = "entity"
        INFORMATION = "information"
        PROOF = "proof"

    identifier = models.CharField(max_length=64)
    source = models.CharField(max_length=12, choices=Source.choices)
    kind = models.CharField(max_length=60)
    who = models.CharField(max_length=12)
    policy = models.TextField(blank=True, default="")
    invoice = models.TextField(blank=True, default="")
    instalment = models.IntegerField(default=1)
    reference = models.TextField(blank=True, default="")
    first_day = models.IntegerField(null=True)
    last_day = models.IntegerField(null=True)
    """Last day to do it: ``NEVER`` where nothing ends it, NULL where a fact is missing."""
    standing = models.CharField(max_length=10)
    stake = models.BigIntegerField(null=True)
    """What missing it costs; NULL where no rule says a figure."""
    told = models.JSONField(default=dict)
    """By language: ``title``, ``subject``, ``todo`` (what to do) and ``consequence``."""
    more = models.JSONField(default=dict)

    class Meta:
        """Found by day, by buyer, by name."""

        indexes: ClassVar = [
            models.Index(fields=["reading", "standing", "last_day"], name="work_day"),
            models.Index(fields=["reading", "buyer"], name="work_buyer"),
            models.Index(fields=["reading", "identifier"], name="work_identifier"),
        ]

    def __str__(self) -> str:
        return self.identifier


class WrittenPart(Walled):
    """A part of a page that is written in the background, such as a document with its drawings, in one language."""

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=40)
    language = models.CharField(max_length=2)
    html = models.TextField()

    class Meta:
        """One of each name in each language."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["reading", "name", "language"], name="one_part_in_each_language")
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.language})"
