"""Ledgers that nobody here wrote are judged as of a day inside their period, to the cent of their own files."""

import csv
import json
from collections import defaultdict
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from encours.clauses.states import State
from encours.clauses.wordings import WORDINGS
from encours.cover.answer import Cover, cover
from encours.cover.book.exchange import missing_rates
from encours.facts.assumptions import assume
from encours.formats.workspace import read_workspace
from encours.policy.read import read_programme
from encours.units.calendars import day_of

ROOT = Path(__file__).parents[2]
RECEIVABLES = ROOT.parent / "shared" / "data" / "receivables"
IBM = "WA_Fn-UseC_-Accounts-Receivable-to-2013-03.csv"
FACTORING = "factoring-ledger-snapshot.json"


def covered(example: str, file: str, as_of: date) -> Cover:
    """Cover of an example workspace whose data file lies beside this clone."""
    path = RECEIVABLES / file
    if not path.exists():
        pytest.skip("the published receivables are not beside this clone")
    read = read_workspace(ROOT / "examples" / example, elsewhere={file: path}, keep_good_rows=True)
    assert read.ledger is not None
    policy = read_programme(read.policy_texts["policy.toml"], file="policy.toml", wordings=WORDINGS.values())
    assert policy.errors == ()
    assert policy.programme is not None
    view = assume(read.ledger.view(day_of(as_of)))
    assert missing_rates(view, policy.programme) == {}
    return cover(view, policy.programme)


@pytest.mark.parametrize("as_of", [date(2012, 6, 30), date(2012, 12, 31), date(2013, 2, 28)])
def test_the_receivables_open_on_a_day_are_those_of_the_file(as_of: date) -> None:
    answer = covered("ibm-receivables", IBM, as_of)
    with (RECEIVABLES / IBM).open(newline="") as stream:
        rows = [
            (day(record["InvoiceDate"]), day(record["SettledDate"]), Decimal(record["InvoiceAmount"]))
            for record in csv.DictReader(stream)
        ]
    opened = [amount for issued, settled, amount in rows if issued <= as_of < settled]
    assert answer.outstanding == int(sum(opened) * 100)
    assert len(list(answer.rows())) == len(opened)
    assert sum(answer.totals().values()) == answer.outstanding


def test_cover_of_the_receivables_is_neither_nothing_nor_everything() -> None:
    totals = covered("ibm-receivables", IBM, date(2012, 12, 31)).totals()
    assert totals[State.NEEDS_INFORMATION] == 0, "the assumptions of the example answer every question"
    assert min(totals[State.COVERED], totals[State.OVER_LIMIT], totals[State.SUSPENDED]) > 0


def test_the_deals_open_on_a_day_are_those_of_the_snapshot() -> None:
    as_of = date(2025, 12, 31)
    answer = covered("factoring-ledger", FACTORING, as_of)
    content = json.loads((RECEIVABLES / FACTORING).read_text())
    deals = {}
    for deal in content["deals"]:
        if date.fromisoformat(deal["issue_date"]) <= as_of:
            deals.setdefault(deal["invoice_number"], deal)
    owed: dict[tuple[str, str], int] = defaultdict(int)
    for deal in deals.values():
        owed[deal["bill_to"], deal["currency"]] += deal["invoice_amount"] * 100
    for each in content["payments"]:
        if date.fromisoformat(each["received_date"]) <= as_of and each["reference"] in deals:
            deal = deals[each["reference"]]
            owed[deal["bill_to"], deal["currency"]] -= int(Decimal(str(each["amount"])) * 100)
    invoices = answer.book.view.table("invoices")
    found: dict[tuple[str, str], int] = defaultdict(int)
    for row in answer.rows():
        place = row.ledger_row
        found[invoices.texts["buyer"][place], invoices.texts["currency"][place]] += row.open_original
    # What a buyer paid too much stays on its account: it owes nothing, and its other currencies are untouched.
    assert found == {key: amount for key, amount in owed.items() if amount > 0}


def day(text: str) -> date:
    """A date written month first, as the file has it."""
    return datetime.strptime(text, "%m/%d/%Y").date()  # noqa: DTZ007  a date has no time zone
