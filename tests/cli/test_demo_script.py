"""`make demo` speaks one language from its first line to its last: that of the command line."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from encours.cli.run import LANGUAGE_VARIABLES

ROOT = Path(__file__).parents[2]


VARIANTS = pytest.mark.parametrize(
    ("variables", "first", "last"),
    [
        ({"LANG": "fr_FR.UTF-8"}, "démo : ", "tout vérifier"),
        ({"LC_ALL": "C", "LANG": "fr_FR.UTF-8"}, "demo: ", "check everything"),
        ({"ENCOURS_LANG": "en", "LC_ALL": "fr_FR.UTF-8"}, "demo: ", "check everything"),
    ],
)


@VARIANTS
def test_the_demo_ends_in_the_language_it_began_in(variables, first, last, tmp_path):
    """The script alone, beside a command that does nothing."""
    command = tmp_path / ".venv" / "bin" / "encours"
    command.parent.mkdir(parents=True)
    command.write_text("#!/bin/sh\n", encoding="utf-8")
    command.chmod(0o755)
    (tmp_path / "scripts").mkdir()
    shutil.copy(ROOT / "scripts" / "demo.sh", tmp_path / "scripts")
    lines = lines_of(tmp_path, variables)
    assert lines[0].startswith(first)
    assert lines[-1].endswith(last)


@pytest.mark.skipif(not (ROOT / ".venv" / "bin" / "encours").exists(), reason="`make install` has not been run")
def test_the_demo_shows_what_is_insured(tmp_path):
    lines = lines_of(ROOT, {"LANG": "fr_FR.UTF-8"}, tmp_path / "company")
    assert any(each.startswith("Ce qui est garanti") for each in lines)


def lines_of(root: Path, variables: dict[str, str], folder: Path = Path("company")) -> list[str]:
    """What the script says in the house found at a root."""
    told = {name: text for name, text in os.environ.items() if name not in LANGUAGE_VARIABLES}
    command = ["sh", str(root / "scripts" / "demo.sh"), str(folder), "2026-06-30"]
    done = subprocess.run(command, env={**told, **variables}, capture_output=True, check=True)
    return done.stdout.decode().splitlines()
