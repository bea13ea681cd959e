"""Real ledgers that nobody here wrote are read by their mapping, to the cent, and no payment is lost."""

import csv
import json
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from encours.formats.workspace import WorkspaceRead, read_workspace

ROOT = Path(__file__).parents[2]
RECEIVABLES = ROOT.parent / "shared" / "data" / "receivables"
IBM = "WA_Fn-UseC_-Accounts-Receivable-to-2013-03.csv"
FACTORING = "factoring-ledger-snapshot.json"


def example(name: str, file: str, *, keep_good_rows: bool = False) -> WorkspaceRead:
    """Workspace of an example, its file read where it lies."""
    path = RECEIVABLES / file
    if not path.exists():
        pytest.skip("the published receivables are not beside this clone")
    return read_workspace(ROOT / "examples" / name, elsewhere={file: path}, keep_good_rows=keep_good_rows)


def test_the_published_receivables_add_up_to_the_cent() -> None:
    read = example("ibm-receivables", IBM)
    assert read.errors == ()
    assert read.ledger is not None
    with (RECEIVABLES / IBM).open(newline="") as stream:
        records = list(csv.DictReader(stream))
    invoices = read.ledger.table("invoices")
    assert len(invoices) == len(records)
    assert invoices.total("gross") == int(sum(Decimal(record["InvoiceAmount"]) for record in records) * 100)
    assert len(read.ledger.table("buyers")) == len({record["customerID"] for record in records})
    assert len(read.ledger.table("disputes")) == sum(record["Disputed"] == "Yes" for record in records)
    # 1/26/2012 can only be month first; each day agrees with the delay that the file states.
    by_number = {fact.number: fact for fact in invoices.rows()}  # type: ignore[attr-defined]
    for record in records:
        fact = by_number[record["invoiceNumber"]]
        assert fact.paid_on - fact.issued == int(record["DaysToSettle"])


def test_every_planted_payment_of_the_factoring_ledger_is_told() -> None:
    read = example("factoring-ledger", FACTORING)
    assert read.ledger is None
    content = json.loads((RECEIVABLES / FACTORING).read_text())
    numbers = {deal["invoice_number"] for deal in content["deals"]}
    unknown = [each for each in content["payments"] if each["reference"] not in numbers]
    told = Counter(error.code for error in read.errors)
    assert told["payment_without_invoice"] == len(unknown) == 4
    assert {error.excerpt for error in read.errors if error.code == "payment_without_invoice"} == {
        each["reference"] for each in unknown}  # fmt: skip
    repeated = {number for number, several in Counter(
        deal["invoice_number"] for deal in content["deals"]).items() if several > 1}  # fmt: skip
    assert {error.excerpt for error in read.errors if error.code == "duplicate_invoice"} == repeated

    paid: dict[str, list[int]] = defaultdict(list)
    for each in content["payments"]:
        paid[each["reference"]].append(each["amount"])
    once = {deal["invoice_number"]: deal["invoice_amount"] for deal in content["deals"]} if repeated else {}
    expected = {number for number, amounts in paid.items()
                if number in once and number not in repeated and amounts != [once[number]]}  # fmt: skip
    assert expected <= {warning.excerpt for warning in read.warnings}


def test_good_rows_of_the_factoring_ledger_add_up_to_the_file() -> None:
    read = example("factoring-ledger", FACTORING, keep_good_rows=True)
    assert read.ledger is not None
    content = json.loads((RECEIVABLES / FACTORING).read_text())
    payments, invoices = read.ledger.table("payments"), read.ledger.table("invoices")
    left_out = [error for error in read.errors if error.file.endswith("/payments")]
    assert len(payments) + len(left_out) == len(content["payments"])
    gone = sum(content["payments"][error.row - 1]["amount"] for error in left_out)
    assert payments.total("amount") == (sum(each["amount"] for each in content["payments"]) - gone) * 100
    first = {deal["invoice_number"]: deal["invoice_amount"] for deal in reversed(content["deals"])}
    assert invoices.total("gross") == sum(first.values()) * 100
