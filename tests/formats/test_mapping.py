"""A mapping is proposed with how each column was recognised; written in the settings, it is read back the same."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encours.facts.kinds import CreditNote, Invoice, Payment
from encours.formats.guess import guess, guess_of
from encours.formats.limit_words import OWN_FIELDS
from encours.formats.mapping import Mapping, field_text
from encours.formats.settings import read_settings
from encours.formats.tables import raw_of_rows
from encours.formats.workspace import WorkspaceRead, read_workspace
from tests.formats.sheets import xlsx

SHARED = Path(__file__).parents[3] / "shared" / "data" / "receivables"

ERPS = {
    "Sage": "N° pièce;Code tiers;Intitulé;Date pièce;Date échéance;Montant TTC;Solde dû;Devise",
    "Cegid": "Référence pièce;Compte auxiliaire;Date comptable;Date d'échéance;Montant devise;Devise",
    "EBP": "Numéro;Code client;Nom du client;Date;Échéance;Total TTC;Reste dû",
    "Odoo": "Number;Invoice Partner Display Name;Invoice/Bill Date;Due Date;Total in Currency;Amount Due;Currency",
    "SAP": "Customer;Document Number;Document Type;Document Date;Net due date;Amount in doc. curr.;Doc. currency",
    "Dynamics": "Posting Date;Document Type;Document No.;Customer No.;Due Date;Original Amount;Remaining Amount;"
    "Currency Code",
    "QuickBooks": "Date;Transaction type;Num;Customer full name;Due date;Amount;Open balance",
    "Xero": "ContactName;InvoiceNumber;InvoiceDate;DueDate;Total;AmountDue;Currency",
    "ERPNext": "Posting Date;Customer;Voucher Type;Voucher No;Due Date;Invoiced Amount;Outstanding Amount;Currency",
}
OPEN = {"Sage": "Solde dû", "EBP": "Reste dû", "Odoo": "Amount Due", "Dynamics": "Remaining Amount",
        "QuickBooks": "Open balance", "Xero": "AmountDue", "ERPNext": "Outstanding Amount"}  # fmt: skip
CELLS = {"open": "25,00", "gross": "125,00", "issued": "14/01/2026", "due": "28/02/2026", "currency": "EUR"}


def mapping_of(header: str, *lines: str) -> Mapping:
    raw = raw_of_rows("export.csv", [line.split(";") for line in (header, *lines)])
    assert raw is not None
    return guess_of(raw)


def line_of(header: str, open_heading: str) -> str:
    """A row of likely cells: guesses look at what the columns hold."""
    cells = []
    for heading in header.split(";"):
        word = heading.lower()
        if heading == open_heading:
            cells.append(CELLS["open"])
        elif "due" in word or "éch" in word:
            cells.append(CELLS["due"])
        elif "date" in word:
            cells.append(CELLS["issued"])
        elif any(each in word for each in ("amount", "montant", "total", "ttc")):
            cells.append(CELLS["gross"])
        else:
            cells.append("EUR" if "curr" in word or "devise" in word else "Facture" if "type" in word else "X1")
    return ";".join(cells)


def asked(mapping: Mapping) -> dict[str, tuple[str, ...]]:
    return {each.field: each.candidates for each in mapping.unsure}


@pytest.mark.parametrize("erp", ERPS)
def test_open_items_of_usual_software_are_recognised(erp) -> None:
    header = ERPS[erp]
    found = mapping_of(header, line_of(header, OPEN.get(erp, "")))
    assert found.kind == "invoices"
    assert {"number", "buyer", "issued", "due", "gross"} <= {each.field for each in found.columns}, found.text()
    assert found.heading("open_amount") == OPEN.get(erp, "")
    assert set(asked(found)) <= {"currency", "as_of"}


@pytest.mark.parametrize("erp", ERPS)
def test_a_mapping_written_in_the_settings_is_read_back_the_same(erp) -> None:
    found = mapping_of(ERPS[erp], line_of(ERPS[erp], OPEN.get(erp, "")))
    settings, wrong = read_settings(found.toml())
    assert wrong == ()
    assert settings.files == {"export.csv": (found.file_mapping(),)}


def test_two_candidates_are_shown_and_none_is_taken() -> None:
    found = mapping_of("N° pièce;Tiers;Nom client;Date;Montant", "F1;C1;Fictive;14/01/2026;1,50")
    assert asked(found)["buyer"] == ("Tiers", "Nom client")
    assert found.heading("buyer") == ""
    assert 'To be told: buyer; candidates: "Tiers", "Nom client"' in found.text()
    assert 'À dire\u00a0: acheteur\u00a0; candidats\u00a0: "Tiers", "Nom client"' in found.text("fr")


def test_the_name_beside_the_code_of_a_buyer_registers_it(tmp_path) -> None:
    header = "N° pièce;Code tiers;Raison sociale;Date pièce;Montant TTC;Reste dû;Devise\n"
    rows = "F1;C1;Fictive SA;14/01/2026;10,00;10,00;EUR\nF2;C1;Fictive SA;15/01/2026;5,00;5,00;EUR\n"
    found = mapping_of(header.strip(), *rows.splitlines())
    assert found.heading("buyer_name") == "Raison sociale"
    assert read_settings(found.toml())[0].files == {"export.csv": (found.file_mapping(),)}
    path = tmp_path / "export.csv"
    path.write_text("Au 30/06/2026\n" + header + rows)
    read = read_with(tmp_path, path)
    assert read.ledger is not None, read.text()
    assert [(each.buyer, each.name) for each in read.ledger.table("buyers").rows()] == [("C1", "Fictive SA")]  # type: ignore[attr-defined]


@pytest.mark.parametrize("header", ["Code tiers;Contact", "Code tiers;Raison sociale", "Client;Nom"])
def test_a_column_that_does_not_name_each_code_in_one_way_is_no_name(header) -> None:
    end = "Date pièce;Montant TTC;Reste dû"
    rows = (f"F{place};C1;{name};14/01/2026;10,00;10,00" for place, name in enumerate(("Fictive", "Imaginaire")))
    assert mapping_of(f"N° pièce;{header};{end}", *rows).heading("buyer_name") == ""


def test_each_column_says_how_it_was_recognised() -> None:
    found = mapping_of("N° facture;Tiers;Date;Échéance;Montant;Unité", "F1;C1;14/01/2026;28/02/2026;1,50;EUR")
    assert {each.field: each.how for each in found.columns} == {
        "number": "known", "buyer": "usual", "issued": "usual", "due": "known", "gross": "usual", "currency": "content",
    }  # fmt: skip
    assert (found.date_form, found.decimal_mark) == ("day first", ",")


def test_a_heading_that_its_cells_contradict_gives_nothing() -> None:
    found = mapping_of("N° facture;Tiers;Date;Montant", "F1;C1;hier;oui")
    assert {each.field for each in found.columns} == {"number", "buyer"}


def test_the_currency_of_a_heading_holds_for_every_row() -> None:
    found = mapping_of("N° facture;Client;Date facture;Montant TTC (EUR)", "F1;C1;14/01/2026;1,50")
    assert found.constants == {"currency": "EUR"}


def test_dates_and_decimals_that_prove_nothing_are_asked_for() -> None:
    found = mapping_of("N° facture;Client;Date facture;Montant", "F1;C1;05/01/2026;1,500")
    assert asked(found)["date_order"] == ("day first", "month first")
    assert asked(found)["decimal_mark"] == (",", ".")


def test_payments_and_buyers_are_told_from_invoices() -> None:
    assert (
        mapping_of("Référence;Client;Facture;Date de règlement;Montant;Devise", "P1;C1;F1;14/01/2026;1,00;EUR").kind
        == "payments"
    )
    assert mapping_of("Code client;Raison sociale;SIREN;Pays", "C1;Fictive;123456782;FR").kind == "buyers"


# From the proposal to the facts.


def read_with(folder: Path, path: Path, *, currency: str = "") -> WorkspaceRead:
    found = guess(path).mapping
    assert found is not None
    text = found.toml().replace("# currency = ?", f'currency = "{currency}"')
    (folder / "workspace.toml").write_text(text)
    return read_workspace(folder, elsewhere={path.name: path})


def test_the_published_detail_is_read_to_the_cent_with_its_guessed_mapping(tmp_path) -> None:
    path = SHARED / "qbo_ar_aging_detail.csv"
    if not path.exists():
        pytest.skip("the published receivables are not beside this clone")
    read = read_with(tmp_path, path, currency="USD")
    assert read.ledger is not None, read.text()
    invoices = {each.number: each.gross for each in read.ledger.table("invoices").rows() if isinstance(each, Invoice)}
    credited = {
        each.number: each.gross for each in read.ledger.table("credit_notes").rows() if isinstance(each, CreditNote)
    }
    paid = {each.invoice: each.amount for each in read.ledger.table("payments").rows() if isinstance(each, Payment)}
    assert invoices == {"SI-1": 1_000_00, "SI-2": 500_00, "SI-3": 200_00}
    assert (credited, paid) == ({"SC-1": 100_00}, {"SI-1": 200_00})
    assert sum(invoices.values()) - sum(paid.values()) - sum(credited.values()) == 1_400_00
    assert [each.code for each in read.warnings] == ["rows_passed_over"]


def test_the_published_late_payments_are_read_with_their_guessed_mapping(tmp_path) -> None:
    path = SHARED / "WA_Fn-UseC_-Accounts-Receivable-to-2013-03.csv"
    if not path.exists():
        pytest.skip("the published receivables are not beside this clone")
    read = read_with(tmp_path, path, currency="USD")
    assert read.ledger is not None, read.text()
    assert len(read.ledger.table("invoices")) == len(path.read_text().splitlines()) - 1


# Open items.

ITEMS = '[files."items.xlsx"]\nkind = "invoices"\ncurrency = "EUR"\nopen_amount = "Solde"\nas_of = 2026-06-30\n'
HEADER = ("N° facture", "Client", "Date facture", "Type de pièce", "Montant TTC", "Solde")


def items(folder: Path, *rows: tuple[object, ...], settings: str = ITEMS) -> WorkspaceRead:
    (folder / "items.xlsx").write_bytes(xlsx([HEADER, *rows]))  # type: ignore[list-item]
    (folder / "workspace.toml").write_text(settings)
    return read_workspace(folder)


def told(read: WorkspaceRead) -> list[tuple[int, str]]:
    return [(each.row, each.code) for each in read.errors]


def test_what_is_no_longer_open_was_paid_by_the_day_of_the_list(tmp_path) -> None:
    read = items(tmp_path, ("F1", "C1", "2026-01-05", "Facture", 100, 40.5),
                 ("F2", "C1", "2026-01-05", "Facture", 10, 10), ("A1", "C1", "2026-02-05", "Avoir", -30, -20),
                 ("R1", "C1", "2026-03-05", "Règlement", -5, -5),
                 ("Total", "", "", "", 75, 25.5))  # fmt: skip
    assert read.ledger is not None, read.text()
    paid = [each for each in read.ledger.table("payments").rows() if isinstance(each, Payment)]
    assert [(each.reference, each.invoice, each.amount) for each in paid] == [("R1", "", 500), ("F1/paid", "F1", 5950)]
    assert [each.gross for each in read.ledger.table("credit_notes").rows()] == [2000]  # type: ignore[attr-defined]
    assert len(read.ledger.table("invoices")) == 2


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("F1", "C1", "2026-01-05", "OD", 10, 10), "document_type_unknown"),
        (("F1", "C1", "2026-01-05", "Facture", 10, None), "required_empty"),
        (("F1", "C1", "2026-01-05", "Facture", 10, "dix"), "open_amount_malformed"),
        (("F1", "C1", "2026-01-05", "Facture", 10, 11), "open_above_invoice"),
        (("F1", "C1", "2026-01-05", "", -10, -10), "open_item_negative"),
        (("F1", "C1", "2026-01-05", "Facture", None, 10), "required_empty"),
        (("R1", "C1", "2026-01-05", "Règlement", 10, None), "required_empty"),
    ],
)
def test_a_row_that_cannot_be_told_is_told(row, code, tmp_path) -> None:
    assert told(items(tmp_path, row)) == [(2, code)]


TYPED = '[files."items.xlsx"]\nkind = "invoices"\ncurrency = "EUR"\ndocument_type = "Type de pièce"\n'


def test_an_empty_amount_of_a_credit_is_no_nought_without_an_open_column_either(tmp_path) -> None:
    credit, payment = ("A1", "C1", "2026-01-05", "Avoir", None, ""), ("R1", "C1", "2026-01-05", "Règlement", "x", "")
    read = items(tmp_path, credit, payment, settings=TYPED)
    assert told(read) == [(2, "required_empty"), (3, "open_amount_malformed")]


def test_a_payment_given_back_is_refused_where_a_minus_sign_lowers_what_is_owed(tmp_path) -> None:
    read = items(tmp_path, ("R1", "C1", "2026-01-05", "Règlement", -10, -10),
                 ("R2", "C1", "2026-01-06", "Règlement", 4, 4))  # fmt: skip
    assert told(read) == [(3, "open_credit_positive")]


def test_credits_without_any_minus_sign_lower_what_is_owed_and_it_is_told(tmp_path) -> None:
    read = items(tmp_path, ("R1", "C1", "2026-01-05", "Règlement", 10, 10), ("A1", "C1", "2026-01-06", "Avoir", 4, 4))
    assert read.ledger is not None, read.text()
    assert [(each.code, each.row) for each in read.warnings] == [("open_credits_unsigned", 2)]
    assert [each.amount for each in read.ledger.table("payments").rows()] == [1000]  # type: ignore[attr-defined]


def test_the_day_of_the_list_is_asked_for_and_an_open_column_is_pointed_at(tmp_path) -> None:
    row = ("F1", "C1", "2026-01-05", "Facture", 10, 4)
    assert told(items(tmp_path, row, settings=ITEMS.replace("as_of = 2026-06-30\n", ""))) == [
        (0, "open_items_day_missing")
    ]
    plain = items(tmp_path, row, settings='[files."items.xlsx"]\nkind = "invoices"\ncurrency = "EUR"\n')
    assert [each.code for each in plain.warnings] == ["header_unknown", "open_amount_not_asked"]
    assert 'open_amount = "Solde"' in plain.warnings[1].hint_fr


AMOUNTS = st.integers(1, 10**8)


@given(
    st.lists(st.tuples(AMOUNTS, AMOUNTS, st.sampled_from(["Facture", "Avoir", "Règlement"])), min_size=1, max_size=6)
)
def test_what_the_facts_leave_open_is_what_the_list_says(tmp_path_factory, rows) -> None:
    lines, left = [], 0
    for number, (one, other, document) in enumerate(rows):
        gross, still = max(one, other), min(one, other)
        sign = 1 if document == "Facture" else -1
        lines.append((f"F{number}", "C1", "2026-01-05", document, sign * gross / 100, sign * still / 100))
        left += sign * still
    read = items(tmp_path_factory.mktemp("items"), *lines)
    assert read.ledger is not None, read.text()
    totals = {kind: read.ledger.table(kind).total(name) for kind, name in (
        ("invoices", "gross"), ("payments", "amount"), ("credit_notes", "gross"))}  # fmt: skip
    assert totals["invoices"] - totals["payments"] - totals["credit_notes"] == left


WORDS = st.sampled_from(
    ["Client", "Date", "Montant", "Solde", "Num", "Devise", "Type", "Total", "x", "", "Échéance", "30", "60"]
)
VALUES = st.sampled_from(["", "C1", "1,00", "05/01/2026", "EUR", "Facture", "Total", "1.234"])


@given(st.lists(WORDS, min_size=1, max_size=7, unique=True), st.lists(st.lists(VALUES, max_size=7), max_size=5))
def test_no_file_makes_guessing_raise_and_every_guess_is_read_back(header, rows) -> None:
    raw = raw_of_rows("export é.csv", [header, *rows])
    assert raw is not None
    found = guess_of(raw)
    settings, wrong = read_settings(found.toml())
    assert wrong == ()
    assert settings.files["export é.csv"] == (found.file_mapping(),)
    assert found.text("en")
    assert found.text("fr")


def test_what_is_asked_of_a_date_is_asked_in_the_language_of_whoever_reads() -> None:
    found = mapping_of("number;buyer;issued;currency;gross", "F1;B1;03/04/2026;EUR;1.00")
    assert 'candidates: "day first", "month first"' in found.text("en")
    assert '"jour d’abord", "mois d’abord"' in found.text("fr").replace("'", "’")


def test_every_column_of_a_list_of_limits_has_a_french_name() -> None:
    assert [each for each in OWN_FIELDS if field_text(each, "fr") == each] == ["siren"]
