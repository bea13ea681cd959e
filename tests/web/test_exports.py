"""A company goes out to the cent and comes back the same; nobody takes more than they see, and no formula lives."""

import csv
import io
import stat
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from encours.clauses.states import State
from encours.clauses.wordings import WORDINGS
from encours.cover.answer import cover
from encours.facts.assumptions import assume
from encours.formats.workspace import read_workspace
from encours.policy.read import read_programme_of
from encours.web.actions import companies_in, exports, imports
from encours.web.actions.exports import tables_for
from encours.web.actions.files import bring
from encours.web.actions.forgetting import forget_old
from encours.web.actions.readings import day_read, reading_of
from encours.web.people import journal
from encours.web.people.models import JournalEntry, Organisation
from encours.web.people.roles import Role
from encours.web.people.walls import inside
from encours.web.store.files import MADE, place_of
from encours.web.store.ledgers import whole_ledger
from encours.web.store.models import AccountResult, Draft, MadeFile
from tests.web.conftest import DAY, company, member
from tests.web.importing import (
    HEADER,
    NOW,
    ONE,
    accepted,
    access_to,
    batches,
    brought,
    codes,
    empty,
    reads_in,
    standing,
    work,
)

pytestmark = pytest.mark.django_db


def made(client, slug: str, what: str) -> MadeFile:
    """A file asked for on the page, and made."""
    answer = client.post(reverse("export-ask", args=[slug]), {"what": what})
    assert answer.status_code == 302
    firm = Organisation.objects.get(slug=slug)
    with inside(firm):
        found = MadeFile.objects.first()
    exports.make_file.call(firm.pk, found.pk)
    return found


def content(client, slug: str, file: MadeFile) -> bytes:
    answer = client.get(reverse("export-fetch", args=[slug, file.pk]))
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def test_a_company_exported_is_judged_to_the_same_cents(client, tmp_path):
    firm = company("firm")
    client.force_login(member(firm, Role.READER))
    archive = content(client, "firm", made(client, "firm", "workspace.zip"))
    with zipfile.ZipFile(io.BytesIO(archive)) as held:
        held.extractall(tmp_path)
    read = read_workspace(tmp_path / "firm")
    assert read.ledger is not None, read.text("en")
    programme = read_programme_of(read.policy_texts, wordings=WORDINGS.values()).programme
    answer = cover(assume(read.ledger.view(day_read(firm, DAY))), programme)
    with inside(firm):
        rows = AccountResult.objects.filter(reading=reading_of(firm, day_read(firm, DAY)))
        totals = rows.aggregate(**{state.name.lower(): Sum(state.name.lower()) for state in State})
        deeds = list(JournalEntry.objects.values_list("deed", flat=True))
    assert {state.name.lower(): cents for state, cents in answer.totals().items()} == totals
    assert "export" in deeds


def test_an_archive_brought_into_an_empty_company_is_the_same_company(client):
    one = company("one")
    client.force_login(member(one, Role.READER))
    archive = content(client, "one", made(client, "one", "workspace.zip"))
    other = empty("other")
    client.force_login(member(other, Role.CREDIT_MANAGER))
    client.post(reverse("import-company", args=["other"]), {"file": SimpleUploadedFile("one.zip", archive)})
    with inside(other):
        draft = Draft.objects.get()
    draft = work(draft)
    assert draft.state == "ready", draft.preview
    assert accepted(draft).state == "kept"
    with inside(one):
        before = whole_ledger()
    with inside(other):
        after = whole_ledger()
    for name in before.kept:
        assert list(before.table(name).rows()) == list(after.table(name).rows()), name
    again = brought(other, "one.zip", archive, kind="workspace")
    assert (again.state, codes(again)) == ("refused", ["company_is_held"])
    assert batches(other) == ["0001-workspace"]


