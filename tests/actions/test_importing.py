"""The action of importing, called as the web would: values in, values out, nothing printed."""

import json
import shutil
from pathlib import Path

import pytest

from encours.actions.import_folder import FolderKeeper
from encours.actions.importing import Imported, Receiver, Refusal, Wish, import_file, undo_import
from encours.cover.holds import Holds
from encours.facts.ledger import Ledger
from encours.formats.recognise import Told
from encours.formats.workspace import read_sources, read_workspace
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
        return Receiver(FolderKeeper(place), Ledger.empty(), read_workspace(place).settings, (), None, no_cover)
    read = read_workspace(place)
    assert read.ledger is not None, read.text("en")
    return Receiver(FolderKeeper(place), read.ledger, read.settings, read.imports, None, no_cover)


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
    assert "Take 0002-invoices back first." in refused(undo_import("0001-invoices", receiver(company), Wish()))
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
    command = "import its file again: invoices.csv"
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
    assert "Take 0002-invoices back first." in refused(undo_import("0001-invoices", receiver(company), Wish()))


BALANCE = "Client;Non échu;1-30;31-60;Total\nC1;100,00;20,00;0,00;120,00\n"


def test_the_name_of_a_list_tells_its_day_where_nothing_else_does(tmp_path: Path) -> None:
    assert kept(tmp_path, "balance 2026-06-30.csv", BALANCE, currency="EUR").made.day == JUNE
    assert (
        kept(tmp_path, "balance_20260731.csv", BALANCE.replace("20,00", "30,00").replace("120", "130")).made.day == JULY
    )
    path = written(tmp_path, "balance.csv", BALANCE)
    untold = refused(import_file(path, receiver(tmp_path / "company"), Wish()))
    assert untold.endswith("Tell it: day of the file.")
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
    assert "type of document" in refused(untold)
    done = import_file(path, receiver(tmp_path / "company"), Wish(Told(day=JUNE, document_type="Sens")))
    assert isinstance(done, Imported), done.text("en")
    assert done.holds is Holds.OPEN_ITEMS
    assert {kind: table.length for kind, table in done.proposal.added.items()} == {"invoices": 1, "credit_notes": 1}


def fec(tmp_path: Path, *entries: object, name: str = "123456782FEC20251231.txt", **told: object) -> Imported | Refusal:
    path = written(tmp_path, name, text([sale(*each) for each in entries]))  # type: ignore[misc]
    return import_file(path, receiver(tmp_path / "company"), Wish(Told(**told), accept=True))


def owed(tmp_path: Path) -> dict[str, int]:
    ledger = receiver(tmp_path / "company").ledger
    return {each.number: each.gross for each in ledger.view(on("31-12")).facts("invoices")}  # type: ignore[attr-defined]


FIRST, SECOND, THIRD = ("1", "20251203", "C1", "1200"), ("2", "20251210", "C1", "500"), ("3", "20251230", "C1", "70")


@pytest.mark.parametrize("deleted", [SECOND, THIRD])
def test_of_two_exports_of_one_year_the_one_imported_later_is_right_though_it_has_fewer_lines(
    tmp_path: Path, deleted: tuple[str, str, str, str]
) -> None:
    left = [each for each in (FIRST, SECOND, THIRD) if each != deleted]
    assert isinstance(fec(tmp_path, FIRST, SECOND, THIRD, currency="EUR"), Imported)
    before = owed(tmp_path)
    corrected = fec(tmp_path, *left)
    assert isinstance(corrected, Imported)
    assert len(before) == 3
    assert sorted(owed(tmp_path).values()) == sorted(int(each[3]) * 100 for each in left)
    again = fec(tmp_path, FIRST, SECOND, THIRD)
    assert isinstance(again, Imported)
    assert again.kept.startswith("0003-")
    assert owed(tmp_path) == before


