"""How the application is run: what a person can cause ends with a sentence; a backup comes back to the cent."""

import json
import socket
import stat
import zipfile
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from encours.cli.parser import parser as parser_of_the_command_line
from encours.web.actions import background, readings
from encours.web.actions.forgetting import forget_old, forget_organisation
from encours.web.actions.health import LOST_AFTER
from encours.web.configuration import configuration
from encours.web.jobs import kept_at, seen, worker
from encours.web.operations import archive, ending, first_run, ports, restore, running
from encours.web.operations.ending import Refused
from encours.web.operations.parser import COMMANDS, OPTIONS, parser
from encours.web.operations.run import language_of, run
from encours.web.operations.totals import differences
from encours.web.people.models import Membership, Organisation, Person
from encours.web.people.roles import Role
from encours.web.people.walls import inside
from encours.web.store.models import Reading, WorkerSeen
from tests.web.conftest import DAY, EXAMPLES, PASSWORD, company, member

NOW = timezone.now()
EVERYWHERE = "0.0.0.0"


# The words of a command.


@pytest.mark.parametrize("name", sorted(set(COMMANDS) - {"demo", "manage"}))
def test_the_command_line_knows_the_options_of_the_application(name):
    (commands,) = (
        each for each in parser_of_the_command_line("en")._actions if each.dest == "==SUPPRESS==" and each.choices
    )
    (own,) = (each for each in parser("en")._actions if each.choices and "serve" in each.choices)
    theirs = {word for each in commands.choices[name]._actions for word in each.option_strings or [each.dest]}
    ours = {word for each in own.choices[name]._actions for word in each.option_strings or [each.dest]}
    assert theirs - {"--no-colour"} == ours
    assert set(OPTIONS) == set(COMMANDS)


@pytest.mark.parametrize(
    ("words", "code", "english", "french"),
    [
        (["serve", "--port", "x"], ending.MISUSED, "not understood", "n’est pas comprise"),
        (["flee"], ending.MISUSED, "not understood", "n’est pas comprise"),
        (["restore", "nowhere.zip"], ending.REFUSED, "nowhere.zip is not there", "nowhere.zip n’existe pas"),
        (
            ["serve", "--host", EVERYWHERE],
            ending.REFUSED,
            "ENCOURS_HOSTS, ENCOURS_HTTPS=yes",
            "ENCOURS_HOSTS, ENCOURS_HTTPS",
        ),
        (["serve", "--processes", "0"], ending.REFUSED, "from 1 to 64", "de 1 à 64"),
        (["forget", "--days", "0"], ending.REFUSED, "from 1 to", "de 1 à"),
        (["demo", "nowhere", "--day", "soon"], ending.REFUSED, "written as 2026-06-30", "s’écrit 2026-06-30"),
        (["import-workspace", "nowhere", "--organisation", "a/b"], ending.REFUSED, "hyphens", "traits d’union"),
    ],
)
def test_what_is_refused_is_told_in_the_language_of_whoever_asks(words, code, english, french, capsys, monkeypatch):
    for language, said in (("en", english), ("fr", french)):
        monkeypatch.setenv("ENCOURS_LANG", language)
        assert run(words) == code
        told = capsys.readouterr()
        assert said in told.err
        assert "Traceback" not in told.err
        assert not told.out


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_command_has_its_help(language, capsys):
    for name in set(COMMANDS) - {"manage"}:
        assert run([name, "--help", "--lang", language]) == ending.ANSWERED
    assert run(["--lang", language]) == ending.ANSWERED
    assert "ENCOURS_DATABASE" in capsys.readouterr().out


def test_the_language_is_that_of_the_last_option_else_of_the_environment(monkeypatch):
    monkeypatch.setenv("ENCOURS_LANG", "fr_FR")
    assert language_of([]) == "fr"
    assert language_of(["--lang", "fr", "--lang=en"]) == "en"


# Where it listens.


