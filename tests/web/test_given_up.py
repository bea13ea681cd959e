"""Work of the background ends: what fails is given up after some attempts, and whoever waits for it reads so."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from encours.web.actions import exports
from encours.web.actions.attempts import MOST_ATTEMPTS, GivenUp, begin
from encours.web.people.roles import Role
from encours.web.people.walls import inside
from encours.web.store.models import MadeFile
from tests.web.conftest import company, member
from tests.web.importing import access_to, reads_in

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
