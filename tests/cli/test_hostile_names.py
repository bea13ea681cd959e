"""What an import or a report leaves behind, whom it lets read it, and names that would move the screen."""

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import encours.formats.imports
from encours.formats.imports import _hold
from tests.cli.commands import WORKSPACE, run
from tests.cli.test_hostile_use import folder, refused

__all__ = ["folder"]

posix = pytest.mark.skipif(os.name != "posix", reason="rights and names of bytes are those of POSIX systems")
INVOICES = "number,buyer,issued,due,currency,gross\nF1,B1,2026-05-04,2026-07-04,EUR,10.00\n"
ACCEPT = "import invoices.csv --into company --accept"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a file to import, and no workspace yet."""
    (tmp_path / "invoices.csv").write_text(INVOICES, encoding="utf-8")
    return tmp_path


@pytest.fixture
def withheld() -> Iterator[None]:
    """A user who lets nobody else read what is new."""
    before = os.umask(0o077)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@posix
def test_a_file_whose_name_is_not_in_utf_8_is_refused_before_anything_is_written(place: Path) -> None:
    name = os.fsdecode(b"relev\xe9-2026-05-01.csv")
    try:
        (place / "invoices.csv").rename(place / name)
    except OSError:
        pytest.skip("this disk takes names in UTF-8 only")
    out, err, code = run(["import", name, "--into", "company", "--accept"], "en", folder=place)
    assert (out, code) == ("", 1)
    assert "The name of this file is not in UTF-8" in err
    assert not (place / "company").exists()


def test_a_refused_import_leaves_nothing_of_a_new_folder(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(encours.formats.imports, "save", full)
    assert "What was there is untouched" in refused(ACCEPT, place)
    assert [each.name for each in place.iterdir()] == ["invoices.csv"]


def test_a_refused_import_leaves_a_folder_as_it_was(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (company := place / "company").mkdir()
    (company / "policy.toml").write_bytes((WORKSPACE / "policy.toml").read_bytes())

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(encours.formats.imports, "save", full)
    assert "What was there is untouched" in refused(ACCEPT, place)
    assert [each.name for each in company.iterdir()] == ["policy.toml"]


@posix
def test_what_a_killed_import_left_aside_is_swept_and_what_a_running_one_holds_is_not(place: Path) -> None:
    imports = place / "company" / "imports"
    left, held, stranger = imports / ".0001-a.abcd_123", imports / ".0002-b.abcd_456", imports / ".notes"
    for each in (left, held, stranger):
        each.mkdir(parents=True)
        (each / "invoices.csv").write_text("half", encoding="utf-8")
    opened = _hold(held)
    assert opened is not None
    assert run(ACCEPT, "en", folder=place)[2] == 0
    os.close(opened)
    assert sorted(each.name for each in imports.iterdir()) == [held.name, stranger.name, "0001-invoices"]


@posix
@pytest.mark.usefixtures("withheld")
def test_an_import_is_read_by_nobody_whom_the_user_withholds_it_from(place: Path) -> None:
    assert run(ACCEPT, "en", folder=place)[2] == 0
    assert mode(place / "company" / "imports" / "0001-invoices") == 0o700
    assert run("demo demo-company", "en", folder=place)[2] == 0
    assert mode(place / "demo-company") == 0o700


@posix
def test_a_report_that_replaces_another_keeps_its_rights(folder: Path) -> None:
    report = folder.parent / "report.csv"
    report.write_text("before", encoding="utf-8")
    report.chmod(0o600)
    assert run("ageing . --output ../report.csv --force", "en", folder=folder)[2] == 0
    assert report.read_text(encoding="utf-8") != "before"
    assert mode(report) == 0o600


def test_an_answer_for_a_file_called_dash_goes_to_standard_output(folder: Path) -> None:
    plain = run("ageing . --format csv", "en", folder=folder)
    assert run("ageing . --format csv --output -", "en", folder=folder) == plain
    assert not (folder / "-").exists()


@posix
@pytest.mark.parametrize("command", [["why", "ZZZ"], ["policy", "check"], ["cover"]])
def test_no_name_of_a_folder_moves_the_screen(folder: Path, command: list[str]) -> None:
    strange = folder.rename(folder.with_name("esc\x1b]0;title\x07"))
    more = ["--output", str(strange.parent / "a\x1b[31m\nb.html")] if command == ["cover"] else []
    out, err, _ = run([*command, strange.name, *more], "en", folder=strange.parent)
    assert "\x1b" not in out + err
    assert "\x07" not in out + err
    assert (out + err).count("\n") < 12


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("command", ["ageing .", "ageing . --format csv", "ageing . --format json", "kpi ."])
def test_a_policy_that_does_not_read_is_told_where_none_is_needed(folder: Path, command: str, language: str) -> None:
    (folder / "policy.toml").write_text("[policy\n", encoding="utf-8")
    out, err, code = run(command, language, folder=folder)
    assert code == 0
    assert "policy.toml:1" in err
    assert ("left aside" if language == "en" else "laissée de côté") in err
    if "csv" not in command and "kpi" not in command:
        assert ("left aside" if language == "en" else "laissée de côté") in out


@posix
def test_an_import_that_is_killed_leaves_what_the_next_one_sweeps(place: Path) -> None:
    killed = f"""import os, signal
import encours.formats.imports as imports
from encours import cli
imports.save = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
cli.main({ACCEPT.split()!r})
"""
    subprocess.run([sys.executable, "-c", killed], cwd=place, check=False, capture_output=True)
    imports = place / "company" / "imports"
    assert [each.name[:15] for each in imports.iterdir()] == [".0001-invoices."]
    assert run(ACCEPT, "en", folder=place)[2] == 0
    assert [each.name for each in imports.iterdir()] == ["0001-invoices"]
