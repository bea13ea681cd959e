"""Results of a day: what is behind is told and made again, and whatever cannot be made is told as such."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from encours.web.actions import background, past, readings
from encours.web.actions.attempts import MOST_ATTEMPTS
from encours.web.actions.readings import day_read, make
from encours.web.people.models import Organisation
from encours.web.people.roles import Role
from encours.web.people.walls import inside
from encours.web.store.models import Reading, WrittenPart
from tests.web.conftest import company, member
from tests.web.importing import reads_in

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


# What fails.


def broken(*_given: object) -> None:
    raise ValueError("secret of the machine")


def fail(monkeypatch, firm: Organisation, as_of: int, *, times: int = MOST_ATTEMPTS) -> None:
    """Have the results of a day asked for, and fail as often as told."""
    with monkeypatch.context() as failing:
        failing.setattr(background, "make", broken)
        for _ in range(times):
            with pytest.raises(ValueError, match="secret"):
                background.make_reading.call(firm.pk, as_of, None)


def ask_past(client, day: int) -> int:
    return client.post(reverse("reading-ask", args=["firm"]), {"as_of": f"2026-05-{day:02d}"}).status_code


def tasks_failed(**more: object) -> None:
    """What waits in the background has failed."""
    DBTaskResult.objects.filter(status="READY").update(exception_class_path="ValueError", **more)


@pytest.mark.parametrize("status", ["FAILED", "READY"])
def test_days_that_could_not_be_read_close_the_page_to_no_other_day(reader, status):
    assert [ask_past(reader, day) for day in range(1, 7)] == [302] * 5 + [400]
    tasks_failed(status=status)
    assert ask_past(reader, 6) == 302


def test_a_past_day_that_could_not_be_read_says_so_and_may_be_asked_for_again(reader, firm, monkeypatch):
    day = past_day(firm)
    assert ask_past(reader, 31) == 302
    fail(monkeypatch, firm, day)
    tasks_failed(status="FAILED", finished_at=timezone.now())
    told = text(reader, "reading-ask", **PAST)
    assert "This day could not be read" in told
    assert "could not be made: ask again" in told
    assert 'http-equiv="refresh"' not in told
    assert "secret" not in told
    assert ask_past(reader, 31) == 302
    assert 'http-equiv="refresh"' in text(reader, "reading-ask", **PAST)
    assert DBTaskResult.objects.filter(status="READY").count() == 1


def test_a_past_day_that_waits_for_another_attempt_is_begun_at_once_when_it_is_asked_for_again(reader, firm):
    assert ask_past(reader, 31) == 302
    later = timezone.now() + 3 * past.PATIENCE
    tasks_failed(run_after=later)
    with inside(firm):
        Reading.objects.filter(as_of=past_day(firm)).update(asked_at=timezone.now() - 2 * past.PATIENCE)
    assert ask_past(reader, 31) == 302
    (task,) = DBTaskResult.objects.all()
    assert task.run_after < later


# What is asked.


def test_the_dashboard_is_written_again_once_however_often_it_is_asked(reader):
    for _ in range(4):
        assert reader.post(reverse("dashboard-again", args=["firm"])).status_code == 302
    assert DBTaskResult.objects.filter(task_path=background.make_reading.module_path).count() == 1


# What a page says of results that failed.


@pytest.mark.parametrize(
    ("language", "failed", "before"),
    [
        ("en", "could not be made", "made before, as of 2026-06-30"),
        ("fr", "pas pu être calculés", "calculé auparavant, à la date du 30"),
    ],
)
def test_results_that_could_not_be_made_are_told_above_those_of_before(
    reader, firm, monkeypatch, language, failed, before
):
    reads_in(reader, language)
    Organisation.objects.update(revision=firm.revision + 1)
    with inside(firm):
        day = Reading.objects.get().as_of
    fail(monkeypatch, firm, day, times=MOST_ATTEMPTS - 1)
    assert failed not in text(reader, "ageing")
    fail(monkeypatch, firm, day, times=1)
    told = text(reader, "ageing")
    assert failed in told
    assert before in told
    assert "N1" in told, "what was made before is still there"
    assert "secret" not in told
    background.make_reading.call(firm.pk, day, None)
    assert failed not in text(reader, "ageing")


@pytest.mark.parametrize("name", ["ageing", "invoices", "portfolio", "limits", "worklist", "dashboard"])
def test_results_that_could_not_be_made_are_not_said_to_lack_a_policy(client, monkeypatch, name):
    firm = Organisation.objects.create(slug="firm", name="Firm", reading_day=date(2026, 6, 30))
    client.force_login(member(firm, Role.CREDIT_MANAGER))
    day = past_day(firm) + 30
    fail(monkeypatch, firm, day)
    assert "These results could not be made" in text(client, name)
    make(firm, day, None, None)
    assert "no policy that reads" in text(client, name)
    Organisation.objects.update(revision=firm.revision + 1)
    assert "no policy that reads" not in text(client, name), "what older facts lacked is no reason any more"
    assert "are being made" in text(client, name)
    fail(monkeypatch, firm, day)
    told = text(client, name)
    assert "These results could not be made" in told
    assert "no policy that reads" not in told


def test_a_dashboard_that_could_not_be_written_again_says_so(reader, firm, monkeypatch):
    Organisation.objects.update(revision=firm.revision + 1)
    with inside(firm):
        Reading.objects.update(revision=firm.revision + 1)
        reading = Reading.objects.get()
        WrittenPart.objects.create(organisation=firm, reading=reading, name="overview", language="en", html="<p>It</p>")
    assert "within a quarter of an hour" in text(reader, "dashboard")
    fail(monkeypatch, firm, reading.as_of)
    told = text(reader, "dashboard")
    assert "could not be written again" in told
    assert "within a quarter of an hour" not in told
    assert "<p>It</p>" in told
