"""The worklist: who sees it, what it lists, what people do with it, and what they may not."""

from __future__ import annotations

import csv
import io
import shutil
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse

from encours.duties import kinds
from encours.units import NEVER
from encours.web.actions.entering import access_of
from encours.web.computing.proof_work import PROOF
from encours.web.pages.worklist_rows import Filters, Work
from encours.web.people.access import Access
from encours.web.people.models import JournalEntry, Membership
from encours.web.people.roles import Role
from encours.web.people.walls import inside
from encours.web.store.models import Batch, Draft, InvoiceResult, Reading, WorkItem, WorkNote, WorkState
from tests.web.conftest import EXAMPLES, PASSWORD, company, member
from tests.web.importing import brought

pytestmark = pytest.mark.django_db
ALLAUTH = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def firm():
    """A company with something in each section: what asks for a limit is told as late."""
    made = company("firm", "whole-turnover")
    with inside(made):
        own = WorkItem.objects.filter(kind=kinds.ASK_LIMIT)
        assert own.update(standing="late", last_day=Reading.objects.get().as_of - 3) == 1
    return made


def signed_in(person, language="en"):
    client = Client()
    client.force_login(person, backend=ALLAUTH)
    client.cookies["django_language"] = language
    return client


def manager(firm):
    return signed_in(member(firm, Role.CREDIT_MANAGER))


def at(name, firm, *more):
    return reverse(name, args=[firm.slug, *more])


def items(firm, **chosen):
    with inside(firm):
        return list(WorkItem.objects.filter(**chosen).order_by("last_day", "pk"))


def text_of(answer):
    return answer.content.decode()


def overdue(firm):
    return next(each for each in items(firm, kind=kinds.REPORT_OVERDUE, standing="open"))


def test_each_role_sees_the_list_as_it_may(firm):
    for role in Role:
        answer = signed_in(member(firm, role)).get(at("worklist", firm))
        if role in {Role.SALES, Role.UNDERWRITER, Role.LENDER}:
            assert answer.status_code == 404, role
            continue
        assert answer.status_code == 200, role
        text = text_of(answer)
        assert all(each.identifier in text for each in items(firm, standing="late")), role
        assert ("Assigned to" in text) is True
        acts = role in {Role.CREDIT_MANAGER, Role.BROKER, Role.ADMINISTRATOR}
        assert ('method="post" action="/o/firm/todo' in text) is acts, role
        if not acts:
            assert 'type="checkbox" name="row"' not in text
            refused = signed_in(member(firm, role, email=f"{role.name}@again.example"))
            for name, more in (("worklist-act", ("x",)), ("worklist-assign", ()), ("worklist-snooze", ())):
                assert refused.post(at(name, firm, *more), {"row": "x"}).status_code == 404
    assert Client().get(at("worklist", firm)).status_code == 302


def test_a_stranger_and_another_organisation_reach_nothing(firm):
    other = company("other", "whole-turnover")
    stranger = manager(other)
    item = overdue(firm)
    assert stranger.get(at("worklist", firm)).status_code == 404
    assert stranger.post(at("worklist-act", firm, item.identifier), {"on": "2026-06-30"}).status_code == 404
    assert stranger.post(at("worklist-note", firm, item.identifier), {"text": "x"}).status_code == 404
    # Both have the same numbers: what one writes is seen by itself alone.
    assert stranger.post(at("worklist-note", other, item.identifier), {"text": "Ours alone"}).status_code == 302
    assert "Ours alone" in text_of(stranger.get(at("worklist", other), {"item": item.identifier}))
    assert "Ours alone" not in text_of(manager(firm).get(at("worklist", firm), {"item": item.identifier}))


def test_what_is_late_comes_first_then_by_days_left_then_by_euros(firm):
    person = member(firm, Role.READER)
    with inside(firm):
        access = access_of(Membership.objects.get(person=person))
        work = Work(access, Reading.objects.get(), Filters(opened=frozenset({4, 5})))
        rows = [(each.section, each.last_day, each.stake) for each in work.listed]
        assert [each[0] for each in rows] == sorted(each[0] for each in rows)
        assert {each[0] for each in rows} >= {0, 1, 2}
        dated = [(day, -(stake or 0)) for section, day, stake in rows if section in {1, 4}]
        assert dated == sorted(dated)
        assert len(rows) == WorkItem.objects.count()
        buyer = WorkItem.objects.exclude(buyer="").first().buyer
        narrow = Access(access.person, firm, access.membership, Role.READER, frozenset({buyer}))
        assert {each.buyer for each in Work(narrow, work.reading, Filters()).every} == {buyer}


