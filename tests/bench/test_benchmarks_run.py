"""The benchmarks' own promises, on a few rows: one set of cents from every engine, and tables made of what was kept."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).parents[2] / "bench"


def figures(engine, rows=4_000):
    command = [sys.executable, BENCH / "cover.py", "--rows", str(rows), "--repeat", "1", "--engine", engine]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.timeout(300)
@pytest.mark.parametrize("engine", ["duckdb", "duckdb_presorted", "pandas"])
def test_a_peer_gives_the_same_cents_as_the_product(engine):
    pytest.importorskip("duckdb", reason="the bench group is not installed: scripts/install.sh bench")
    assert figures(engine)["totals"] == figures("encours")["totals"]


def test_the_report_has_a_table_for_each_result_kept():
    done = subprocess.run(
        [sys.executable, "-m", "bench.report"], capture_output=True, text=True, check=True, cwd=BENCH.parent
    )
    assert done.stdout.count("**") == 2 * len(list((BENCH / "results").glob("*.json")))
