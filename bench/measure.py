"""How long and how much: repeated timings and the peak of this process's memory."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Timed(Generic[Answer]):
    """The last answer of a job, the seconds of each repetition, and the bytes it needed above what was there.

    `processor` counts the seconds of all threads: it says more than the clock where others use the machine.
    """

    answer: Answer
    seconds: list[float]
    peak_bytes: int
    processor: list[float]

    @property
    def best(self) -> float:
        """Seconds of the quickest repetition."""
        return min(self.seconds)

    @property
    def median(self) -> float:
        """Median of the seconds."""
        return statistics.median(self.seconds)


def timed(job: Callable[[], Answer], *, repeat: int = 3, prepare: Callable[[], None] | None = None) -> Timed[Answer]:
    """Run a job several times, each after `prepare`, which is not timed.

    The memory is the highest resident size less that before the first run, both with the columns in memory.
    """
    if prepare is not None:
        prepare()
    before = resident_bytes()
    forget_peak()
    seconds: list[float] = []
    processor: list[float] = []
    for _ in range(repeat):
        if prepare is not None and seconds:
            prepare()
        start, busy = time.perf_counter(), time.process_time()
        answer = job()
        seconds.append(time.perf_counter() - start)
        processor.append(time.process_time() - busy)
    return Timed(answer, seconds, max(0, peak_bytes() - before), processor)


def resident_bytes() -> int:
    """Memory of this process that is in use now; 0 where the system does not tell."""
    return _status("VmRSS")


def peak_bytes() -> int:
    """Highest memory of this process since `forget_peak`; 0 where the system does not tell."""
    return _status("VmHWM")


def forget_peak() -> None:
    """Start measuring the peak again, where the system allows it."""
    try:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    except OSError:
        return


def _status(name: str) -> int:
    status = Path("/proc/self/status")
    if not status.exists():
        return 0
    for line in status.read_text(encoding="ascii").splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) * 1024
    return 0
