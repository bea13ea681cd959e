"""A company goes out as a folder as it was at one moment, whole; and comes in again with all that the folder says."""

import threading

import pytest
from django.db import connections
from django.utils import timezone

from encours.formats.workspace import read_workspace
from encours.web.actions import workspaces
from encours.web.actions.agreed import contract_in_force
from encours.web.actions.keeping import keep_contract
from encours.web.people.models import Organisation
from encours.web.people.walls import inside
from tests.web.conftest import EXAMPLES, company

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
