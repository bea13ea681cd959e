"""People are asked only for what they can tell: a decision is asked for as one, and layers read each other."""

import io
import shutil
import sys
from pathlib import Path

import pytest

from encours.cli import main
from tests.cli.commands import WORKSPACE, run

TOP_UP = """
[policy]
name = "Top-up"
insurer = "Second Rang Fictif SE"
wording = "whole turnover"
edition = "2026-01"
currency = "EUR"
period_start = 2026-01-01
period_end = 2026-12-31

[terms]
layer_mode = "excess"
amount_base = "gross of VAT"
limit_amount_base = "gross of VAT"
blind_limit = "1 000 EUR"
insured_percentage = "90 %"
"""
PROGRAMME = """
[programme]
name = "Programme"
company = "Lampes Fictives SAS"
currency = "EUR"

[[layers]]
file = "policy.toml"

[[layers]]
file = "policy-top-up.toml"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copied = tmp_path / "company"
    shutil.copytree(WORKSPACE, copied)
    (copied / "sanction_hits.csv").write_text("buyer,list_name,hit_on\nB1,Registre fictif,2026-05-04\n")
    (copied / "programme.toml").write_text(PROGRAMME)
    (copied / "policy-top-up.toml").write_text(TOP_UP)
    return copied


def said(folder: Path, command: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("COLUMNS", "100")
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")
    monkeypatch.setattr(sys, "stdout", out)
    name, invoice, *options = command.split()
    main([name, invoice, str(folder), *options])
    out.flush()
    return out.buffer.getvalue().decode()


@pytest.mark.parametrize(
    ("language", "advice", "empty"),
    [("en", "→ Decide on the hit", "()"), ("fr", "→ Trancher l'alerte", "()")],
)
def test_a_sanctions_hit_asks_for_a_decision(folder, language, advice, empty, monkeypatch):
    told = said(folder, f"why L-1 --lang {language}", monkeypatch)
    assert advice in told
    assert empty not in told


def test_what_the_layer_below_decided_is_asked_of_nobody(folder, monkeypatch):
    told = said(folder, "why L-1 --all --lang en", monkeypatch)
    assert "? The primary policy keeps the invoice (needs information)" in told
    assert "Nobody has told" not in told


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "The programme has no policy Top-Up 2025"), ("fr", "Le programme n'a pas de police Top-Up 2025")],
)
def test_a_limit_under_a_policy_that_the_programme_lacks_is_told(folder: Path, language: str, said: str) -> None:
    decisions = (folder / "limit_decisions.csv").read_text(encoding="utf-8").splitlines()
    rows = [f"{decisions[0]},policy", *(f"{row}," for row in decisions[1:])]
    rows.append("D9,B1,named,granted,90000,EUR,2026-01-06,,,,Top-Up 2025")
    (folder / "limit_decisions.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    out, err, code = run("cover .", language, folder=folder)
    assert code == 0
    assert out
    assert said in err
    assert f"limit_decisions.csv:{len(rows)}" in err
    assert "(Globale 2026, Top-up)" in err
    assert run("cover .", language)[1] == ""


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", 'buyer = "b 1"\nWarning: No fact bears "b 1"'),
        ("fr", 'buyer = "b 1"\nAvertissement : Aucun fait ne porte « b 1 »'),
    ],
)
def test_a_name_in_the_policy_that_nobody_bears_and_somebody_nearly_does_is_told(
    folder: Path, language: str, said: str
) -> None:
    (folder / "programme.toml").unlink()
    (folder / "policy-top-up.toml").unlink()
    policy = (folder / "policy.toml").read_text(encoding="utf-8")
    (folder / "policy.toml").write_text(policy + '\n[excluded_buyers]\n"b 1" = ""\n"B-NEW" = ""\n', encoding="utf-8")
    _, err, code = run("cover .", language, folder=folder)
    assert code == 0
    assert said in err
    assert "B-NEW" not in err


@pytest.mark.parametrize("command", ["cover", "ageing", "buyers"])
def test_a_rate_is_asked_only_by_a_row_of_that_day(folder: Path, command: str) -> None:
    """The workspace has invoices in dollars from May on, and its first rate is of 2 January."""
    out, err, code = run(f"{command} . --as-of 2025-06-30", "en", folder=folder)
    assert (code, err) == (0, "")
    assert command != "cover" or "Nothing is open on that day." in out
    invoices = (folder / "invoices.csv").read_text(encoding="utf-8")
    (folder / "invoices.csv").write_text(
        invoices.replace("2026-05-04,2026-05-04,", "2025-05-05,2025-05-05,"), encoding="utf-8"
    )
    _, err, code = run(f"{command} . --as-of 2025-06-30", "en", folder=folder)
    assert code != 0
    assert "There is no rate into EUR by 2025-06-30." in err


def test_a_missing_file_of_decisions_is_told_and_an_empty_one_is_not(tmp_path):
    for each in WORKSPACE.iterdir():
        if not each.name.startswith("limit_"):
            (tmp_path / each.name).write_bytes(each.read_bytes())
    for command in ("cover .", "buyers .", "why L-2"):
        out, err, code = run(command, "en", folder=tmp_path)
        assert (out != "", code) == (True, 0)
        assert err.startswith("limit_decisions.csv\nWarning: This file is missing: no buyer has a limit")
        assert "Ce fichier manque : aucun client n'a d'agrément" in run(command, "fr", folder=tmp_path)[1]
    header = (WORKSPACE / "limit_decisions.csv").read_text(encoding="utf-8").partition("\n")[0]
    (tmp_path / "limit_decisions.csv").write_text(header + "\n", encoding="utf-8")
    assert run("cover .", "en", folder=tmp_path)[1:] == ("", 0)