def test_recording_that_it_is_done_takes_it_off_and_goes_to_the_next(firm):
    client, item = manager(firm), overdue(firm)
    bad = client.post(at("worklist-act", firm, item.identifier), {"on": "2026-07-01", "back": "who=credit"})
    assert bad.status_code == 422
    assert "This day has not come" in text_of(bad)
    assert 'value="2026-07-01"' in text_of(bad)
    assert "is-wrong" in text_of(bad)
    good = client.post(at("worklist-act", firm, item.identifier), {"on": "2026-06-30", "back": "who=credit&evil=1"})
    assert good.status_code == 302
    assert "who=credit" in good.url
    assert "evil" not in good.url
    assert item.identifier not in good.url
    shown = text_of(client.get(good.url))
    assert "Recorded: it is done." in shown
    assert f"line-{item.identifier}" not in shown
    again = client.get(at("worklist", firm), {"item": item.identifier})
    assert "This is no longer to be done." in text_of(again)
    assert client.post(at("worklist-act", firm, item.identifier), {"on": "2026-06-30"}).status_code == 404
    with inside(firm):
        assert Batch.objects.filter(origin="act").count() == 1
        assert [each.kind for each in WorkNote.objects.filter(identifier=item.identifier)] == ["done"]


def test_a_thing_is_put_off_never_past_its_last_day_and_comes_back(firm):
    client, item = manager(firm), overdue(firm)
    late = items(firm, standing="late")[0]
    snooze = at("worklist-snooze", firm)
    for row, until in (
        (item.identifier, "2027-06-30"), (item.identifier, "2026-06-30"), (item.identifier, "soon"),
        (late.identifier, "2026-07-01"), ("nothing", "2026-07-01"),
    ):  # fmt: skip
        assert client.post(snooze, {"row": row, "until": until}).status_code == 422, (row, until)
    assert client.post(snooze, {"row": item.identifier, "until": "2026-07-02"}).status_code == 302
    page = text_of(client.get(at("worklist", firm)))
    assert f"line-{item.identifier}" not in page
    assert "1 snoozed" in page
    hidden = text_of(client.get(at("worklist", firm), {"snoozed": "1"}))
    assert f"line-{item.identifier}" in hidden
    # Its last day came nearer than the day it waits for: it is there again.
    with inside(firm):
        WorkItem.objects.filter(identifier=item.identifier).update(last_day=Reading.objects.get().as_of + 1)
    assert f"line-{item.identifier}" in text_of(client.get(at("worklist", firm)))
    assert client.post(snooze, {"row": item.identifier, "now": "1"}).status_code == 302
    with inside(firm):
        assert WorkState.objects.get(identifier=item.identifier).snoozed_until is None
        deeds = list(JournalEntry.objects.filter(subject=item.identifier).values_list("deed", "details"))
    assert [each[0] for each in deeds] == ["snoozed work", "snoozed work"]
    assert deeds[0][1]["to"] == "2026-07-02"


def test_several_things_are_given_to_a_member_together(firm):
    client = manager(firm)
    reader = Membership.objects.get(person=member(firm, Role.READER))
    outsider = Membership.objects.get(person=member(company("other", "single-buyer"), Role.READER))
    sales = Membership.objects.get(person=member(firm, Role.SALES))
    rows = [each.identifier for each in items(firm)[:2]]
    assign = at("worklist-assign", firm)
    for to in (str(outsider.pk), str(sales.pk), "0", "<script>", "9" * 30):
        assert client.post(assign, {"row": rows, "to": to}).status_code == 422, to
    assert client.post(assign, {"to": str(reader.pk)}).status_code == 422
    assert client.post(assign, {"row": rows, "to": str(reader.pk)}).status_code == 302
    given = text_of(client.get(at("worklist", firm), {"to": str(reader.pk), "over": "1", "ahead": "1"}))
    assert [each.identifier for each in items(firm) if f"line-{each.identifier}" in given].sort() == rows.sort()
    nobody = text_of(client.get(at("worklist", firm), {"to": "nobody"}))
    assert not any(f"line-{each}" in nobody for each in rows)
    assert "Nothing is listed under these filters" in text_of(client.get(at("worklist", firm), {"to": "me"}))
    assert client.post(assign, {"row": rows, "to": ""}).status_code == 302
    with inside(firm):
        assert not WorkState.objects.exclude(assigned_to=None).exists()


def test_notes_are_shown_as_they_were_written_and_run_nothing(firm):
    client, item = manager(firm), overdue(firm)
    note = at("worklist-note", firm, item.identifier)
    for text in ("", "   ", "x" * 2_001):
        assert client.post(note, {"text": text}).status_code == 422, text
    assert client.post(note, {"text": "nul \0"}).status_code == 400
    assert client.post(note, {"text": "<script>alert(1)</script> =1+1"}).status_code == 302
    page = text_of(client.get(at("worklist", firm), {"item": item.identifier}))
    assert "&lt;script&gt;alert(1)&lt;/script&gt; =1+1" in page
    assert "<script>alert" not in page


def test_filters_take_anything_and_give_lines_or_say_there_are_none(firm):
    client = manager(firm)
    for query in (
        {"who": "credit"}, {"who": "<script>"}, {"kind": "=1+1"}, {"q": "%' OR 1=1 --"}, {"q": "<b>"}, {"page": "-3"},
        {"page": "99999999999"}, {"to": "99999999999999"}, {"policy": "x"}, {"item": "x" * 5_000},
        {"q": "Carrelages"}, {"snoozed": "1"},
    ):  # fmt: skip
        answer = client.get(at("worklist", firm), query)
        assert answer.status_code == 200, query
        assert "<script>" not in text_of(answer).replace("<script src", "")
    assert client.get(at("worklist", firm), {"as_of": "yesterday"}).status_code == 404


