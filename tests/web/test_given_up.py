"""Work of the background ends: what fails is given up after some attempts, and whoever waits for it reads so."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from encours.web.actions import exports, imports
from encours.web.actions.attempts import GIVEN_UP, MOST_ATTEMPTS, GivenUp, begin
from encours.web.jobs import worker
from encours.web.people.roles import Role
from encours.web.people.walls import inside
from encours.web.store.models import Draft, MadeFile
from tests.web.conftest import company, member
from tests.web.importing import NOW, ONE, access_to, brought, empty, reads_in, standing, work

pytestmark = pytest.mark.django_db


def broken(*_given: object) -> bool:
    raise ValueError("of the test")


@pytest.mark.parametrize(("language", "told"), [("en", "tries no more"), ("fr", "ne le tente plus")])
def test_a_file_that_fails_is_given_up_after_some_attempts_and_its_page_says_so(client, monkeypatch, language, told):
    firm = company("firm")
    client.force_login(member(firm, Role.READER))
    reads_in(client, language)
    client.post(reverse("export-ask", args=["firm"]), {"what": "invoices.csv"})
    with inside(firm):
        asked = MadeFile.objects.get()
    monkeypatch.setattr(exports, "_write", broken)
    for _ in range(MOST_ATTEMPTS - 1):
        with pytest.raises(ValueError, match="of the test"):
            exports.make_file.call(firm.pk, asked.pk)
    assert told not in client.get(reverse("export", args=["firm"])).content.decode()
    with pytest.raises(GivenUp):
        exports.make_file.call(firm.pk, asked.pk)
    page = client.get(reverse("export", args=["firm"])).content.decode()
    assert told in page
    assert "ValueError" not in page
    assert 'http-equiv="refresh"' not in page
    DBTaskResult.objects.all().delete()
    assert exports.take_up_again(timezone.now() + timedelta(minutes=10)) == 0


def test_a_file_that_ends_every_process_that_makes_it_is_given_up():
    firm = company("firm")
    with inside(firm):
        asked = exports.ask(access_to(firm, Role.READER), "buyers", form="csv", language="en", at=timezone.now())
    for _ in range(MOST_ATTEMPTS):
        begin(firm, asked)
    DBTaskResult.objects.all().delete()
    assert exports.take_up_again(timezone.now() + timedelta(minutes=10)) == 0
    with inside(firm):
        assert MadeFile.objects.get().state == MadeFile.State.FAILED


def read_again(draft: Draft) -> None:
    """Have a draft read anew, as whoever prepares it does."""
    with inside(draft.organisation):
        imports.tell(Draft.objects.get(pk=draft.pk), {}, by=None, at=NOW)


def lost(*_given: object) -> None:
    raise DatabaseError("secret of the store")


@pytest.mark.parametrize(("language", "told"), [("en", "Encours failed on this file"), ("fr", "Encours a échoué")])
def test_an_import_that_the_store_fails_is_given_up_after_some_attempts(client, monkeypatch, language, told):
    firm = empty("firm")
    draft = brought(firm, "invoices.csv", ONE)
    client.force_login(member(firm, Role.ADMINISTRATOR))
    reads_in(client, language)
    address = reverse("import-draft", args=["firm", draft.pk])
    read_again(draft)
    with monkeypatch.context() as failing:
        failing.setattr(imports, "_preview", lost)
        for _ in range(MOST_ATTEMPTS - 1):
            with pytest.raises(DatabaseError):
                work(draft)
        assert told not in client.get(address).content.decode()
        assert work(draft).state == Draft.State.REFUSED
    page = client.get(address).content.decode()
    assert told in page
    assert "secret" not in page
    read_again(draft)
    assert work(draft).state == "ready", "asked again, it has every attempt before it"


def test_an_import_that_ends_every_process_that_works_on_it_is_given_up():
    firm = empty("firm")
    draft = brought(firm, "invoices.csv", ONE)
    read_again(draft)
    for _ in range(MOST_ATTEMPTS):
        begin(firm, draft)
    DBTaskResult.objects.all().delete()
    assert imports.take_up_again(NOW + timedelta(minutes=10)) == 0
    assert standing(draft).state == Draft.State.REFUSED


def test_an_import_is_begun_again_once_however_often_it_is_asked(client):
    firm = empty("firm")
    draft = brought(firm, "invoices.csv", ONE)
    client.force_login(member(firm, Role.ADMINISTRATOR))
    read_again(draft)
    DBTaskResult.objects.all().delete()
    for _ in range(3):
        client.post(reverse("import-again", args=["firm", draft.pk]))
    assert DBTaskResult.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_what_is_given_up_is_tried_no_more(monkeypatch):
    draft = brought(empty("firm"), "invoices.csv", ONE)
    read_again(draft)
    monkeypatch.setattr(imports, "_preview", broken)
    worker.work(once=True)
    assert standing(draft).state == Draft.State.REFUSED
    (task,) = DBTaskResult.objects.filter(task_path=imports.work_on_draft.module_path, status="FAILED")
    assert task.exception_class_path == GIVEN_UP