def test_a_port_in_use_gives_the_next_one():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert ports.free_port("127.0.0.1", port) != port
    with pytest.raises(Refused):
        ports.free_port("127.0.0.1", 0)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "127.9.9.9"])
def test_this_machine_alone_may_be_listened_to(host):
    ports.check_host(host, configuration({"ENCOURS_DATA": str(settings.INSTALLATION.data)}))


def test_other_machines_come_by_name_and_by_https(tmp_path):
    told = {"ENCOURS_DATA": str(tmp_path), "ENCOURS_HOSTS": "encours.example"}
    with pytest.raises(Refused, match="ENCOURS_HTTPS"):
        ports.check_host(EVERYWHERE, configuration(told))
    ports.check_host(EVERYWHERE, configuration({**told, "ENCOURS_HTTPS": "yes"}))
    with pytest.raises(ImproperlyConfigured):
        configuration({**told, "ENCOURS_HOSTS": "*"})


def test_a_store_is_replaced_by_whoever_is_alone(tmp_path):
    others = running.among_others(tmp_path), running.among_others(tmp_path)
    with others[0], others[1], pytest.raises(Refused, match="stop it"), running.alone(tmp_path):
        pass
    with running.alone(tmp_path), pytest.raises(Refused, match="being changed"), running.among_others(tmp_path):
        pass


# The first start.


@pytest.fixture
def nobody_asks(monkeypatch):
    monkeypatch.setattr("sys.stdin", None)
    for name in (first_run.EMAIL, first_run.PASSWORD_FILE, first_run.ORGANISATION):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.django_db
def test_the_first_administrator_comes_from_the_settings(nobody_asks, monkeypatch, tmp_path):
    (tmp_path / "password").write_text(f"{PASSWORD}\n", encoding="utf-8")
    monkeypatch.setenv(first_run.EMAIL, "head@firm.example")
    monkeypatch.setenv(first_run.PASSWORD_FILE, str(tmp_path / "password"))
    monkeypatch.setenv(first_run.ORGANISATION, "Éts Dupré & Fils")
    assert first_run.is_first()
    made = first_run.welcome("fr")
    assert (made.person.email, made.password) == ("head@firm.example", "")
    assert made.person.check_password(PASSWORD)
    only = Membership.objects.get()
    assert (only.organisation.slug, only.role) == ("ets-dupre-fils", Role.ADMINISTRATOR)
    assert not first_run.is_first()


@pytest.mark.django_db
def test_without_settings_a_password_is_made_and_told(nobody_asks):
    made = first_run.welcome("en")
    assert made.person.check_password(made.password)
    assert Organisation.objects.get().name == "My company"


@pytest.mark.django_db
@pytest.mark.parametrize(("email", "password"), [("nobody", PASSWORD), ("head@firm.example", "123456789012")])
def test_an_account_that_will_not_do_is_not_made(email, password, nobody_asks, monkeypatch, tmp_path):
    (tmp_path / "password").write_text(password, encoding="utf-8")
    monkeypatch.setenv(first_run.EMAIL, email)
    monkeypatch.setenv(first_run.PASSWORD_FILE, str(tmp_path / "password"))
    with pytest.raises(Refused):
        first_run.welcome("en")
    assert not Person.objects.exists()
    monkeypatch.setenv(first_run.PASSWORD_FILE, str(tmp_path / "nowhere"))
    with pytest.raises(Refused):
        first_run.welcome("en")


# Work in the background.


def task(organisation: int, *, tries: int, status: str = "FAILED", worker_name: str = "gone", **more) -> DBTaskResult:
    return DBTaskResult.objects.create(
        status=status, args_kwargs={"args": [organisation, 20_000, None], "kwargs": {}}, backend_name="default",
        task_path=background.make_reading.module_path, worker_ids=[worker_name] * tries, run_after=NOW,
        exception_class_path="", traceback="Traceback\nValueError: of the test", finished_at=NOW, **more,
    )  # fmt: skip


