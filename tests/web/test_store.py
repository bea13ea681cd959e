"""Facts that go into the store come out the same, account by account as all together."""

import csv
import os
import shutil
import stat
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from django_scopes.exceptions import ScopeError

from encours.facts.kinds import KINDS
from encours.formats.workspace import read_workspace
from encours.web.actions.readings import asked_about, day_read, mend, reading_of
from encours.web.actions.workspaces import write_company
from encours.web.people.models import Organisation
from encours.web.people.walls import inside
from encours.web.store.ledgers import whole_ledger
from encours.web.store.models import AccountResult, InvoiceResult, Reading, WorkItem
from encours.web.store.row_security import ROLE
from tests.web.conftest import EXAMPLES, company

pytestmark = pytest.mark.django_db


@pytest.fixture
def firm():
    return company("firm")


def test_the_store_gives_back_every_fact(firm):
    read = read_workspace(EXAMPLES / "non-cancellable").ledger
    with inside(firm):
        kept = whole_ledger()
    for name in KINDS:
        assert list(kept.table(name).rows()) == list(read.table(name).rows()), name
        assert kept.kept[name].is_register == read.kept[name].is_register, name


def test_a_company_written_as_a_folder_is_read_back_the_same(firm, tmp_path):
    assert write_company(firm, tmp_path / "out") is None
    back = read_workspace(tmp_path / "out").ledger
    with inside(firm):
        kept = whole_ledger()
    for name in KINDS:
        assert list(kept.table(name).rows()) == list(back.table(name).rows()), name


def _rows(model, firm):
    own = {"id", "organisation", "reading"}
    names = [each.name for each in model._meta.fields if each.name not in own]
    with inside(firm):
        return sorted(model.objects.values_list(*names), key=repr)


def test_results_made_account_by_account_are_those_made_all_together(firm):
    models = (AccountResult, InvoiceResult, WorkItem)
    whole = {model: _rows(model, firm) for model in models}
    with inside(firm):
        reading = reading_of(firm, day_read(firm, date(2026, 6, 30)))
        for buyer in list(AccountResult.objects.values_list("buyer", flat=True)):
            mend(firm, reading, [buyer], reading.revision)
    for model in models:
        assert _rows(model, firm) == whole[model], model.__name__


def test_an_account_is_asked_about_without_the_others(firm):
    with inside(firm):
        buyer = AccountResult.objects.order_by("-outstanding").first().buyer
        asked = asked_about(firm, buyer, day_read(firm, date(2026, 6, 30)))
    assert {each.buyer for each in asked.portfolio.buyers} == {buyer}


def test_nothing_is_asked_outside_the_walls(firm):
    with pytest.raises(ScopeError):
        AccountResult.objects.count()


def test_an_organisation_sees_nothing_of_another():
    one, other = company("one"), company("other")
    with inside(one):
        own = set(AccountResult.objects.values_list("organisation", flat=True))
        assert own == {one.pk}
        assert not AccountResult.objects.filter(organisation=other).exists()
    assert Organisation.objects.count() == 2


def test_the_tests_run_on_the_database_that_was_asked_for():
    asked = os.environ.get("ENCOURS_WEB_TESTS", "sqlite")
    assert connection.vendor == asked
    if asked == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user")
            assert cursor.fetchone() == (ROLE,)


def test_a_company_is_read_once_for_each_question(firm):
    with inside(firm):
        day = reading_of(firm, day_read(firm, date(2026, 6, 30))).as_of
        for known_on in (None, day):
            reading_of(firm, day, known_on)
            with pytest.raises(IntegrityError), transaction.atomic():
                Reading.objects.create(organisation=firm, as_of=day, known_on=known_on)


def test_migrations_say_what_models_and_kinds_of_facts_are(tmp_path):
    # In a process of its own: these tests make their tables from the models, without migrations.
    told = {**os.environ, "ENCOURS_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "encours.web.settings"}
    told.pop("ENCOURS_DATABASE", None)
    command = [sys.executable, "-m", "django", "makemigrations", "people", "store", "--check", "--dry-run"]
    done = subprocess.run(command, env=told, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_several_accounts_share_stays_when_one_of_them_is_made_again(tmp_path):
    folder = tmp_path / "shared"
    shutil.copytree(EXAMPLES / "whole-turnover", folder)
    with (folder / "buyers.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    with (folder / "buyers.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, dict.fromkeys(["siren", *rows[0]]))
        writer.writeheader()
        writer.writerows({**each, "siren": "732829320"} for each in rows)
    shared = company("shared", str(folder))
    whole = _rows(WorkItem, shared)
    assert any(each.kind == "shared-identifier" for each in _items(shared))
    with inside(shared):
        reading = reading_of(shared, day_read(shared, date(2026, 6, 30)))
        for buyer in list(AccountResult.objects.values_list("buyer", flat=True)):
            mend(shared, reading, [buyer], reading.revision)
    assert _rows(WorkItem, shared) == whole


def _items(firm):
    with inside(firm):
        return list(WorkItem.objects.all())


def test_the_store_is_read_by_its_owner_alone():
    if connection.vendor != "sqlite" or os.name != "posix":
        pytest.skip("a file of the store is SQLite's")
    assert not stat.S_IMODE(Path(str(connection.settings_dict["NAME"])).stat().st_mode) & 0o077
