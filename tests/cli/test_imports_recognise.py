"""A file is recognised, its mapping shown, kept and used again; years of a FEC stand on each other."""

import json
from pathlib import Path

import pytest
import xlsxwriter

from tests.cli.commands import run

FEC = "JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCompAuxLib\tPieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise\n"  # noqa: E501


def line(
    journal: str, number: int, day: str, account: str, piece: str, debit: str, credit: str, letter: str = ""
) -> str:
    auxiliary = "CDUPONT\tDupont Fictif SARL" if account.startswith("411") else "\t"
    return f"{journal}\tJournal\t{number}\t{day}\t{account}\tCompte\t{auxiliary}\t{piece}\t{day}\t{piece}\t{debit}\t{credit}\t{letter}\t\t{day}\t\t\n"  # noqa: E501


def sale(number: int, day: str, piece: str, amount: str, letter: str = "") -> str:
    return line("VT", number, day, "411000", piece, amount, "0,00", letter) + line(
        "VT", number, day, "707000", piece, "0,00", amount
    )


def money(number: int, day: str, piece: str, amount: str, letter: str = "") -> str:
    return line("BQ", number, day, "512000", piece, amount, "0,00") + line(
        "BQ", number, day, "411000", piece, "0,00", amount, letter
    )


def opening(day: str, amount: str) -> str:
    return line("AN", 1, day, "411000", "RAN", amount, "0,00") + line("AN", 1, day, "110000", "RAN", "0,00", amount)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "company"
    made.mkdir()
    return made


def written(folder: Path, name: str, text: str) -> Path:
    path = folder.parent / name
    path.write_text(text, encoding="utf-8")
    return path


def imported(folder: Path, path: Path, *more: str) -> dict:
    words = ["import", str(path), "--into", ".", "--format", "json", *more]
    out, err, code = run(words, "en", folder=folder)
    assert code == 0, err
    return json.loads(out)


def outstanding(folder: Path, day: str) -> tuple[int, int]:
    out, err, code = run(["ageing", ".", "--as-of", day, "--format", "json"], "en", folder=folder)
    assert code == 0, err
    total = json.loads(out)["total"]["company"]
    return total["outstanding"], total["net"]


FIRST = (
    FEC
    + sale(1, "20250310", "F1", "1000,00")
    + sale(2, "20251120", "F2", "500,00")
    + money(3, "20250510", "V1", "1000,00")
)
SECOND = FEC + opening("20260101", "500,00") + sale(2, "20260215", "F3", "700,00")


def test_a_fec_is_recognised_and_counts_in_its_own_terms(folder: Path) -> None:
    path = written(folder, "123456782FEC20251231.txt", FIRST)
    found = imported(folder, path, "--terms", "45 days end of month", "--accept")
    assert found["holds"] == "everything"
    assert found["tables"]["invoices"]["new"] == 2
    assert outstanding(folder, "2025-12-31")[1] == 500_00
    manifest = (folder / "imports" / found["kept"] / "import.toml").read_text(encoding="utf-8")
    assert 'terms = "45 days end of month"' in manifest
    invoices = (folder / "imports" / found["kept"] / "invoices.csv").read_text(encoding="utf-8")
    assert "2026-01-31" in invoices or "2026-01-04" in invoices


def test_the_next_year_of_a_fec_does_not_count_its_openings_again(folder: Path) -> None:
    imported(folder, written(folder, "123456782FEC20251231.txt", FIRST), "--terms", "60 days", "--accept")
    found = imported(folder, written(folder, "123456782FEC20261231.txt", SECOND), "--day", "2026-12-31", "--accept")
    assert outstanding(folder, "2026-12-31")[1] == 1_200_00
    assert 'terms = "60 days"' in (folder / "imports" / found["kept"] / "import.toml").read_text(encoding="utf-8")


def test_a_later_export_of_the_same_year_corrects_the_earlier_one(folder: Path) -> None:
    imported(folder, written(folder, "123456782FEC20251231.txt", FIRST), "--terms", "60 days", "--accept")
    later = FIRST.replace("500,00", "450,00") + money(4, "20251231", "V2", "100,00")
    found = imported(folder, written(folder, "123456782FEC20251231.txt", later), "--accept")
    assert [each["fields"] for each in found["tables"]["invoices"]["changed"]] == [["gross"]]
    assert outstanding(folder, "2025-12-31")[1] == 350_00


