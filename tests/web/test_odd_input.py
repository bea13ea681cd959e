"""Whatever an address asks or a form sends, a page answers, or says that there is none: nothing breaks."""

import re
from pathlib import Path

import pytest
from django.test import Client

import encours.web.pages
from encours.web.people.models import Person
from encours.web.people.roles import Role
from tests.web.conftest import company, member
from tests.web.every_address import pages, urls

pytestmark = pytest.mark.django_db
ALLAUTH = "allauth.account.auth_backends.AuthenticationBackend"
ODD = {
    "nothing": "", "a day that is none": "2024-02-30", "the first day": "0001-01-01", "the last day": "9999-12-31",
    "a day before any": "-0001-01-01", "digits of elsewhere": "１２", "a huge number": "9" * 400, "below zero": "-1",
    "not a number": "NaN", "a power": "9e999990", "a mark that no store holds": "a\0b", "wildcards": "%_*?[]\\",
    "a formula": "=1+1", "a script": "<script>alert(1)</script>", "right to left": "\u202egnp.exe", "long": "é" * 1_000,
    "half of a sign": "\ud83d".encode("utf-16", "surrogatepass").decode("utf-16", "replace"), "a quote": "'\";--",
}  # fmt: skip
"""What no page expects, by what it is."""
USUAL = {
    "a day that is none", "the first day", "the last day", "digits of elsewhere", "a huge number", "a power",
    "a script", "a mark that no store holds",
}  # fmt: skip
"""Those that break most often; the others are tried by night."""
ANSWERS = {200, 302, 400, 403, 404, 405, 413, 422}


def names() -> set[str]:
    """Every name that a page reads from an address or a form."""
    folder = Path(encours.web.pages.__file__).parent
    read = "\n".join(each.read_text(encoding="utf-8") for each in folder.glob("*.py"))
    return set(re.findall(r"(?:get|getlist)\(\"([a-z_]+)\"", read)) | {"page", "sort", "as_of", "known_on"}


@pytest.fixture(scope="module")
def firm(django_db_setup, django_db_blocker):
    from tests.web.conftest import empty_the_store

    with django_db_blocker.unblock():
        made = company("firm", "whole-turnover")
        member(made, Role.ADMINISTRATOR)
    yield made
    with django_db_blocker.unblock():
        empty_the_store()


@pytest.mark.parametrize("odd", [each if each in USUAL else pytest.param(each, marks=pytest.mark.slow) for each in ODD])
def test_every_page_answers(firm, odd):
    client = Client()
    client.force_login(Person.objects.get(), backend=ALLAUTH)
    given = dict.fromkeys(names(), ODD[odd])
    for address in pages():
        for url in urls(address, firm, "C1"):
            for answer in (client.get(url, given), client.post(url, given)):
                assert answer.status_code in ANSWERS, f"{answer.request['REQUEST_METHOD']} {url}"
                if answer.headers.get("content-type", "").startswith("text/html") and not answer.streaming:
                    assert b"<script>alert" not in answer.content, url
