"""Documents are written whole or not at all, only where nothing is lost, and never on a terminal."""

import io
import shutil
import subprocess
import sys
from argparse import Namespace
from pathlib import Path

import pytest

from encours.cli import exit_codes, main, output
from tests.cli.commands import WORKSPACE, run
from tests.cli.test_commands import said

STARTS = {"html": b"<!DOCTYPE html>", "pdf": b"%PDF-", "xlsx": b"PK"}


@pytest.mark.parametrize("command", ["cover", "ageing", "buyers", "exposure", "programme"])
@pytest.mark.parametrize("form", STARTS)
def test_the_end_of_the_name_says_the_form(command, form, tmp_path, monkeypatch):
    target = tmp_path / f"report.{form.upper()}"
    out, err, code = said(f"{command} . --output {target}", monkeypatch)
    assert (out, err, code) == (f"{target} is written.\n", "", exit_codes.ANSWERED)
    assert target.read_bytes().lstrip().startswith(STARTS[form])
    assert [each.name for each in tmp_path.iterdir()] == [target.name]


def test_the_form_told_goes_before_the_end_of_the_name(tmp_path, monkeypatch):
    said(f"cover . --format csv --output {tmp_path / 'cover.txt'}", monkeypatch)
    assert (tmp_path / "cover.txt").read_text(encoding="utf-8").startswith("\ufeffinvoice;")
    said(f"cover . --output {tmp_path / 'cover.json'}", monkeypatch)
    assert (tmp_path / "cover.json").read_text(encoding="utf-8").startswith("{\n")
    said(f"cover . --output {tmp_path / 'plain'} --lang fr", monkeypatch)
    page = (tmp_path / "plain").read_text(encoding="utf-8")
    assert page.startswith("Ce qui est garanti")
    assert "\x1b" not in page


def test_a_page_may_go_to_standard_output(monkeypatch):
    out, err, code = said("cover . --format html", monkeypatch)
    assert out.lstrip().startswith("<!DOCTYPE html>")
    assert out.endswith("</html>\n")
    assert (err, code) == ("", exit_codes.ANSWERED)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "This file exists already; it is left as it is."),
        ("fr", "Ce fichier existe déjà ; il est laissé tel quel."),
    ],
)
def test_a_file_that_is_there_is_left_as_it_is_unless_forced(language, told, tmp_path, monkeypatch):
    target = tmp_path / "cover.html"
    target.write_text("mine", encoding="utf-8")
    out, err, code = said(f"cover . --output {target}", monkeypatch, language=language)
    assert (out, code) == ("", exit_codes.REFUSED)
    assert told in err
    assert "--force" in err
    assert target.read_text(encoding="utf-8") == "mine"
    assert said(f"cover . --output {target} --force", monkeypatch, language=language)[2] == exit_codes.ANSWERED
    assert target.read_text(encoding="utf-8") != "mine"


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("form", ["pdf", "xlsx"])
def test_no_terminal_is_shown_bytes(form, language, monkeypatch):
    out, err, code = on_a_terminal(f"cover . --format {form}", monkeypatch, language)
    assert (out, code) == ("", exit_codes.REFUSED)
    assert f"--output {'report' if language == 'en' else 'rapport'}.{form}" in err


class Terminal(io.TextIOWrapper):
    def isatty(self):
        return True


def on_a_terminal(command, monkeypatch, language):
    """What a command says when its output is a terminal."""
    with monkeypatch.context() as patched:
        patched.setattr(io, "TextIOWrapper", Terminal)
        return said(command, patched, language=language)


@pytest.mark.parametrize("name", [".", "missing/report.pdf", "\0report.pdf"])
def test_a_place_where_nothing_can_be_written_is_refused_first(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["cover", str(WORKSPACE), "--output", name, "--force", "--format", "pdf"]) == exit_codes.REFUSED
    assert list(tmp_path.iterdir()) == []


def test_a_device_is_never_replaced(tmp_path):
    _, err, code = run(["cover", ".", "--format", "html", "--output", "/dev/null", "--force"], "en")
    assert code == exit_codes.REFUSED
    assert "This is no file" in err
    assert Path("/dev/null").is_char_device()


def test_a_link_stays_a_link(tmp_path, monkeypatch):
    real, link = tmp_path / "kept.html", tmp_path / "link.html"
    real.write_text("old", encoding="utf-8")
    link.symlink_to(real)
    assert said(f"cover . --output {link} --force", monkeypatch)[2] == exit_codes.ANSWERED
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") != "old"


