"""`make install` on a machine that cannot make an environment says which line mends it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tree import ROOT

TOO_OLD = "#!/bin/sh\nexit 1\n"
WITHOUT_ENSUREPIP = f"""#!/bin/sh
case "$2" in
  *ensurepip*) exit 1 ;;
  *) exec '{sys.executable}' "$@" ;;
esac
"""


def clone(folder: Path) -> Path:
    """The files that an install reads, in a folder with no environment."""
    (folder / "scripts").mkdir(parents=True)
    shutil.copy(ROOT / "scripts" / "install.sh", folder / "scripts")
    for path in (*ROOT.glob("requirements*.lock"), ROOT / "pyproject.toml"):
        shutil.copy(path, folder)
    return folder


@pytest.mark.parametrize(
    ("python", "said"),
    [
        (
            TOO_OLD,
            ("no Python from 3.11 to 3.14 was found", "apt-get install python3 python3-venv", "PYTHON="),
        ),
        (WITHOUT_ENSUREPIP, ("its venv module is not whole", "apt-get install python3.", "-venv")),
    ],
)
def test_a_python_that_will_not_do_is_refused_with_its_remedy(
    tmp_path: Path, python: str, said: tuple[str, ...]
) -> None:
    project = clone(tmp_path / "clone")
    candidate = tmp_path / "python3"
    candidate.write_text(python, encoding="utf-8")
    candidate.chmod(0o755)
    run = subprocess.run(
        ["sh", "scripts/install.sh", "dev"],
        cwd=project,
        env={**os.environ, "PYTHON": str(candidate)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    for words in said:
        assert words in run.stderr
    assert not (project / ".venv").exists()


def test_an_unknown_set_is_refused(tmp_path: Path) -> None:
    run = subprocess.run(
        ["sh", "scripts/install.sh", "everything"],
        cwd=clone(tmp_path / "clone"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 2
    assert "run, dev, bench or fuzz" in run.stderr


def test_every_command_is_listed_with_its_line() -> None:
    listed = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for command in ("install", "demo", "test", "format", "bench", "fuzz", "nightly", "docs", "lock", "clean"):
        assert f"  make {command} " in listed + " "
