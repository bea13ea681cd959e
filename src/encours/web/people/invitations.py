"""Links that let somebody in, once: they prove that whoever holds one was given it by an administrator.

No mail need leave the installation: a link is shown once to the administrator, who hands it on. One that lets in an
organisation is of that organisation alone, so an account that another one opened, under whatever name, opens no door
here by itself.
"""

from __future__ import annotations

import secrets
from typing import Final

from allauth.usersessions.models import UserSession
from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse

from encours.web.people.models import Membership, Person


class _Invitations(PasswordResetTokenGenerator):
    """Proofs that stand for three days, until they are used or another is made."""

    key_salt = "encours.web.people.invitations"

    def _make_hash_value(self, user: Membership, timestamp: int) -> str:  # type: ignore[override]
        return f"{user.pk} {user.person_id} {user.invitation} {user.closed_at} {timestamp}"


class _Passwords(PasswordResetTokenGenerator):
    """Proofs that stand for three days, until they are used or the account becomes another organisation's too."""

    key_salt = "encours.web.people.passwords"

    def _make_hash_value(self, user: Person, timestamp: int) -> str:
        # An administrator of one organisation made the link: it must open nothing of those that came after.
        memberships = Membership.objects.filter(person=user).order_by("pk").values_list("pk", flat=True)
        usual = super()._make_hash_value(user, timestamp)
        return f"{usual} {user.may_found} {' '.join(map(str, memberships))}"


_INVITATIONS: Final = _Invitations()
_PASSWORDS: Final = _Passwords()


def invite(membership: Membership) -> str:
    """Have a membership wait for whoever uses the link that is given back; earlier ones let in no more."""
    membership.invitation = secrets.token_urlsafe(24)
    membership.save(update_fields=["invitation"])
    return reverse("invitation", args=[membership.pk, _INVITATIONS.make_token(membership)])  # type: ignore[arg-type]


def invited(membership: int, token: str) -> Membership | None:
    """Membership that a link lets in, or nothing where it does no more."""
    found = Membership.objects.select_related("organisation", "person").filter(pk=membership).first()
    if found is None or not found.invitation or found.closed_at is not None or not found.person.is_active:
        return None
    return found if _INVITATIONS.check_token(found, token) else None  # type: ignore[arg-type]


def new_password(person: Person) -> str:
    """A link by which somebody who forgot the password chooses another one, once."""
    return reverse("new-password", args=[person.pk, _PASSWORDS.make_token(person)])


def forgetful(person: int, token: str) -> Person | None:
    """Person that a link lets choose a password, or nothing where it does no more."""
    found = Person.objects.filter(pk=person, is_active=True).first()
    return found if found is not None and _PASSWORDS.check_token(found, token) else None


def is_of_one_organisation(person: Person, organisation: int) -> bool:
    """Whether nobody but this organisation is concerned by what becomes of an account.

    Those who administer the installation are no organisation's; nor is an account that another one invited too, or let
    in once, even if that has ended.
    """
    others = Membership.objects.filter(person=person).exclude(organisation=organisation)
    return not person.may_found and not others.exists()


def end_sessions(person: Person) -> None:
    """Have somebody sign in again, wherever."""
    for each in UserSession.objects.filter(user=person):
        each.end()


def forget_failures(person: Person) -> None:
    """Let somebody who tried too often try again: the password is a new one."""
    AxesProxyHandler.reset_attempts(username=person.email)
