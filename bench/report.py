"""The figures kept in `bench/results` as tables in Markdown: `python -m bench.report`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results"


def report() -> str:
    """Every result kept, the smaller sizes first."""
    kept = [json.loads(path.read_text(encoding="utf-8")) for path in RESULTS.glob("*.json")]
    kept.sort(key=lambda each: (each["bench"], each["rows"]))
    tables = {"cover": _cover, "declare": _declare, "read": _read, "revalue": _revalue, "settle": _settle, "web": _web}
    return "\n\n".join(tables[each["bench"]](each) for each in kept)


def _cover(figures: dict[str, Any]) -> str:
    ours = figures["engines"]["encours"]
    lines = [
        f"**Cover of {figures['rows']:,} rows**, {figures['threads']} threads, {figures['machine']}.", "",
        "| engine | best s | median s | theirs / ours | bytes a row above input |", "| --- | --- | --- | --- | --- |",
    ]  # fmt: skip
    for name, each in figures["engines"].items():
        base = ours["cover"] + ours["ageing"] if name == "duckdb_presorted" else ours["best"]
        seconds = f"{each['best']:.3f} | {each['median']:.3f} | {each['best'] / base:.2f}"
        lines.append(f"| {name} | {seconds} | {each['bytes_per_row']:.0f} |")
    parts = ", ".join(f"{name} {ours[name]:.3f} s" for name in ("lay_out", "cover", "ageing"))
    scale = ", ".join(f"{int(rows):,}: {found:.0f}" for rows, found in figures["nanoseconds_per_row"].items())
    ready, job = ours["ready_seconds"], figures["full_job_to_five_clauses"]
    alone = figures["full_cover_to_five_clauses"]
    lines += [
        "", f"encours: {parts}; {ours['rows_kept']:,} rows kept; compile or load {ready:.1f} s.",
        f"Nanoseconds a row, by number of rows: {scale}.",
        f"With the whole wording the job takes {job:.2f} times that of five clauses, cover alone {alone:.2f} times.",
    ]  # fmt: skip
    return "\n".join(lines)


def _web(figures: dict[str, Any]) -> str:
    made = "; ".join(f"{name} {seconds:.1f} s" for name, seconds in figures["made"].items())
    lines = [
        f"**Pages of the web application, {figures['rows']:,} invoices**, {figures['database']}, {figures['machine']}.",
        f"{figures['people']} people ask at once.",
        "",
        "| page | median ms | 95th percentile ms | most ms |", "| --- | --- | --- | --- |",
    ]  # fmt: skip
    lines += [f"| {name} | {each['median']:.0f} | {each['p95']:.0f} | {each['most']:.0f} |"
              for name, each in figures["pages"].items()]  # fmt: skip
    return "\n".join([*lines, "", f"Before that: {made}."])


def _declare(figures: dict[str, Any]) -> str:
    lines = [f"**Turnover and premium of {figures['rows']:,} invoices**, {figures['machine']}.", "",
             "| command | best s | processor s | peak MB |", "| --- | --- | --- | --- |"]  # fmt: skip
    lines += [
        f"| {name} | {each['seconds']:.1f} | {each['processor']:.1f} | {each['peak_bytes'] / 1e6:.0f} |"
        for name, each in figures["commands"].items()
    ]
    return "\n".join(lines)


def _revalue(figures: dict[str, Any]) -> str:
    lines = [f"**One new fact in {figures['rows']:,} rows**, {figures['machine']}.", "",
             "| wording | best ms | median ms |", "| --- | --- | --- |"]  # fmt: skip
    lines += [
        f"| {name} | {each['best']:.2f} | {each['median']:.2f} |" for name, each in figures["milliseconds"].items()
    ]
    return "\n".join(lines)


def _settle(figures: dict[str, Any]) -> str:
    lines = [f"**{figures['rows']:,} claims settled**, {figures['machine']}.", "",
             "| offers | compiled, claims/s | plain, claims/s | lay out s |", "| --- | --- | --- | --- |"]  # fmt: skip
    lines += [
        f"| {offers} | {each['compiled']:,} | {each['plain']:,} | {each['laid_out_seconds']:.2f} |"
        for offers, each in figures["offers"].items()
    ]
    return "\n".join(lines)


def _read(figures: dict[str, Any]) -> str:
    lines = [
        f"**Files of {figures['rows']:,} invoices read**, {figures['machine']}.", "",
        "| form | rows | MB | reader | best s | median s | processor s | ours / theirs | bytes a row |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]  # fmt: skip
    for form, of_form in figures["forms"].items():
        ours = of_form["engines"]["encours"]["best"]
        for name, each in of_form["engines"].items():
            seconds = f"{each['best']:.2f} | {each['median']:.2f} | {each['processor']:.2f} | {ours / each['best']:.2f}"
            lines.append(f"| {form} | {of_form['rows']:,} | {of_form['megabytes']:.0f} | {name} | {seconds} | "
                         f"{each['bytes_per_row']:.0f} |")  # fmt: skip
    return "\n".join(lines)


if __name__ == "__main__":
    print(report())