def test_a_file_that_cannot_be_finished_leaves_what_was_there(tmp_path, monkeypatch):
    target = tmp_path / "report.html"
    target.write_text("old", encoding="utf-8")
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OSError, match="full"):
        output.write_whole(target, b"new")
    assert target.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]


def refuse(*_):
    raise OSError(28, "disk full")


def test_a_file_that_cannot_be_written_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OSError, match=r"report\.html: disk full"):
        output.deliver(b"new", Namespace(output=tmp_path / "report.html", lang="en"))


def test_one_buyer_has_no_document(tmp_path, monkeypatch):
    _, err, code = said(f"buyers . --buyer B1 --output {tmp_path / 'one.pdf'}", monkeypatch)
    assert code == exit_codes.REFUSED
    assert "One buyer has no such form." in err
    assert said("buyers . --buyer B1 --format html --lang fr", monkeypatch)[2] == exit_codes.REFUSED


def test_why_has_no_document(monkeypatch):
    assert said("why L-1 --format pdf", monkeypatch)[2] == exit_codes.MISUSED


def test_a_page_with_an_aged_balance_that_is_wrong_ends_as_it_did(tmp_path, monkeypatch):
    for each in WORKSPACE.iterdir():
        (tmp_path / each.name).write_bytes(each.read_bytes())
    controls = "account,entity,day,currency,amount\n411000,,2026-06-30,EUR,1.00\n"
    (tmp_path / "control_accounts.csv").write_text(controls, encoding="utf-8")
    plain = said(f"ageing {tmp_path}", monkeypatch)
    out, _, code = said(f"ageing {tmp_path} --format html", monkeypatch)
    assert code == plain[2]
    assert 'class="warning"' in out


def test_why_loads_nothing_that_only_documents_need():
    script = (
        "import sys; from encours.cli import main; main(['why', 'L-2']);"
        "print([m for m in ('jinja2', 'typst', 'xlsxwriter') if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=WORKSPACE, capture_output=True, check=True)
    assert done.stderr.decode().strip() == "[]"


def test_a_form_that_no_report_has_is_refused(tmp_path):
    for language, told in (("en", 'No report has the form ".docx"'), ("fr", "Aucun rapport n'a la forme « .docx »")):
        out, err, code = run(["cover", ".", "--output", str(tmp_path / "report.docx")], language)
        assert (out, code) == ("", exit_codes.REFUSED)
        assert told in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", [
    "buyers.csv", "factures.xlsx", "Invoices-2025.csv", "invoice.csv", "policy.toml", "buyers.json",
    "123456782FEC20251231.txt", "export.xlsx", "imports/0001-june/cover.html", "imports/0001-june/source/cover.html",
])  # fmt: skip
def test_a_report_never_takes_the_name_of_a_file_of_a_workspace(name, language, tmp_path, monkeypatch):
    folder = tmp_path / "company"
    shutil.copytree(WORKSPACE, folder)
    (folder / "imports" / "0001-june" / "source").mkdir(parents=True)
    (folder / "workspace.toml").write_text('[files."export.xlsx"]\nkind = "invoices"\n', encoding="utf-8")
    target = folder / name
    before = target.read_bytes() if target.exists() else None
    for form in ("", " --force"):
        out, err, code = said(f"cover . --output {target}{form}", monkeypatch, language=language)
        assert (out, code) == ("", exit_codes.REFUSED)
        assert err
        assert (target.read_bytes() if target.exists() else None) == before
    if not name.endswith(".toml"):
        assert ("report.xlsx" if language == "en" else "rapport.xlsx") in err


def test_a_report_may_bear_the_name_of_a_table_where_no_workspace_is(tmp_path, monkeypatch):
    assert said(f"buyers . --output {tmp_path / 'buyers.csv'}", monkeypatch)[2] == exit_codes.ANSWERED


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(("form", "name"), [
    ("pdf", "cover.html"), ("html", "cover.txt"), ("csv", "cover.xlsx"), ("xlsx", "cover.xls"), ("table", "cover.csv"),
    ("json", "cover.csv"), ("csv", "cover.tsv"), ("html", "cover.docx"),
])  # fmt: skip
def test_the_end_of_a_name_does_not_belie_the_form_told(form, name, language, tmp_path, monkeypatch):
    out, err, code = said(f"cover . --format {form} --output {tmp_path / name}", monkeypatch, language=language)
    assert (out, code) == ("", exit_codes.REFUSED)
    assert f"--format {form}" in err
    assert not (tmp_path / name).exists()
