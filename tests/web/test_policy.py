"""The policy of a company: brought as a text, refused with every fault, kept once what differs was seen."""

from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from encours.clauses.wordings import WORDINGS
from encours.policy.read import read_programme_of
from encours.web.actions.approvals import needs_second
from encours.web.pages.policy import LARGEST_TEXT, start
from encours.web.people.models import JournalEntry, Organisation
from encours.web.people.roles import Role
from encours.web.people.walls import inside
from encours.web.store.models import Contract
from tests.web.conftest import DAY, EXAMPLES, company, member

pytestmark = pytest.mark.django_db
ALLAUTH = "allauth.account.auth_backends.AuthenticationBackend"
TEXT = (EXAMPLES / "whole-turnover" / "policy.toml").read_text(encoding="utf-8")


def as_role(firm, role):
    client = Client()
    client.force_login(member(firm, role), backend=ALLAUTH)
    client.cookies["django_language"] = "en"
    return client


def told(client, firm, **given):
    return client.post(reverse("policy-change", args=[firm.slug]), {"name": "policy.toml", "seen": "0", **given})


def contracts(firm):
    with inside(firm):
        return list(Contract.objects.values_list("rank", "texts"))


@pytest.fixture
def empty():
    return Organisation.objects.create(slug="firm", name="The firm", reading_day=DAY)


@pytest.mark.parametrize("text", [start("en", 2026), start("fr", 2031)])
def test_the_text_one_starts_from_reads(text):
    read = read_programme_of({"policy.toml": text}, wordings=WORDINGS.values())
    assert read.programme is not None, read.errors
    assert read.warnings == ()


def test_a_first_policy_is_looked_at_then_kept(empty):
    client = as_role(empty, Role.CREDIT_MANAGER)
    assert b"whole turnover" in client.get(reverse("policy", args=["firm"])).content
    seen = told(client, empty, text=TEXT, step="look")
    assert (seen.status_code, contracts(empty)) == (200, [])
    assert b"nothing is kept yet" in seen.content
    assert told(client, empty, text=TEXT, step="keep").status_code == 302
    assert contracts(empty) == [(1, {"policy.toml": TEXT})]
    with inside(empty):
        assert JournalEntry.objects.filter(deed="keep contract").count() == 1


def test_every_fault_is_told_with_its_line_and_nothing_is_kept(empty):
    client = as_role(empty, Role.CREDIT_MANAGER)
    wrong = TEXT.replace("insured_percentage = [", "insured_percentag = [").replace('"60 days"', '"60 dayz"', 1)
    for step in ("look", "keep"):
        answer = told(client, empty, text=wrong, step=step)
        assert answer.status_code == 422
        page = answer.content.decode()
        assert page.count("card fault") >= 2
        assert "policy.toml:" in page
    for text in ("", "a = 1", "[tool.other]\nx = 1", "<script>alert(1)</script>", "x" * (LARGEST_TEXT + 1)):
        answer = told(client, empty, text=text, step="keep")
        assert answer.status_code == 422, text[:20]
        assert b"<script>alert" not in answer.content
    assert contracts(empty) == []


def test_files_are_taken_for_what_they_are(empty):
    client = as_role(empty, Role.CREDIT_MANAGER)

    def brought(*files):
        return client.post(reverse("policy-change", args=["firm"]), {"files": files, "step": "keep", "seen": "0"})

    assert brought(SimpleUploadedFile("p.toml", b"\xff\xfe\x00")).status_code == 422
    assert brought(SimpleUploadedFile("../../p.toml", b"x"), SimpleUploadedFile("q.exe", b"x")).status_code == 422
    assert brought(*[SimpleUploadedFile(f"p{each}.toml", b"[policy]") for each in range(30)]).status_code == 422
    assert contracts(empty) == []
    folder = EXAMPLES / "top-up-excess"
    files = [
        SimpleUploadedFile(each.name, each.read_bytes())
        for each in sorted(folder.glob("*.toml"))
        if each.name != "workspace.toml"
    ]
    assert len(files) > 1
    assert brought(*files).status_code == 302
    assert sorted(contracts(empty)[0][1]) == sorted(each.name for each in files)


def test_what_differs_is_shown_and_a_change_of_another_is_not_written_over():
    firm = company("firm", "whole-turnover")
    client = as_role(firm, Role.CREDIT_MANAGER)
    changed = TEXT.replace('overdue_notice_period = "30 days"', 'overdue_notice_period = "45 days"')
    page = told(client, firm, text=changed, step="look").content.decode()
    assert "terms.overdue_notice_period" in page
    assert told(client, firm, text=changed, step="keep", seen="0").status_code == 422
    assert [rank for rank, _ in contracts(firm)] == [1]
    before = firm.revision
    assert told(client, firm, text=changed, step="keep", seen="1").status_code == 302
    firm.refresh_from_db()
    assert ([rank for rank, _ in contracts(firm)], firm.revision) == ([1, 2], before + 1)


def test_in_another_currency_every_uninsured_part_needs_a_second_person(empty):
    Organisation.objects.update(second_person_above=5_000_00)
    client = as_role(empty, Role.CREDIT_MANAGER)
    assert told(client, empty, text=start("en", 2026), step="keep").status_code == 302
    empty.refresh_from_db()
    assert (empty.currency, empty.second_person_above) == ("EUR", 5_000_00)
    other = start("en", 2026).replace('currency = "EUR"', 'currency = "USD"')
    assert told(client, empty, text=other, step="keep", seen="1").status_code == 302
    empty.refresh_from_db()
    assert (empty.currency, empty.second_person_above) == ("EUR", 5_000_00), (
        "files without a currency stay in the company's"
    )
    access, nothing = SimpleNamespace(organisation=empty), SimpleNamespace(uninsured=0)
    for uninsured, currency, is_needed in (
        (1, "USD", True),
        (0, "USD", False),
        (1, "EUR", False),
        (5_000_01, "EUR", True),
    ):
        nothing.uninsured = uninsured
        assert needs_second(access, nothing, currency) is is_needed


def test_a_reader_reads_it_and_changes_nothing():
    firm = company("firm", "whole-turnover")
    reader = as_role(firm, Role.READER)
    page = reader.get(reverse("policy", args=["firm"])).content.decode()
    assert "overdue_notice_period" in page
    assert 'name="text"' not in page
    assert told(reader, firm, text=TEXT, step="keep").status_code in {403, 404}
    assert as_role(firm, Role.SALES).get(reverse("policy", args=["firm"])).status_code in {403, 404}


def test_a_company_without_a_policy_is_led_to_it(empty):
    client = as_role(empty, Role.CREDIT_MANAGER)
    from encours.web.actions import readings

    readings.make(empty, readings.day_read(empty, DAY), None, None)
    for name in ("worklist", "dashboard", "portfolio", "ageing", "limits"):
        assert (
            reverse("policy", args=["firm"]).encode()
            in client.get(reverse(name, args=["firm"])).content.split(b"<main")[1]
        ), name
