"""Who works here: organisations, people, what each may do in which organisation, and the journal of what was done."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models

from encours.web.people.roles import Role
from encours.web.people.walled import Walled

LANGUAGES: Final = [("fr", "Français"), ("en", "English")]


class People(BaseUserManager["Person"]):
    """How people are added: by their address, which is their name here."""

    def create_user(self, email: str, password: str | None = None, **more: Any) -> Person:  # noqa: ANN401 -- fields
        """A person; without a password nobody signs in as this one before one is chosen."""
        person = self.model(email=self.normalize_email(email).lower(), **more)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody who signs in."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=150)
    language = models.CharField(max_length=2, choices=LANGUAGES, default="fr")
    is_active = models.BooleanField(default=True)
    may_found = models.BooleanField(default=False)
    """Whether this person administers the installation: makes organisations, and is touched by none of them."""
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = People()

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        """Name as libraries ask for it."""
        return self.name


class Organisation(models.Model):
    """A company whose receivables are kept, walled from every other.

    ``revision`` counts what was kept: a result says on which one it stands. ``reading_day`` is the day on which every
    page is read, for books that stopped; empty, it is today.
    """

    slug = models.SlugField(unique=True, max_length=60)
    name = models.CharField(max_length=200)
    currency = models.CharField(max_length=3, default="EUR")
    residence = models.CharField(max_length=20, blank=True, default="")
    reading_day = models.DateField(null=True, blank=True)
    revision = models.BigIntegerField(default=0)
    second_person_above = models.BigIntegerField(default=0)
    """Uninsured part of an own limit, in minor units, above which a second person approves it."""
    requires_second_factor = models.BooleanField(default=False)
    """Whether a password alone opens nothing here."""
    journal_rank = models.BigIntegerField(default=0)
    """Rank of the last entry of the journal, kept apart from it: a journal whose end was cut off is seen by it."""
    journal_hash = models.CharField(max_length=64, blank=True, default="")
    """Hash of that entry; empty where nothing was done yet."""
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """What a person may do in an organisation.

    A broker is a member by ``mandate``, which ends on ``until``. A lender sees what is assigned to ``loss_payee``;
    sales see the customers of ``CustomerOf``. Nobody is in before the link of the ``invitation`` was used, which
    empties it, nor once the membership is closed.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=[(each.value, each.value) for each in Role])
    mandate = models.CharField(max_length=120, blank=True, default="")
    until = models.DateField(null=True, blank=True)
    loss_payee = models.CharField(max_length=200, blank=True, default="")
    invitation = models.CharField(max_length=40, blank=True, default="")
    """What the link that awaits this person was made with; empty once it was used."""
    closed_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """One role for each person in each organisation."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "organisation"], name="one_role_each")]

    def __str__(self) -> str:
        return f"{self.person}, {self.role}"


class CustomerOf(Walled):
    """A buyer that a salesperson looks after."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    buyer = models.TextField()

    class Meta:
        """Told once."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["membership", "buyer"], name="one_customer_once")]

    def __str__(self) -> str:
        return self.buyer


class JournalEntry(Walled):
    """Something that somebody did, chained to what was done before by its hash; never changed.

    The chain is one for each organisation: ``hash`` is that of the entry before and of everything this one says.
    """

    rank = models.BigIntegerField()
    at = models.DateTimeField()
    person = models.CharField(max_length=200)
    deed = models.CharField(max_length=60)
    subject = models.TextField(blank=True, default="")
    details = models.JSONField(default=dict)
    before = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        """In the order of the chain."""

        ordering: ClassVar = ["rank"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["organisation", "rank"], name="one_chain_each")]

    def __str__(self) -> str:
        return f"{self.rank} {self.deed}"


class JournalVerification(Walled):
    """How far the chain of a journal was found to hold, so that a page verifies what came since alone.

    ``rank`` and ``hash`` are those of the last entry verified, ``at`` when; ``whole_at`` is when the chain was last
    verified from its first entry. There is none where the chain was found broken.
    """

    rank = models.BigIntegerField()
    hash = models.CharField(max_length=64)
    at = models.DateTimeField()
    whole_at = models.DateTimeField()

    class Meta:
        """One for each chain."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["organisation"], name="one_verification_each")]

    def __str__(self) -> str:
        return f"verified up to {self.rank}"