def _zip(parts: dict[str, bytes], mode: int = 0) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            member_ = zipfile.ZipInfo(name)
            member_.external_attr = mode << 16
            archive.writestr(member_, text, zipfile.ZIP_DEFLATED)
    return held.getvalue()


ARCHIVES = {
    "no archive": (b"PK\x03\x04 nothing of the kind", "archive_malformed"),
    "above": (_zip({"../invoices.csv": HEADER.encode()}), "archive_leaves_its_folder"),
    "absolute": (_zip({"/etc/invoices.csv": HEADER.encode()}), "archive_leaves_its_folder"),
    "of another system": (_zip({"..\\..\\invoices.csv": HEADER.encode()}), "archive_leaves_its_folder"),
    "on a drive": (_zip({"C:invoices.csv": HEADER.encode()}), "archive_leaves_its_folder"),
    "a link": (_zip({"invoices.csv": b"/etc/passwd"}, stat.S_IFLNK | 0o777), "archive_leaves_its_folder"),
    "a bomb": (_zip({"invoices.csv": bytes(40_000_000)}), "archive_unfolds"),
    "nothing in it": (_zip({}), "workspace_empty"),
    "wrong rows": (_zip({"invoices.csv": f"{HEADER}F1,B1,never,x,EUR,ten\n".encode()}), ""),
}


@pytest.mark.parametrize(("archive", "code"), ARCHIVES.values(), ids=ARCHIVES.keys())
def test_an_archive_that_cannot_be_taken_keeps_nothing(archive, code):
    firm = empty("firm")
    draft = brought(firm, "company.zip", archive, kind="workspace")
    assert draft.state == "refused"
    assert codes(draft)
    assert code in {"", *codes(draft)}
    assert batches(firm) == []


def test_an_archive_of_too_many_files_is_refused(monkeypatch):
    monkeypatch.setattr(companies_in, "MOST_FILES", 3)
    archive = _zip({f"{each}.csv": b"a\n" for each in range(4)})
    assert codes(brought(empty("firm"), "company.zip", archive, kind="workspace")) == ["archive_of_many_files"]


def test_a_table_for_people_holds_no_live_formula_and_is_imported_back(client):
    firm = empty("firm")
    rows = '"=1+1","@SUM(A1)",2026-05-04,2026-07-04,EUR,10.50\n"Z2","B2",2026-05-04,2026-07-04,EUR,1234.00\n'
    accepted(brought(firm, "invoices.csv", HEADER + rows))
    client.force_login(member(firm, Role.READER))
    reads_in(client, "fr")
    text = content(client, "firm", made(client, "firm", "invoices.csv")).decode("utf-8")
    assert text.startswith("\ufeff")
    assert "'=1+1;" in text
    assert "'@SUM(A1);" in text
    assert ";10,50" in text
    book = content(client, "firm", made(client, "firm", "invoices.xlsx"))
    with zipfile.ZipFile(io.BytesIO(book)) as held:
        assert not [each for each in held.namelist() if b"<f>" in held.read(each)]
    other = empty("other")
    back = brought(other, "factures.csv", text.replace("'", ""))
    assert (back.state, back.preview["facts"]) == ("ready", 2), back.preview


@pytest.mark.parametrize("role", [Role.SALES, Role.UNDERWRITER])
def test_whoever_may_not_export_finds_nothing(client, role):
    firm = company("firm")
    client.force_login(member(firm, role))
    assert client.get(reverse("export", args=["firm"])).status_code in {403, 404}
    assert client.post(reverse("export-ask", args=["firm"]), {"what": "invoices.csv"}).status_code in {403, 404}


