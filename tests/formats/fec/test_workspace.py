"""A FEC in a folder is read with the policy and the other facts, as its settings say."""

from pathlib import Path

import pytest

from encours.cli import main
from encours.formats.bounds import Bounds
from encours.formats.settings import FileMapping, Settings
from encours.formats.workspace import read_sources, read_workspace
from encours.formats.write import write_workspace
from encours.units import MISSING, from_civil
from tests.formats.fec.books import HEADER, NAME, Entry, Line, moved, open_by_buyer, receipt, sale, text, written

BOOKS = (
    sale("1", "20260115", "C1", "1200", letter="A"),
    receipt("2", "20260320", "C1", "1200", letter="A"),
    sale("3", "20260401", "C1", "2400"),
    sale("4", "20260410", "C2", "600"),
)
POLICY = """[policy]
name = "Globale 2026"
insurer = "Assureur Fictif SA"
policyholder = "Tuileries Fictives SAS"
wording = "whole turnover"
edition = "2026-01"
currency = "EUR"
period_start = 2026-01-01
period_end = 2026-12-31

[terms]
insured_percentage = "90 %"
maximum_payment_terms = "60 days"
"""
LIMITS = """reference,buyer,kind,outcome,amount,currency,decided_on,notified_on
D1,C1,named,granted,5000,EUR,2025-12-15,2025-12-15
D2,C2,named,granted,5000,EUR,2025-12-15,2025-12-15
"""
ASSUMPTIONS = """name,value,author,made_on
delivered = issued,,Directeur Fictif,2026-01-02
no other disputes,,Directeur Fictif,2026-01-02
payments complete to,2026-12-31,Directeur Fictif,2026-01-02
country,FR,Directeur Fictif,2026-01-02
payment means,open account,Directeur Fictif,2026-01-02
public,no,Directeur Fictif,2026-01-02
related,no,Directeur Fictif,2026-01-02
private person,no,Directeur Fictif,2026-01-02
"""


def settings(lines: str, name: str = NAME) -> str:
    """Settings of the FEC of that name."""
    return f'[files."{name}"]\n{lines}'


def invoices(folder: Path):
    found = read_workspace(folder)
    assert found.ledger is not None, found.text()
    return {each.number: each for each in found.ledger.table("invoices").rows()}


def test_a_fec_is_known_by_its_name(tmp_path: Path) -> None:
    written(tmp_path, NAME, text(BOOKS))
    assert set(invoices(tmp_path)) == {"F1", "F3", "F4"}


def test_a_fec_is_known_by_its_header(tmp_path: Path) -> None:
    written(tmp_path, "écritures 2026.txt", text(BOOKS))
    assert set(invoices(tmp_path)) == {"F1", "F3", "F4"}


def test_a_fec_is_known_by_what_the_settings_say(tmp_path: Path) -> None:
    written(tmp_path, "x.dat.txt", text(BOOKS))
    written(tmp_path, "workspace.toml", settings('kind = "fec"\nterms = "30 days"\n', "x.dat.txt"))
    assert invoices(tmp_path)["F3"].due == from_civil(2026, 5, 1)


def test_due_dates_follow_the_terms_told(tmp_path: Path) -> None:
    written(tmp_path, NAME, text(BOOKS))
    terms = f'terms = "45 jours fin de mois"\n[files."{NAME}".terms_of]\nC2 = "30 days"\n'
    written(tmp_path, "workspace.toml", settings(terms))
    found = invoices(tmp_path)
    assert (found["F3"].due, found["F4"].due) == (from_civil(2026, 5, 31), from_civil(2026, 5, 10))


@pytest.mark.parametrize(("code", "near"), [("C22", "C2"), ("411C2", "C2"), ("411000c2", "C2"), ("ZZZ9", "")])
def test_terms_told_for_no_customer_are_told_with_the_one_meant(tmp_path: Path, code: str, near: str) -> None:
    written(tmp_path, NAME, text(BOOKS))
    written(tmp_path, "workspace.toml", settings(f'[files."{NAME}".terms_of]\n"{code}" = "30 days"\nC1 = "10 days"\n'))
    told = [each for each in read_workspace(tmp_path).warnings if each.code == "fec_terms_of_nobody"]
    assert [each.excerpt for each in told] == [code]
    assert (f"Did you mean {near}?" in told[0].hint_en) == bool(near)
    assert (f"Vouliez-vous dire {near}" in told[0].hint_fr) == bool(near)


def test_without_terms_the_due_date_stays_unknown_and_what_to_write_is_told(tmp_path: Path) -> None:
    written(tmp_path, NAME, text(BOOKS))
    found = read_workspace(tmp_path)
    assert found.ledger is not None
    assert {each.due for each in found.ledger.table("invoices").rows()} == {MISSING}
    (told,) = [each for each in found.warnings if each.code == "fec_terms_unknown"]
    assert f'[files."{NAME}"]' in told.hint_en


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ('kind = "fec"\nterm = "30 days"', "setting_unknown"),
        ('kind = "fec"\nterms = "soon"', "setting_value"),
        ('kind = "fec"\nterms = 30', "setting_type"),
        ('kind = "fec"\nbill_terms = "thirty"', "setting_value"),
        ('kind = "fec"\nterms_of = "30 days"', "setting_type"),
        ('kind = "fec"\nwhere = { a = "b" }', "setting_unknown"),
    ],
)
def test_a_wrong_setting_is_told(tmp_path: Path, lines: str, said: str) -> None:
    written(tmp_path, NAME, text(BOOKS))
    written(tmp_path, "workspace.toml", settings(lines))
    assert [each.code for each in read_workspace(tmp_path).errors] == [said]


