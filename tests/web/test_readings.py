"""Results of a day: what is behind is told and made again, and whatever cannot be made is told as such."""

from datetime import date

import pytest
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from encours.web.actions import readings
from encours.web.actions.readings import day_read, make
from encours.web.people.models import Organisation
from encours.web.people.roles import Role
from tests.web.conftest import company, member

pytestmark = pytest.mark.django_db
PAST = {"as_of": "2026-05-31"}


@pytest.fixture
def firm() -> Organisation:
    return company("firm")


@pytest.fixture
def reader(client, firm):
    client.force_login(member(firm, Role.CREDIT_MANAGER))
    return client


def text(client, name: str, **days: str) -> str:
    return client.get(reverse(name, args=["firm"]), days).content.decode()


def past_day(firm: Organisation) -> int:
    return day_read(firm, date(2026, 6, 30)) - 30


# What is behind.


@pytest.mark.parametrize("change", ["facts", "version"])
def test_results_of_older_facts_or_of_an_earlier_version_are_behind_wherever_one_looks(
    reader, firm, monkeypatch, change
):
    make(firm, past_day(firm), None, None)
    behind = ("by an earlier version", "an earlier version of Encours read it", "an earlier version of Encours made")
    pages = (("reading-ask", {}), ("ageing", PAST), ("ageing", {}))
    for (name, days), told in zip(pages, behind, strict=True):
        assert told not in text(reader, name, **days)
    assert reader.get(reverse("reading-ask", args=["firm"]), PAST).status_code == 302, "it is opened at once"
    if change == "facts":
        Organisation.objects.update(revision=firm.revision + 1)
    else:
        monkeypatch.setattr(readings, "__version__", "a later one")
    for (name, days), told in zip(pages, behind, strict=True):
        assert told in text(reader, name, **days)
    assert "an earlier version of Encours read it" in text(reader, "reading-ask", **PAST)
    assert reader.post(reverse("reading-ask", args=["firm"]), PAST).status_code == 302
    asked = [each["args"] for each in DBTaskResult.objects.values_list("args_kwargs", flat=True)]
    assert [firm.pk, past_day(firm), None] in asked
