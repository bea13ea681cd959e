"""The action of importing, called as the web would: values in, values out, nothing printed."""

import json
from pathlib import Path

import pytest

from encours.actions.importing import Imported, Receiver, Refusal, Wish, import_file, undo_import
from encours.cover.holds import Holds
from encours.facts.ledger import Ledger
from encours.formats.recognise import Told
from encours.formats.workspace import read_workspace
from encours.units import from_civil
from tests.facts.story import on
from tests.formats.fec.books import sale, text

JUNE, JULY = on("30-06"), on("31-07")
HEADER = "number,buyer,issued,due,currency,gross\n"
LIMITS = "reference,buyer,kind,outcome,amount,currency,decided_on\n"


def receiver(place: Path) -> Receiver:
    def no_cover(*_: object) -> None:
        raise AssertionError("no policy, no cover")

    if not place.exists():
        return Receiver(place, Ledger.empty(), read_workspace(place).settings, (), None, no_cover)
    read = read_workspace(place)
    assert read.ledger is not None, read.text("en")
    return Receiver(place, read.ledger, read.settings, read.imports, None, no_cover)


def written(tmp_path: Path, name: str, text: str) -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def kept(tmp_path: Path, name: str, text: str, **told: object) -> Imported:
    wish = Wish(Told(**told), accept=True)
    done = import_file(written(tmp_path, name, text), receiver(tmp_path / "company"), wish)
    assert isinstance(done, Imported), done.text("en")
    return done


def refused(done: Imported | Refusal) -> str:
    assert isinstance(done, Refusal)
    assert done.text("fr") != done.text("en")
    return done.text("en")


def test_what_is_not_accepted_writes_nothing(tmp_path: Path) -> None:
    path = written(tmp_path, "invoices.csv", f"{HEADER}F1,B1,2026-05-04,2026-07-04,EUR,10.00\n")
    done = import_file(path, receiver(tmp_path / "company"), Wish())
    assert isinstance(done, Imported)
    assert (done.proposal.fact_count, done.kept) == (1, "")
    assert not (tmp_path / "company").exists()


def test_an_undo_is_shown_before_it_is_done_and_is_not_undone(tmp_path: Path) -> None:
    rows = "F1,B1,2026-05-04,2026-07-04,EUR,10.00\nF2,B1,2026-05-04,2026-07-04,EUR,30.00\n"
    assert kept(tmp_path, "invoices.csv", HEADER + rows).kept == "0001-invoices"
    kept(tmp_path, "invoices.csv", HEADER + rows.replace("30.00", "20.00"), day=JUNE)
    company = tmp_path / "company"
    assert "--undo 0002-invoices" in refused(undo_import("0001-invoices", receiver(company), Wish()))
    shown = undo_import("0002-invoices", receiver(company), Wish())
    assert isinstance(shown, Imported)
    assert shown.proposal.fact_count == 1
    assert not shown.kept
    for name in ("0002-invoices", "0001-invoices"):
        done = undo_import(name, receiver(company), Wish(accept=True))
        assert isinstance(done, Imported)
        assert done.kept.endswith(f"undo-{name}")
    assert receiver(company).ledger.view(JULY).facts("invoices") == ()
    assert receiver(company).standing == []
    command = f"encours import invoices.csv --into {company} --accept"
    for name in ("0002-invoices", "0003-undo-0002-invoices"):
        assert command in refused(undo_import(name, receiver(company), Wish()))
    assert "no import" in refused(undo_import("nobody", receiver(company), Wish()))


def test_limits_that_fall_are_told_by_buyer_the_largest_first(tmp_path: Path) -> None:
    rows = "D1,B1,named,granted,100.00,EUR,2026-05-04\nD2,B2,named,granted,900.00,EUR,2026-05-04\n"
    rows += "D3,B3,named,granted,50.00,EUR,2026-05-04\nD4,B4,named,granted,70.00,EUR,2026-05-04\n"
    kept(tmp_path, "limit_decisions.csv", LIMITS + rows, day=JUNE)
    cuts = "E1,B1,named,withdrawn,,EUR,2026-07-04\nE2,B2,named,reduced,500.00,EUR,2026-07-04\n"
    cuts += "E3,B3,named,granted,80.00,EUR,2026-07-04\nE4,B4,named,granted,60.00,USD,2026-07-04\n"
    done = kept(tmp_path, "limit_decisions.csv", LIMITS + cuts, day=JULY)
    told = [(each.before.buyer, each.amount_before, each.amount_now, each.is_converted) for each in done.proposal.falls]
    assert told == [("B2", 900_00, 500_00, False), ("B1", 100_00, 0, False), ("B4", 70_00, 60_00, True)]
    back = undo_import(done.kept, receiver(tmp_path / "company"), Wish())
    assert isinstance(back, Imported)
    assert [each.before.buyer for each in back.proposal.falls] == ["B3", "B4"]