@pytest.mark.parametrize(("spoilt", "said"), [(None, "is not there"), ("edited", "was edited since")])
def test_a_fec_does_not_stand_on_a_year_whose_file_is_lost_or_edited(
    tmp_path: Path, spoilt: str | None, said: str
) -> None:
    done = fec(tmp_path, FIRST, currency="EUR")
    assert isinstance(done, Imported)
    source = tmp_path / "company" / "imports" / done.kept / "source" / "123456782FEC20251231.txt"
    whole = source.read_text(encoding="utf-8")
    source.unlink()
    if spoilt:
        source.write_text(whole.replace("1200", "1300"), encoding="utf-8")
    later = ("1", "20260110", "C1", "10")
    told = refused(fec(tmp_path, later, name="123456782FEC20261231.txt"))
    assert said in told
    assert f"imports/{done.kept}/source/123456782FEC20251231.txt" in told
    source.write_text(whole, encoding="utf-8")
    assert isinstance(fec(tmp_path, later, name="123456782FEC20261231.txt"), Imported)


def test_the_same_fec_takes_the_terms_that_are_told_later(tmp_path: Path) -> None:
    fec(tmp_path, FIRST, currency="EUR")
    done = fec(tmp_path, FIRST, terms="30 days")
    assert isinstance(done, Imported)
    assert done.kept
    (invoice,) = receiver(tmp_path / "company").ledger.view(on("31-12")).facts("invoices")
    assert invoice.due == from_civil(2026, 1, 2)  # type: ignore[attr-defined]
    assert isinstance(again := fec(tmp_path, FIRST), Imported)
    assert (again.same_as, again.proposal.fact_count) == (done.kept, 0)


def test_a_file_imported_before_is_imported_again_where_what_it_says_was_overwritten(tmp_path: Path) -> None:
    rows = "F1,B1,2026-05-04,2026-07-04,EUR,10.00\n"
    first = kept(tmp_path, "invoices.csv", HEADER + rows, day=JUNE)
    kept(tmp_path, "invoices.csv", HEADER + rows.replace("10.00", "20.00"), day=JUNE)
    again = kept(tmp_path, "invoices.csv", HEADER + rows, day=JUNE)
    assert (first.kept, again.kept, again.same_as) == ("0001-invoices", "0003-invoices", "")
    assert kept_nothing(tmp_path, HEADER + rows).same_as == "0003-invoices"


def kept_nothing(tmp_path: Path, text: str) -> Imported:
    done = kept(tmp_path, "invoices.csv", text, day=JUNE)
    assert not done.kept
    return done