@pytest.mark.django_db
def test_a_task_that_fails_is_tried_again_later_each_time_then_kept_as_failed():
    for tries, delay in enumerate(kept_at.DELAYS, start=1):
        made = task(1, tries=tries)
        kept_at.settle(made, NOW)
        made.refresh_from_db()
        assert (made.status, made.run_after) == ("READY", NOW + delay)
    made = task(1, tries=len(kept_at.DELAYS) + 1)
    kept_at.settle(made, NOW)
    made.refresh_from_db()
    assert made.status == "FAILED"


@pytest.mark.django_db
def test_what_a_dead_worker_left_is_taken_up_again():
    own = seen.own_name()
    seen.tell_alive(own, NOW)
    host, number, _, rest = own.split(":")
    dead = f"{host}:{number}:0:{rest}"
    seen.tell_alive(dead, NOW)
    seen.tell_alive("elsewhere:1:1:1", NOW - 2 * LOST_AFTER)
    WorkerSeen.objects.filter(name="elsewhere:1:1:1").update(seen_at=NOW - 2 * LOST_AFTER)
    kept = task(1, tries=1, status="RUNNING", worker_name=own)
    left = [task(1, tries=1, status="RUNNING", worker_name=each) for each in (dead, "elsewhere:1:1:1", "unknown")]
    fatal = task(1, tries=len(kept_at.DELAYS) + 1, status="RUNNING", worker_name=dead)
    assert kept_at.take_up_again(NOW) == 4
    for each in (kept, fatal, *left):
        each.refresh_from_db()
    assert kept.status == "RUNNING"
    assert [each.status for each in left] == ["READY"] * 3
    assert fatal.status == "FAILED"


@pytest.mark.django_db
def test_old_tasks_are_removed_and_failures_kept_longer():
    old = NOW - 2 * kept_at.DONE_KEPT
    for status, at in (
        ("SUCCESSFUL", old),
        ("SUCCESSFUL", NOW),
        ("FAILED", old),
        ("FAILED", NOW - 2 * kept_at.FAILED_KEPT),
    ):
        made = task(1, tries=1, status=status)
        DBTaskResult.objects.filter(pk=made.pk).update(finished_at=at)
    assert kept_at.forget_old(NOW) == 2


@pytest.mark.django_db
def test_a_reading_is_asked_for_once_and_left_in_peace_when_it_failed_for_good():
    firm = Organisation.objects.create(slug="firm", name="Firm", reading_day=DAY)
    assert background.ask_for_today() == 1
    assert background.ask_for_today() == 0
    DBTaskResult.objects.update(status="FAILED", finished_at=timezone.now())
    assert background.ask_for_today() == 0
    DBTaskResult.objects.update(finished_at=timezone.now() - 2 * background.LEFT_IN_PEACE)
    assert background.ask_for_today() == 1
    assert DBTaskResult.objects.filter(args_kwargs__args__0=firm.pk).count() == 2


@pytest.mark.django_db
def test_what_another_version_of_the_program_made_is_made_again(monkeypatch):
    company("firm")
    assert background.ask_for_today() == 0
    monkeypatch.setattr(readings, "__version__", "a later one")
    assert background.ask_for_today() == 1


@pytest.mark.django_db
def test_a_company_that_fails_does_not_keep_the_others_waiting(monkeypatch):
    for slug in ("one", "two"):
        Organisation.objects.create(slug=slug, name=slug, reading_day=DAY)
    usual = background.day_read

    def day_read(organisation, today):
        if organisation.slug == "one":
            raise ValueError("of the test")
        return usual(organisation, today)

    monkeypatch.setattr(background, "day_read", day_read)
    assert background.ask_for_today() == 1


