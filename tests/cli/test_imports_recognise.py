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


def test_money_on_account_in_a_list_is_kept_and_lowers_what_is_owed(folder: Path) -> None:
    header = "N° pièce;Compte tiers;Date pièce;Échéance;Montant TTC;Reste dû;Devise;Type de pièce\n"
    rows = "F1;C1;14/05/2026;14/07/2026;1200,00;1200,00;EUR;Facture\nR1;C1;20/06/2026;;-300,00;-300,00;EUR;Règlement\n"
    path = written(folder, "postes.csv", header + rows)
    found = imported(folder, path, "--day", "2026-06-30", "--accept")
    assert found["holds"] == "open-items"
    assert outstanding(folder, "2026-06-30")[1] == 900_00


def test_a_kept_mapping_does_not_keep_the_day_of_its_file(folder: Path) -> None:
    text = "Balance âgée au {}\nClient;Non échu;1-30;31-60;Total\nC1;{};20,00;0,00;{}\n"
    june = written(folder, "juin.csv", text.format("30/06/2026", "100,00", "120,00"))
    july = written(folder, "juillet.csv", text.format("31/07/2026", "50,00", "70,00"))
    assert imported(folder, june, "--currency", "EUR", "--accept")["day"] == "2026-06-30"
    assert imported(folder, july, "--accept")["day"] == "2026-07-31"
    assert outstanding(folder, "2026-07-31")[0] == 70_00


def test_a_buyer_that_left_the_balance_owes_nothing_any_more(folder: Path) -> None:
    text = "Balance âgée au {}\nClient;Non échu;1-30;31-60;Total\n{}"
    june = written(
        folder, "juin.csv", text.format("30/06/2026", "C1;100,00;0,00;0,00;100,00\nC2;7,00;0,00;0,00;7,00\n")
    )
    july = written(folder, "juillet.csv", text.format("31/07/2026", "C1;50,00;0,00;0,00;50,00\n"))
    for path in (june, july):
        imported(folder, path, "--currency", "EUR", "--accept")
    assert outstanding(folder, "2026-07-31")[0] == 50_00
    assert outstanding(folder, "2026-06-30")[0] == 107_00


def test_the_terms_of_one_year_do_not_move_the_due_dates_of_another(folder: Path) -> None:
    imported(folder, written(folder, "123456782FEC20251231.txt", FIRST), "--terms", "60 days", "--accept")
    path = written(folder, "123456782FEC20261231.txt", SECOND)
    found = imported(folder, path, "--day", "2026-12-31", "--terms", "30 days", "--accept")
    assert found["tables"]["invoices"]["changed"] == []


def test_a_lower_percentage_is_a_new_decision(folder: Path) -> None:
    buyers = "buyer,name,siren\nB1,Lampes Fictives SAS,732829320\n"
    (folder / "buyers.csv").write_text(buyers, encoding="utf-8")
    text = "Numéro client assureur;Raison sociale;SIREN;Montant accordé;Devise;Statut;Date de décision;Quotité\n"
    for place, (percentage, new) in enumerate((("90 %", 1), ("90 %", 0), ("80 %", 1))):
        row = f"99001;Lampes;732829320;25 000,00;EUR;Accordé;28/0{place + 1}/2026;{percentage}\n"
        path = written(folder, f"agrements-{place}.csv", text + row)
        found = imported(folder, path, "--day", f"2026-0{place + 1}-30".replace("02-30", "02-28"), "--accept")
        assert found["tables"]["limit_decisions"]["new"] == new


def test_what_was_taken_back_may_be_imported_again(folder: Path) -> None:
    path = written(folder, "123456782FEC20251231.txt", FIRST)
    imported(folder, path, "--terms", "60 days", "--accept")
    before = outstanding(folder, "2025-12-31")
    assert run(["import", "--undo", "0001-123456782fec20251231", "--accept"], "en", folder=folder)[2] == 0
    assert outstanding(folder, "2025-12-31") == (0, 0)
    assert imported(folder, path, "--terms", "60 days", "--accept")["kept"].startswith("0003-")
    assert outstanding(folder, "2025-12-31") == before


def test_an_import_that_another_one_corrects_is_not_taken_back_before_it(folder: Path) -> None:
    imported(folder, written(folder, "123456782FEC20251231.txt", FIRST), "--terms", "60 days", "--accept")
    later = FIRST.replace("500,00", "450,00")
    imported(folder, written(folder, "123456782FEC20251231.txt", later), "--accept")
    for language, said in (("en", "Take 0002-"), ("fr", "Annulez d'abord 0002-")):
        _, err, code = run(["import", "--undo", "0001-123456782fec20251231"], language, folder=folder)
        assert code == 1
        assert said in err
    for name in ("0002-123456782fec20251231", "0001-123456782fec20251231"):
        assert run(["import", "--undo", name, "--accept"], "en", folder=folder)[2] == 0
    assert outstanding(folder, "2025-12-31") == (0, 0)


