"""The journal: what it shows, to whom, and that whatever is changed behind its back is seen."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from encours.web.pages.journal_words import DEEDS, told_details
from encours.web.pages.templatetags.encours import moment
from encours.web.people import journal
from encours.web.people.deeds import Deed
from encours.web.people.management.commands.verify_journal import REASONS
from encours.web.people.models import JournalEntry, JournalVerification, Organisation, Person
from encours.web.people.roles import RIGHTS, Right, Role
from encours.web.people.walls import inside
from encours.web.store.approvals import Proposal
from encours.web.store.models import Batch
from encours.web.store.worklist import WorkNote
from tests.web.conftest import member

pytestmark = pytest.mark.django_db
PAGE = "/o/firm/journal/"
AT = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)


def write(organisation, person, deed, *, at=AT, **more):
    with inside(organisation):
        return journal.write(organisation, person, deed, at=at, **more)


@pytest.fixture
def firm():
    made = Organisation.objects.create(slug="firm", name="Firm")
    write(made, "Ada", "keep import", subject="0002-import", details={"invoices": 12})
    write(made, "Bob", "change membership", subject="x@firm.example", details={"role": ["reader", "sales"]})
    write(made, "Ada", "an unheard-of deed", subject="<script>alert(1)</script>", details={"note": "Société Générée"})
    write(made, "=1+1", "note", subject="=1+1", at=datetime(2026, 1, 5, tzinfo=UTC))
    return made


@pytest.fixture
def client(firm):
    return signed_in(member(firm, Role.CREDIT_MANAGER))


def signed_in(person):
    client = Client()
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def told(client, **asked):
    return client.get(PAGE, asked).content.decode()


@pytest.mark.parametrize(("language", "words"), [
    ("en", ("imported a file", "The chain holds", "invoices: 12", "role: Reader → Sales")),
    ("fr", ("a importé un fichier", "La chaîne tient", "factures\xa0: 12", "rôle\xa0: Lecteur → Commercial")),
])  # fmt: skip
def test_each_deed_is_told_in_words(firm, client, language, words):
    Person.objects.update(language=language)
    page = told(client)
    for each in (*words, "an unheard-of deed", "&lt;script&gt;"):
        assert each in page
    assert "<script>alert" not in page


def test_entries_are_found_by_person_deed_day_and_text(client):
    assert "0002-import" in told(client, person="Ada")
    assert "x@firm.example" not in told(client, person="Ada")
    assert "x@firm.example" in told(client, deed="change membership")
    assert "0002-import" not in told(client, deed="change membership")
    # 22:30 in London is the day after in Paris.
    assert "0002-import" in told(client, **{"from": "2026-07-01", "to": "2026-07-01"})
    assert "0002-import" not in told(client, **{"from": "2026-06-30", "to": "2026-06-30"})
    assert "unheard" in told(client, text="société générée", person="Ada")
    assert "0002-import" in told(client, text="invoices")


@pytest.mark.parametrize("asked", [
    {"from": "0001-01-01"}, {"to": "9999-12-31"}, {"from": "yesterday"}, {"page": "-3"}, {"page": "9" * 30},
    {"text": "%_'\"\\"}, {"text": "\0"}, {"text": "x" * 9_000}, {"person": "' OR 1=1"}, {"deed": "\0"},
    {"person": "\0"},
])  # fmt: skip
def test_absurd_questions_find_nothing_and_break_nothing(client, asked):
    assert client.get(PAGE, asked).status_code == (404 if "\0" in str(asked) or "\\x00" in str(asked) else 200)


def test_many_entries_are_cut_into_pages(firm, client):
    for each in range(120):
        write(firm, "Ada", "note", subject=f"subject-{each}")
    assert "subject-119" in told(client)
    assert "subject-3<" not in told(client)
    assert "subject-3<" in told(client, page=3)


def test_the_export_holds_the_chain_and_no_formula(client):
    answer = client.get(PAGE, {"export": "csv", "person": "=1+1"})
    assert answer.headers["Content-Type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 1
    assert rows[0]["Who"] == "'=1+1"
    assert len(rows[0]["hash"]) == 64
    # Four of the firm, somebody signed in, and the first file was taken away.
    assert len(client.get(PAGE, {"export": "csv"}).content.decode().splitlines()) == 1 + 6


def test_who_has_no_right_finds_no_journal(firm):
    other = Organisation.objects.create(slug="other", name="Other")
    for role in Role:
        expected = 200 if Right.SEE_JOURNAL in RIGHTS[role] else 404
        assert signed_in(member(firm, role, email=f"{role[:4]}@x.example")).get(PAGE).status_code == expected
    stranger = signed_in(member(other, Role.ADMINISTRATOR))
    assert stranger.get(PAGE).status_code == 404
    write(other, "Eve", "note", subject="of the other")
    assert "0002-import" not in stranger.get("/o/other/journal/").content.decode()


def _behind_its_back(statement, organisation, *given):
    """What only the owner of the tables could do."""
    with connection.cursor() as cursor, inside(organisation):
        if connection.vendor == "postgresql":
            cursor.execute("RESET ROLE")
        cursor.execute(statement, given)
        if connection.vendor == "postgresql":
            cursor.execute("SET ROLE encours_app")


PUT_IN = (
    "INSERT INTO people_journalentry (organisation_id, rank, at, person, deed, subject, details, before, hash)"
    " SELECT organisation_id, 6, at, person, deed, subject, details, hash, hash FROM people_journalentry WHERE rank = 5"
)


@pytest.mark.parametrize(("statement", "place", "reason"), [
    ("UPDATE people_journalentry SET person = 'Eve' WHERE rank = 2", 2, "changed"),
    ("UPDATE people_journalentry SET details = '{}' WHERE rank = 3", 3, "changed"),
    ("DELETE FROM people_journalentry WHERE rank = 3", 3, "missing"),
    ("DELETE FROM people_journalentry WHERE rank = 1", 1, "missing"),
    ("UPDATE people_journalentry SET rank = 400 WHERE rank = 4", 4, "missing"),
    ("DELETE FROM people_journalentry WHERE rank = 5", 5, "missing"),
    ("DELETE FROM people_journalentry WHERE rank > 1", 2, "missing"),
    ("DELETE FROM people_journalentry", 1, "missing"),
    (PUT_IN, 6, "changed"),
])  # fmt: skip
def test_what_is_changed_behind_its_back_is_seen(firm, client, capsys, statement, place, reason):
    _behind_its_back(statement, firm)
    with inside(firm):
        first = journal.verify(firm).breaks[0]
    assert (first.rank, first.reason) == (place, reason)
    page = told(client)
    assert "The chain does not hold" in page
    assert f"entry {place} " in page
    with pytest.raises(SystemExit) as left:
        call_command("verify_journal")
    assert left.value.code == 1
    assert f"firm: broken at entry {place} ({reason})" in capsys.readouterr().out
    assert reason in REASONS


def test_an_end_that_was_cut_off_is_seen_once_more_was_written_too(firm, client):
    _behind_its_back("DELETE FROM people_journalentry WHERE rank > 2", firm)
    write(firm, "Eve", "note")
    with inside(firm):
        assert [(each.rank, each.reason) for each in journal.verify(firm).breaks] == [(3, "missing"), (6, "cut")]
    assert "entry 3 is missing" in told(client)


def verification(firm):
    with inside(firm):
        return JournalVerification.objects.first()


def test_a_page_verifies_what_came_since_it_was_last_looked_at(firm, client, monkeypatch):
    first = told(client)
    kept = verification(firm)
    assert kept.rank == 5, "signing in is an entry too"
    assert kept.at == kept.whole_at
    known = f"verified on {moment(kept.at)}; the whole of it on {moment(kept.whole_at)}"
    assert " ".join(known.split()) in " ".join(first.split())
    hashed = []
    of_an_entry = journal.hash_of
    monkeypatch.setattr(journal, "hash_of", lambda entry: hashed.append(entry.rank) or of_an_entry(entry))
    told(client)
    assert hashed == [5], "the entry on which what is known stands"
    assert verification(firm).at == kept.at, "nothing came since"
    write(firm, "Ada", "note")
    hashed.clear()
    page = told(client)
    assert hashed == [5, 6]
    later = verification(firm)
    assert (later.rank, later.whole_at) == (6, kept.whole_at)
    assert later.at > kept.at
    assert moment(later.at) in page
    assert moment(kept.whole_at) in page


@pytest.mark.parametrize("statement", [
    "UPDATE people_journalentry SET person = 'Eve' WHERE rank = 5",
    "DELETE FROM people_journalentry WHERE rank = 2",
    "DELETE FROM people_journalentry WHERE rank = 5",
    "DELETE FROM people_journalentry",
])  # fmt: skip
def test_what_was_known_to_hold_is_known_no_more_once_it_breaks(firm, client, statement):
    told(client)
    _behind_its_back(statement, firm)
    assert "The chain does not hold" in told(client)
    assert verification(firm) is None
    assert "The chain does not hold" in told(client)


def test_the_command_verifies_everything_and_tells_the_page(firm, client):
    told(client)
    _behind_its_back("UPDATE people_journalentry SET person = 'Eve' WHERE rank = 2", firm)
    assert "The chain holds" in told(client), "a page looks at what came since"
    with pytest.raises(SystemExit):
        call_command("verify_journal")
    assert "The chain does not hold" in told(client)
    _behind_its_back("UPDATE people_journalentry SET person = 'Bob' WHERE rank = 2", firm)
    call_command("verify_journal")
    assert verification(firm).rank == 5
    assert "The chain holds" in told(client)


def test_a_journal_that_holds_is_told_in_one_line_each(firm, capsys):
    Organisation.objects.create(slug="empty", name="Empty")
    call_command("verify_journal")
    lines = capsys.readouterr().out.splitlines()
    with inside(firm):
        last = JournalEntry.objects.order_by("-rank").first().hash
    assert lines == [f"empty: holds, 0 entries, last hash {journal.FIRST}", f"firm: holds, 4 entries, last hash {last}"]
    call_command("verify_journal", lang="fr")
    assert f"intact, 4 entrées, empreinte {last}" in capsys.readouterr().out


def test_every_deed_has_words_in_both_languages():
    assert set(DEEDS) == set(Deed)
    assert all(each.english and each.french for each in DEEDS.values())


def test_deeds_that_are_named_by_what_was_done_are_deeds():
    # A batch, a work item and a proposal make the name of their deed from their own: each that may happen has one.
    for origin in Batch.Origin:
        assert Deed(f"keep {origin.value}")
    for kind in (WorkNote.Kind.ASSIGNED, WorkNote.Kind.SNOOZED):
        assert Deed(f"{kind.value} work")
    for state in set(Proposal.State) - {Proposal.State.WAITING}:
        assert Deed(f"own limit {state.value}")


@pytest.mark.parametrize("name", ["items", "facts"])
def test_two_things_of_a_list_are_no_change_of_one_into_the_other(name):
    assert "→" not in "".join(told_details({name: ["one", "two"]}, "EUR", "fr"))
    assert "→" in "".join(told_details({"name": ["one", "two"]}, "EUR", "fr"))


def test_amounts_days_and_facts_are_told_as_people_read_them():
    fact = {"table": "limit_requests", "reference": "D-1", "buyer": "C1", "requested_on": 20_634, "amount": 7_500_000,
            "currency": "EUR"}  # fmt: skip
    (told_fact,) = told_details({"facts": [fact]}, "EUR", "en")
    assert "€75,000.00" in told_fact
    assert "2026-06-30" in told_fact
    assert "{" not in told_fact
    answer = {"buyer": "C1", "amount": 5_000_000, "currency": "USD", "day": 20_634, "answer": "in part",
              "policy_currency": "EUR", "covered": 4_000_000, "parts": {"covered": 4_000_000, "over_limit": 600_000},
              "layers": [{"policy": "Globale", "admitted": 4_000_000, "limit": 4_000_000}],
              "refused_by": ["credit_limit"], "own_room": None}  # fmt: skip
    said = " | ".join(told_details(answer, "EUR", "fr")).replace("\u202f", " ").replace("\xa0", " ")
    for words in ("en partie", "30/06/2026", "40 000,00 €", "dépassement 6 000,00 €", "refusé par : credit limit"):
        assert words in said
    assert "{" not in said
    assert "50 000,00 $US" in said or "USD" in said
