"""`import encours` costs under 100 ms, and answering one account loads no compiler and no columns."""

import subprocess
import sys

import pytest

from tests.house.tree import PACKAGE, SOURCE

LIMIT_MS = 100
COLUMNS = ("numba", "numpy", "polars")
# What one account at a time is answered with. The commands may meet numpy, never a compiler.
CORE = ("encours", "encours.units", "encours.facts", "encours.engine", "encours.clauses", "encours.policy",
        "encours.cover", "encours.cover.one")  # fmt: skip
BORDER = ("encours.explain", "encours.formats", "encours.cli")


def exists(name: str) -> bool:
    """Is the room or module built yet?"""
    path = SOURCE.joinpath(*name.split("."))
    return (path / "__init__.py").exists() or path.with_suffix(".py").exists()


def milliseconds(statement: str) -> float:
    """Best of five new processes, timed from inside, so that starting Python is not counted."""
    program = f"import time; began = time.perf_counter()\n{statement}\nprint((time.perf_counter() - began) * 1000)"
    runs = [
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
        for _ in range(5)
    ]
    return min(float(run) for run in runs)


def loaded_by(statement: str) -> set[str]:
    """The modules that a new process holds after a statement."""
    program = f"{statement}\nimport sys; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


def test_import_encours_is_under_the_limit() -> None:
    assert milliseconds("import encours") < LIMIT_MS


def test_the_measure_sees_a_slow_import() -> None:
    assert milliseconds("time.sleep(0.15)") > LIMIT_MS


@pytest.mark.parametrize("name", [name for name in CORE if exists(name)])
def test_the_core_loads_no_columns(name: str) -> None:
    assert loaded_by(f"import {name}") & set(COLUMNS) == set()


@pytest.mark.parametrize("name", [name for name in BORDER if exists(name)] or ["encours"])
def test_the_commands_load_no_compiler(name: str) -> None:
    assert loaded_by(f"import {name}") & {"numba", "llvmlite", "polars"} == set()


def test_a_module_that_is_loaded_is_seen() -> None:
    assert "fractions" in loaded_by("def late():\n    import fractions\nlate()")


def test_the_package_is_where_the_test_looks() -> None:
    assert exists("encours")
    assert not exists("encours.nowhere")
    assert PACKAGE.is_dir()
