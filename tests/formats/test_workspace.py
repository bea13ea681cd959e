"""A folder is read whole or refused whole; the same rows twice change nothing."""

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from encours.facts.kinds import KINDS
from encours.formats.bounds import Bounds
from encours.formats.workspace import WorkspaceRead, read_tables, read_workspace
from encours.formats.write import Form, write_workspace

INVOICES = """number,buyer,issued,due,currency,gross
F1,B1,2026-01-10,2026-03-11,EUR,1200.00
F2,B1,2026-01-15,2026-03-16,TND,300.500
"""
PAYMENTS = "reference,buyer,invoice,paid_on,currency,amount\nP1,B1,F1,2026-02-02,EUR,200.00\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace of two invoices and one payment."""
    (tmp_path / "invoices.csv").write_text(INVOICES)
    (tmp_path / "payments.csv").write_text(PAYMENTS)
    (tmp_path / "policy.toml").write_text('[policy]\nname = "Police"\n')
    return tmp_path


def counts(read: WorkspaceRead) -> dict[str, int]:
    """Number of facts of each kind that has any."""
    assert read.ledger is not None, read.text()
    return {name: len(read.ledger.table(name)) for name in KINDS if len(read.ledger.table(name))}


def test_tables_and_policy_texts_are_handed_over(folder: Path) -> None:
    read = read_workspace(folder)
    assert counts(read) == {"invoices": 2, "payments": 1}
    assert read.policy_texts == {"policy.toml": '[policy]\nname = "Police"\n'}
    assert [each.file for each in read.sniffed] == ["invoices.csv", "payments.csv"]
    assert read.warnings == ()


def test_a_fact_is_named_by_its_file_and_row(folder: Path) -> None:
    ledger = read_workspace(folder).ledger
    assert ledger is not None
    fact = ledger.find("invoices.csv:3")
    assert fact is not None
    assert fact.number == "F2"  # type: ignore[attr-defined]


def test_a_column_set_aside_for_a_renamed_one_is_told_as_not_read(folder: Path) -> None:
    (folder / "workspace.toml").write_text('[columns.invoices]\nnumber = "Ref"\n')
    (folder / "invoices.csv").write_text("Ref," + INVOICES.replace("F1,B", "F1,1,B").replace("F2,B", "F2,2,B"))
    read = read_workspace(folder)
    assert counts(read) == {"invoices": 2, "payments": 1}
    (told,) = read.warnings
    assert (told.code, told.english, told.hint_en) == ("header_unknown", 'This column is not read: "number".', "")


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_two_spellings_of_an_accent_are_one_buyer_and_one_invoice(folder: Path, form: str) -> None:
    composed, apart = "\u00c9", "E\u0301"
    (folder / "buyers.csv").write_text(f"buyer,name\n{composed}1,A\n", encoding="utf-8")
    invoices = INVOICES.replace("F1,B1", f"{composed}\u00a0F1,{apart}1").replace("F2,B1", f"F2,{composed}1")
    (folder / "invoices.csv").write_text(invoices, encoding="utf-8")
    (folder / "payments.csv").write_text(PAYMENTS.replace("B1,F1", f"{composed}1,{apart} F1"), encoding="utf-8")
    if form == "parquet":
        pl.read_csv(folder / "invoices.csv", infer_schema=False).write_parquet(folder / "invoices.parquet")
        (folder / "invoices.csv").unlink()
    read = read_workspace(folder)
    assert counts(read) == {"buyers": 1, "invoices": 2, "payments": 1}
    assert read.warnings == ()
    assert read.ledger is not None
    assert set(read.ledger.table("invoices").texts["buyer"].names) == {f"{composed}1"}


def test_a_file_of_which_the_system_writes_the_accents_apart_is_the_one_described(folder: Path) -> None:
    (folder / "workspace.toml").write_text('[files."r\u00e8gl\u00e9s.csv"]\nkind = "payments"\n', encoding="utf-8")
    (folder / "payments.csv").rename(folder / "re\u0300gle\u0301s.csv")
    assert counts(read_workspace(folder)) == {"invoices": 2, "payments": 1}


def test_the_same_file_twice_changes_nothing(folder: Path) -> None:
    before = read_workspace(folder)
    (folder / "invoices-again.csv").write_text(INVOICES)
    (folder / "payments-again.csv").write_text(PAYMENTS.replace(",", ";"))
    read = read_workspace(folder)
    assert counts(read) == counts(before)
    assert {error.code for error in read.warnings} == {"rows_repeated"}


def test_several_files_of_one_kind_are_one_table(folder: Path) -> None:
    (folder / "factures-2025.csv").write_text(INVOICES.replace("F1", "G1").replace("F2", "G2").replace("2026", "2025"))
    assert counts(read_workspace(folder)) == {"invoices": 4, "payments": 1}


