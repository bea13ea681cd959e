"""Three FEC files that nobody here wrote: facts to the cent of their own lines, read apart by the csv module."""

import csv
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pytest

from encours.formats.fec.book import FecFile, FecRead, read_books
from encours.formats.file_reader import open_of
from encours.units.calendars import date_of
from tests.formats.fec.books import ledger, open_by_buyer, told, wrong

FEC = Path(__file__).parents[2].parent / "shared" / "data" / "fec"


@dataclass(frozen=True, slots=True)
class Published:
    """A file, how it is written, and what a reader by hand finds in it."""

    name: str
    encoding: str
    separator: str
    entries: int
    invoices: int
    payments: int
    credit_notes: int
    warnings: frozenset[str]


FILES = (
    Published("0000000001FEC20220831-extract.txt", "utf-8-sig", "\t", 1837, 400, 374, 9,
              frozenset({"fec_terms_unknown", "fec_openings_undated", "fec_debits_other"})),
    Published("000000000FEC20231231-extract.txt", "utf-8-sig", "\t", 100, 14, 0, 0,
              frozenset({"fec_terms_unknown"})),
    Published("derived-0000000001FEC20220831-iso8859-15-pipe.txt", "iso8859-15", "|", 454, 391, 45, 8,
              frozenset({"fec_terms_unknown"})),
)  # fmt: skip


def lines(file: Published) -> list[dict[str, str]]:
    """Lines of a file by the names of its header, read as plainly as can be."""
    path = FEC / file.name
    if not path.exists():
        pytest.skip("the published FEC files are not beside this clone")
    with path.open(encoding=file.encoding, newline="") as stream:
        return list(csv.DictReader(stream, delimiter=file.separator, quoting=csv.QUOTE_NONE))


def cents(line: dict[str, str]) -> int:
    """Debit less credit."""
    return sum(sign * int(line[side].replace(",", "")) for side, sign in (("Debit", 1), ("Credit", -1)))


def read(file: Published) -> FecRead:
    path = FEC / file.name
    return read_books([FecFile(file.name, open_of(path), size=path.stat().st_size)])


@pytest.fixture(params=FILES, ids=[each.name for each in FILES])
def file(request: pytest.FixtureRequest) -> Published:
    lines(request.param)
    return request.param


def test_each_customer_owes_what_its_account_says(file: Published) -> None:
    owed: dict[str, int] = defaultdict(int)
    for line in lines(file):
        if line["CompteNum"].startswith("411"):
            owed[line["CompAuxNum"]] += cents(line)
    found = read(file)
    assert wrong(found) == []
    assert open_by_buyer(ledger(found)) == {buyer: amount for buyer, amount in owed.items() if amount}
    (control,) = ledger(found).table("control_accounts").rows()
    assert (control.account, control.amount) == ("411", sum(owed.values()))
    assert date_of(control.day).strftime("%Y%m%d") == max(line["EcritureDate"] for line in lines(file))


def test_the_summary_counts_what_the_file_holds(file: Published) -> None:
    found = read(file)
    (summary,) = found.summaries
    assert (summary.rows, summary.entries, summary.unbalanced) == (len(lines(file)), file.entries, 0)
    facts = summary.facts
    assert (facts["invoices"], facts.get("payments", 0), facts.get("credit_notes", 0)) == (
        file.invoices, file.payments, file.credit_notes,
    )  # fmt: skip
    assert set(told(found)) == file.warnings


def test_every_sale_is_an_invoice_of_its_own_amount_and_vat(file: Published) -> None:
    """A sale is read apart: an entry of one customer, debited, with sales and VAT and nothing else."""
    entries: dict[tuple[str, ...], list[tuple[int, dict[str, str]]]] = defaultdict(list)
    for row, line in enumerate(lines(file), start=2):
        number = line["EcritureNum"] if line["EcritureNum"].strip("0") else line["PieceRef"]
        entries[line["JournalCode"], number, line["EcritureDate"]].append((row, line))
    expected = {}
    for several in entries.values():
        customers = [(row, line) for row, line in several if line["CompteNum"].startswith("411")]
        others = {line["CompteNum"][:1] for _, line in several if not line["CompteNum"].startswith(("411", "4457"))}
        vat = -sum(cents(line) for _, line in several if line["CompteNum"].startswith("4457"))
        taxed = any(line["CompteNum"].startswith("4457") for _, line in several)
        if len(customers) == 1 and cents(customers[0][1]) > 0 and others == {"7"} and taxed:
            expected[f"{file.name}/invoices:{customers[0][0]}"] = (cents(customers[0][1]), vat)
    known = {each.source: (each.gross, each.vat) for each in ledger(read(file)).table("invoices").rows()}
    assert {source: known[source] for source in expected} == expected
    assert expected


def test_an_extract_beside_its_whole_changes_nothing() -> None:
    whole, _, extract = FILES
    lines(whole)
    lines(extract)
    given = [FecFile(each.name, open_of(FEC / each.name)) for each in (whole, extract)]
    found, alone = read_books(given), read_books(given[:1])
    for kind in ("invoices", "payments", "credit_notes", "buyers"):
        assert list(ledger(found).table(kind).rows()) == list(ledger(alone).table(kind).rows())
    assert "fec_overlap" in told(found)


def test_a_balanced_letter_leaves_nothing_open(file: Published) -> None:
    letters: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for row, line in enumerate(lines(file), start=2):
        if line["CompteNum"].startswith("411") and line["EcritureLet"]:
            letters[line["CompAuxNum"], line["EcritureLet"]].append((row, cents(line)))
    balanced = {row for each in letters.values() if sum(amount for _, amount in each) == 0 for row, _ in each}
    made = ledger(read(file))
    paid: dict[str, int] = defaultdict(int)
    for kind, amount in (("payments", "amount"), ("credit_notes", "gross")):
        for each in made.table(kind).rows():
            paid[each.invoice] += getattr(each, amount)
    for each in made.table("invoices").rows():
        if int(each.source.rpartition(":")[2]) in balanced:
            assert paid[each.number] == each.gross, each.number