def test_an_entry_that_left_the_books_never_happened(folder: Path) -> None:
    imported(folder, written(folder, "123456782FEC20251231.txt", FIRST), "--terms", "60 days", "--accept")
    later = (
        FEC
        + sale(1, "20250310", "F1", "1000,00")
        + money(3, "20250510", "V1", "1000,00")
        + sale(4, "20251222", "F4", "90,00")
    )
    found = imported(folder, written(folder, "123456782FEC20251231.txt", later), "--accept")
    assert len(found["tables"]["invoices"]["told_no_more"]) == 1
    assert outstanding(folder, "2025-12-31")[1] == 90_00


def open_items(folder: Path, name: str, rows: list[tuple[str, str, str, str, float, float]]) -> Path:
    path = folder.parent / name
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Échéancier")
    sheet.write_row(0, 0, ["Lampes Fictives SAS"])
    sheet.write_row(1, 0, ["Postes ouverts au 30/06/2026"])
    sheet.write_row(3, 0, ["N° pièce", "Compte tiers", "Date pièce", "Échéance", "Montant TTC", "Reste dû", "Devise"])
    for place, row in enumerate(rows, start=4):
        sheet.write_row(place, 0, [*row, "EUR"])
    book.close()
    return path


def test_open_items_of_a_spreadsheet_are_recognised_and_the_next_list_is_read_alike(folder: Path) -> None:
    june = open_items(folder, "juin.xlsx", [("F1", "C1", "04/05/2026", "04/07/2026", 1200, 1200),
                                            ("F2", "C1", "02/04/2026", "02/06/2026", 800, 300)])  # fmt: skip
    found = imported(folder, june, "--day", "2026-06-30", "--date-order", "day first", "--accept")
    assert found["holds"] == "open-items"
    assert outstanding(folder, "2026-06-30")[0] == 1_500_00
    july = open_items(folder, "juillet.xlsx", [("F1", "C1", "04/05/2026", "04/07/2026", 1200, 700)])
    found = imported(folder, july, "--day", "2026-07-31", "--accept")
    assert {each["invoice"]: each["gone"] for each in found["settled"]} == {"F1": False, "F2": True}
    assert outstanding(folder, "2026-07-31")[0] == 700_00
    assert outstanding(folder, "2026-06-30")[0] == 1_500_00


def test_what_must_be_told_is_asked_for_with_the_option_that_tells_it(folder: Path) -> None:
    path = written(folder, "balance.csv", "Client;Non échu;1-30;31-60;Total\nC1;100,00;20,00;0,00;120,00\n")
    for language in ("en", "fr"):
        out, err, code = run(["import", str(path), "--into", "."], language, folder=folder)
        assert (out, code) == ("", 1)
        assert "--currency EUR" in err
        assert "--day 2026-06-30" in err
    found = imported(folder, path, "--currency", "EUR", "--day", "2026-06-30", "--accept")
    assert found["tables"]["aged_balances"]["new"] == 3


def test_a_list_of_limits_says_what_is_new_and_cancels_nobody(folder: Path) -> None:
    buyers = "buyer,name,siren\nB1,Lampes Fictives SAS,732829320\nB2,Autres Fictives SARL,552100554\n"
    (folder / "buyers.csv").write_text(buyers, encoding="utf-8")
    (folder / "invoices.csv").write_text("number,buyer,issued,currency,gross\nF1,B2,2026-05-04,EUR,10.00\n")
    text = "Numéro client assureur;Raison sociale;SIREN;Montant accordé;Devise;Statut;Date de décision\n"
    path = written(folder, "agrements.csv", f"{text}99001;Lampes;732829320;25 000,00;EUR;Accordé;29/06/2026\n")
    found = imported(folder, path, "--day", "2026-06-30")
    assert found["holds"] == "limits"
    assert found["tables"]["limit_decisions"]["new"] == 1
    assert "B2" in found["absent"]
    imported(folder, path, "--day", "2026-06-30", "--accept")
    again = written(folder, "agrements-2.csv", f"{text}99001;Lampes;732829320;25 000,00;EUR;Accordé;29/06/2026\n\n")
    assert imported(folder, again, "--day", "2026-07-31")["facts_added"] == 0


def test_a_heading_may_be_told(folder: Path) -> None:
    path = written(folder, "export.csv", "Ref;Tiers;Jour;Brut\nF1;C1;04/05/2026;120,00\n")
    told = {"number": "Ref", "buyer": "Tiers", "issued": "Jour", "gross": "Brut"}
    columns = [word for field, heading in told.items() for word in ("--column", f"{field}={heading}")]
    columns += ["--date-order", "day first"]
    found = imported(folder, path, "--table", "invoices", "--currency", "EUR", *columns, "--accept")
    assert found["tables"]["invoices"]["new"] == 1
    _, err, code = run(["import", str(path), "--column", "number"], "en", folder=folder)
    assert code == 2
    assert "field=heading" in err
