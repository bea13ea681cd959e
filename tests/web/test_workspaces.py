"""A company goes out as a folder, as it was at one moment; it comes in again with what that says, and with somebody."""

import re
import threading

import pytest
from django.db import connections
from django.utils import timezone

from encours.formats.workspace import read_workspace
from encours.web.actions import workspaces
from encours.web.actions.agreed import contract_in_force
from encours.web.actions.keeping import keep_contract
from encours.web.operations import ending
from encours.web.operations.run import run
from encours.web.people.models import JournalEntry, Membership, Organisation, Person
from encours.web.people.roles import Role
from encours.web.people.walls import inside
from tests.web.conftest import EXAMPLES, PASSWORD, company, member

pytestmark = pytest.mark.django_db(transaction=True)
NOW = timezone.now()


def taken(slug: str, folder, **more: str) -> Organisation:
    made = Organisation.objects.create(slug=slug, name=slug, **more)
    assert workspaces.take_workspace(made, folder, by="tests", at=NOW).is_taken
    return Organisation.objects.get(slug=slug)


def test_where_a_company_is_established_goes_out_and_comes_in_again(tmp_path):
    firm = company("firm")
    Organisation.objects.filter(pk=firm.pk).update(residence="RE")
    assert workspaces.write_company(firm, tmp_path / "out") is None
    assert read_workspace(tmp_path / "out").settings.residence == "RE"
    assert taken("again", tmp_path / "out").residence == "RE"


def test_a_folder_that_does_not_say_where_leaves_what_was_told():
    assert taken("told", EXAMPLES / "non-cancellable", residence="BE").residence == "BE"


def test_a_company_is_written_as_it_was_at_one_moment(tmp_path, monkeypatch):
    firm, whole_ledger = company("firm"), workspaces.whole_ledger
    with inside(firm):
        texts = dict(contract_in_force().texts)

    def change() -> None:
        with inside(firm):
            keep_contract(firm, {**texts, "later.toml": "[later]\n"}, by="tests", at=NOW)
        connections.close_all()

    def read_while_it_changes():
        read = whole_ledger()
        other = threading.Thread(target=change)
        other.start()
        other.join(60)
        return read

    monkeypatch.setattr(workspaces, "whole_ledger", read_while_it_changes)
    assert workspaces.write_company(firm, tmp_path / "out") is None
    assert not (tmp_path / "out" / "later.toml").exists()
    with inside(firm):
        assert "later.toml" in contract_in_force().texts


FOLDER = str(EXAMPLES / "non-cancellable")
ASKED = ["import-workspace", FOLDER, "--organisation", "firm", "--lang"]


def said(capsys, words: list[str]) -> str:
    assert run(words) == ending.ANSWERED
    return capsys.readouterr().out


def comes_in(client, told: str) -> bool:
    """Whether somebody who follows the link that was told stands in the company."""
    link = "/" + re.search(r"http://127\.0\.0\.1:8000/(\S*invitation/\S+)", told)[1]
    page = client.get(link)
    assert page.status_code == 200
    assert client.post(link, {"name": "Ada", "password": PASSWORD, "again": PASSWORD}).status_code == 302
    person = Membership.objects.get().person
    assert person.check_password(PASSWORD)
    client.force_login(person)
    return client.get("/o/firm/todo/").status_code == 200


def test_who_administers_the_installation_is_in_a_company_that_was_taken_in(client, capsys):
    ada = Person.objects.create_user("ada@example.com", PASSWORD, name="Ada", may_found=True)
    told = said(capsys, [*ASKED, "fr"])
    assert "/o/firm/" in told
    assert "ada@example.com" in told
    assert "invitation" not in told
    client.force_login(ada)
    assert client.get("/o/firm/todo/").status_code == 200
    with inside(Organisation.objects.get(slug="firm")):
        assert "invite" in JournalEntry.objects.values_list("deed", flat=True)


def test_who_is_named_comes_in_by_the_link_that_is_told(client, capsys):
    Person.objects.create_user("ada@example.com", PASSWORD, name="Ada", may_found=True)
    told = said(capsys, [*ASKED, "en", "--administrator", "Grace@Example.com"])
    (member,) = Membership.objects.all()
    assert (member.person.email, member.role, member.person.may_found) == ("grace@example.com", "administrator", False)
    assert comes_in(client, told)


def test_on_a_store_of_nobody_the_first_account_administers_the_installation_too(client, capsys):
    told = said(capsys, [*ASKED, "en"])
    assert Person.objects.get().may_found
    assert comes_in(client, told)


def test_those_who_were_in_before_stay_and_nobody_is_added(capsys):
    made = Organisation.objects.create(slug="firm", name="Firm")
    someone = member(made, Role.ADMINISTRATOR)
    assert "sign in as before" in said(capsys, [*ASKED, "en"])
    assert Membership.objects.get().person == someone


def test_a_company_that_nobody_administers_gets_somebody_who_does(capsys):
    made = Organisation.objects.create(slug="firm", name="Firm")
    member(made, Role.READER)
    Person.objects.create_user("chief@example.com", PASSWORD, name="Chief", may_found=True)
    assert "Administrator: chief@example.com" in said(capsys, [*ASKED, "en"])
    assert Membership.objects.filter(role=Role.ADMINISTRATOR).count() == 1


@pytest.mark.parametrize("address", ["nobody", "closed@example.com", ""])
def test_a_company_that_nobody_could_enter_is_not_taken_in(address, capsys):
    Person.objects.create_user("closed@example.com", PASSWORD, name="", is_active=False, may_found=True)
    assert run([*ASKED, "fr", "--administrator", address]) == ending.REFUSED
    assert capsys.readouterr().err
    assert not Organisation.objects.exists()
