"""One invoice explained from a cold process: `python bench/why.py`.

Writes the demo company to a temporary folder, then asks `encours why` about one of its invoices in a new process each
time: start of Python, imports, reading of every table, cover of the account, the page. Bytecode is cached, as after any
first use. Prints a table, and one line of JSON last.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ASKED = ("F-1401-2", "--as-of", "2026-06-30")
LIMIT_SECONDS = 1.0


def seconds(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Seconds on the clock, and of processor, that a command takes."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--repeat", type=int, default=7)
    repeat = asked.parse_args().repeat
    environment = {name: told for name, told in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    encours = [sys.executable, "-m", "encours"]
    with tempfile.TemporaryDirectory() as folder:
        company = str(Path(folder) / "company")
        subprocess.run([*encours, "demo", company], env=environment, check=True, stdout=subprocess.DEVNULL)
        command = [*encours, "why", ASKED[0], company, *ASKED[1:]]
        seconds(command, environment)
        found = [seconds(command, environment) for _ in range(repeat)]
    walls, processor = zip(*found, strict=True)
    print(f"{'encours why':<12} {'best s':>8} {'median s':>9}")
    for name, each in (("clock", walls), ("processor", processor)):
        print(f"{name:<12} {min(each):>8.3f} {statistics.median(each):>9.3f}")
    figures = {
        "bench": "why",
        "best": round(min(walls), 3),
        "median": round(statistics.median(walls), 3),
        "processor_best": round(min(processor), 3),
        "processor_median": round(statistics.median(processor), 3),
        "limit": LIMIT_SECONDS,
        "within_limit": min(walls) < LIMIT_SECONDS,
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
