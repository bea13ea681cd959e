"""A folder may hold TOML of other programs: only what may be a policy is taken for one, and the rest is told."""

from pathlib import Path

import pytest

from tests.cli.commands import WORKSPACE, run

PYPROJECT = (
    '[build-system]\nrequires = ["hatchling"]\n\n[project]\nname = "reports"\n\n[tool.ruff]\nline-length = 120\n'
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small workspace, its policy under a name of its own, and the settings of another program beside it."""
    for each in WORKSPACE.iterdir():
        (tmp_path / each.name).write_bytes(each.read_bytes())
    (tmp_path / "policy.toml").rename(tmp_path / "globale-2026.toml")
    (tmp_path / "pyproject.toml").write_text(PYPROJECT)
    return tmp_path


def test_the_only_policy_is_found_among_other_files_which_are_told(folder):
    out, err, code = run("cover .", "en", folder=folder)
    assert (out.startswith("What is insured"), code) == (True, 0)
    assert err.startswith("pyproject.toml\nWarning: No heading of a policy: left aside.")
    assert run("cover .", "fr", folder=folder)[1].startswith("pyproject.toml\nAvertissement : Aucun titre de police")
    assert run("policy check .", "en", folder=folder)[2] == 0


def test_beside_a_file_named_as_the_policy_nothing_is_told(folder):
    (folder / "globale-2026.toml").rename(folder / "policy.toml")
    assert run("cover .", "en", folder=folder)[1:] == ("", 0)


def test_without_a_policy_the_other_file_is_not_called_one(folder):
    (folder / "globale-2026.toml").unlink()
    err = run("cover .", "en", folder=folder)[1]
    assert "pyproject.toml\nWarning: No heading of a policy" in err
    assert "There is no policy in this folder." in err
    assert run("ageing .", "en", folder=folder)[2] == 0


@pytest.mark.parametrize(
    ("was", "slip"),
    [("[policy]", "[polcy]"), ("[policy]", "[policy"), ('name = "', "name = "), ("[policy]", "[Policy]")],
)
def test_a_policy_with_a_slip_is_still_read_and_its_error_told(was, slip, folder):
    policy = folder / "globale-2026.toml"
    policy.write_text(policy.read_text(encoding="utf-8").replace(was, slip, 1), encoding="utf-8")
    out, err, code = run("cover .", "en", folder=folder)
    assert (out, code) == ("", 1)
    assert "globale-2026.toml:" in err
    assert "There is no policy" not in err


def test_two_policies_without_a_programme_are_told_without_the_others(folder):
    (folder / "top-up.toml").write_bytes((folder / "globale-2026.toml").read_bytes())
    err = run("cover .", "en", folder=folder)[1]
    assert "globale-2026.toml, top-up.toml\nSeveral policies and no programme." in err


@pytest.mark.parametrize("command", ["policy check .", "memo .", "cover ."])
def test_every_command_reads_a_policy_in_the_encoding_it_was_saved_in(folder, command):
    before = run(command, "en", folder=folder)
    policy = folder / "globale-2026.toml"
    policy.write_text(policy.read_text(encoding="utf-8"), encoding="utf-16")
    assert run(command, "en", folder=folder) == before