def test_one_wrong_cell_refuses_the_whole(folder: Path) -> None:
    (folder / "payments.csv").write_text(PAYMENTS + "P2,B1,F1,2026-02-31,EUR,1.00\nP3,B1,F9,2026-02-03,EUR,1.00\n")
    read = read_workspace(folder)
    assert read.ledger is None
    assert [error.code for error in read.errors] == ["date_impossible", "payment_without_invoice"]


def test_good_rows_are_kept_when_asked_and_the_others_counted(folder: Path) -> None:
    (folder / "payments.csv").write_text(PAYMENTS + "P2,B1,F1,2026-02-31,EUR,1.00\nP3,B1,F9,2026-02-03,EUR,1.00\n")
    read = read_workspace(folder, keep_good_rows=True)
    assert counts(read) == {"invoices": 2, "payments": 1}
    assert (read.error_total, read.left_out) == (2, 2)


def test_a_row_of_too_many_cells_is_counted_among_those_left_out(folder: Path) -> None:
    (folder / "payments.csv").write_text(PAYMENTS + "P2,B1,F1,2026-02-03,EUR,1.00,00\nP3,B1,F1,2026-02-31,EUR,1.00\n")
    read = read_workspace(folder, keep_good_rows=True)
    assert counts(read) == {"invoices": 2, "payments": 1}
    assert (read.error_total, read.left_out) == (2, 2)
    assert [each.code for each in read.warnings] == ["rows_left_out"]


def test_a_file_that_cannot_be_read_at_all_is_never_left_out(folder: Path) -> None:
    (folder / "payments.csv").write_text("")
    read = read_workspace(folder, keep_good_rows=True)
    assert read.ledger is None
    assert [error.code for error in read.errors] == ["file_empty"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("paiments.csv", PAYMENTS),
        ("limit_decisions.xlsx", "no text"),
        ("workspace.toml", "[reading]\ndecimal = '.'\n"),
        ("workspace.toml", "[files.'export.csv']\nkind = 'disputes'\n"),
        ("top-up.toml", "name = \0"),
    ],
)
def test_keeping_good_rows_never_leaves_out_a_file(folder: Path, name: str, content: str) -> None:
    (folder / name).write_text(content)
    read = read_workspace(folder, keep_good_rows=True)
    assert read.ledger is None
    assert len(read.errors) == 1


def test_keeping_good_rows_never_leaves_out_a_link_that_leads_nowhere(folder: Path) -> None:
    (folder / "disputes.csv").symlink_to("gone.csv")
    assert read_workspace(folder, keep_good_rows=True).ledger is None


def test_what_a_refused_invoice_explains_is_not_told_again(folder: Path) -> None:
    (folder / "invoices.csv").write_text(INVOICES.replace("1200.00", "12OO.00"))
    assert [error.code for error in read_workspace(folder).errors] == ["amount_malformed"]


def test_between_two_contradictory_limits_no_side_is_taken(folder: Path) -> None:
    header = "reference,buyer,kind,outcome,amount,currency,decided_on,effective_on\n"
    (folder / "limit_decisions.csv").write_text(
        f"{header}L1,B1,named,granted,5000.00,EUR,2026-01-01,2026-01-01\n"
        "L2,B1,named,granted,8000.00,EUR,2026-01-01,2026-01-01\n"
    )
    read = read_workspace(folder, keep_good_rows=True)
    assert counts(read) == {"invoices": 2, "payments": 1}
    assert read.left_out == 2


def test_a_dispute_is_in_the_currency_of_its_invoice(folder: Path) -> None:
    (folder / "disputes.csv").write_text(
        "reference,buyer,invoice,opened_on,amount\nD1,B1,F2,2026-02-01,100.5\nD2,B1,F1,2026-02-01,100.5\n"
    )
    ledger = read_workspace(folder).ledger
    assert ledger is not None
    assert [fact.amount for fact in ledger.table("disputes").rows()] == [100_500, 10_050]  # type: ignore[attr-defined]


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_file_of_disputes_without_rows_says_that_there_are_none(folder: Path, tmp_path: Path, form: Form) -> None:
    ledger = read_workspace(folder).ledger
    assert ledger is not None
    assert not ledger.kept["disputes"].is_register
    (folder / "litiges.csv").write_text("référence;acheteur;facture;ouvert le\n")
    ledger = read_workspace(folder).ledger
    assert ledger is not None
    assert ledger.kept["disputes"].is_register
    assert write_workspace(tmp_path / "again", ledger, form=form) is None
    again = read_workspace(tmp_path / "again").ledger
    assert again is not None
    assert again.kept["disputes"].is_register