def test_a_lender_has_its_share_of_some_tables_and_never_the_company(client):
    firm = company("firm")
    with inside(firm):
        buyers = list(AccountResult.objects.order_by("buyer").values_list("buyer", flat=True))
    lender = access_to(firm, Role.LENDER)
    access = replace(lender, buyers=frozenset(buyers[:1]))
    with inside(firm):
        assert set(tables_for(access)) <= set(exports.IN_PERIMETER)
        assert not exports.may_have(access, "workspace")
        assert not exports.may_have(access, "own_limits")
        file = exports.ask(access, "invoices", form="csv", language="en", at=timezone.now())
    exports.make_file.call(firm.pk, file.pk)
    with inside(firm):
        file.refresh_from_db()
    text = place_of(firm.pk, file.sha256, among=MADE).read_text(encoding="utf-8-sig")
    told = {each["buyer"] for each in csv.DictReader(text.splitlines(), delimiter=";")}
    assert told == {buyers[0]}
    client.force_login(lender.person)
    # Seen by the page, this lender is assigned nothing: the file made for more is not given.
    assert client.get(reverse("export-fetch", args=["firm", file.pk])).status_code == 404
    assert client.post(reverse("export-ask", args=["firm"]), {"what": "workspace.zip"}).status_code == 404


def test_a_file_is_for_whoever_asked_for_it(client):
    firm, other = company("firm"), company("other")
    client.force_login(member(firm, Role.READER))
    file = made(client, "firm", "invoices.csv")
    for organisation, role in ((firm, Role.CREDIT_MANAGER), (other, Role.ADMINISTRATOR)):
        client.force_login(member(organisation, role))
        assert client.get(reverse("export-fetch", args=[organisation.slug, file.pk])).status_code == 404
        assert client.get(reverse("export-fetch", args=["firm", file.pk])).status_code == 404


def test_a_file_made_long_ago_is_taken_away_and_one_stopped_is_made_again(client):
    firm = company("firm")
    client.force_login(member(firm, Role.READER))
    file = made(client, "firm", "invoices.csv")
    with inside(firm):
        asked = exports.ask(access_to(firm, Role.READER), "buyers", form="csv", language="en", at=timezone.now())
    assert exports.take_up_again(timezone.now() + timedelta(minutes=10)) == 0, "the background has it to do"
    DBTaskResult.objects.all().delete()
    assert exports.take_up_again(timezone.now() + timedelta(minutes=10)) == 1
    assert exports.take_up_again(timezone.now() + timedelta(days=8)) == 0
    with inside(firm):
        assert not MadeFile.objects.filter(pk__in=[file.pk, asked.pk]).exists()


TAKEN = (
    ("portfolio-export", ("csv",), {"q": "N1"}, "list of customers", ["Search: N1"]),
    ("portfolio-export", ("xlsx",), {}, "list of customers", None),
    ("limits-export", ("csv",), {"q": "N1"}, "list of limits", ["Search: N1"]),
    ("limits-export", ("xlsx",), {}, "list of limits", None),
    ("invoices", (), {"format": "csv", "buyer": "N1"}, "list of invoices", ["Customer: Werkzeug Nirgendwo GmbH"]),
    ("invoices", (), {"format": "xlsx"}, "list of invoices", None),
    ("ageing", (), {"format": "csv", "q": "N1"}, "aged balance", ["By customer: N1"]),
    ("ageing", (), {"format": "xlsx"}, "aged balance", None),
    ("ageing", (), {"format": "pdf"}, "aged balance", None),
    ("worklist-export", ("csv",), {"q": "Werkzeug"}, "worklist", ["Search: Werkzeug"]),
    ("worklist-export", ("xlsx",), {}, "worklist", None),
    ("journal", (), {"export": "csv", "deed": "sign in"}, "journal", ["Did: signed in"]),
)
"""A file that a page gives, what it is asked for, and what the journal says was taken."""


def rows_of(answer) -> int | None:
    """Rows of a file in CSV below its titles; None for another."""
    if not answer.headers["Content-Type"].startswith("text/csv"):
        return None
    return len(list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))) - 1


