"""Turnover declared and premium of a company of many invoices: `python bench/declare.py --rows 200000`.

Writes a folder of made-up invoices, credit notes, buyers and limits, then runs `encours declare` and `encours premium`
in JSON, each in a process of its own, as a reader would: start, reading of the files, answer. Reading is told apart.
Prints a table, and one line of JSON last. The figures are kept in `bench/results`.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from cover import RESULTS, machine
from receivables import AS_OF, NEVER, receivables

EPOCH: Final = date(1970, 1, 1)
COMMANDS: Final = ("declare", "premium")
READ_ALONE: Final = """
import sys
from pathlib import Path
from encours.formats.workspace import read_workspace
assert read_workspace(Path(sys.argv[1])).ledger is not None
"""
POLICY: Final = """[policy]
name = "Sales 2026"
insurer = "Assureur Fictif SA"
policyholder = "Tissages Imaginaires SAS"
wording = "whole turnover"
edition = "2026-01"
currency = "EUR"
period_start = 2026-01-01
period_end = 2026-12-31

[zones]
north = ["SE", "NO"]

[terms]
insured_percentage = "90 %"
withdrawal_notice = "30 days"
premium_base = "turnover"
premium_on_refused_buyers = "left out"
premium_declared_every = "3 months"
premium_rate = [{ value = "2 ‰" }, { when = { country = "north" }, value = "3 ‰" }]
declaration_time = "30 days"
premium_tax = "French insurance tax"
"""
COUNTRIES: Final = ("FR", "FR", "FR", "DE", "SE", "NO", "MA")
"""Country of a buyer, in turn."""
SELDOM: Final = 50
"""One buyer of so many is public, one related, one has no limit; one invoice of so many has a credit note."""


def written(rows: int, folder: Path) -> None:
    """Folder of a company of so many invoices."""
    (folder / "policy.toml").write_text(POLICY, encoding="utf-8")
    (folder / "entities.csv").write_text("entity,name\nT,Tissages Imaginaires SAS\n", encoding="utf-8")
    for name, lines in _tables(rows).items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8") as stream:
            stream.writelines(f"{','.join(line)}\n" for line in lines)


def _tables(rows: int) -> dict[str, Iterator[tuple[str, ...]]]:
    made = receivables(rows)
    buyers = range(made.buyers)
    columns = (made.buyer, made.issued, made.delivered, made.due, made.gross, made.paid_on)
    sold = [*zip(*(column.tolist() for column in columns), strict=True)]
    return {
        "buyers": iter([
            ("buyer", "name", "country", "public", "related", "private_person"),
            *((f"C{n:06d}", f"Client {n}", COUNTRIES[n % len(COUNTRIES)], _flag(n % SELDOM == 1),
               _flag(n % SELDOM == 2), "no") for n in buyers),
        ]),
        "limit_decisions": iter([
            ("reference", "buyer", "kind", "outcome", "amount", "currency", "decided_on", "notified_on",
             "effective_on"),
            *((f"G{n}", f"C{n:06d}", "named", "granted", _money(int(made.limit[n]) + 100), "EUR", "2025-12-10",
               "2025-12-10", "2025-12-10") for n in buyers if n % SELDOM != 3),
        ]),
        "invoices": iter([
            ("number", "buyer", "entity", "delivered", "issued", "due", "currency", "gross", "vat", "payment_means",
             "paid_on"),
            *((f"F{place:07d}", f"C{buyer:06d}", "T", _day(delivered), _day(issued), _day(due), "EUR", _money(gross),
               _money(gross // 6), "open account", "" if paid == NEVER else _day(paid))
              for place, (buyer, issued, delivered, due, gross, paid) in enumerate(sold)),
        ]),
        "credit_notes": iter([
            ("number", "buyer", "invoice", "issued", "currency", "gross", "vat"),
            *((f"A{place:07d}", f"C{buyer:06d}", f"F{place:07d}", _day(min(issued + 5, AS_OF)), "EUR",
               _money(gross // 10), _money(gross // 60))
              for place, (buyer, issued, _, _, gross, _) in enumerate(sold) if place % SELDOM == 0),
        ]),
    }  # fmt: skip


def _flag(is_so: bool) -> str:  # noqa: FBT001 - what it writes
    return "yes" if is_so else "no"


def _day(number: int) -> str:
    return (EPOCH + timedelta(days=number)).isoformat()


def _money(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"


def run(command: list[str], output: Path) -> tuple[float, float, int]:
    """Seconds on the clock and of processor, and highest bytes of memory, of a process."""
    start = time.perf_counter()
    with output.open("wb") as stream:
        child = os.posix_spawn(command[0], command, os.environ, file_actions=[
            (os.POSIX_SPAWN_DUP2, stream.fileno(), 1)])  # fmt: skip
        _, status, used = os.wait4(child, 0)
    assert status == 0, f"{' '.join(command[1:])} failed"
    return time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024


def measured(rows: int, repeat: int) -> dict[str, Any]:
    """The best of each command and of the reading alone; what each answers must be one JSON."""
    with tempfile.TemporaryDirectory() as place:
        folder, output = Path(place) / "company", Path(place) / "answer.json"
        folder.mkdir()
        written(rows, folder)
        day = (EPOCH + timedelta(days=AS_OF)).isoformat()
        asked = {"read": [sys.executable, "-c", READ_ALONE, str(folder)]}
        for name in COMMANDS:
            asked[name] = [sys.executable, "-m", "encours", name, str(folder), "--as-of", day, "--format", "json"]
        found = {}
        for name, command in asked.items():
            best = min(run(command, output) for _ in range(repeat))
            found[name] = dict(zip(("seconds", "processor", "peak_bytes"), best, strict=True))
            if name in COMMANDS:
                json.loads(output.read_text(encoding="utf-8"))
    return found


def main() -> None:
    """Measure, print, keep."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=200_000)
    asked.add_argument("--repeat", type=int, default=3)
    given = asked.parse_args()
    commands = measured(given.rows, given.repeat)
    print(f"{'command':<10} {'s':>8} {'processor s':>12} {'peak MB':>8}")
    for name, each in commands.items():
        print(f"{name:<10} {each['seconds']:>8.1f} {each['processor']:>12.1f} {each['peak_bytes'] / 1e6:>8.0f}")
    found = {"bench": "declare", "rows": given.rows, "machine": machine(), "commands": commands}
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"declare_{given.rows}.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(found))


if __name__ == "__main__":
    main()
