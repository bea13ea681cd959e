"""Deeds take turns and are whole: what a page read before its turn is stale, and what falls midway leaves nothing."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from encours.facts.kinds import OwnLimit
from encours.web.actions.administering import (
    CameInError,
    LastAdministratorError,
    Place,
    change_place,
    close,
    come_in,
    found_organisation,
    invite_again,
)
from encours.web.actions.approvals import set_own_limit
from encours.web.actions.entering import access_of
from encours.web.actions.readings import asked_about
from encours.web.actions.together import set_own_limits
from encours.web.operations import first_run
from encours.web.people import journal
from encours.web.people.access import Access
from encours.web.people.models import Membership, Organisation, Person
from encours.web.people.roles import Role
from encours.web.people.walls import inside
from encours.web.store.models import MODELS, LimitResult, Proposal
from tests.web.conftest import DAY, NOW, PASSWORD, company, member
from tests.web.test_administration import NEW, entries, invite, link_of, signed_in

pytestmark = pytest.mark.django_db
TODAY = (DAY - date(1970, 1, 1)).days


@pytest.fixture
def firm():
    return company("firm")


@pytest.fixture
def chief(firm):
    return member(firm, Role.ADMINISTRATOR)


@pytest.fixture
def fallen(monkeypatch):
    """The machine falls when the last of a deed is written, which is its line of the journal."""

    def fall(*_, **__):
        raise Fallen

    return lambda: monkeypatch.setattr(journal, "write", fall)


class Fallen(Exception):
    """The machine fell."""


def test_an_organisation_is_founded_whole_or_not_at_all(chief, fallen):
    Person.objects.filter(pk=chief.pk).update(may_found=True)
    chief.refresh_from_db()
    fallen()
    with pytest.raises(Fallen):
        found_organisation(chief, name="Half", currency="EUR", residence="", at=timezone.now())
    assert not Organisation.objects.filter(name="Half").exists()
    assert Membership.objects.filter(person=chief).count() == 1


def test_whoever_comes_in_is_in_whole_or_not_at_all(firm, chief, fallen):
    link = link_of(invite(signed_in(chief)))
    fallen()
    with pytest.raises(Fallen):
        Client().post(link, {"name": "Ada", "password": NEW, "again": NEW})
    own = Membership.objects.get(person__email="ada@firm.example")
    assert own.invitation
    assert not own.person.has_usable_password(), "the link still lets choose one"


def test_a_password_is_chosen_whole_or_not_at_all(firm, chief, fallen):
    reader = member(firm, Role.READER)
    own = Membership.objects.get(person=reader)
    link = link_of(signed_in(chief).post(f"/o/firm/administration/people/{own.pk}/act/", {"deed": "password"}))
    fallen()
    with pytest.raises(Fallen):
        Client().post(link, {"password": NEW, "again": NEW})
    reader.refresh_from_db()
    assert reader.check_password(PASSWORD)


def test_two_who_use_one_link_at_once_are_not_both_let_in(firm, chief):
    """The second was shown the page before the first came in; it waited for its turn."""
    token = link_of(invite(signed_in(chief))).rstrip("/").rpartition("/")[2]
    shown = Membership.objects.select_related("person", "organisation").get(person__email="ada@firm.example")
    chosen = []
    assert come_in(shown, token, at=timezone.now(), account=lambda: chosen.append("first"))
    assert not come_in(shown, token, at=timezone.now(), account=lambda: chosen.append("second"))
    assert chosen == ["first"]


def test_an_account_that_got_a_password_meanwhile_is_not_given_another_by_an_invitation(firm, chief):
    token = link_of(invite(signed_in(chief))).rstrip("/").rpartition("/")[2]
    shown = Membership.objects.select_related("person", "organisation").get(person__email="ada@firm.example")
    person = Person.objects.get(email="ada@firm.example")
    person.set_password(PASSWORD)
    person.save()
    assert not come_in(shown, token, at=timezone.now(), account=lambda: pytest.fail("it is given one"))
    shown.refresh_from_db()
    assert shown.invitation


def test_a_form_left_open_undoes_nothing_that_was_done_meanwhile(firm, chief):
    """What a page read before it waited for its turn is stale: another request closed the access since."""
    own = Membership.objects.get(person=member(firm, Role.READER))
    left_open = Membership.objects.select_related("person", "organisation").get(pk=own.pk)
    access = Access(chief, firm, Membership.objects.get(person=chief), Role.ADMINISTRATOR)
    with inside(firm):
        close(access, own, at=timezone.now())
        change_place(access, left_open, Place(Role.APPROVER), at=timezone.now())
    own.refresh_from_db()
    assert own.closed_at is not None
    assert own.role == "approver"
    assert entries(firm)[-1].details["role"] == ["reader", "approver"]


def test_what_a_form_changed_is_told_from_what_stood_then(firm, chief):
    second = Membership.objects.get(person=member(firm, Role.ADMINISTRATOR, email="second@firm.example"))
    left_open = Membership.objects.select_related("person", "organisation").get(pk=second.pk)
    access = Access(chief, firm, Membership.objects.get(person=chief), Role.ADMINISTRATOR)
    with inside(firm):
        change_place(access, second, Place(Role.READER), at=timezone.now())
        change_place(access, left_open, Place(Role.READER), at=timezone.now())
        with pytest.raises(LastAdministratorError):
            close(access, access.membership, at=timezone.now())
    # The second one changed nothing: the journal says so.
    assert entries(firm)[-1].details == {}


def test_whoever_came_in_meanwhile_is_not_invited_again(firm, chief):
    client = signed_in(chief)
    link_of(invite(client))
    own = Membership.objects.select_related("person", "organisation").get(person__email="ada@firm.example")
    Membership.objects.filter(pk=own.pk).update(invitation="")
    access = Access(chief, firm, Membership.objects.get(person=chief), Role.ADMINISTRATOR)
    with inside(firm), pytest.raises(CameInError):
        invite_again(access, own, at=timezone.now())
    own.refresh_from_db()
    assert not own.invitation


def test_a_first_start_that_falls_leaves_nobody(fallen, monkeypatch):
    monkeypatch.setattr("sys.stdin", None)
    for name in (first_run.EMAIL, first_run.PASSWORD_FILE, first_run.ORGANISATION):
        monkeypatch.delenv(name, raising=False)
    fallen()
    with pytest.raises(Fallen):
        first_run.welcome("en")
    assert first_run.is_first()
    assert not Organisation.objects.exists()


def test_what_one_person_may_accept_is_what_stands_when_it_is_kept_not_when_the_page_was_asked_for():
    firm = company("firm", "whole-turnover")
    Organisation.objects.filter(pk=firm.pk).update(second_person_above=10_000_00)
    person = member(firm, Role.CREDIT_MANAGER)
    with inside(firm):
        row = LimitResult.objects.filter(state="granted").order_by("-outstanding").first()
        access = access_of(Membership.objects.select_related("organisation").get(person=person))
    Organisation.objects.filter(pk=firm.pk).update(second_person_above=0)
    fact = OwnLimit(buyer=row.buyer, from_day=TODAY, amount=row.total + 1, currency="EUR", position="including")
    with inside(firm):
        assert isinstance(set_own_limit(access, fact, reason="", today=TODAY, at=NOW), Proposal)
        asked = asked_about(firm, row.buyer, TODAY)
        told = set_own_limits(access, asked, {row.buyer: row.total + 2}, "including", reason="", at=NOW)
        assert told == (0, 1)
        assert not MODELS["own_limits"].objects.exists()
