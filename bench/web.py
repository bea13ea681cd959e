"""Pages of the web application over real HTTP, from a real server: `python bench/web.py --rows 100000`.

The company of `web_company` is put in a store of its own, on SQLite or with `--database` on PostgreSQL, and its results
are made; then people sign in and ask for each page in turn, all at once. What is told of a page is the time between the
request and the last octet of the answer. Prints a table, and one line of JSON last, which `--output` keeps.
"""

from __future__ import annotations

import argparse
import http.client
import json
import math
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlencode

from cover import machine

PASSWORD = "a long password of the benchmark"  # noqa: S105 -- of a store that is removed when this ends
DAY = date(2026, 6, 30)
PAGES = {
    "to do": "todo/",
    "dashboard": "dashboard/",
    "customers": "customers/",
    "customers, searched": "customers/?q=client+0012",
    "customer": "customer/{buyer}",
    "aged balance": "ageing/",
    "invoices": "invoices/",
    "invoices over the limit": "invoices/?state=over_limit",
    "why of an invoice": "invoice/1/{number}",
    "limits": "limits/",
    "limits of a customer": "limits/{buyer}",
    "before shipping, asked": "delivery/?customer={buyer}&amount=50000&currency=EUR&day=2026-06-30",
    "imports": "imports/",
    "journal": "journal/",
    "administration": "administration/",
}
"""Pages by what people call them: a person who asks for all of them sees the whole application."""


def main() -> None:
    """Measure every page and print what was seen."""
    asked = _asked()
    with tempfile.TemporaryDirectory(prefix="encours-bench-") as folder:
        environment = {**os.environ, "ENCOURS_DATA": folder, "DJANGO_SETTINGS_MODULE": "encours.web.settings"}
        if asked.database:
            environment["ENCOURS_DATABASE"] = asked.database
        made = _made(environment, asked.rows)
        with _server(environment) as port:
            _person(port)  # the first request of all loads what the server loads late
            found = _measured(port, made, people=asked.people, rounds=asked.rounds)
    report = {
        "bench": "web", "machine": machine(), "rows": asked.rows, "people": asked.people, "rounds": asked.rounds,
        "database": "postgresql" if asked.database else "sqlite", "made": made["seconds"], "pages": found,
    }  # fmt: skip
    _print(report)
    line = json.dumps(report)
    print(line)
    if asked.output:
        asked.output.write_text(line + "\n", encoding="utf-8")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rows", type=int, default=100_000, help="invoices of the company")
    # Several may meet in one process of the server, or not: what they wait for each other is no figure of a page.
    parser.add_argument("--people", type=int, default=1, help="people who ask at once")
    parser.add_argument("--rounds", type=int, default=20, help="times that each person asks for each page")
    parser.add_argument("--database", default="", help="address of an empty PostgreSQL database; SQLite without it")
    parser.add_argument("--output", type=Path, help="file that keeps the line of JSON")
    return parser.parse_args()


def _made(environment: dict[str, str], rows: int) -> dict[str, dict[str, float] | str]:
    """Have another process make the store, so that the server starts as it does elsewhere."""
    command = [sys.executable, __file__, "--make", str(rows)]
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    found: dict[str, dict[str, float] | str] = json.loads(done.stdout.splitlines()[-1])
    return found


def make(rows: int) -> None:
    """Put the company in the store, make its results, and say how long each took."""
    import django

    django.setup()
    from web_company import POLICY, tables

    from encours.web.actions.background import kernels
    from encours.web.actions.keeping import keep_batch, keep_contract
    from encours.web.actions.readings import day_read
    from encours.web.actions.readings import make as make_reading
    from encours.web.people.models import Membership, Organisation, Person
    from encours.web.people.roles import Role
    from encours.web.people.walls import inside
    from encours.web.store.models import Batch, InvoiceResult
    from encours.web.store.preparing import prepare

    now, seconds = datetime.now(UTC), dict[str, float]()
    seconds["prepare the store"] = _seconds(prepare)
    company = Organisation.objects.create(slug="bench", name="Bench", reading_day=DAY)
    person = Person.objects.create_user("bench@bench.example", PASSWORD, name="Bench", language="fr")
    Membership.objects.create(person=person, organisation=company, role=Role.ADMINISTRATOR)
    facts = tables(rows)

    def keep() -> None:
        with inside(company):
            origin = Batch.Origin.WORKSPACE
            keep_batch(company, facts, name="", origin=origin, day=day_read(company, DAY), by="bench", at=now)
            keep_contract(company, {"policy.toml": POLICY}, by="bench", at=now)

    seconds["keep the facts"] = _seconds(keep)
    company.refresh_from_db()
    day = day_read(company, DAY)
    seconds["make the results"] = _seconds(lambda: make_reading(company, day, None, kernels()))
    seconds["make them again"] = _seconds(lambda: make_reading(company, day, None, kernels()))
    with inside(company, writing=False):
        row = InvoiceResult.objects.order_by("-outstanding")[0]
    print(json.dumps({"buyer": row.buyer, "number": row.number, "seconds": seconds}))


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return round(time.perf_counter() - start, 2)