def test_a_column_may_be_renamed_by_the_settings(folder: Path) -> None:
    (folder / "invoices.csv").write_text(INVOICES.replace("gross", "Betrag"))
    (folder / "workspace.toml").write_text('[columns.invoices]\ngross = "Betrag"\n')
    assert counts(read_workspace(folder))["invoices"] == 2


def test_the_company_currency_stands_where_no_column_gives_one(folder: Path) -> None:
    (folder / "payments.csv").unlink()
    (folder / "invoices.csv").write_text("number,buyer,issued,gross\nF1,B1,2026-01-10,1200\n")
    assert read_workspace(folder).ledger is None
    (folder / "workspace.toml").write_text('[company]\ncurrency = "JPY"\n')
    ledger = read_workspace(folder).ledger
    assert ledger is not None
    assert ledger.table("invoices").total("gross") == 1200


def test_the_wide_file_of_euro_rates_is_read(tmp_path: Path) -> None:
    (tmp_path / "eurofxref-hist.csv").write_text(
        "Date,USD,JPY,CYP,\n2026-01-05,1.0835,180.1,N/A,\n2026-01-02,1.08,179,N/A,\n"
    )
    ledger = read_workspace(tmp_path).ledger
    assert ledger is not None
    found = {(fact.currency, fact.day): fact.per_euro for fact in ledger.table("exchange_rates").rows()}  # type: ignore[attr-defined]
    assert len(found) == 4
    assert str(max(found.values())) == "1801/10"
    assert ledger.find("eurofxref-hist.csv:2:USD") is not None


def test_the_rates_published_by_the_central_bank_are_read() -> None:
    path = Path(__file__).parents[3] / "shared" / "data" / "fx" / "eurofxref-hist.csv"
    if not path.exists():
        pytest.skip("the published rates are not beside this clone")
    read = read_workspace(path.parent)
    assert read.errors == ()
    assert read.ledger is not None
    assert len(read.ledger.table("exchange_rates")) > 200_000


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert [error.code for error in read_workspace(tmp_path / "nowhere").errors] == ["folder_missing"]


def test_tables_in_memory_are_read_alike(folder: Path) -> None:
    rows = [line.split(",") for line in INVOICES.splitlines()]
    read, again = read_tables({"invoices": rows}), read_workspace(folder)
    assert read.ledger is not None
    assert again.ledger is not None
    assert [fact.gross for fact in read.ledger.table("invoices").rows()] == [  # type: ignore[attr-defined]
        fact.gross
        for fact in again.ledger.table("invoices").rows()  # type: ignore[attr-defined]
    ]


def test_progress_is_told_while_reading(folder: Path) -> None:
    told: list[tuple[str, int]] = []
    read_workspace(folder, report=lambda file, rows: told.append((file, rows)))
    assert told == [("invoices.csv", 2), ("payments.csv", 1)]


NAMES = st.sampled_from(
    ["invoices.csv", "buyers.csv", "payments.parquet", "workspace.toml", "policy.toml", "invoces.csv",
     "eurofxref-hist.csv", "ledger.json", "notes.txt", "limit_decisions-2.csv"]
)  # fmt: skip
SETTINGS = b'[files."ledger.json"]\nkind = "buyers"\npath = "a.b"\ncolumns = { buyer = "id", name = "n" }\n'
CONTENTS = st.one_of(
    st.binary(max_size=120),
    st.sampled_from([INVOICES.encode(), PAYMENTS.encode(), SETTINGS, b'{"a": {"b": [{"id": 1, "n": null}]}}',
                     b"[" * 100_000, b"[a]\nb=" + b"[" * 5000, b"1" * 5000, b"PAR1" + bytes(60) + b"PAR1"]),
)  # fmt: skip


@settings(max_examples=150)
@given(files=st.dictionaries(NAMES, CONTENTS, max_size=4), keep=st.booleans())
def test_no_folder_raises(tmp_path_factory: pytest.TempPathFactory, files: dict[str, bytes], keep: bool) -> None:
    folder = tmp_path_factory.mktemp("any")
    for name, content in files.items():
        (folder / name).write_bytes(content)
    read = read_workspace(folder, keep_good_rows=keep, bounds=Bounds(errors=5))
    assert read.ledger is not None or read.errors
    assert len(read.errors) <= 5
    assert read.text("fr") or not read.errors


@given(
    st.dictionaries(st.text(max_size=12), st.lists(st.lists(st.text(max_size=5), max_size=4), max_size=4), max_size=3)
)
def test_no_tables_in_memory_raise(tables: dict[str, list[list[str]]]) -> None:
    read = read_tables(tables)
    assert read.ledger is not None or read.errors