def listed(folder: Path, name: str, *rows: str) -> Path:
    header = "N° pièce;Compte tiers;Date pièce;Échéance;Montant TTC;Reste dû;Devise;Type de pièce\n"
    return written(folder, name, header + "".join(f"{row}\n" for row in rows))


def test_money_on_account_that_went_to_an_invoice_does_not_count_twice(folder: Path) -> None:
    june = listed(folder, "juin.csv", "F1;C1;14/05/2026;14/07/2026;1200,00;1200,00;EUR;Facture",
                  "F2;C1;15/05/2026;15/07/2026;400,00;400,00;EUR;Facture",
                  "R1;C1;20/06/2026;;-300,00;-300,00;EUR;Règlement")  # fmt: skip
    found = imported(folder, june, "--day", "2026-06-30", "--accept")
    assert (found["settled"], found["reopened"]) == ([], [])
    july = listed(folder, "juillet.csv", "F1;C1;14/05/2026;14/07/2026;1200,00;900,00;EUR;Facture")
    found = imported(folder, july, "--day", "2026-07-31", "--accept")
    assert {each["invoice"]: each["open_now"]["amount"] for each in found["settled"]} == {"F1": 900_00, "F2": 0}
    assert outstanding(folder, "2026-07-31") == (900_00, 900_00)
    assert outstanding(folder, "2026-06-30")[1] == 1_300_00


def test_a_file_of_another_sort_is_not_read_as_the_one_before(folder: Path) -> None:
    june = listed(folder, "juin.csv", "F1;C1;14/05/2026;14/07/2026;1200,00;1200,00;EUR;Facture")
    imported(folder, june, "--day", "2026-06-30", "--accept")
    path = written(folder, "balance.csv", "Client;Non échu;1-30;31-60;Total\nC9;100,00;20,00;0,00;120,00\n")
    found = imported(folder, path, "--currency", "EUR", "--day", "2026-06-30")
    assert found["tables"]["aged_balances"]["new"] == 3


def test_a_list_that_names_no_seller_is_of_the_only_one(folder: Path) -> None:
    rows = "number,buyer,entity,issued,due,currency,gross\nF1,C1,LF,2026-05-04,2026-07-04,EUR,100.00\n"
    (folder / "invoices.csv").write_text(rows + "F2,C1,LF,2026-05-05,2026-07-05,EUR,70.00\n", encoding="utf-8")
    path = listed(folder, "juin.csv", "F1;C1;14/05/2026;14/07/2026;100,00;100,00;EUR;Facture")
    found = imported(folder, path, "--day", "2026-06-30")
    assert [each["invoice"] for each in found["settled"]] == ["F2"]
    more = "F3,C1,AUTRE,2026-05-05,2026-07-05,EUR,70.00\n"
    (folder / "invoices.csv").write_text(rows + more, encoding="utf-8")
    _, err, code = run(["import", str(path), "--day", "2026-06-30"], "en", folder=folder)
    assert code == 0
    assert "does not say who sold" in err


def test_an_invoice_that_was_paid_and_is_listed_as_open_is_told(folder: Path) -> None:
    rows = "number,buyer,issued,due,currency,gross,paid_on\nF1,C1,2026-05-14,2026-07-14,EUR,100.00,2026-06-20\n"
    (folder / "invoices.csv").write_text(rows, encoding="utf-8")
    path = listed(folder, "juin.csv", "F1;C1;14/05/2026;14/07/2026;100,00;100,00;EUR;Facture")
    found = imported(folder, path, "--day", "2026-06-30")
    assert [each["open_now"]["amount"] for each in found["reopened"]] == [100_00]


def test_a_list_older_than_the_last_one_is_refused(folder: Path) -> None:
    imported(folder, listed(folder, "juin.csv", "F1;C1;14/05/2026;14/07/2026;100,00;50,00;EUR;Facture"),
             "--day", "2026-06-30", "--accept")  # fmt: skip
    older = listed(folder, "mai.csv", "F1;C1;14/05/2026;14/07/2026;100,00;60,00;EUR;Facture")
    for language, said in (("en", "Import a later one"), ("fr", "Importez-en une plus récente")):
        _, err, code = run(["import", str(older), "--day", "2026-05-31"], language, folder=folder)
        assert code == 1
        assert said in err


def test_the_same_list_on_a_later_day_is_another_list(folder: Path) -> None:
    row = "F1;C1;14/05/2026;14/07/2026;100,00;100,00;EUR;Facture"
    june = listed(folder, "juin.csv", row)
    imported(folder, june, "--day", "2026-06-30", "--accept")
    assert imported(folder, june, "--day", "2026-06-30")["same_as"] == "0001-juin"
    imported(folder, listed(folder, "juillet.csv", "F2;C1;15/07/2026;15/09/2026;1,00;1,00;EUR;Facture"),
             "--day", "2026-07-31", "--accept")  # fmt: skip
    again = imported(folder, june, "--day", "2026-08-31")
    assert again["same_as"] is None
    assert [each["invoice"] for each in again["reopened"]] == ["F1"]