@contextmanager
def _server(environment: dict[str, str]) -> Iterator[int]:
    """The application served on a port of this machine until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", "2", "--blocking-threads", "4", "--no-access-log", "encours.web.wsgi:application",
    ]  # fmt: skip
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(300):
            try:
                if _Browser(port).get("/health")[0] == 200:
                    break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait(20)


class _Browser:
    """One person's connection and cookies."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: dict[str, str] = {}

    def get(self, address: str) -> tuple[int, str]:
        return self._ask("GET", address, None)

    def post(self, address: str, **fields: str) -> tuple[int, str]:
        return self._ask("POST", address, urlencode(fields))

    def _ask(self, method: str, address: str, body: str | None) -> tuple[int, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, address, body=body, headers=headers)
        answer = self.connection.getresponse()
        for each in answer.headers.get_all("Set-Cookie", []):
            name, _, value = each.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, answer.read().decode(errors="replace")


def _person(port: int) -> _Browser:
    """Somebody who signed in."""
    browser = _Browser(port)
    page = browser.get("/account/login/")[1]
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token is not None, "a page on which one signs in"
    status, _ = browser.post(
        "/account/login/", login="bench@bench.example", password=PASSWORD, csrfmiddlewaretoken=token[1]
    )
    assert status == 302, f"signing in was answered {status}"
    return browser


def _measured(
    port: int, made: dict[str, dict[str, float] | str], *, people: int, rounds: int
) -> dict[str, dict[str, float]]:
    """Milliseconds of each page, everybody asking at once."""
    addresses = {name: f"/o/bench/{each.format(**made)}" for name, each in PAGES.items()}
    seen: dict[str, list[float]] = {name: [] for name in addresses}
    wrong: set[str] = set()

    def work(start: int) -> None:
        browser, names = _person(port), list(addresses)
        for turn in range(rounds * len(names)):
            name = names[(turn + start) % len(names)]
            before = time.perf_counter()
            status, _ = browser.get(addresses[name])
            seen[name].append((time.perf_counter() - before) * 1000)
            if status != 200:
                wrong.add(f"{name}: {status}")

    threads = [threading.Thread(target=work, args=(3 * place,)) for place in range(people)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert not wrong, f"pages that did not answer: {sorted(wrong)}"
    return {name: _told(times) for name, times in seen.items()}


def _told(times: list[float]) -> dict[str, float]:
    ordered = sorted(times)
    last = ordered[math.ceil(0.95 * len(ordered)) - 1]
    return {"median": round(statistics.median(ordered), 1), "p95": round(last, 1), "most": round(ordered[-1], 1)}


def _print(report: dict[str, object]) -> None:
    people = "1 person" if report["people"] == 1 else f"{report['people']} people at once"
    print(f"{report['rows']:,} invoices, {report['database']}, {people}, {report['rounds']} rounds\n")
    for name, seconds in dict(report["made"]).items():  # type: ignore[call-overload]
        print(f"{name:<28}{seconds:>10.2f} s")
    print(f"\n{'page':<28}{'median':>10}{'95th':>10}{'most':>10}   milliseconds")
    for name, each in dict(report["pages"]).items():  # type: ignore[call-overload]
        print(f"{name:<28}{each['median']:>10.1f}{each['p95']:>10.1f}{each['most']:>10.1f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--make"]:
        make(int(sys.argv[2]))
    else:
        main()
