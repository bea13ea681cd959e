"""The application served as people start it: it says where it is, and everything it started ends with it."""

import http.client
import os
import re
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

PATIENCE = 90.0


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """A data folder of its own, and settings from which the first administrator comes."""
    if connection.vendor != "sqlite" or not Path("/proc").is_dir():
        pytest.skip("served once, on SQLite, where the system tells which processes there are")
    folder = tmp_path_factory.mktemp("served")
    told = {name: value for name, value in os.environ.items() if not name.startswith(("ENCOURS_D", "DJANGO_"))}
    return {
        **told, "ENCOURS_DATA": str(folder), "ENCOURS_LANG": "en", "ENCOURS_ORGANISATION": "The firm",
        "ENCOURS_ADMIN_EMAIL": "head@firm.example",
    }  # fmt: skip


class Served:
    """A server that runs, and what it said."""

    def __init__(self, environment):
        words = [sys.executable, "-m", "encours.web", "serve", "--port", "18080", "--processes", "1"]
        self.inner = subprocess.Popen(
            words,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said = []
        for line in self.inner.stdout:
            self.said.append(line)
            if found := re.search(r"http://127\.0\.0\.1:(\d+)/", line):
                self.port = int(found[1])
                return
        raise AssertionError("".join(self.said))

    def get(self, path, **headers):
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as opened:
            opened.request("GET", path, headers=headers)
            answer = opened.getresponse()
            return answer, answer.read()

    def descendants(self):
        """Numbers of the processes that it started, whoever of them did."""
        parents = {}
        for each in Path("/proc").glob("[0-9]*/stat"):
            try:
                parents[int(each.parent.name)] = int(each.read_text().rpartition(")")[2].split()[1])
            except (OSError, IndexError):
                continue
        found = {self.inner.pid}
        while more := {child for child, parent in parents.items() if parent in found} - found:
            found |= more
        return found - {self.inner.pid}

    def stop(self):
        """End it, whatever became of it."""
        self.inner.kill()
        self.inner.communicate()


def is_running(number):
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (OSError, IndexError):
        return False


def wait_until(true):
    deadline = time.monotonic() + PATIENCE
    while not true() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert true()


def test_it_says_where_it_is_serves_pages_and_ends_everything_when_told(environment):
    served = Served(environment)
    try:
        assert "Administrator: head@firm.example   password, told this once: " in "".join(served.said)
        wait_until(lambda: served.get("/health")[1] == b'{"status": "ok"}')
        page, text = served.get("/", Accept="text/html")
        assert (page.status, text) == (302, b"")
        page, text = served.get(page.headers["location"])
        assert page.status == 200
        assert page.headers["content-encoding"] is None
        style = re.search(rb'href="(/static/encours/frame\.[0-9a-f]{12}\.css)"', text)[1].decode()
        answer, packed = served.get(style, **{"Accept-Encoding": "br"})
        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers["content-encoding"] == "br"
        assert len(packed) < len(served.get(style)[1]) / 3
        # The same data served twice: the second takes the next port, and asks nobody who administers.
        other = Served(environment)
        assert other.port == served.port + 1
        assert "is in use" in "".join(other.said)
        assert "Administrator" not in "".join(other.said)
        other.inner.send_signal(signal.SIGINT)
        assert other.inner.wait(PATIENCE) == 0
        other.stop()
        children = served.descendants()
        assert len(children) >= 3, "a server, its process, and a worker"
        served.inner.terminate()
        assert served.inner.wait(PATIENCE) == 0
        assert not any(map(is_running, children))
    finally:
        served.stop()


@pytest.mark.slow
def test_killed_hard_it_leaves_nothing_behind_and_a_worker_that_dies_is_started_again(environment):
    served = Served(environment)
    try:
        wait_until(lambda: len(served.descendants()) >= 3)

        def worker():
            found = [each for each in served.descendants() if b"worker" in Path(f"/proc/{each}/cmdline").read_bytes()]
            return found[0] if found else None

        first = worker()
        os.kill(first, signal.SIGKILL)
        wait_until(lambda: worker() not in {None, first})
        children = served.descendants()
        os.kill(served.inner.pid, signal.SIGKILL)
        wait_until(lambda: not any(map(is_running, children)))
    finally:
        served.stop()