@pytest.mark.parametrize(("name", "given", "asked", "subject", "filters"), TAKEN)
def test_a_list_taken_away_is_told_in_the_journal(client, name, given, asked, subject, filters):
    firm = company("firm")
    person = member(firm, Role.CREDIT_MANAGER)
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    client.cookies["django_language"] = "en"
    page = reverse(name, args=[firm.slug, *given])
    client.head(page, asked)
    with inside(firm):
        assert not JournalEntry.objects.filter(deed="export").exists(), "nobody was handed anything"
    answer = client.get(page, asked)
    assert answer.status_code == 200
    with inside(firm):
        entry = JournalEntry.objects.get(deed="export")
    assert (entry.person, entry.subject) == (str(person), subject)
    assert entry.details["form"] == (given[0] if given else asked.get("format", asked.get("export")))
    assert entry.details["rows"] >= (1 if filters is None else 0)
    assert rows_of(answer) in {None, entry.details["rows"]}
    assert entry.details.get("filters") == filters
    with inside(firm):
        assert not journal.verify(firm).breaks
    told = client.get(reverse("journal", args=[firm.slug]), {"deed": "export"}).content.decode()
    assert 'class="text">exported' in told
    assert f"rows: {entry.details['rows']}" in told
    client.get(reverse("portfolio", args=[firm.slug]))
    with inside(firm):
        assert JournalEntry.objects.filter(deed="export").count() == 1, "a page that is read is told nowhere"


def test_a_table_asked_for_is_told_with_its_rows(client):
    firm = company("firm")
    client.force_login(member(firm, Role.CREDIT_MANAGER), "allauth.account.auth_backends.AuthenticationBackend")
    counts = {}
    for what in ("invoices.csv", "workspace.zip"):
        made(client, "firm", what)
        with inside(firm):
            counts[what] = JournalEntry.objects.filter(deed="export").order_by("-rank").first().details["rows"]
    with inside(firm):
        kept = tables_for(access_to(firm))
    assert counts == {"invoices.csv": kept["invoices"], "workspace.zip": sum(kept.values())}
    assert "the whole company" in client.get(reverse("journal", args=["firm"])).content.decode()


def test_no_list_is_given_that_the_journal_does_not_tell(client, monkeypatch):
    firm = company("firm")
    client.force_login(member(firm, Role.READER), "allauth.account.auth_backends.AuthenticationBackend")

    def fall(*_, **__):
        raise Fallen

    monkeypatch.setattr(journal, "write", fall)
    with pytest.raises(Fallen):
        client.get(reverse("portfolio-export", args=[firm.slug, "csv"]))


class Fallen(Exception):
    """The machine fell before what was done could be kept."""


def not_kept(deed) -> None:
    """Do something in a transaction that falls before its end."""
    with transaction.atomic():
        deed()
        raise Fallen


def forgetting():
    """What forgets a file, and the file it forgets, of each kind of file."""
    firm = empty("firm")
    stored = brought(firm, "invoices.csv", ONE).file
    yield stored.place, lambda: forget_old(NOW + timedelta(days=400), timedelta(days=90))
    with inside(firm):
        asked = exports.ask(access_to(firm, Role.READER), "buyers", form="csv", language="en", at=timezone.now())
    exports.make_file.call(firm.pk, asked.pk)
    with inside(firm):
        asked.refresh_from_db()
    assert asked.state == "made"
    yield (
        place_of(firm.pk, asked.sha256, among=MADE),
        lambda: exports.take_up_again(timezone.now() + timedelta(days=8)),
    )


def test_a_file_goes_once_its_removal_is_kept_and_stays_where_it_is_not(django_capture_on_commit_callbacks):
    for place, forget in forgetting():
        assert place.is_file()
        with pytest.raises(Fallen):
            not_kept(forget)
        assert place.is_file(), "its row is there: so are its bytes"
        with django_capture_on_commit_callbacks(execute=True):
            forget()
            assert place.is_file(), "nothing is removed before it is kept"
        assert not place.exists()


