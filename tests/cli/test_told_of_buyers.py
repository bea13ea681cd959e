"""A list of invoices tells who its buyers are, and what the words of its column of types mean."""

import csv
from pathlib import Path

import pytest

from encours.cli import exit_codes
from tests.cli.commands import run

# Numbers of made-up companies, whose key is right.
NUMBERS = (("732829320", "73282932000074"), ("404833048", "40483304800022"))
HEADER = "Code client;N° pièce;Date;Échéance;Nom client;N° SIREN;N° SIRET;Pays;Devise;Montant TTC"


def rows(*types: str, numbers: tuple[tuple[str, str], ...] = NUMBERS) -> str:
    said = types or ("", "", "")
    lines = [HEADER + (";Type" if types else "")]
    for place, each in enumerate(said):
        siren, siret = numbers[place % 2]
        lines.append(
            f"C{place % 2 + 1:03};F-{place};2{place}/05/2026;2{place}/07/2026;Maison {place % 2};{siren};{siret};FR;"
            f"EUR;1{place}00,00" + (f";{each}" if types else "")
        )
    return "\n".join(lines) + "\n"


def imported(folder: Path, text: str, *more: str, language: str = "en") -> tuple[str, str, int]:
    (folder / "ventes-juin.txt").unlink(missing_ok=True)
    (folder / "export.csv").write_text(text, encoding="utf-8")
    return run(["import", "export.csv", "--accept", *more], language, folder=folder)


def kept(folder: Path, table: str) -> list[dict[str, str]]:
    (path,) = (folder / "imports").glob(f"*/{table}.csv")
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_names_numbers_and_country_of_the_buyers_are_read(tmp_path: Path) -> None:
    out, err, code = imported(tmp_path, rows())
    assert code == 0, out + err
    assert "Columns not read" not in out
    found = [
        (each["buyer"], each["name"], each["siren"], each["siret"], each["country"])
        for each in kept(tmp_path, "buyers")
    ]
    assert found == [("C001", "Maison 0", *NUMBERS[0], "FR"), ("C002", "Maison 1", *NUMBERS[1], "FR")]
    out, err, code = run(["entities", "."], "fr", folder=tmp_path)
    assert code == 0, err
    assert "Client sans identifiant" not in out


def test_a_column_that_gives_one_buyer_two_numbers_is_left_unread_and_said_so(tmp_path: Path) -> None:
    text = rows().replace(NUMBERS[0][0], NUMBERS[1][0], 1)
    out, _, code = imported(tmp_path, text)
    assert code == 0
    assert 'Columns not read: "N° SIREN"' in out
    assert [each.get("siren", "") for each in kept(tmp_path, "buyers")] == ["", ""]
    assert [each["siret"] for each in kept(tmp_path, "buyers")] == [each[1] for each in NUMBERS]


def test_a_column_that_holds_no_such_numbers_is_left_unread(tmp_path: Path) -> None:
    out, _, code = imported(tmp_path, rows(numbers=(("732829321", NUMBERS[0][1]), NUMBERS[1])))
    assert code == 0
    assert 'Columns not read: "N° SIREN"' in out


def test_a_column_may_be_told_to_give_the_number(tmp_path: Path) -> None:
    text = rows().replace("N° SIREN", "Immatriculation")
    _, err, code = imported(tmp_path, text, "--column", "buyer_siren=Immatriculation")
    assert code == 0, err
    assert [each["siren"] for each in kept(tmp_path, "buyers")] == [each[0] for each in NUMBERS]


def test_fa_is_an_invoice_and_av_a_credit_note(tmp_path: Path) -> None:
    out, err, code = imported(tmp_path, rows("FA", "FA", "AV"))
    assert code == 0, out + err
    assert len(kept(tmp_path, "invoices")) == 2
    assert len(kept(tmp_path, "credit_notes")) == 1


@pytest.mark.parametrize(("language", "meaning"), [("en", "invoice"), ("fr", "facture")])
def test_a_word_of_one_s_own_is_told_and_remembered(tmp_path: Path, language: str, meaning: str) -> None:
    _, err, code = imported(tmp_path, rows("VTE9", "VTE9", "AV"), language=language)
    assert code == exit_codes.REFUSED
    assert f'--document-word "VTE9={meaning}"' in err
    out, err, code = imported(
        tmp_path, rows("VTE9", "VTE9", "AV"), "--document-word", f"VTE9={meaning}", language=language
    )
    assert code == 0, out + err
    assert len(kept(tmp_path, "invoices")) == 2
    # The next list of that sort needs no word.
    (tmp_path / "export2.csv").write_text(rows("VTE9", "VTE9", "AV", "VTE9"), encoding="utf-8")
    out, err, code = run(["import", "export2.csv"], language, folder=tmp_path)
    assert code == 0, out + err


def test_a_word_that_means_no_document_is_refused_with_those_that_do(tmp_path: Path) -> None:
    _, err, code = imported(tmp_path, rows("VTE9", "VTE9"), "--document-word", "VTE9=vente")
    assert code == exit_codes.REFUSED
    assert "FA=invoice" in err
    _, err, code = imported(tmp_path, rows("VTE9", "VTE9"), "--document-word", "VTE9=vente", language="fr")
    assert "FA=facture" in err


def test_the_words_of_a_file_read_as_it_lies_are_in_its_settings(tmp_path: Path) -> None:
    (tmp_path / "export.csv").write_text(rows("VTE9", "VTE9", "AV"), encoding="utf-8")
    section = '[files."export.csv"]\nkind = "invoices"\ndocument_type = "Type"\nbuyer_name = "Nom client"\n'
    section += '[files."export.csv".columns]\nnumber = "N° pièce"\nbuyer = "Code client"\nissued = "Date"\n'
    section += 'due = "Échéance"\ncurrency = "Devise"\ngross = "Montant TTC"\n'
    words = '[files."export.csv".document_words]\nVTE9 = "facture"\n'
    (tmp_path / "workspace.toml").write_text(section + words, encoding="utf-8")
    out, err, code = run(["ageing", "."], "en", folder=tmp_path)
    assert code == 0, err
    assert "Maison 0" in out
    (tmp_path / "workspace.toml").write_text(section + words.replace("facture", "vente"), encoding="utf-8")
    _, err, code = run(["ageing", "."], "en", folder=tmp_path)
    assert code == exit_codes.REFUSED
    assert "invoice, credit note or payment" in err
