"""`make demo` speaks one language from its first line to its last: that of the command line."""

import os
import subprocess
from pathlib import Path

import pytest

from encours.cli.run import LANGUAGE_VARIABLES

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(not (ROOT / ".venv" / "bin" / "encours").exists(), reason="`make install` has not been run")
@pytest.mark.parametrize(
    ("variables", "first", "last"),
    [
        ({"LANG": "fr_FR.UTF-8"}, "démo : ", "tout vérifier"),
        ({"LC_ALL": "C", "LANG": "fr_FR.UTF-8"}, "demo: ", "check everything"),
        ({"ENCOURS_LANG": "en", "LC_ALL": "fr_FR.UTF-8"}, "demo: ", "check everything"),
    ],
)
def test_the_demo_ends_in_the_language_it_began_in(variables, first, last, tmp_path):
    told = {name: text for name, text in os.environ.items() if name not in LANGUAGE_VARIABLES}
    command = ["sh", "scripts/demo.sh", str(tmp_path / "company"), "2026-06-30"]
    done = subprocess.run(command, cwd=ROOT, env={**told, **variables}, capture_output=True, check=True)
    lines = done.stdout.decode().splitlines()
    assert lines[0].startswith(first)
    assert lines[-1].endswith(last)
    assert any(each.startswith("What is insured" if first == "demo: " else "Ce qui est garanti") for each in lines)