def test_a_file_replaced_while_it_is_read_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, "invoices.csv", f"{HEADER}F1,B1,2026-05-04,2026-07-04,EUR,10.00\n")

    def replaced(*given: object, **more: object) -> object:
        path.write_text(f"{HEADER}F1,B1,2026-05-04,2026-07-04,EUR,99.00\n", encoding="utf-8")
        return read_sources(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr("encours.formats.recognise.read_sources", replaced)
    done = import_file(path, receiver(tmp_path / "company"), Wish(accept=True))
    assert "replaced while it was read" in refused(done)
    assert not (tmp_path / "company").exists()


PORTAL = "N° acheteur;Raison sociale;SIREN;Montant accordé;Devise;Statut;Date de décision\n"
GRANTED = "900001;Fictive;123456782;1000,00;EUR;Accordé;2026-06-20\n"


def register(tmp_path: Path, *rows: str) -> None:
    kept(tmp_path, "buyers.csv", "buyer,name,siren,country\n" + "".join(f"{row}\n" for row in rows), day=on("01-05"))


def test_a_list_of_limits_of_strangers_alone_is_refused(tmp_path: Path) -> None:
    register(tmp_path, "C1,Autre SA,732829320,FR")
    path = written(tmp_path, "agrements.csv", PORTAL + GRANTED + GRANTED.replace("900001", "900002"))
    told = refused(import_file(path, receiver(tmp_path / "company"), Wish(Told(day=JUNE), accept=True)))
    assert "None of our buyers is in this list: rows left out: 2." in told
    assert "insurer_numbers" in told
    register(tmp_path, "C2,Fictive SA,123456782,FR")
    assert kept(tmp_path, "agrements.csv", PORTAL + GRANTED, day=JUNE).kept


def test_the_title_of_a_list_tells_its_day_though_it_is_read_as_the_one_before(tmp_path: Path) -> None:
    register(tmp_path, "C1,Fictive SA,123456782,FR")
    first = kept(tmp_path, "agrements.csv", "Vos agréments au 30/06/2026\n" + PORTAL + GRANTED)
    later = GRANTED.replace("1000,00", "2000,00")
    second = kept(tmp_path, "agrements-2.csv", "Vos agréments au 31/07/2026\n" + PORTAL + later)
    assert (first.made.day, second.made.day) == (JUNE, JULY)


def test_numbers_of_the_insurer_are_learnt_again_after_an_undo(tmp_path: Path) -> None:
    register(tmp_path, "C1,Fictive SA,123456782,FR")
    for _ in range(2):
        done = kept(tmp_path, "agrements.csv", PORTAL + GRANTED, day=JUNE)
        assert len(receiver(tmp_path / "company").ledger.view(JULY).facts("insurer_numbers")) == 1
        assert isinstance(undo_import(done.kept, receiver(tmp_path / "company"), Wish(accept=True)), Imported)
        assert receiver(tmp_path / "company").ledger.view(JULY).facts("insurer_numbers") == ()


def test_the_siren_that_a_list_tells_of_a_buyer_known_by_its_number_is_kept(tmp_path: Path) -> None:
    register(tmp_path, "C1,Fictive SA,,FR")
    kept(tmp_path, "insurer_numbers.csv", "number,buyer\n900001,C1\n", day=on("02-05"))
    kept(tmp_path, "agrements.csv", PORTAL + GRANTED, day=JUNE)
    buyers = receiver(tmp_path / "company").ledger.view(JULY).facts("buyers")
    last = max(buyers, key=lambda each: each.changed_on)  # type: ignore[attr-defined]
    assert (last.name, last.country, last.siren) == ("Fictive SA", "FR", "123456782")  # type: ignore[attr-defined]
    assert kept(tmp_path, "agrements-2.csv", PORTAL + GRANTED, day=JULY).proposal.fact_count == 0


def test_the_first_import_says_that_it_writes_the_currency_of_the_company(tmp_path: Path) -> None:
    rows = "F1,B1,2026-05-04,2026-07-04,EUR,10.00\n"
    path = written(tmp_path, "invoices.csv", HEADER + rows)
    for accept in (False, True):
        done = import_file(path, receiver(tmp_path / "company"), Wish(accept=accept))
        assert isinstance(done, Imported)
        assert done.currency == "EUR"
    assert kept(tmp_path, "invoices.csv", HEADER + rows.replace("F1", "F2")).currency == ""


def test_codes_that_only_capitals_tell_apart_are_told_and_kept_apart(tmp_path: Path) -> None:
    rows = "F1,B1,2026-05-04,2026-07-04,EUR,10.00\n"
    kept(tmp_path, "invoices.csv", HEADER + rows)
    done = kept(tmp_path, "invoices.csv", HEADER + "F2,b1,2026-05-04,2026-07-04,EUR,10.00\n")
    (told,) = [each for each in done.proposal.faults if each.code == "codes-alike"]
    assert told.is_warning
    assert "B1, b1" in told.en
    later = kept(tmp_path, "invoices.csv", HEADER + "F3,b1,2026-05-04,2026-07-04,EUR,10.00\n")
    assert "codes-alike" not in [each.code for each in later.proposal.faults]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("F3,B1,2026-05-04,2026-07-04,EUR,77.77,0001-invoices/invoices.csv:4\n", ""),
        ("77.77", "7.77"),
        ("F3", "F4"),
        ("B1", "B2"),
    ],
)
def test_a_table_of_an_import_that_was_changed_since_is_refused(tmp_path: Path, before: str, after: str) -> None:
    rows = "".join(f"F{n},B1,2026-05-04,2026-07-04,EUR,{n}0.00\n" for n in (1, 2))
    done = kept(tmp_path, "invoices.csv", f"{HEADER}{rows}F3,B1,2026-05-04,2026-07-04,EUR,77.77\n")
    table = tmp_path / "company" / "imports" / done.kept / "invoices.csv"
    whole = table.read_bytes().decode()
    assert before in whole
    table.write_bytes(whole.replace("\n", "\r\n").encode())  # as a system of versions may write it
    assert receiver(tmp_path / "company").ledger.table("invoices").length == 3
    table.write_bytes(whole.replace(before, after).encode())
    found = read_workspace(tmp_path / "company")
    told = [(each.code, each.file) for each in found.errors]
    assert (found.ledger, told) == (None, [("import_malformed", f"imports/{done.kept}/invoices.csv")])


