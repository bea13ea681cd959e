"""What tests of the web application share: the walls put up, companies with the same numbers, people in each role."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import fields
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import Model
from django.test import TransactionTestCase

from encours.web.actions import readings
from encours.web.actions.workspaces import take_workspace
from encours.web.computing.question import Asked
from encours.web.computing.results import Results, results_of
from encours.web.computing.written import Written, written
from encours.web.people.models import Membership, Organisation, Person
from encours.web.people.roles import Role
from encours.web.store.row_security import as_owner, lock_up

EXAMPLES = Path(__file__).parents[2] / "examples"
NOW = datetime(2026, 6, 30, 8, 0, tzinfo=UTC)
DAY = date(2026, 6, 30)
PASSWORD = "a long password of the tests"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Make the store of the tests as its owner; what is given back ends that."""
    with ExitStack() as owner:
        owner.enter_context(as_owner())
        yield owner


@pytest.fixture(scope="session")
def django_db_setup(django_db_modify_db_settings, django_db_setup, django_db_blocker):
    """The store of the tests, with the walls between organisations on a server that has them.

    From then on nobody works as its owner: the tests stand within the walls, as the application does.
    """
    with django_db_blocker.unblock():
        lock_up()
        django_db_modify_db_settings.close()
    yield
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            with as_owner(), connection.cursor() as cursor:
                # What a thread of a test left open would keep the store from being removed.
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )


def empty_the_store() -> None:
    """Remove all that tests of a module share, as the owner: the application never may."""
    with as_owner():
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture(scope="session", autouse=True)
def emptied_by_the_owner():
    """Tests that commit empty every table afterwards, which the application never may: its owner does."""
    emptied = TransactionTestCase._fixture_teardown

    def empty(self):
        with as_owner():
            emptied(self)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(TransactionTestCase, "_fixture_teardown", empty)
        yield


def company(slug: str, example: str = "non-cancellable", day: date = DAY, *, is_written: bool = False) -> Organisation:
    """An organisation with the facts of an example, read on a day; its results are made.

    The parts that are written in the background, most of the work, are made where a test is about them.
    """
    made = Organisation.objects.create(slug=slug, name=f"Company {slug}", reading_day=day)
    taken = take_workspace(made, EXAMPLES / example, by="tests", at=NOW)
    assert taken.is_taken, taken.read.text("en")
    made.refresh_from_db()
    with pytest.MonkeyPatch.context() as patched:
        facts = taken.read.ledger.content_hash
        patched.setattr(readings, "written", lambda asked: _written(asked, facts) if is_written else ())
        patched.setattr(readings, "results_of", lambda asked: _results(asked, facts))
        readings.make(made, readings.day_read(made, day), None, None)
    return made


COMPUTED: dict[tuple[str, int], Results] = {}
WRITTEN: dict[tuple[str, int], tuple[Written, ...]] = {}


def _results(asked: Asked, facts: str) -> Results:
    """Results of the same facts on the same day, computed once for all tests; rows of their own each time."""
    key = (facts, asked.as_of)
    if key not in COMPUTED:
        COMPUTED[key] = results_of(asked)
    found = COMPUTED[key]
    return Results(*([_afresh(row) for row in getattr(found, each.name)] for each in fields(Results)))


def _written(asked: Asked, facts: str) -> tuple[Written, ...]:
    """Written parts of the same facts on the same day, written once for all tests."""
    key = (facts, asked.as_of)
    if key not in WRITTEN:
        WRITTEN[key] = tuple(written(asked))
    return WRITTEN[key]


def _afresh(row: Model) -> Model:
    return type(row)(**{each.attname: getattr(row, each.attname) for each in row._meta.fields if each.name not in OWN})


OWN = {"id", "organisation", "reading"}


def member(organisation: Organisation, role: Role, *, email: str = "", **more) -> Person:
    """Somebody who signs in with ``PASSWORD``, in a role of an organisation."""
    address = email or f"{role.value.replace(' ', '.')}@{organisation.slug}.example"
    person = Person.objects.create_user(address, PASSWORD, name=role.value.title(), language="en")
    Membership.objects.create(person=person, organisation=organisation, role=role, **more)
    return person
