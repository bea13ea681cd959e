"""What an import tells to do works: each remedy is an option of the command, and the file is read once it is told."""

import re
import shlex
from pathlib import Path

import pytest

from encours.cli.import_remedies import REMEDIES
from tests.cli.commands import run
from tests.cli.test_imports_recognise import FEC, sale

HEAD = "number,buyer,issued,due,currency,gross\n"
ROW = "F1,B1,2026-05-04,2026-06-05,EUR,10.00\n"
OPEN = "Client;Pièce;Date;Échéance;Montant TTC;Reste dû;Devise\n"

CASES = {
    "date order": ("invoices.csv", HEAD + "F1,B1,04/05/2026,05/06/2026,EUR,10.00\n", "--date-order 'day first'"),
    "decimal mark": ("invoices.csv", HEAD + ROW.replace("10.00", "1.234"), "--decimal-mark ,"),
    "decimal mark of a list": (
        "postes.csv", OPEN + "C1;F1;2026-05-04;2026-06-05;1.234;1.234;EUR\n", "--day 2026-06-30 --decimal-mark ,",
    ),
    "currency": ("invoices.csv", (HEAD + ROW).replace("currency,", "").replace("EUR,", ""), "--currency EUR"),
    "a heading": ("invoices.csv", (HEAD + ROW).replace("number", "Zorg"), "--column number=Zorg"),
    "a heading nearly known": ("invoices.csv", (HEAD + ROW).replace("number", "numbr"), "--column number=numbr"),
    "a heading of a table told": (
        "export.csv", (HEAD + ROW).replace("number", "Zorg"), "", "--table invoices --column number=Zorg",
    ),
    "day of a balance": (
        "balance.csv", "Client;Non échu;1-30;31-60;Total\nC1;100,00;20,00;0,00;120,00\n",
        "--currency EUR --day 2026-06-30",
    ),
    "buyer of a balance": (
        "balance.csv", "Zorg;Zarg;Non échu;1-30;31-60;Total\nC1;D1;100,00;20,00;0,00;120,00\n",
        "--currency EUR --day 2026-06-30", "--column buyer=Zorg",
    ),
    "what is still open": (
        "invoices.csv", (HEAD + ROW).replace("gross", "gross,open balance").replace("10.00", "10.00,4.00"),
        "--column 'open_amount=open balance' --day 2026-06-30",
    ),
    "what is still open of a table told": (
        "export.csv", (HEAD + ROW).replace("gross", "gross,Zorg").replace("10.00", "10.00,4.00"),
        "", "--table invoices --column open_amount=Zorg --day 2026-06-30",
    ),
    "terms of a FEC": ("123456782FEC20251231.txt", FEC + sale(1, "20251210", "F1", "500,00"), "--terms '60 days'"),
}  # fmt: skip


def told(folder: Path, path: Path, *more: str, language: str = "en") -> tuple[str, int]:
    out, err, code = run(["import", str(path), "--into", str(folder / "new"), *more], language, folder=folder)
    return out + err, code


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_remedy_that_is_told_works_once_followed(tmp_path: Path, case: tuple[str, ...]) -> None:
    name, text, *rounds = case
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    followed: list[str] = []
    for options in rounds:
        for language in ("en", "fr") if "--table" not in options else ():
            said, _ = told(tmp_path, path, *followed, language=language)
            assert "workspace.toml" not in said
            assert [each for each in re.findall(r"--[a-z-]+", options) if each not in said] == []
        followed += shlex.split(options)
    said, code = told(tmp_path, path, *followed, "--accept")
    assert code == 0, said
    assert "Kept as 0001-" in said
    assert "stays unknown" not in said


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(("options", "near"), [
    ("--currency ZZZ", ""), ("--currency EUX", "EUR"), ("--column numer=Zorg", "number"),
    ("--column acheteur=Zorg", "buyer"), ("--table payments --column pai_on=Zorg", "paid_on"),
    ("--column zzzzzzzz=Zorg", ""),
])  # fmt: skip
def test_a_currency_or_a_field_that_does_not_exist_is_refused_with_the_nearest(
    tmp_path: Path, options: str, near: str, language: str
) -> None:
    path = tmp_path / "export.csv"
    path.write_text(HEAD + ROW, encoding="utf-8")
    said, code = told(tmp_path, path, *shlex.split(options), language=language)
    assert code == 1
    assert ("--currency" in said) == ("--currency" in options)
    assert near in said
    assert not (tmp_path / "new").exists()


def test_no_remedy_of_the_command_speaks_of_the_settings() -> None:
    for english, french in REMEDIES.values():
        assert english != french
        assert "workspace.toml" not in english + french
