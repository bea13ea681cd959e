"""Invoices read from CSV, XLSX and FEC into facts, beside Polars and pandas: `python bench/read.py --rows 1000000`.

The peers read the same file and understand nothing of it: texts and numbers in columns, no day checked, no amount made
exact, no row told. Each reader runs in a process of its own, in turn. Prints a table, and one line of JSON last. The
figures are kept in `bench/results`.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cover import RESULTS, machine
from files import FORMS, written
from measure import timed
from receivables import receivables

READERS = ("encours", "polars", "pandas")
SHEET_READERS = ("encours", "pandas")
"""Polars has no reader of spreadsheets of its own."""
THREADS = 2
MOST_IN_A_SHEET = 1_048_575
"""Invoices of a spreadsheet: it has no more rows, the headings being one."""


def measured(reader: str, path: Path, rows: int, repeat: int) -> dict[str, Any]:
    """Seconds and memory of one reader of one file, in this process."""
    job = {"encours": _encours, "polars": _polars, "pandas": _pandas}[reader](path)
    found = timed(job, repeat=repeat)
    return {
        "best": found.best,
        "median": found.median,
        "processor": min(found.processor),
        "bytes_per_row": found.peak_bytes / rows,
        "answer": found.answer,
    }


def _encours(path: Path) -> Callable[[], list[int]]:
    from encours.formats.settings import Settings
    from encours.formats.workspace import read_sources

    def job() -> list[int]:
        read = read_sources({path.name: path}, Settings(currency="EUR"))
        assert not read.error_total, read.text()
        invoices = read.tables["invoices"]
        return [len(invoices), invoices.total("gross")]

    return job


def _polars(path: Path) -> Callable[[], list[int]]:
    import polars as pl

    def job() -> list[int]:
        separator = "\t" if path.suffix == ".txt" else ";"
        return [len(pl.read_csv(path, separator=separator, decimal_comma=True, infer_schema_length=1_000))]

    return job


def _pandas(path: Path) -> Callable[[], list[int]]:
    import pandas as pd

    def job() -> list[int]:
        if path.suffix == ".xlsx":
            return [len(pd.read_excel(path, engine="calamine"))]
        separator = "\t" if path.suffix == ".txt" else ";"
        return [len(pd.read_csv(path, sep=separator, decimal=",", low_memory=False))]

    return job


def in_a_process(reader: str, path: Path, rows: int, repeat: int) -> dict[str, Any]:
    """Figures of one reader, in a process of its own."""
    command = [sys.executable, __file__, "--rows", str(rows), "--reader", reader, "--file", str(path),
               "--repeat", str(repeat)]  # fmt: skip
    environment = {**os.environ, "POLARS_MAX_THREADS": str(THREADS)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{reader} of {path.name}:\n{done.stderr}"
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def compared(form: str, rows: int, folder: Path, repeat: int) -> dict[str, Any]:
    """Figures of every reader of one form; ours must have found each invoice and every cent."""
    path = written(form, rows, folder)
    size = path.stat().st_size / 1e6
    print(f"read: {form}, {rows:,} invoices, {size:,.0f} MB", file=sys.stderr)
    readers = SHEET_READERS if form == "xlsx" else READERS
    engines = {reader: in_a_process(reader, path, rows, repeat) for reader in readers}
    path.unlink()
    true = [rows, int(receivables(rows).gross.sum())]
    assert engines["encours"]["answer"] == true, f"{form}: {engines['encours']['answer']} is not {true}"
    quickest = {name: min(engines[reader][name] for reader in readers[1:]) for name in ("best", "processor")}
    return {
        "rows": rows, "megabytes": size, "engines": engines,
        "ours_to_quickest": engines["encours"]["best"] / quickest["best"],
        "ours_to_thriftiest": engines["encours"]["processor"] / quickest["processor"],
    }  # fmt: skip


def main() -> None:
    """Write the files aside, measure every reader of each, print, keep."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=1_000_000)
    asked.add_argument("--repeat", type=int, default=3)
    asked.add_argument("--forms", nargs="*", choices=FORMS, default=list(FORMS))
    asked.add_argument("--reader", choices=READERS)
    asked.add_argument("--file", type=Path)
    given = asked.parse_args()
    if given.reader:
        print(json.dumps(measured(given.reader, given.file, given.rows, given.repeat)))
        return
    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        for form in given.forms:
            is_sheet = form == "xlsx"
            rows, repeat = (min(given.rows, MOST_IN_A_SHEET), 1) if is_sheet else (given.rows, given.repeat)
            figures[form] = compared(form, rows, Path(folder), repeat)
    print(f"{'form':<6} {'reader':<8} {'best s':>8} {'median s':>9} {'processor s':>12} {'bytes a row':>12} "
          f"{'ours / theirs':>14}")  # fmt: skip
    for form, each in figures.items():
        for reader, found in each["engines"].items():
            ratio = each["engines"]["encours"]["best"] / found["best"]
            print(f"{form:<6} {reader:<8} {found['best']:>8.2f} {found['median']:>9.2f} {found['processor']:>12.2f} "
                  f"{found['bytes_per_row']:>12.0f} {ratio:>14.2f}")  # fmt: skip
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"read_{given.rows}.json"
    kept = {"bench": "read", "rows": given.rows, "machine": machine(), "forms": kept_forms(path) | figures}
    path.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(kept))


def kept_forms(path: Path) -> dict[str, Any]:
    """Figures kept of this machine: those of the forms that are not measured again stay."""
    kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    forms: dict[str, Any] = kept["forms"] if kept.get("machine") == machine() else {}
    return forms


if __name__ == "__main__":
    main()
