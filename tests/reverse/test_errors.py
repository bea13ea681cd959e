"""Every refusal of a reverse cover is told as it is stored, in both languages; what is not refused is a warning."""

from pathlib import Path

import pytest

from tests.cli.commands import run
from tests.reverse.errors import LANGUAGES, TEMPLATE, folders, message

POLICY = TEMPLATE / "policy.toml"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("folder", folders(), ids=lambda each: each.name)
def test_a_refusal_is_told_as_it_is_stored(folder: Path, language: str) -> None:
    assert message(folder, language) == (folder / f"expected.{language}.txt").read_text(encoding="utf-8")


def copied(folder: Path, **files: str) -> Path:
    """A copy of the template with some files replaced."""
    for path in (each for each in TEMPLATE.iterdir() if each.suffix in {".csv", ".toml"}):
        text = files.get(path.stem) or path.read_text(encoding="utf-8")
        (folder / path.name).write_text(text, encoding="utf-8")
    return folder


def test_a_decision_that_names_an_entity_where_all_share_one_limit_is_told(tmp_path: Path) -> None:
    shared = POLICY.read_text(encoding="utf-8").replace('limit_scope = "insured entity" ', "#")
    _, err, code = run("cover . --as-of 2026-03-31", "en", folder=copied(tmp_path, policy=shared))
    assert code == 0
    assert "the policy does not give each its own limit (limit_scope): they hold for all" in err


def test_a_decision_that_names_an_entity_not_insured_is_told(tmp_path: Path) -> None:
    decisions = (TEMPLATE / "limit_decisions.csv").read_text(encoding="utf-8").replace(",F2,", ",F9,")
    _, err, code = run("cover . --as-of 2026-06-30", "fr", folder=copied(tmp_path, limit_decisions=decisions))
    assert code == 0
    assert err.startswith(
        "limit_decisions.csv:3, limit_decisions.csv:6\nAvertissement : Ces décisions nomment un assuré que la police n'"
    )


def test_asked_before_the_period_suppliers_that_join_with_it_are_known(tmp_path: Path) -> None:
    out, err, code = run("reverse . --as-of 2025-12-20 --format json", "en", folder=copied(tmp_path))
    assert (err, code) == ("", 0)
    assert '"supplier": "F1"' in out


@pytest.mark.parametrize("form", ["html", "pdf", "xlsx"])
@pytest.mark.parametrize("what", ["", "--certificate F2", "--failed-on 2026-07-06"])
def test_the_cover_and_a_certificate_are_documents_too(tmp_path: Path, form: str, what: str) -> None:
    (folder := tmp_path / "company").mkdir()
    command = f"reverse . --as-of 2026-07-31 {what} --output ../made.{form} --force"
    for language in LANGUAGES:
        out, err, code = run(command, language, folder=copied(folder))
        assert code == 0, out + err
        made = (tmp_path / f"made.{form}").read_bytes()
        assert made[:4] == {"html": b"<!DO", "pdf": b"%PDF", "xlsx": b"PK\x03\x04"}[form]
    if form == "html":
        text = made.decode()
        shown = {
            "": "500\N{NARROW NO-BREAK SPACE}000",
            "--certificate F2": "Emballages Fictifs SA",
            "--failed-on 2026-07-06": "107",
        }
        assert shown[what] in text