@pytest.mark.django_db(transaction=True)
def test_the_worker_makes_what_waits_and_fails_one_company_alone(monkeypatch):
    firm, other = company("firm"), company("other")
    Organisation.objects.update(revision=5)
    usual = background.make

    def make(organisation, *rest):
        if organisation.slug == "other":
            raise ValueError("of the test")
        return usual(organisation, *rest)

    monkeypatch.setattr(background, "make", make)
    worker.work(once=True)
    with inside(firm):
        assert Reading.objects.get().revision == 5
    with inside(other):
        assert Reading.objects.get().revision != 5
    assert DBTaskResult.objects.filter(status="READY", run_after__gt=timezone.now()).count() == 1
    assert not WorkerSeen.objects.exists()


# What is forgotten.


@pytest.mark.django_db
def test_old_readings_go_and_the_last_one_stays():
    firm = company("firm")
    with inside(firm):
        last = Reading.objects.get()
        for as_of in (last.as_of - 400, last.as_of - 1):
            Reading.objects.create(organisation=firm, as_of=as_of, standing="made", made_at=NOW)
        Reading.objects.update(asked_at=NOW - timedelta(days=200), made_at=NOW - timedelta(days=200))
    assert forget_old(NOW, timedelta(days=300))["readings"] == 0
    assert forget_old(NOW, timedelta(days=90))["readings"] == 2
    with inside(firm):
        assert Reading.objects.get() == last


@pytest.mark.django_db(transaction=True)
def test_a_company_is_removed_whole_and_the_others_stay(tmp_path):
    firm, other = company("firm"), company("other")
    leaving, staying = member(firm, Role.READER), member(firm, Role.APPROVER)
    Membership.objects.create(person=staying, organisation=other, role=Role.READER)
    task(firm.pk, tries=1)
    (tmp_path / str(firm.pk)).mkdir()
    removed = forget_organisation(firm, [tmp_path])
    assert removed["people_person"] == 1
    assert removed["fact_invoices"] > 0
    assert list(Organisation.objects.all()) == [other]
    assert list(Person.objects.all()) == [staying]
    assert leaving not in Person.objects.all()
    assert not (tmp_path / str(firm.pk)).exists()
    with inside(other):
        assert Reading.objects.count() == 1


# Backups.


@pytest.fixture
def kept(tmp_path, settings):
    """A backup of a store with one company and one file."""
    company("firm")
    folder = settings.INSTALLATION.data / "files" / "1"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "brought").write_text("a file that was brought", encoding="utf-8")
    path = tmp_path / "kept.zip"
    assert run(["backup", str(path), "--lang", "en"]) == ending.ANSWERED
    return path