@pytest.mark.parametrize(("before", "now"), [("granted", "withdrawn"), ("withdrawn", "granted")])
def test_a_decision_that_keeps_its_amount_and_leaves_another_limit_is_new(
    tmp_path: Path, before: str, now: str
) -> None:
    kept(tmp_path, "limit_decisions.csv", f"{LIMITS}D1,B1,named,{before},100.00,EUR,2026-05-04\n", day=JUNE)
    done = kept(tmp_path, "limit_decisions.csv", f"{LIMITS}E1,B1,named,{now},100.00,EUR,2026-07-04\n", day=JULY)
    assert done.proposal.fact_count == 1
    assert [each.amount_now for each in done.proposal.falls] == ([0] if now == "withdrawn" else [])


def test_a_list_imported_again_after_its_undo_says_again_what_it_said(tmp_path: Path) -> None:
    head = "Client;Pièce;Type;Date;Échéance;Solde\n"
    sold, credit = "B1;F1;Facture;2026-05-04;2026-07-04;10,00\n", "B1;A1;Avoir;2026-05-06;2026-05-06;-3,00\n"
    company = tmp_path / "company"

    def accepted(name: str, text: str, day: int) -> Imported:
        wish = Wish(Told(day=day, currency="EUR"), Holds.OPEN_ITEMS, accept=True)
        done = import_file(written(tmp_path, name, text), receiver(company), wish)
        assert isinstance(done, Imported), done.text("en")
        return done

    accepted("june.csv", head + sold + credit, JUNE)
    for _ in range(2):
        done = accepted("july.csv", head + sold, JULY)
        assert receiver(company).ledger.view(JULY).facts("credit_notes") == ()
        assert isinstance(undo_import(done.kept, receiver(company), Wish(accept=True)), Imported)
        assert len(receiver(company).ledger.view(JULY).facts("credit_notes")) == 1


def test_a_list_on_which_a_later_one_stands_is_taken_back_after_it(tmp_path: Path) -> None:
    rows = "F1,B1,2026-05-04,2026-07-04,EUR,10.00\n"
    kept(tmp_path, "invoices.csv", HEADER + rows, day=JUNE)
    kept(tmp_path, "invoices.csv", HEADER + rows + "F2,B1,2026-05-04,2026-07-04,EUR,30.00\n", day=JULY)
    company = tmp_path / "company"
    assert "--undo 0002-invoices" in refused(undo_import("0001-invoices", receiver(company), Wish()))


BALANCE = "Client;Non échu;1-30;31-60;Total\nC1;100,00;20,00;0,00;120,00\n"


def test_the_name_of_a_list_tells_its_day_where_nothing_else_does(tmp_path: Path) -> None:
    assert kept(tmp_path, "balance 2026-06-30.csv", BALANCE, currency="EUR").made.day == JUNE
    assert (
        kept(tmp_path, "balance_20260731.csv", BALANCE.replace("20,00", "30,00").replace("120", "130")).made.day == JULY
    )
    path = written(tmp_path, "balance.csv", BALANCE)
    untold = refused(import_file(path, receiver(tmp_path / "company"), Wish()))
    assert untold.endswith("--day 2026-06-30")
    told = Wish(Told(day=on("31-08")))
    done = import_file(written(tmp_path, "balance 2026-07-31.csv", BALANCE), receiver(tmp_path / "company"), told)
    assert isinstance(done, Imported)
    assert done.made.day == on("31-08")


@pytest.mark.parametrize(("sold", "learnt"), [("20251222", (2025, 12, 31)), ("20251115", (2025, 11, 15))])
def test_books_at_closing_are_learnt_on_the_day_that_their_name_tells(tmp_path: Path, sold: str, learnt: tuple) -> None:
    books = text([sale("1", sold, "C1", "1200")])
    done = kept(tmp_path, "123456782FEC20251231.txt", books, currency="EUR", terms="30 days")
    assert done.made.day == from_civil(*learnt)


@pytest.mark.parametrize("table", ["invoices", ""])
def test_a_list_within_a_json_file_is_told_by_its_path(tmp_path: Path, table: str) -> None:
    row = {"number": "F1", "buyer": "B1", "issued": "2026-05-04", "due": "2026-07-04", "currency": "EUR", "gross": "10"}
    text = json.dumps({"data": {"sales": [row, {**row, "number": "F2"}]}})
    assert kept(tmp_path, "export.json", text, table=table, path="data.sales").proposal.fact_count == 2


def test_what_each_row_is_stands_under_the_heading_told(tmp_path: Path) -> None:
    head = "Facture;Client;Date facture;Échéance;Montant TTC;Reste dû;Devise;Sens\n"
    text = f"{head}F1;C1;14/05/2026;14/07/2026;100,00;100,00;EUR;Facture\nA1;C1;15/05/2026;;-30,00;-30,00;EUR;Avoir\n"
    path = written(tmp_path, "postes.csv", text)
    untold = import_file(path, receiver(tmp_path / "company"), Wish(Told(day=JUNE)))
    assert "--document-type" in refused(untold)
    done = import_file(path, receiver(tmp_path / "company"), Wish(Told(day=JUNE, document_type="Sens")))
    assert isinstance(done, Imported), done.text("en")
    assert done.holds is Holds.OPEN_ITEMS
    assert {kind: table.length for kind, table in done.proposal.added.items()} == {"invoices": 1, "credit_notes": 1}