def test_bytes_brought_again_before_they_went_stay(django_capture_on_commit_callbacks):
    firm = empty("firm")
    place = brought(firm, "invoices.csv", ONE).file.place
    with django_capture_on_commit_callbacks(execute=True):
        forget_old(NOW + timedelta(days=400), timedelta(days=90))
        with inside(firm):
            bring(access_to(firm), "again.csv", [ONE.encode()], at=NOW + timedelta(days=400))
    assert place.is_file()


def test_pages_of_imports_are_for_those_who_import(client):
    firm, other = empty("firm"), empty("other")
    draft = brought(firm, "invoices.csv", f"{HEADER}Z1,B1,2026-05-04,2026-07-04,EUR,10.00\n")
    kept = accepted(brought(firm, "factures.csv", f"{HEADER}Z2,B1,2026-05-04,2026-07-04,EUR,10.00\n"))
    addresses = [
        reverse("imports", args=["firm"]), reverse("import-draft", args=["firm", draft.pk]),
        reverse("import-kept", args=["firm", kept.batch]), reverse("import-faults", args=["firm", draft.pk]),
    ]  # fmt: skip
    for organisation, role, statuses in (
        (firm, Role.ADMINISTRATOR, {200}), (firm, Role.READER, {403, 404}), (firm, Role.SALES, {403, 404}),
        (firm, Role.LENDER, {403, 404}), (other, Role.ADMINISTRATOR, {404}),
    ):  # fmt: skip
        client.force_login(member(organisation, role))
        assert {client.get(each).status_code for each in addresses} <= statuses, role
    for name in ("import-keep", "import-drop", "import-tell", "import-again"):
        assert client.post(reverse(name, args=["firm", draft.pk])).status_code == 404
        assert client.post(reverse(name, args=["other", draft.pk])).status_code == 404
    assert client.post(reverse("import-undo", args=["other", kept.batch])).status_code == 404
    assert imports.take_up_again(datetime(2020, 1, 1, tzinfo=UTC)) == 0


def test_the_pages_lead_from_a_file_to_its_undoing(client):
    firm = empty("firm")
    client.force_login(member(firm, Role.CREDIT_MANAGER))
    reads_in(client, "en")
    text = "Client;Pièce;Date;Échéance;Montant\nC1;F1;04/05/2026;05/06/2026;10,00\n"
    sent = {"file": SimpleUploadedFile("export.csv", text.encode())}
    reading = client.post(reverse("imports", args=["firm"]), sent, follow=True)
    assert b"looks again by itself" in reading.content
    with inside(firm):
        draft = Draft.objects.get()
    work(draft)
    address = reverse("import-draft", args=["firm", draft.pk])
    assert b"answer below" in client.get(address).content
    wrong = client.post(reverse("import-tell", args=["firm", draft.pk]), {"currency": "ZZZ", "day": "31/31/9999"})
    assert b"There is no such currency" in wrong.content
    client.post(reverse("import-tell", args=["firm", draft.pk]), {"currency": "EUR", "date_order": "day first"})
    assert work(draft).state == "ready"
    assert b"Keep it" in client.get(address).content
    stale = {"seen": f"{draft.round}-{draft.revision}"}
    client.post(reverse("import-keep", args=["firm", draft.pk]), stale)
    assert standing(draft).state == "ready", "what was told since is shown before it is kept"
    client.post(reverse("import-keep", args=["firm", draft.pk]), {"seen": standing(draft).shown})
    kept = work(draft)
    page = client.get(address, follow=True).content
    assert b"is kept as 0001-export" in page
    client.post(reverse("import-undo", args=["firm", kept.batch]))
    with inside(firm):
        undo = Draft.objects.first()
    work(undo)
    client.post(reverse("import-keep", args=["firm", undo.pk]), {"seen": standing(undo).shown})
    assert work(undo).state == "kept"
    assert b"takes 0001-export back" in client.get(reverse("imports", args=["firm"])).content
