"""A built wheel holds every file of the source tree: clause texts, cases, schedules, the mark of typing."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from tests.house.tree import ROOT


def built(project: Path, folder: Path) -> Path:
    """The wheel of a project, built without isolation and without a network."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=project,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    return wheel


def missing(source: Path, wheel: Path) -> set[str]:
    """The files of the source tree that the wheel lacks."""
    wanted = {
        path.relative_to(source).as_posix()
        for path in source.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc"
    }
    with zipfile.ZipFile(wheel) as archive:
        return wanted - set(archive.namelist())


def test_nothing_of_the_source_tree_is_left_out(tmp_path: Path) -> None:
    wheel = built(ROOT, tmp_path)
    assert missing(ROOT / "src", wheel) == set()
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert "encours/py.typed" in names
    assert any(name.endswith("/licenses/LICENSE") for name in names)
    assert not [name for name in names if name.startswith("tests/")]


def test_a_text_left_out_is_told(tmp_path: Path) -> None:
    project = tmp_path / "project"
    clause = project / "src" / "encours" / "clauses" / "qualify" / "in_period"
    clause.mkdir(parents=True)
    (project / "src" / "encours" / "__init__.py").write_text('__version__ = "0"\n', encoding="utf-8")
    (clause / "__init__.py").write_text('"""Rule."""\n', encoding="utf-8")
    (clause / "clause.md").write_text("Text.\n", encoding="utf-8")
    for name in ("LICENSE", "NOTICE", "README.md"):
        (project / name).write_text("\n", encoding="utf-8")
    shutil.copy(ROOT / "pyproject.toml", project)
    assert missing(project / "src", built(project, tmp_path / "whole")) == set()

    (project / ".gitignore").write_text("*.md\n", encoding="utf-8")
    left_out = missing(project / "src", built(project, tmp_path / "poor"))
    assert left_out == {"encours/clauses/qualify/in_period/clause.md"}