def test_a_table_put_beside_those_of_an_import_is_no_part_of_it(tmp_path: Path) -> None:
    done = kept(tmp_path, "invoices.csv", f"{HEADER}F1,B1,2026-05-04,2026-07-04,EUR,10.00\n")
    added = tmp_path / "company" / "imports" / done.kept / "payments.csv"
    added.write_text("reference,buyer,paid_on,currency,amount\nV1,B1,2026-05-05,EUR,10.00\n", encoding="utf-8")
    found = read_workspace(tmp_path / "company")
    assert [(each.code, each.file) for each in found.errors] == [
        ("import_malformed", f"imports/{done.kept}/payments.csv")
    ]


def test_of_two_imports_of_one_moment_the_second_is_refused(tmp_path: Path) -> None:
    rows = "F1,B1,2026-05-04,2026-07-04,EUR,10.00\n"
    kept(tmp_path, "invoices.csv", HEADER + rows)
    before = receiver(tmp_path / "company")
    kept(tmp_path, "invoices.csv", HEADER + rows.replace("F1", "F2"))
    late = written(tmp_path, "invoices.csv", HEADER + rows.replace("F1", "F3"))
    assert "Another import was kept in the meantime" in refused(import_file(late, before, Wish(accept=True)))
    assert [each.name for each in receiver(tmp_path / "company").imports] == ["0001-invoices", "0002-invoices"]


def test_what_a_list_of_limits_tells_no_more_is_what_it_does_not_name(tmp_path: Path) -> None:
    register(tmp_path, "C1,Fictive SA,123456782,FR", "C2,Autre SA,732829320,FR")
    both = GRANTED + GRANTED.replace("900001", "900002").replace("123456782", "732829320")
    kept(tmp_path, "agrements.csv", PORTAL + both, day=JUNE)
    done = kept(tmp_path, "agrements-2.csv", PORTAL + GRANTED, day=JULY)
    found = done.proposal.differences["limit_decisions"]
    assert (len(found.appeared), len(found.changed), len(found.vanished), found.same) == (0, 0, 1, 1)


def test_a_file_rewritten_after_it_was_read_is_not_kept_beside_facts_it_does_not_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = shutil.copyfile

    def rewritten_meanwhile(source: Path, place: Path) -> Path:
        source.write_text(text([sale("1", "20251222", "C1", "9900")]), encoding="utf-8")
        return copied(source, place)

    monkeypatch.setattr(shutil, "copyfile", rewritten_meanwhile)
    path = written(tmp_path, "123456782FEC20251231.txt", text([sale("1", "20251222", "C1", "1200")]))
    wish = Wish(Told(currency="EUR", terms="30 days"), accept=True)
    assert "replaced while it was read" in refused(import_file(path, receiver(tmp_path / "company"), wish))
    assert not list((tmp_path / "company" / "imports").rglob("*.*"))