def test_the_list_is_a_file_with_what_it_shows(firm):
    client = manager(firm)
    answer = client.get(at("worklist-export", firm, "csv"), {"who": "credit"})
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("What;About;")
    assert len(lines) > 2
    assert all("Credit management" in each for each in lines[1:])
    book = client.get(at("worklist-export", firm, "xlsx"))
    assert ZipFile(io.BytesIO(book.content)).testzip() is None
    assert client.get(at("worklist-export", firm, "pdf")).status_code == 404
    lender = signed_in(member(firm, Role.LENDER))
    assert lender.get(at("worklist-export", firm, "csv")).status_code == 404


def test_choosing_a_line_with_a_script_brings_the_detail_alone(firm):
    client, item = manager(firm), overdue(firm)
    first = text_of(client.get(at("worklist", firm)))
    answer = client.get(
        at("worklist", firm), {"item": item.identifier},
        headers={"HX-Request": "true", "HX-Target": "detail", "HX-Current-URL": "http://testserver/o/firm/todo/"},
    )  # fmt: skip
    text = text_of(answer)
    assert "<html" in first
    assert "<html" not in text
    assert f'id="line-{item.identifier}" aria-current="true" hx-swap-oob="true"' in text
    assert text.count("hx-swap-oob") == 2


def test_another_day_is_read_without_forms_and_no_results_are_told_so(firm):
    client = manager(firm)
    early = text_of(client.get(at("worklist", firm), {"as_of": "2026-05-01"}))
    assert "This day has not been read yet." in early
    with inside(firm):
        reading = Reading.objects.get()
        assert WorkItem.objects.filter(last_day__lt=NEVER).exists()
        reading.standing, reading.refusal = "refused", {"code": "no policy"}
        reading.save()
    assert "Nothing can be judged yet" in text_of(client.get(at("worklist", firm)))
    assert client.post(at("worklist-snooze", firm), {"row": "x"}).status_code == 404


def test_nothing_is_done_under_the_address_of_another_day(firm):
    client, item = manager(firm), overdue(firm)
    with inside(firm):
        asked = Reading.objects.get()
        Reading.objects.create(organisation=firm, as_of=asked.as_of - 30, standing="made", revision=asked.revision)
    for name, more, told in (
        ("worklist-note", (item.identifier,), {"text": "late"}), ("worklist-assign", (), {"row": item.identifier}),
        ("worklist-snooze", (), {"row": item.identifier, "until": "2026-07-02"}),
    ):  # fmt: skip
        assert client.post(f"{at(name, firm, *more)}?as_of=2026-05-31", told).status_code == 404, name
        assert client.post(at(name, firm, *more), told).status_code == 302, name


def test_it_is_french_first(firm):
    person = member(firm, Role.CREDIT_MANAGER)
    person.language = "fr"
    person.save(update_fields=["language"])
    page = text_of(signed_in(person, "fr").get(at("worklist", firm)))
    assert "À traiter" in page
    assert "Délai dépassé" in page
    assert PASSWORD not in page


def test_an_import_that_waits_for_somebody_is_seen_by_who_may_finish_it(firm):
    client = manager(firm)
    draft = brought(firm, "invoices.csv", "number,buyer\nZ1\n")
    assert draft.state in {"asked", "refused"}
    link = reverse("import-draft", args=[firm.slug, draft.pk])
    assert link in text_of(client.get(at("worklist", firm)))
    assert link not in text_of(signed_in(member(firm, Role.READER)).get(at("worklist", firm)))
    with inside(firm):
        Draft.objects.update(state=Draft.State.DROPPED)
    assert link not in text_of(client.get(at("worklist", firm)))


def test_what_is_supposed_of_the_invoices_waits_for_its_proof(tmp_path):
    folder = shutil.copytree(EXAMPLES / "whole-turnover", tmp_path / "supposing")
    with (folder / "invoices.csv").open(newline="") as stream:
        rows = [{**each, "delivered": ""} for each in csv.DictReader(stream)]
    with (folder / "invoices.csv").open("w", newline="") as stream:
        written = csv.DictWriter(stream, rows[0])
        written.writeheader()
        written.writerows(rows)
    (folder / "assumptions.csv").write_text(
        "name,value,author,made_on\ndelivered = issued,,credit manager,2024-01-01\n"
        "no other disputes,,credit manager,2024-01-01\n"
    )
    made = company("supposing", str(folder))
    (item,) = items(made, kind=PROOF)
    with inside(made):
        rows = [each for each in InvoiceResult.objects.all() if each.is_receivable]
    assert item.stake == sum(each.covered for each in rows) > 0
    page = text_of(manager(made).get(at("worklist", made) + f"?item={item.identifier}"))
    assert "Goods were delivered on the day of the invoice." in page
    assert reverse("imports", args=[made.slug]) in page
    assert item.told["fr"]["title"] == "Supposé, non prouvé"
    assert item.told["fr"]["subject"] == "La livraison a eu lieu le jour de la facture."
