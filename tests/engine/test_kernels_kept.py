"""A folder of kernels that cannot be relied on costs time, never the answer."""

import sys
from pathlib import Path

import pytest

from tests.engine import toy

READER = [(200, [(90, 0, 0, 0, 300)])]


def answer(kernels: Path) -> int:
    """The toy answer, as a process that has loaded nothing yet would find it."""
    for name in [each for each in sys.modules if each.startswith("encours_kernel_")]:
        del sys.modules[name]
    return toy.compiled(toy.SHORTEST, READER, kernels)[0][0]


def test_a_kernel_kept_damaged_is_compiled_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("numba.core.config.CACHE_DIR", "")
    assert answer(tmp_path) == 300
    for damaged in ("*.nbi", "*.nbc"):
        (kept,) = tmp_path.rglob(damaged)
        whole = kept.read_bytes()
        kept.write_bytes(whole[: len(whole) // 2])
        assert answer(tmp_path) == 300
        assert len(next(tmp_path.rglob(damaged)).read_bytes()) > len(whole) // 2


def test_two_writers_of_one_kernel_leave_the_same_file(tmp_path: Path) -> None:
    answer(tmp_path)
    (text,) = tmp_path.glob("*.py")
    before = text.stat().st_mtime_ns
    text.unlink()
    answer(tmp_path)
    assert text.stat().st_mtime_ns == before
