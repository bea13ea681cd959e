"""How the installation stands: one word for machines, and for administrators what is behind and what failed last."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from encours.web.actions import exports
from encours.web.jobs import seen
from encours.web.people.models import Organisation
from encours.web.people.roles import Role
from tests.web.conftest import company, member
from tests.web.importing import empty, reads_in
from tests.web.test_operations import NOW, task

pytestmark = pytest.mark.django_db


def test_health_says_one_word_to_strangers_and_the_details_to_administrators():
    firm, other = company("firm"), company("other")
    Organisation.objects.filter(pk__in=[firm.pk, other.pk]).update(revision=7)
    DBTaskResult.objects.all().delete()
    task(firm.pk, tries=9)
    task(other.pk, tries=9, priority=1)
    client = Client()
    assert client.get("/health").json() == {"status": "no worker"}
    seen.tell_alive("somebody:1:1:1", timezone.now())
    answer = client.get("/health")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    client.force_login(member(firm, Role.READER), "allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/health").json() == {"status": "ok"}
    client.force_login(member(firm, Role.ADMINISTRATOR), "allauth.account.auth_backends.AuthenticationBackend")
    page = client.get("/health").content.decode()
    assert "Company firm" in page
    assert "Failed last: the results of a day · Company firm" in page
    assert "ValueError" not in page, "what is internal is for the log"
    assert "make_reading" not in page
    assert "Company other" not in page


def test_health_tells_what_failed_last_while_it_is_tried_again():
    firm = empty("firm")
    seen.tell_alive("somebody:1:1:1", timezone.now())
    client = Client()
    client.force_login(member(firm, Role.ADMINISTRATOR), "allauth.account.auth_backends.AuthenticationBackend")
    assert "Everything runs" in client.get("/health").content.decode()
    task(firm.pk, tries=1)
    again = task(firm.pk, tries=1, started_at=NOW + timedelta(minutes=1))
    DBTaskResult.objects.filter(pk=again.pk).update(
        task_path=exports.make_file.module_path, status="READY", finished_at=None, exception_class_path="ValueError"
    )
    page = client.get("/health").content.decode()
    assert "Everything runs" not in page
    assert "Failed last: a file to take away" in page
    assert "It is tried again." in page
    reads_in(client, "fr")
    assert "un fichier à télécharger" in client.get("/health").content.decode()
    DBTaskResult.objects.update(status="SUCCESSFUL", exception_class_path="")
    assert "Tout fonctionne" in client.get("/health").content.decode()


def test_a_store_that_cannot_be_used_is_told_with_its_status(monkeypatch):
    monkeypatch.setattr("encours.web.actions.health.is_ready", lambda: False)
    answer = Client().get("/health")
    assert (answer.status_code, answer.json()) == (503, {"status": "store at another version"})
