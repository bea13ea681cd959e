"""A command that an answer proposes shows the same view when it is pasted."""

import re
import shlex

import pytest

from encours.explain.again import Again
from tests.cli.commands import WORKSPACE, run


@pytest.fixture
def folder(tmp_path):
    """The parent of a company whose folder, and one of whose invoices, need quoting."""
    company = tmp_path / "my company"
    company.mkdir()
    for each in WORKSPACE.iterdir():
        (company / each.name).write_bytes(each.read_bytes())
    return tmp_path


def proposed(out: str) -> list[str]:
    """Commands at the end of the lines of a page wide enough to fold none."""
    return re.findall(r": (encours .*)$", out, flags=re.MULTILINE)


def words(command: str) -> list[str]:
    return shlex.split(command)[1:]


@pytest.mark.parametrize("command", [["cover"], ["buyers"], ["why", "L-2"]])
def test_what_is_proposed_carries_the_folder_the_days_and_the_language(command, folder):
    view = ["my company", "--as-of", "2026-06-29", "--known-on", "30/06/2026", "--keep-good-rows"]
    out, err, code = run([*command, *view, "--lang", "fr"], "en", width=400, folder=folder)
    assert (err, code) == ("", 0)
    every = proposed(out)
    assert every
    for each in every:
        assert all(word in words(each) for word in (*view, "--lang", "fr"))
        pasted, err, code = run(words(each), "en", folder=folder)
        assert (err, code in {0, 3}) == ("", True)
        assert "tel que connu au 30 juin 2026" in pasted or words(each)[0] == "why"


def test_in_the_folder_itself_and_in_ones_own_language_nothing_is_added():
    assert proposed(run("cover .", "fr", width=400)[0])[-1] == "encours why L-1"


@pytest.mark.parametrize(("command", "said"), [("why zzzzzzz", "cover"), ("buyers --buyer zzzzzzz", "buyers")])
def test_a_refusal_proposes_the_same_folder(command, said, folder):
    name, *rest = command.split()
    err = run([name, *rest, "my company", "--as-of", "2026-06-29"], "en", folder=folder)[1]
    assert f"encours {said} 'my company' --format csv --as-of 2026-06-29" in err


def test_the_demo_proposes_commands_that_work(tmp_path):
    out = run(["demo", "a new company", "--lang", "fr"], "en", folder=tmp_path)[0]
    every = re.findall(r"^  (encours .*)$", out, flags=re.MULTILINE)
    assert len(every) == 4
    assert run(words(every[-1]), "en", folder=tmp_path)[2] == 0
    assert "--lang fr" in every[-1]


def test_names_that_look_like_options_are_quoted_so_that_they_are_none(folder):
    again = Again("my company", ("--lang", "fr"))
    assert again.why("-5 $x", "--all") == "encours why --all --lang fr -- '-5 $x' 'my company'"
    assert again.buyers("-B") == "encours buyers 'my company' --buyer=-B --lang fr"
    assert again.without_folder("help") == "encours help --lang fr"
    rows = (folder / "my company" / "invoices.csv").read_text(encoding="utf-8")
    (folder / "my company" / "invoices.csv").write_text(rows.replace("L-3", "-3"), encoding="utf-8")
    assert run(words(again.why("-3")), "en", folder=folder)[0].startswith("-3 ")
