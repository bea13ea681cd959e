"""An aged balance gives the names of its buyers, and its import shows what each column was taken for."""

import csv
import json
from pathlib import Path

import pytest

from tests.cli.commands import run

BALANCE = """Code;Nom;Solde;Non échu;1-30 jours;> 30 jours;Représentant
C001;Maison Un;300,00;100,00;200,00;;Nord
C002;Maison Deux;50,00;50,00;;;Sud
Total;;350,00;150,00;200,00;;
"""
SETTINGS = '[files."balance.csv"]\nkind = "aged balance"\nas_of = 2026-06-30\ncurrency = "EUR"\n'
OPEN = """Code client;N° pièce;Date;Échéance;Devise;Montant TTC;Reste dû;Type
C001;F-1;21/05/2026;21/07/2026;EUR;1200,00;1000,50;FA
C001;F-2;22/05/2026;22/07/2026;EUR;1200,50;1200,50;FA
"""
TOLD = ("--day", "2026-06-30", "--currency", "EUR")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "balance.csv").write_text(BALANCE, encoding="utf-8")
    return tmp_path


def test_the_import_shows_each_column_and_counts_customers(folder: Path) -> None:
    out, err, code = run(["import", "balance.csv", *TOLD, "--accept"], "en", folder=folder)
    assert code == 0, err
    assert '"Code" → buyer' in out
    assert '"Nom" → name of the buyer' in out
    assert '"Non échu" → amounts of an age' in out
    assert '"Solde" → a total' in out
    assert 'Columns not read: "Représentant"' in out
    assert "balance.csv: 2 rows, aged balances" in out
    out, _, _ = run(["ageing", "."], "en", folder=folder)
    assert "Maison Un" in out


def test_a_balance_read_as_it_lies_names_its_buyers_too(folder: Path) -> None:
    (folder / "workspace.toml").write_text(SETTINGS, encoding="utf-8")
    out, err, code = run(["ageing", "."], "en", folder=folder)
    assert code == 0, err
    assert "Maison Deux" in out


def test_the_register_says_more_than_a_balance(folder: Path) -> None:
    (folder / "workspace.toml").write_text(SETTINGS, encoding="utf-8")
    (folder / "buyers.csv").write_text("buyer,name,siren\nC001,Maison Première,732829320\n", encoding="utf-8")
    out, err, code = run(["ageing", "."], "en", folder=folder)
    assert code == 0, err
    assert "Maison Première" in out
    assert "Maison Deux" in out
    assert "is not registered" not in err


def test_a_column_that_names_one_code_twice_is_no_name(folder: Path) -> None:
    first, second = BALANCE.splitlines()[:2]
    text = f"{first}\n{second}\nC001;Maison Deux;50,00;;;50,00;Sud\n"
    (folder / "balance.csv").write_text(text, encoding="utf-8")
    out, err, code = run(["import", "balance.csv", *TOLD], "en", folder=folder)
    assert code == 0, err
    assert 'Columns not read: "Nom", "Représentant"' in out


def test_what_is_deduced_from_a_list_is_counted_apart(tmp_path: Path) -> None:
    (tmp_path / "liste.csv").write_text(OPEN, encoding="utf-8")
    out, err, code = run(["import", "liste.csv", "--day", "2026-06-30"], "fr", folder=tmp_path)
    assert code == 0, err
    assert "ligne, règlements" not in out
    assert "séparateur décimal point" not in out
    found = [line.split() for line in out.splitlines() if line.startswith(("factures ", "acheteurs ", "déduits"))]
    shown = sum(int(next(word for word in line if word.isdigit())) for line in found)
    out, _, _ = run(
        ["import", "liste.csv", "--day", "2026-06-30", "--accept", "--format", "json"], "en", folder=tmp_path
    )
    assert shown == json.loads(out)["facts_added"]
    rows = 0
    for path in (tmp_path / "imports").glob("*/*.csv"):
        with path.open(encoding="utf-8", newline="") as stream:
            rows += len(list(csv.DictReader(stream)))
    assert rows == shown