def test_a_number_of_another_buyer_is_a_contradiction(folder: Path) -> None:
    imported(folder, listed(folder, "juin.csv", "F1;C1;14/05/2026;14/07/2026;100,00;100,00;EUR;Facture"),
             "--day", "2026-06-30", "--accept")  # fmt: skip
    path = listed(folder, "juillet.csv", "F1;C2;14/05/2026;14/07/2026;100,00;100,00;EUR;Facture")
    out, err, code = run(["import", str(path), "--day", "2026-07-31", "--accept"], "en", folder=folder)
    assert code == 1
    assert "F1 is of buyer C1" in err
    assert "cannot be kept" in out


def test_an_import_that_lost_a_table_refuses_the_workspace(folder: Path) -> None:
    imported(folder, listed(folder, "juin.csv", "F1;C1;14/05/2026;14/07/2026;100,00;100,00;EUR;Facture"),
             "--day", "2026-06-30", "--accept")  # fmt: skip
    (folder / "imports" / "Thumbs.db").write_bytes(b"x")
    assert outstanding(folder, "2026-06-30")[0] == 100_00
    (folder / "imports" / "0001-juin" / "invoices.csv").unlink()
    _, err, code = run(["ageing", "."], "en", folder=folder)
    assert code == 1
    assert "0001-juin/invoices.csv" in err


def test_a_lettered_payment_of_a_later_export_is_laid_on_its_invoice(folder: Path) -> None:
    first = FEC + sale(1, "20250310", "F1", "500,00") + money(2, "20250510", "R1", "600,00")
    imported(folder, written(folder, "123456782FEC20251231.txt", first), "--terms", "60 days", "--accept")
    later = FEC + sale(1, "20250310", "F1", "500,00", "A") + money(2, "20250510", "R1", "600,00", "A")
    imported(folder, written(folder, "123456782FEC20251231.txt", later), "--accept")
    assert outstanding(folder, "2025-12-31")[1] == -100_00


def test_the_list_of_one_company_leaves_the_money_on_account_of_another(folder: Path) -> None:
    header = "N° pièce;Compte tiers;Société;Date pièce;Échéance;Montant TTC;Reste dû;Devise;Type de pièce\n"
    one = (
        "F1;C1;UNE;14/05/2026;14/07/2026;100,00;100,00;EUR;Facture\nR1;C1;UNE;20/06/2026;;-30,00;-30,00;EUR;Règlement\n"
    )
    two = "G1;C2;DEUX;14/05/2026;14/07/2026;50,00;50,00;EUR;Facture\n"
    imported(folder, written(folder, "une.csv", header + one), "--day", "2026-06-30", "--accept")
    imported(folder, written(folder, "deux.csv", header + two), "--day", "2026-06-30", "--accept")
    assert outstanding(folder, "2026-06-30")[1] == 120_00
    imported(folder, written(folder, "deux-juillet.csv", header + two), "--day", "2026-07-31", "--accept")
    assert outstanding(folder, "2026-07-31")[1] == 120_00


def test_a_list_that_begins_to_say_who_sold_settles_nothing_of_unknown_sellers_and_says_so(folder: Path) -> None:
    header = "N° pièce;Compte tiers;Date pièce;Échéance;Montant TTC;Reste dû;Devise;Type de pièce{}\n"
    invoice = "{};C1;14/05/2026;14/07/2026;100,00;100,00;EUR;Facture"
    money = "R1;C1;20/06/2026;;-30,00;-30,00;EUR;Avoir"
    june = header.format("") + "\n".join((invoice.format("F1"), invoice.format("F2"), money)) + "\n"
    imported(folder, written(folder, "juin.csv", june), "--day", "2026-06-30", "--accept")
    july = header.format(";Société") + invoice.format("F1") + ";UNE\n"
    found = imported(folder, written(folder, "juillet.csv", july), "--day", "2026-07-31", "--accept")
    assert found["settled"] == []
    assert outstanding(folder, "2026-07-31")[1] == 170_00


def test_names_that_a_list_begins_to_tell_register_its_buyers_and_leave_no_earlier_one_a_stranger(folder: Path) -> None:
    header = "N° pièce;Compte tiers{};Date pièce;Échéance;Montant TTC;Reste dû;Devise;Type de pièce\n"
    row = "{};14/05/2026;14/07/2026;100,00;100,00;EUR;Facture\n"
    june = written(folder, "juin.csv", header.format("") + row.format("F1;C9"))
    imported(folder, june, "--day", "2026-06-30", "--accept")
    july = written(folder, "juillet.csv", header.format(";Nom client") + row.format("F2;C1;Fictive SA"))
    words = ("--day", "2026-07-31", "--column", "buyer_name=Nom client", "--accept")
    assert imported(folder, july, *words)["kept"] == "0002-juillet"
    assert outstanding(folder, "2026-07-31")[0] == 100_00
