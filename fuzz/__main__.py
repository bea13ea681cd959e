"""Every reader fuzzed in turn: `python -m fuzz --seconds 3600`, or `python -m fuzz --again FILE --only TARGET`.

Each target has its share of the time, in one process after the other. What is found is in `.cache/fuzz/found`, with
the input that shows it; the inputs that reach new code stay in `.cache/fuzz/corpus` for the next time.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from fuzz.promises import finding_in
from fuzz.seeds import seeds_of, words_of
from fuzz.targets import TARGETS, WEIGHTS

KEPT = Path(__file__).parents[1] / ".cache" / "fuzz"
SECONDS_EACH = 10
"""Time for one input; a longer one is a finding."""
MEMORY = 2_048
"""Megabytes that a process may take."""
ALONE = {**os.environ, "POLARS_MAX_THREADS": "1"}
"""Environment of a process that keeps to one core."""
LONGEST = 6_000
SHORTEST_RUN = 3
RUNS = 30_000
"""Inputs after which a process is begun again: the fuzzer keeps some memory for each, which is no fault of a reader."""


@dataclass
class Ran:
    """What was done to one target."""

    executions: int = 0
    coverage: int = 0
    features: int = 0
    kept: int = 0
    memory: int = 0
    stops: int = 0


def main() -> int:
    """Fuzz what was asked for; answers 1 where anything was found."""
    asked = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    asked.add_argument("--seconds", type=int, default=600, help="time altogether")
    asked.add_argument("--only", action="append", choices=list(TARGETS), help="a target (several may be given)")
    asked.add_argument("--again", type=Path, help="read this input once more instead")
    given = asked.parse_args()
    names = given.only or list(TARGETS)
    if given.again:
        return _again(names, given.again)
    whole = sum(WEIGHTS.get(name, 1) for name in names)
    done: dict[str, Ran] = {}
    for name in names:
        done[name] = _fuzzed(name, given.seconds * WEIGHTS.get(name, 1) / whole)
        print(_line(name, done[name]), flush=True)
    found = sorted(path for name in names for path in (KEPT / "found" / name).glob("*") if path.suffix != ".txt")
    for path in found:
        print(f"found: {path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path}")
    print(f"fuzz: {sum(each.executions for each in done.values())} inputs tried, {len(found)} findings")
    return 1 if found else 0


def _again(names: list[str], path: Path) -> int:
    """Say what an input shows; the target is the folder it lies in, unless one is named."""
    name = path.resolve().parent.name if path.resolve().parent.name in TARGETS else names[0]
    with tempfile.TemporaryDirectory() as folder:
        found = finding_in(TARGETS[name], path.read_bytes(), Path(folder))
    print(found.told if found else f"{name}: every promise is kept")
    return 1 if found else 0


def _fuzzed(name: str, seconds: float) -> Ran:
    """One target for so long, begun again where an input stops its process."""
    corpus, seeds, found = KEPT / "corpus" / name, KEPT / "seeds" / name, KEPT / "found" / name
    for each in (corpus, seeds, found):
        each.mkdir(parents=True, exist_ok=True)
    for place, content in enumerate(seeds_of(name)):
        (seeds / f"{place:03d}").write_bytes(content)
    words = KEPT / f"{name}.dict"
    words.write_text("".join(f"{_quoted(each)}\n" for each in words_of(name)), encoding="ascii")
    ran, end = Ran(), time.monotonic() + seconds
    while (left := int(end - time.monotonic())) >= SHORTEST_RUN:
        options = [
            f"-max_total_time={left}", f"-timeout={SECONDS_EACH}", f"-rss_limit_mb={MEMORY}", f"-max_len={LONGEST}",
            f"-runs={RUNS}", f"-dict={words}", f"-artifact_prefix={found}/", "-print_final_stats=1",
            str(corpus), str(seeds),
        ]  # fmt: skip
        with (KEPT / f"{name}.log").open("a", encoding="utf-8", errors="replace") as log:
            log.flush()
            before = log.tell()
            stopped = subprocess.run(
                [sys.executable, "-m", "fuzz.one", name, str(found), *options],
                stdout=log,
                stderr=log,
                check=False,
                env=ALONE,
            ).returncode
        with (KEPT / f"{name}.log").open("rb") as log:
            log.seek(before)
            _add(ran, log.read().decode(errors="replace"))
        if stopped:
            ran.stops += 1
    return ran


def _quoted(word: str) -> str:
    """Word as a dictionary of libFuzzer has it."""
    shown = "".join(chr(each) if 32 < each < 127 and each not in b'"\\' else f"\\x{each:02x}" for each in word.encode())
    return f'"{shown}"'


def _add(ran: Ran, log: str) -> None:
    """Add what libFuzzer says of one run."""
    steps = re.findall(r"#(\d+)\s.*?cov: (\d+) ft: (\d+) corp: (\d+)", log)
    memory = re.findall(r"rss: (\d+)Mb", log)
    if steps:
        ran.executions += int(steps[-1][0])
        ran.coverage, ran.features, ran.kept = (int(each) for each in steps[-1][1:])
    ran.memory = max([ran.memory, *map(int, memory)])


def _line(name: str, ran: Ran) -> str:
    return (
        f"{name:15} {ran.executions:>9} inputs  coverage {ran.coverage:>6}  features {ran.features:>6}"
        f"  corpus {ran.kept:>5}  memory {ran.memory:>5} MB  stops {ran.stops}"
    )


if __name__ == "__main__":
    sys.exit(main())