def rewritten(path, change):
    """The same backup with another text in one of its parts, or of itself."""
    with zipfile.ZipFile(path) as source:
        parts = {each: source.read(each) for each in source.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w") as target:
        for name, content in parts.items():
            target.writestr(name, content)


@pytest.mark.django_db(transaction=True)
def test_a_backup_is_for_its_owner_without_the_secret_key_and_never_written_over(kept, capsys):
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    with zipfile.ZipFile(kept) as archived:
        assert "secret.key" not in archived.namelist()
        assert "files/1/brought" in archived.namelist()
        told = json.loads(archived.read("manifest.json"))
    assert [each["slug"] for each in told["totals"]["organisations"]] == ["firm"]
    assert run(["backup", str(kept), "--lang", "fr"]) == ending.REFUSED
    assert "--force" in capsys.readouterr().err
    assert list(kept.parent.iterdir()) == [kept]


@pytest.mark.django_db(transaction=True)
def test_a_backup_tells_nobody_who_is_signed_in(tmp_path):
    firm = company("firm")
    client = Client()
    client.force_login(member(firm, Role.READER), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/o/firm/customers/").status_code == 200
    key = client.session.session_key
    assert Session.objects.filter(pk=key).exists()
    path = tmp_path / "kept.zip"
    assert run(["backup", str(path), "--lang", "en"]) == ending.ANSWERED
    with zipfile.ZipFile(path) as archived:
        assert json.loads(archived.read("manifest.json"))["totals"]["tables"]["django_session"] == 0
        assert not any(key.encode() in archived.read(each) for each in archived.namelist())
    assert Session.objects.filter(pk=key).exists()


@pytest.mark.django_db(transaction=True)
def test_what_is_restored_is_the_same_to_the_cent(kept, settings, capsys):
    assert run(["restore", str(kept), "--lang", "en"]) == ending.REFUSED
    assert "--replace" in capsys.readouterr().err
    firm = Organisation.objects.get(slug="firm")
    forget_organisation(firm, [settings.INSTALLATION.data / "files"])
    company("intruder")
    if connection.vendor == "sqlite":
        connection.close()
    assert run(["restore", str(kept), "--replace", "--lang", "en"]) == ending.ANSWERED, capsys.readouterr().err
    told = capsys.readouterr().out
    assert "to the cent" in told
    assert "110,000.00" in told
    assert [each.slug for each in Organisation.objects.all()] == ["firm"]
    assert (settings.INSTALLATION.data / "files" / "1" / "brought").exists()
    with inside(Organisation.objects.get()):
        assert Reading.objects.count() == 1


def _change_files(parts):
    parts["files/1/brought"] += b"!"


def _cut(parts):
    del parts["files/1/brought"]


def _later(parts):
    told = json.loads(parts["manifest.json"])
    parts["manifest.json"] = json.dumps({**told, "form": archive.FORM + 1}).encode()


def _climb(parts):
    told = json.loads(parts["manifest.json"])
    told["parts"]["../outside"] = {"bytes": 1, "sha256": ""}
    parts["manifest.json"] = json.dumps(told).encode()


def _nonsense(parts):
    parts["manifest.json"] = b"[]"


def _odd(parts):
    told = json.loads(parts["manifest.json"])
    told["totals"] = {"tables": 3}
    parts["manifest.json"] = json.dumps(told).encode()


def _zero(parts):
    told = json.loads(parts["manifest.json"])
    told["parts"]["files/1/\0"] = {"bytes": 1, "sha256": ""}
    parts["manifest.json"] = json.dumps(told).encode()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("change", [_change_files, _cut, _later, _climb, _nonsense, _odd, _zero])
def test_a_backup_that_is_not_sound_changes_nothing(change, kept, capsys):
    rewritten(kept, change)
    assert run(["restore", str(kept), "--replace", "--lang", "en"]) == ending.REFUSED
    assert "Traceback" not in capsys.readouterr().err
    assert Organisation.objects.get().slug == "firm"
    assert not (settings.INSTALLATION.data / restore.ASIDE).exists()


def test_totals_that_differ_are_told_by_company():
    one = {"organisations": [{"slug": "a", "facts": {}}, {"slug": "b", "facts": {"invoices": {"gross": 1}}}]}
    two = {"organisations": [{"slug": "a", "facts": {}}, {"slug": "b", "facts": {"invoices": {"gross": 2}}}]}
    assert differences(one, one) == []
    assert differences(one, two) == ["b"]
    assert differences({"organisations": []}, one) == ["a", "b"]


# Folders.


@pytest.mark.django_db(transaction=True)
def test_a_company_comes_from_a_folder_and_goes_back_to_one(tmp_path, capsys):
    folder = EXAMPLES / "non-cancellable"
    assert run(["import-workspace", str(folder), "--organisation", "firm", "--lang", "en"]) == ending.ANSWERED
    assert "/o/firm/" in capsys.readouterr().out
    assert run(["import-workspace", str(folder), "--organisation", "firm", "--lang", "en"]) == ending.REFUSED
    assert "not written over" in capsys.readouterr().err
    assert run(["import-workspace", str(tmp_path), "--organisation", "empty", "--lang", "en"]) == ending.REFUSED
    assert not Organisation.objects.filter(slug="empty").exists()
    assert run(["export-workspace", "firm", str(tmp_path / "out"), "--lang", "en"]) == ending.ANSWERED
    assert (tmp_path / "out" / "invoices.csv").exists()
    assert run(["export-workspace", "nobody", str(tmp_path / "out"), "--lang", "en"]) == ending.REFUSED
    assert "firm" in capsys.readouterr().err
