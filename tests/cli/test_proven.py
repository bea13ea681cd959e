"""What is called proven stands on facts alone, and the head of the report says what the rest stands on."""

import json
from pathlib import Path

import pytest

from tests.cli.commands import WORKSPACE, run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small workspace without its register of disputes, which declares that there are no others."""
    for each in WORKSPACE.iterdir():
        if each.name != "disputes.csv":
            (tmp_path / each.name).write_bytes(each.read_bytes())
    with (tmp_path / "assumptions.csv").open("a") as stream:
        stream.write("no other disputes,,Accounts,2026-06-30\n")
    return tmp_path


def report(folder: Path, *options: str) -> dict:
    out, err, code = run(" ".join(["cover . --format json", *options]), "en", folder=folder)
    assert (err, code) == ("", 0)
    return json.loads(out)


def test_nothing_is_proven_to_be_covered_without_a_register_of_disputes(folder):
    assert report(folder, "--without-assumptions")["totals"]["states"]["covered"] == 0
    (folder / "disputes.csv").write_text("reference,buyer,invoice,opened_on\n")
    assert report(folder, "--without-assumptions")["totals"]["states"]["covered"] > 0


def test_the_euros_that_depend_on_there_being_no_dispute_are_counted(folder):
    answer = report(folder)
    (assumed,) = [each for each in answer["assumptions"] if each["name"] == "no other disputes"]
    assert assumed["depends"] == answer["totals"]["outstanding"]
    assert answer["totals"]["states"]["covered"] > 0


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("--as-of 2026-06-30", None),
        ("--as-of 2026-07-01", "complete to 30 June 2026 only"),
        ("--as-of 2026-06-30 --without-assumptions", "complete is not proven"),
    ],
)
def test_the_head_says_when_payments_may_be_missing(folder, command, said):
    for page in ("cover", "buyers"):
        head = "\n".join(run(f"{page} . {command}", "en", folder=folder)[0].splitlines()[:4])
        assert ("payments" in head) is (said is not None)
        assert said is None or said in head


def test_the_head_says_when_nobody_spoke_of_payments(folder):
    (folder / "assumptions.csv").unlink()
    assert "Nobody says that the payments are complete" in run("cover .", "en", folder=folder)[0]
    assert "Nul ne dit que les règlements sont complets" in run("cover .", "fr", folder=folder)[0]
