"""Who is in an organisation and with which rights: each change is one deed, told in the journal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from encours.web.people import invitations, journal
from encours.web.people.access import Access, is_standing, memberships_of
from encours.web.people.deeds import Deed
from encours.web.people.models import CustomerOf, Membership, Organisation, Person
from encours.web.people.roles import Role
from encours.web.people.walls import inside
from encours.web.people.watch import tell

LONGEST_SLUG: Final = 50
TOLD: Final = ("name", "currency", "residence", "reading_day", "second_person_above", "requires_second_factor")
"""What of an organisation its administrators change."""
PLACED: Final = ("role", "mandate", "until", "loss_payee")
"""What of a membership tells what somebody is, and which a change of that writes alone."""


@dataclass(frozen=True, slots=True)
class Place:
    """What somebody is to be in an organisation; customers are those of a salesperson."""

    role: Role
    mandate: str = ""
    until: date | None = None
    loss_payee: str = ""
    customers: tuple[str, ...] = ()


class LastAdministratorError(Exception):
    """What is asked would leave an organisation that nobody administers."""


class CameInError(Exception):
    """The invitation was used meanwhile: another link would shut out whoever came."""


class NotOursError(Exception):
    """The account belongs to other organisations too, or to the installation: this one does not touch it."""


def found_organisation(person: Person, *, name: str, currency: str, residence: str, at: datetime) -> Organisation:
    """A new organisation, administered by whoever founds it; whole or not at all."""
    assert person.may_found, "organisations are made by those who administer the installation"
    with transaction.atomic():
        made = Organisation.objects.create(slug=_free_slug(name), name=name, currency=currency, residence=residence)
        Membership.objects.create(person=person, organisation=made, role=Role.ADMINISTRATOR)
        with inside(made):
            journal.write(made, str(person), Deed.FOUND_ORGANISATION, at=at, subject=name)
    return made


def change_organisation(access: Access, told: Mapping[str, Any], *, at: datetime) -> bool:
    """Change what an organisation is, and whether anything changed."""
    standing = _locked(access)
    before = {name: getattr(standing, name) for name in TOLD}
    changed = {name: told[name] for name in TOLD if name in told and told[name] != before[name]}
    if not changed:
        return False
    for name, value in changed.items():
        setattr(standing, name, value)
    if changed.keys() & {"currency", "residence", "name"}:
        # Results stand on them: a revision more has them made again.
        standing.revision += 1
    standing.save(update_fields=[*changed, "revision"])
    details = {name: [_written(before[name]), _written(value)] for name, value in changed.items()}
    journal.write(standing, str(access.person), Deed.CHANGE_ORGANISATION, at=at, subject=standing.name, details=details)
    return True


def invite(access: Access, email: str, name: str, place: Place, *, at: datetime) -> tuple[Membership, str]:
    """Let somebody in once they use the link that is given back; the account is made where there is none."""
    standing = _locked(access)
    address = email.strip().lower()
    person = Person.objects.filter(email=address).first()
    if person is None:
        person = Person.objects.create_user(address, None, name=name.strip(), language=access.person.language)
    made = Membership(person=person, organisation=standing)
    _put(made, place)
    made.save()
    link = invitations.invite(made)
    _set_customers(made, place)
    journal.write(standing, str(access.person), Deed.INVITE, at=at, subject=address, details=_details(place))
    return made, link


def let_administer(organisation: Organisation, person: Person, *, by: str, at: datetime) -> str:
    """Have somebody administer an organisation, as whoever runs the installation says; the link to hand on, or nothing.

    There is a link where the account has no password yet: with it one is chosen. Others sign in as they do.
    """
    place = Place(Role.ADMINISTRATOR)
    made = Membership.objects.filter(person=person, organisation=organisation).first()
    made = made or Membership(person=person, organisation=organisation)
    _put(made, place)
    made.invitation, made.closed_at = "", None
    made.save()
    link = "" if person.has_usable_password() else invitations.invite(made)
    with inside(organisation):
        _set_customers(made, place)
        journal.write(organisation, by, Deed.INVITE, at=at, subject=person.email, details=_details(place))
    return link


def invite_again(access: Access, membership: Membership, *, at: datetime) -> str:
    """Another link for somebody who has not come yet; the one before lets in no more."""
    _, standing = _as_it_stands(access, membership)
    if not standing.invitation:
        raise CameInError
    link = invitations.invite(standing)
    _tell(access, standing, Deed.INVITE_AGAIN, at=at)
    return link


def come_in(
    membership: Membership, token: str, *, at: datetime, account: Callable[[], None] | None = None
) -> bool:  # fmt: skip
    """Take up a membership by whoever has its link, the account made by ``account`` first; whole or not at all.

    False, and nothing kept, where the link lets in no more by now, or where the account that was to be made has a
    password of its own since: it is then whoever chose that one who comes in.
    """
    with inside(membership.organisation):
        _lock_account(membership.person)
        Organisation.objects.select_for_update().get(pk=membership.organisation_id)
        standing = invitations.invited(membership.pk, token)
        if standing is None or (account is not None and standing.person.has_usable_password()):
            return False
        if account is not None:
            account()
            standing.person.refresh_from_db()
        standing.invitation = ""
        standing.save(update_fields=["invitation"])
        journal.write(
            standing.organisation, str(standing.person), Deed.COME_IN, at=at, subject=standing.person.email,
            details={"role": standing.role},
        )  # fmt: skip
        invitations.forget_failures(standing.person)
    return True


def change_place(access: Access, membership: Membership, place: Place, *, at: datetime) -> None:
    """Change what somebody is here, and nothing else: an access closed meanwhile stays closed."""
    organisation, standing = _as_it_stands(access, membership)
    before = _details(place_of(standing))
    _put(standing, place)
    _keep_an_administrator(organisation, standing, timezone.localdate(at))
    standing.save(update_fields=PLACED)
    _set_customers(standing, place)
    _tell(access, standing, Deed.CHANGE_MEMBERSHIP, at=at, details=_difference(before, _details(place)))
    if not is_standing(standing, timezone.localdate(at)):
        _end_sessions(standing, at)


def close(access: Access, membership: Membership, *, at: datetime) -> None:
    """Let somebody in no more, from now on; the account stays, and other organisations notice nothing."""
    organisation, standing = _as_it_stands(access, membership)
    standing.closed_at = at
    _keep_an_administrator(organisation, standing, timezone.localdate(at))
    standing.save(update_fields=["closed_at"])
    _tell(access, standing, Deed.CLOSE_MEMBERSHIP, at=at)
    _end_sessions(standing, at)


def reopen(access: Access, membership: Membership, *, at: datetime) -> str:
    """Let somebody in again whose membership was closed; somebody who never came needs the link that is given back."""
    _, standing = _as_it_stands(access, membership)
    standing.closed_at = None
    standing.save(update_fields=["closed_at"])
    _tell(access, standing, Deed.REOPEN_MEMBERSHIP, at=at)
    return invitations.invite(standing) if standing.invitation else ""


def new_password(access: Access, membership: Membership, *, at: datetime) -> str:
    """A link by which somebody of this organisation alone chooses another password."""
    _, standing = _as_it_stands(access, membership)
    _refuse_others(standing)
    _tell(access, standing, Deed.MAKE_PASSWORD_LINK, at=at)
    return invitations.new_password(standing.person)


def choose_password(person: Person, token: str, *, account: Callable[[], None]) -> bool:
    """Have ``account`` give somebody the password chosen by a link: sessions end, failures are forgotten.

    Whole or not at all; False, and nothing kept, where the link was used meanwhile.
    """
    with transaction.atomic():
        _lock_account(person)
        if invitations.forgetful(person.pk, token) is None:
            return False
        account()
        invitations.end_sessions(person)
        invitations.forget_failures(person)
        tell(person, Deed.CHOOSE_PASSWORD)
    return True


def remove_second_factor(access: Access, membership: Membership, *, at: datetime) -> None:
    """Take away the second factor of somebody of this organisation alone, who lost it; it is set up anew."""
    _, standing = _as_it_stands(access, membership)
    _refuse_others(standing)
    Authenticator.objects.filter(user=standing.person).delete()
    _tell(access, standing, Deed.REMOVE_SECOND_FACTOR, at=at)
    invitations.end_sessions(standing.person)


def place_of(membership: Membership) -> Place:
    """What somebody is, inside the walls."""
    customers = CustomerOf.objects.filter(membership=membership).order_by("buyer").values_list("buyer", flat=True)
    return Place(
        Role(membership.role), membership.mandate, membership.until, membership.loss_payee, tuple(customers)
    )  # fmt: skip


def _put(membership: Membership, place: Place) -> None:
    membership.role, membership.until = place.role, place.until
    membership.mandate, membership.loss_payee = place.mandate, place.loss_payee


def _set_customers(membership: Membership, place: Place) -> None:
    CustomerOf.objects.filter(membership=membership).delete()
    told: Iterable[str] = dict.fromkeys(place.customers if place.role is Role.SALES else ())
    CustomerOf.objects.bulk_create(
        CustomerOf(organisation_id=membership.organisation_id, membership=membership, buyer=each) for each in told
    )


def _keep_an_administrator(organisation: Organisation, changed: Membership, today: date) -> None:
    """Refuse what would leave nobody who administers from now on without an end."""
    lasting = Membership.objects.filter(
        Q(until=None), organisation=organisation, role=Role.ADMINISTRATOR, closed_at=None, invitation="",
        person__is_active=True,
    )  # fmt: skip
    stays = changed.role == Role.ADMINISTRATOR and changed.until is None and is_standing(changed, today)
    if not stays and not lasting.exclude(pk=changed.pk).exists():
        raise LastAdministratorError


def _refuse_others(membership: Membership) -> None:
    if not invitations.is_of_one_organisation(membership.person, membership.organisation_id):
        raise NotOursError


def _end_sessions(membership: Membership, at: datetime) -> None:
    """End the sessions of somebody who is in no organisation any more."""
    if not memberships_of(membership.person, timezone.localdate(at)) and not membership.person.may_found:
        invitations.end_sessions(membership.person)


def _tell(
    access: Access, membership: Membership, deed: Deed, *, at: datetime, details: Mapping[str, Any] | None = None
) -> None:
    journal.write(
        access.organisation, str(access.person), deed, at=at, subject=membership.person.email, details=details
    )  # fmt: skip


def _details(place: Place) -> dict[str, Any]:
    told = {
        "role": place.role.value,
        "mandate": place.mandate,
        "until": _written(place.until),
        "loss_payee": place.loss_payee,
        "customers": list(place.customers),
    }
    return {name: value for name, value in told.items() if name == "role" or value}


def _difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """What each thing was and what it became; of customers, those that came and those that went."""
    told: dict[str, Any] = {}
    for name in dict.fromkeys((*before, *after)):
        if name == "customers":
            was, now = before.get(name, []), after.get(name, [])
            told["customers_added"] = [each for each in now if each not in set(was)]
            told["customers_removed"] = [each for each in was if each not in set(now)]
        elif before.get(name) != after.get(name):
            told[name] = [before.get(name), after.get(name)]
    return {name: value for name, value in told.items() if value}


def _written(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _locked(access: Access) -> Organisation:
    """The organisation as it stands: two administrators who change it at once take turns."""
    return Organisation.objects.select_for_update().get(pk=access.organisation.pk)


def _as_it_stands(access: Access, membership: Membership) -> tuple[Organisation, Membership]:
    """The organisation and a membership as they stand once both are locked.

    A page reads a membership before anything is locked: on PostgreSQL, where requests run side by side, another
    administrator may have closed it since.
    """
    organisation = _locked(access)
    own = Membership.objects.select_related("person", "organisation").select_for_update(of=("self",))
    return organisation, own.get(pk=membership.pk, organisation=organisation)


def _lock_account(person: Person) -> None:
    """Have two who use links of one account at once take turns; memberships may be made beside."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)


def _free_slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    wanted = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_SLUG] or "company"
    free, rank = wanted, 1
    while Organisation.objects.filter(slug=free).exists():
        rank += 1
        free = f"{wanted}-{rank}"
    return free
