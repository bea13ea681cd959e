"""Each command says what is stored, in both languages, and ends as its documentation tells."""

import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from encours.cli import exit_codes, main
from tests.cli.commands import COMMANDS, WORKSPACE, run, shown, stored


def said(command: str, monkeypatch, *, language: str = "en") -> tuple[str, str, int]:
    """What a command says, run within this process."""
    monkeypatch.chdir(WORKSPACE)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("ENCOURS_LANG", language)
    out, err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline=""), io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    code = main(command.split())
    out.flush()
    return out.buffer.getvalue().decode(), err.getvalue(), code


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_says_what_is_stored(name, language, monkeypatch):
    expected = stored(name, language).read_text(encoding="utf-8")
    assert shown(*said(COMMANDS[name], monkeypatch, language=language)) == expected


def test_an_invoice_that_lacks_a_fact_ends_with_its_own_code(monkeypatch):
    assert said("why L-5", monkeypatch)[2] == exit_codes.NEEDS_INFORMATION


def test_what_is_refused_leaves_standard_output_empty(monkeypatch):
    out, err, code = said("why L-22", monkeypatch)
    assert (out, code) == ("", exit_codes.REFUSED)
    assert "Did you mean L-2" in err


def test_a_word_that_is_no_command_is_misuse(monkeypatch):
    assert said("covers .", monkeypatch)[2] == exit_codes.MISUSED


def test_a_folder_without_a_policy_is_refused_with_what_to_do(tmp_path, monkeypatch):
    for name in ("invoices.csv", "buyers.csv", "exchange_rates.csv"):
        (tmp_path / name).write_text((WORKSPACE / name).read_text(encoding="utf-8"), encoding="utf-8")
    _, err, code = said(f"cover {tmp_path}", monkeypatch)
    assert code == exit_codes.REFUSED
    assert "There is no policy in this folder." in err
    assert said(f"ageing {tmp_path} --lang fr", monkeypatch)[2] == exit_codes.ANSWERED


def test_a_currency_without_a_rate_is_refused_by_name(tmp_path, monkeypatch):
    for each in WORKSPACE.iterdir():
        if each.name != "exchange_rates.csv":
            (tmp_path / each.name).write_bytes(each.read_bytes())
    _, err, code = said(f"cover {tmp_path}", monkeypatch)
    assert code == exit_codes.REFUSED
    assert "exchange_rates.csv   USD" in err


def test_every_error_of_a_policy_and_of_the_tables_is_told_at_once(tmp_path, monkeypatch):
    for each in WORKSPACE.iterdir():
        (tmp_path / each.name).write_bytes(each.read_bytes())
    policy = (tmp_path / "policy.toml").read_text(encoding="utf-8")
    (tmp_path / "policy.toml").write_text(policy.replace('"90 days"', '"9000 days"'), encoding="utf-8")
    rows = (tmp_path / "invoices.csv").read_text(encoding="utf-8")
    (tmp_path / "invoices.csv").write_text(rows.replace("12000.00", "twelve"), encoding="utf-8")
    out, err, code = said(f"cover {tmp_path}", monkeypatch)
    assert (out, code) == ("", exit_codes.REFUSED)
    assert "invoices.csv:2" in err
    assert "policy.toml:13" in err


def test_a_known_on_day_hides_what_was_learnt_later(monkeypatch):
    out, _, _ = said("why L-1 --as-of 2026-06-30 --known-on 2026-06-29 --format json", monkeypatch)
    (row,) = json.loads(out)["rows"]
    assert row["open_original"]["amount"] == 1_200_000


def test_a_reader_that_stops_reading_is_no_error():
    command = f"{sys.executable} -m encours policy terms --format json | head -c 10"
    done = subprocess.run(["sh", "-c", command], capture_output=True, check=False)
    assert done.stderr == b""


def test_python_m_encours_is_the_same_command():
    out, _, code = run("--version", "en")
    assert out.startswith("encours ")
    assert code == exit_codes.ANSWERED


def test_why_imports_nothing_slow():
    script = (
        "import sys; from encours.cli import main; main(['why', 'L-2']);"
        "print([m for m in ('numba', 'polars', 'pandas', 'llvmlite', 'pydantic') if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=WORKSPACE, capture_output=True, check=True)
    assert done.stderr.decode().strip() == "[]"


def test_the_demo_company_is_written_and_answers(tmp_path: Path, monkeypatch):
    out, _, code = said(f"demo {tmp_path / 'company'}", monkeypatch)
    assert code == exit_codes.ANSWERED
    assert "encours cover" in out
    again = said(f"why F-1201-2 {tmp_path / 'company'} --as-of 2026-06-30", monkeypatch)
    assert "Over the limit" in again[0]


@pytest.mark.parametrize(
    "subject",
    ["Over the limit", "over-the-limit", "ROOM_IN_THE_LIMIT", "au-delà de l'agrément", "AU DELA DE L’AGREMENT"],
)
def test_help_takes_a_name_or_a_title_as_it_is_printed(subject, monkeypatch):
    assert "room_in_the_limit" in said(f"help {subject}", monkeypatch)[0].splitlines()[0]


@pytest.mark.parametrize(
    ("subject", "near"),
    [("over the limt", "Over the limit"), ("impayé declaré dans le delais", "Impayé déclaré dans le délai"),
     ("late notise", "late_notice"), ("late no", "late_notice")],
)  # fmt: skip
def test_help_offers_the_nearest_name_or_title(subject, near, monkeypatch):
    out, err, code = said(f"help {subject}", monkeypatch)
    assert (out, code) == ("", exit_codes.REFUSED)
    assert near in err.splitlines()[-1]


def test_help_of_a_term_takes_its_name_with_spaces(monkeypatch):
    assert said("help Late notice", monkeypatch)[0].startswith("late_notice")


BY_CAUSE = (
    '[{ value = "90 %" }, { when = { cause = "insolvency" }, value = "50 %" }, '
    '{ when = { cause = "political" }, value = "95 %" }]'
)


@pytest.mark.parametrize(("language", "said_of_it"), [("en", "for an insolvency"), ("fr", "pour une insolvabilité")])
def test_a_percentage_that_varies_with_the_cause_is_told_with_the_cause_supposed(language, said_of_it, tmp_path):
    shutil.copytree(WORKSPACE, tmp_path, dirs_exist_ok=True)
    for command in ("cover .", "buyers . --buyer B1", "why L-2 --all"):
        assert said_of_it not in run(command, language, folder=tmp_path)[0]
    policy = tmp_path / "policy.toml"
    text = policy.read_text(encoding="utf-8")
    policy.write_text(text.replace('insured_percentage = "90 %"', f"insured_percentage = {BY_CAUSE}"), encoding="utf-8")
    for command in ("cover .", "buyers . --buyer B1", "why L-2 --all"):
        assert said_of_it in run(command, language, folder=tmp_path)[0], command
    answer = json.loads(run("why L-2 --format json", language, folder=tmp_path)[0])
    assert f"policy.toml, {said_of_it}" in json.dumps(answer, ensure_ascii=False)
