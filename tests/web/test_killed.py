"""Killed at any instant, the store is whole: as before the deed or as after; and the work goes on to the same end."""

import json
import os
import signal
import subprocess
import sys

import pytest
from django.db import connection

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked here")
DEEDS = ("keep", "compute", "prepare")


@pytest.fixture(scope="session")
def killed(tmp_path_factory):
    """Every deed killed at several moments, on the database under test."""
    address = ""
    if connection.vendor == "postgresql":
        address = os.environ.get("ENCOURS_TEST_DATABASE_URL", "postgres://127.0.0.1:5432/postgres")
    folder = tmp_path_factory.mktemp("killed")
    done = subprocess.run(
        [sys.executable, "-m", "tests.web.killing", str(folder), address], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


@pytest.mark.parametrize("deed", DEEDS)
def test_the_store_opens_and_is_whole(killed, deed):
    for each in killed[deed]["killed"]:
        assert each["signal"] == signal.SIGKILL, each
        assert each["opens"], each
        assert each["found"]["facts"] in (killed[deed]["before"]["facts"], killed[deed]["after"]["facts"]), each["at"]


@pytest.mark.parametrize("deed", DEEDS)
def test_results_are_those_of_before_or_of_after(killed, deed):
    def rows(state):
        return {slug: (revision, parts) for slug, (revision, _, parts) in state["results"].items()}

    for each in killed[deed]["killed"]:
        assert rows(each["found"]) in (rows(killed[deed]["before"]), rows(killed[deed]["after"])), each["at"]


@pytest.mark.parametrize("deed", DEEDS)
def test_the_work_goes_on_and_ends_the_same(killed, deed):
    for each in killed[deed]["killed"]:
        assert each["resumes"], each["at"]
        assert each["resumed"] == killed[deed]["after"], each["at"]


def test_each_deed_changes_something(killed):
    assert killed["keep"]["before"]["facts"] != killed["keep"]["after"]["facts"]
    assert killed["compute"]["before"]["results"] != killed["compute"]["after"]["results"]
    assert killed["prepare"]["before"]["ready"] is False
    assert killed["prepare"]["after"]["ready"] is True
    assert all(each["statements"] > len(each["killed"]) for each in killed.values())
