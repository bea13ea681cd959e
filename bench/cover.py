"""Cover of a book of receivables, beside DuckDB, Polars and pandas: `python bench/cover.py --rows 200000`.

Each engine runs in a process of its own, one after the other, on the same columns; all must give the same cents.
Prints a table, and one line of JSON last. The figures are kept in `bench/results`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from measure import timed
from receivables import receivables

THREADS = 2
PEERS = ("duckdb", "duckdb_presorted", "polars", "pandas")
SIZES = (100_000, 1_000_000, 10_000_000, 20_000_000)
SMALL_ROWS = 5_000_000
"""A smaller size is repeated until it has laid out so many rows at least."""
RESULTS = Path(__file__).parent / "results"


def measured(engine: str, rows: int, repeat: int) -> dict[str, Any]:
    """Figures of one engine, in this process."""
    if engine in {"encours", "encours_full"}:
        return _encours(engine, rows, repeat)
    import peers

    given = receivables(rows)

    job = {
        "duckdb": lambda: peers.duckdb_job(given, THREADS),
        "duckdb_presorted": lambda: peers.duckdb_job(given, THREADS, presorted=True),
        "polars": lambda: peers.polars_job(given, THREADS),
        "pandas": lambda: peers.pandas_job(given, THREADS),
    }[engine]()
    found = timed(job, repeat=repeat)
    return {
        "best": found.best,
        "median": found.median,
        "bytes_per_row": found.peak_bytes / rows,
        **_named(found.answer),
    }


def _encours(engine: str, rows: int, repeat: int) -> dict[str, Any]:
    from jobs import FIVE_CLAUSES, WHOLE_TURNOVER, Job

    wording = WHOLE_TURNOVER if engine == "encours_full" else FIVE_CLAUSES
    start, spent = time.perf_counter(), time.process_time()
    first = Job(receivables(100_000), THREADS, wording)
    first.prepare()
    first()
    ready = {"ready_seconds": time.perf_counter() - start, "ready_cpu": time.process_time() - spent}
    job = Job(receivables(rows), THREADS, wording)
    found = timed(job, repeat=repeat, prepare=job.prepare)
    parts = {name: min(seconds) for name, seconds in job.parts.items()}
    medians = {f"{name}_median": statistics.median(seconds) for name, seconds in job.parts.items()}
    return {
        "best": found.best, "median": found.median, **parts, **medians, **ready, "rows_kept": job.rows_kept,
        "nanoseconds_per_row": found.best / rows * 1e9, "bytes_per_row": found.peak_bytes / rows,
        **_named(found.answer),
    }  # fmt: skip


def _named(totals: list[list[int]]) -> dict[str, Any]:
    return {"totals": totals, "hash": hashlib.sha256(json.dumps(totals).encode()).hexdigest()[:16]}


def in_a_process(engine: str, rows: int, repeat: int) -> dict[str, Any]:
    """Figures of one engine, in a process of its own."""
    command = [sys.executable, __file__, "--rows", str(rows), "--engine", engine, "--repeat", str(repeat)]
    environment = {**os.environ, "POLARS_MAX_THREADS": str(THREADS)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{engine}:\n{done.stderr}"
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def in_turn(rows: int, repeat: int, rounds: int) -> dict[str, dict[str, Any]]:
    """Every engine once a round, so that a slow minute of a shared machine falls on no one alone.

    The seconds and the parts are those of each engine's own best round; memory is the most that any round took.
    """
    found: dict[str, list[dict[str, Any]]] = {}
    for turn in range(rounds):
        for engine in ("encours", "encours_full", *PEERS):
            print(f"cover: {engine}, {rows:,} rows, round {turn + 1} of {rounds}", file=sys.stderr)
            found.setdefault(engine, []).append(in_a_process(engine, rows, repeat))
    return {
        name: {
            **min(each, key=lambda one: one["best"]),
            "bytes_per_row": max(one["bytes_per_row"] for one in each),
            "median": statistics.median(one["median"] for one in each),
            "rounds": [round(one["best"], 3) for one in each],
        }
        for name, each in found.items()
    }


def report(rows: int, repeat: int, rounds: int, sizes: list[int]) -> dict[str, Any]:
    """Every engine on these rows, the ratios, and the product alone at other sizes."""
    found = in_turn(rows, repeat, rounds)
    ours = found["encours"]
    assert len({each["hash"] for name, each in found.items() if name != "encours_full"}) == 1, "not the same cents"
    ratios = {f"ratio_{peer}": found[peer]["best"] / ours["best"] for peer in ("duckdb", "polars", "pandas")}
    ratios["ratio_duckdb_presorted"] = found["duckdb_presorted"]["best"] / (ours["cover"] + ours["ageing"])
    medians = {f"{name}_median": found[name.removeprefix("ratio_")]["median"] / ours["median"] for name in
               ("ratio_duckdb", "ratio_polars", "ratio_pandas")}  # fmt: skip
    # A job of ten milliseconds is repeated as long as one of a second: three of it tell how warm the machine was.
    repeats = {size: max(repeat * rounds, SMALL_ROWS // size) for size in sizes}
    scale = {str(size): in_a_process("encours", size, repeats[size])["nanoseconds_per_row"] for size in sizes}
    return {
        "bench": "cover", "rows": rows, "threads": THREADS, "machine": machine(),
        **{key: round(value, 2) for key, value in (ratios | medians).items()},
        "full_job_to_five_clauses": round(found["encours_full"]["best"] / ours["best"], 2),
        "full_cover_to_five_clauses": round(found["encours_full"]["cover"] / ours["cover"], 2),
        "bytes_per_row": round(ours["bytes_per_row"], 1), "hash": ours["hash"],
        "nanoseconds_per_row": {**scale, str(rows): ours["nanoseconds_per_row"]},
        "engines": {name: {k: v for k, v in each.items() if k != "totals"} for name, each in found.items()},
    }  # fmt: skip


def machine() -> str:
    """What the figures were measured on."""
    text = Path("/proc/cpuinfo").read_text(encoding="utf-8") if Path("/proc/cpuinfo").exists() else ""
    model = next(
        (line.partition(":")[2].strip() for line in text.splitlines() if line.startswith("model name")), "unknown"
    )
    return f"{model}, {os.cpu_count()} cores"


def show(figures: dict[str, Any]) -> None:
    """Print the table."""
    ours = figures["engines"]["encours"]
    print(f"{'engine':<18} {'best s':>8} {'median s':>9} {'theirs / ours':>14} {'bytes/row':>10}")
    for name, each in figures["engines"].items():
        base = ours["cover"] + ours["ageing"] if name == "duckdb_presorted" else ours["best"]
        seconds = f"{each['best']:>8.3f} {each['median']:>9.3f} {each['best'] / base:>14.2f}"
        print(f"{name:<18} {seconds} {each['bytes_per_row']:>10.1f}")
    for name in ("encours", "encours_full"):
        each = figures["engines"][name]
        print(
            f"{name}: lay_out {each['lay_out']:.3f} s, cover {each['cover']:.3f} s, ageing {each['ageing']:.3f} s, "
            f"{each['rows_kept']:,} rows kept; compile or load {each['ready_seconds']:.1f} s"
        )


def main() -> None:
    """Measure, print, keep."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=200_000)
    asked.add_argument("--repeat", type=int, default=3)
    asked.add_argument("--rounds", type=int, default=1, help="turns of every engine, one after the other")
    asked.add_argument("--engine", choices=("encours", "encours_full", *PEERS), help="one engine, in this process")
    asked.add_argument("--scale", action="store_true", help="the product at 10^5 to 2x10^7 rows too")
    given = asked.parse_args()
    if given.engine:
        print(json.dumps(measured(given.engine, given.rows, given.repeat)))
        return
    sizes = [size for size in SIZES if size < given.rows] if given.scale or given.rows >= SIZES[-1] else []
    figures = report(given.rows, given.repeat, given.rounds, sizes)
    show(figures)
    line = json.dumps(figures)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"cover_{given.rows}.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(line)


if __name__ == "__main__":
    main()