def test_the_entity_told_is_that_of_the_invoices(tmp_path: Path) -> None:
    written(tmp_path, NAME, text(BOOKS))
    written(tmp_path, "workspace.toml", settings('entity = "TF"'))
    assert {each.entity for each in invoices(tmp_path).values()} == {"TF"}


def test_what_is_insured_is_answered_from_a_fec_and_a_policy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(tmp_path, NAME, text(BOOKS))
    written(tmp_path, "policy.toml", POLICY)
    written(tmp_path, "limit_decisions.csv", LIMITS)
    written(tmp_path, "assumptions.csv", ASSUMPTIONS)
    written(tmp_path, "entities.csv", "entity,name,joined_on\nTF,Tuileries Fictives SAS,2026-01-01\n")
    rules = 'kind = "fec"\nentity = "TF"\nterms = "45 days end of month"\n'
    written(tmp_path, "workspace.toml", settings(rules))
    status = main(["cover", str(tmp_path), "--as-of", "2026-04-10"])
    said = capsys.readouterr().out
    assert status == 0
    shown = " ".join(said.split())
    assert "● covered €2,500.00" in shown, "F3 and F4 without their VAT"
    assert "Outstanding €3,000.00" in shown, "F1 is paid"


def test_the_aged_balance_agrees_with_the_accounts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    books = [
        *BOOKS,
        Entry("OD", "5", "20260410", "P5", (Line("416000", "600", "C2"), Line("411000", "-600", "C2", ""))),
    ]
    written(tmp_path, NAME, text(books))
    status = main(["ageing", str(tmp_path)])
    said = capsys.readouterr().out
    assert (status, "Agrees with the control account" in said) == (0, True), said


def test_the_aged_balance_agrees_where_a_bill_is_with_the_bank(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bill = (
        moved("5", "20260412", Line("413000", "600", "C3"), Line("411000", "-600", "C3", "B")),
        moved("6", "20260413", Line("511400", "600"), Line("413000", "-600", "C3")),
    )
    written(tmp_path, NAME, text([*BOOKS, sale("7", "20260411", "C3", "600", letter="B"), *bill]))
    status = main(["ageing", str(tmp_path)])
    said = capsys.readouterr().out
    assert (status, "Agrees with the control account 411, effets remis non échus" in said) == (0, True), said


def test_good_rows_are_kept_where_that_is_asked(tmp_path: Path) -> None:
    written(tmp_path, NAME, text(BOOKS).replace("\t20260410\t411000", "\t20269910\t411000"))
    assert read_workspace(tmp_path).ledger is None
    kept = read_workspace(tmp_path, keep_good_rows=True)
    assert kept.ledger is not None
    assert open_by_buyer(kept.ledger) == {"C1": 240_000}
    assert kept.left_out == 1


def test_what_was_read_is_written_and_read_back_the_same(tmp_path: Path) -> None:
    (tmp_path / "books").mkdir()
    books = [*BOOKS, sale("6", "20260501", "C2", "100", letter="B"), receipt("7", "20260601", "C2", "90", letter="B")]
    written(tmp_path / "books", NAME, text(books))
    found = read_workspace(tmp_path / "books").ledger
    assert found is not None
    assert write_workspace(tmp_path / "written", found) is None
    again = read_workspace(tmp_path / "written").ledger
    assert again is not None
    for kind in ("invoices", "payments", "buyers", "control_accounts"):
        assert list(again.table(kind).rows()) == list(found.table(kind).rows())


def test_a_hostile_file_is_refused_within_bounds(tmp_path: Path) -> None:
    small = Bounds(rows=5, line_characters=3_000, cell_characters=500, file_bytes=10_000, columns=20)
    header = "\t".join(HEADER)
    files = {
        "too_many_rows": text(BOOKS),
        "line_too_long": header + "\n" + "x" * 5_000,
        "cell_too_long": text([sale("1", "20260115", "C" * 600, "1200")]),
        "file_too_large": text(BOOKS * 20),
        "nul_bytes": header + "\n\0\n",
        "fec_columns_missing": "JournalCode\tEcritureNum\n",
        "too_many_columns": "\t".join(f"c{number}" for number in range(50)) + "\n",
        "file_empty": "",
    }
    for code, content in files.items():
        written(tmp_path, NAME, content)
        assert [each.code for each in read_workspace(tmp_path, bounds=small).errors] == [code]


def test_the_summary_counts_what_lacks_a_due_date_as_the_warning_does(tmp_path: Path) -> None:
    openings = Path(__file__).parents[2] / "errors" / "formats" / "fec_openings_without_a_day" / "workspace"
    (path,) = (each for each in openings.iterdir() if "FEC" in each.name)
    read = read_sources({path.name: path}, Settings(files={path.name: (FileMapping("fec"),)}))
    told = [
        int(each.english.rpartition(": ")[2].strip(".")) for each in read.warnings if each.code == "fec_terms_unknown"
    ]
    (book,) = read.books
    assert book.unknown.openings_undated == 2
    assert [book.unknown.due_dates] == (told or [0])
