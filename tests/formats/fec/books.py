"""FEC files written for the tests: entries as an accountant says them, in any of the lawful forms."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from encours.facts.checks import check
from encours.facts.ledger import Ledger
from encours.formats.fec.book import FecFile, FecRead, read_books
from encours.formats.fec.rules import Rules
from encours.units import MISSING
from tests.formats.held import opener

NAME = "123456782FEC20261231.txt"
HEADER = (
    "JournalCode", "JournalLib", "EcritureNum", "EcritureDate", "CompteNum", "CompteLib", "CompAuxNum", "CompAuxLib",
    "PieceRef", "PieceDate", "EcritureLib", "Debit", "Credit", "EcritureLet", "DateLet", "ValidDate",
    "Montantdevise", "Idevise",
)  # fmt: skip
LABELS = {
    "411": "Clients", "413": "Effets à recevoir", "416": "Clients douteux", "418": "Factures à établir",
    "419": "Avances reçues", "445": "TVA collectée", "701": "Ventes", "512": "Banque", "654": "Pertes",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One line: account, amount (a debit is positive), and what else it says."""

    account: str
    amount: str
    auxiliary: str = ""
    letter: str = ""
    label: str = ""
    foreign: str = ""
    currency: str = ""

    @property
    def name(self) -> str:
        """Name of the customer."""
        return f"Client {self.auxiliary}" if self.auxiliary else ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: journal, number, day and piece, and its lines."""

    journal: str
    number: str
    day: str
    piece: str
    lines: Sequence[Line]
    piece_day: str = ""


def sale(number: str, day: str, buyer: str, gross: str, *, letter: str = "", piece: str = "") -> Entry:
    """Sale with its VAT at 20 %."""
    net = (Decimal(gross) / Decimal("1.2")).quantize(Decimal("0.01"))
    vat = Decimal(gross) - net
    lines = (Line("411000", gross, buyer, letter), Line("701000", str(-net)), Line("445710", str(-vat)))
    return Entry("VE", number, day, piece or f"F{number}", lines)


def receipt(number: str, day: str, buyer: str, amount: str, *, letter: str = "", label: str = "") -> Entry:
    """Money received from a customer."""
    lines = (Line("512000", amount), Line("411000", f"-{amount}", buyer, letter, label))
    return Entry("BQ", number, day, f"V{number}", lines)


def less_a_discount(number: str, day: str, buyer: str, amount: str, discount: str, *, letter: str = "") -> Entry:
    """Money received from a customer, less a discount for prompt payment."""
    money = str(Decimal(amount) - Decimal(discount))
    lines = (Line("512000", money), Line("665000", discount), Line("411000", f"-{amount}", buyer, letter))
    return Entry("BQ", number, day, f"V{number}", lines)


def moved(number: str, day: str, debit: Line, credit: Line, *, piece: str = "", journal: str = "OD") -> Entry:
    """Two lines against each other."""
    return Entry(journal, number, day, piece or f"P{number}", (debit, credit))


def opening(day: str, *lines: Line, journal: str = "AN", piece: str = "AN") -> Entry:
    """Opening of a year, balanced by the capital."""
    total = sum(Decimal(line.amount) for line in lines)
    return Entry(journal, "1", day, piece, (*lines, Line("101000", str(-total))))


def rows(entries: Iterable[Entry]) -> list[dict[str, str]]:
    """Cells of each line, by the name of their column."""
    found = []
    for entry in entries:
        for line in entry.lines:
            amount = Decimal(line.amount)
            sides = (amount, Decimal(0)) if amount > 0 else (Decimal(0), -amount)
            values = (
                entry.journal, f"Journal {entry.journal}", entry.number, entry.day, line.account,
                LABELS.get(line.account[:3], "Compte"), line.auxiliary, line.name, entry.piece,
                entry.piece_day or entry.day, line.label or f"Pièce {entry.piece}",
                *(f"{side:.2f}".replace(".", ",") for side in sides), line.letter, "", entry.day, line.foreign,
                line.currency,
            )  # fmt: skip
            found.append(dict(zip(HEADER, values, strict=True)))
    return found


def text(entries: Iterable[Entry], *, separator: str = "\t", header: Sequence[str] = HEADER, end: str = "\n") -> str:
    """FEC of these entries."""
    lines = [separator.join(header), *(separator.join(row[name] for name in HEADER) for row in rows(entries))]
    return end.join(lines) + end


def read(*files: str | bytes, names: Sequence[str] = (NAME,), rules: Rules | None = None) -> FecRead:
    """What these files give together."""
    given = []
    for name, content in zip(names, files, strict=True):
        written = content.encode() if isinstance(content, str) else content
        given.append(FecFile(name, opener(written), rules or Rules(), size=len(written)))
    return read_books(given)


def ledger(found: FecRead) -> Ledger:
    """Ledger of what was read; no fault of the facts is let through."""
    tables = [each.table for read in found.tables.values() for each in read.values() if each.table is not None]
    assert [each for read in found.tables.values() for one in read.values() for each in one.errors] == []
    made = Ledger.from_tables(tables)
    assert [fault for fault in check(made) if not fault.is_warning] == []
    return made


def facts(found: FecRead, kind: str) -> list:
    """Facts of one kind."""
    return list(ledger(found).table(kind).rows())


def open_by_buyer(made: Ledger, *, as_of: int | None = None) -> dict[str, int]:
    """What each buyer owes by the facts alone, worked out one fact at a time."""
    view = made.view(as_of if as_of is not None else 40_000)
    gone = {each.payment for each in view.facts("payment_returns")}
    back = {each.reference: each.on for each in view.facts("bills") if each.event == "dishonoured"}
    owed: dict[str, int] = {}
    open_of: dict[tuple[str, int], int] = {}
    for each in view.facts("invoices"):
        owed[each.buyer] = owed.get(each.buyer, 0) + each.gross
        open_of[each.number, each.instalment] = each.gross
    for each in view.facts("payments"):
        if each.reference not in gone:
            owed[each.buyer] = owed.get(each.buyer, 0) - each.amount
            if each.invoice:
                open_of[each.invoice, each.instalment] -= each.amount
    for each in view.facts("credit_notes"):
        owed[each.buyer] = owed.get(each.buyer, 0) - each.gross
        if each.invoice:
            open_of[each.invoice, each.instalment] -= each.gross
    for each in view.facts("bills"):
        if each.event == "honoured" and back.get(each.reference, MISSING) < each.on:
            left = open_of[each.invoice, each.instalment]
            owed[each.buyer] -= left
            open_of[each.invoice, each.instalment] = 0
    assert all(left >= 0 for left in open_of.values()), "no invoice is paid beyond its amount"
    return {buyer: cents for buyer, cents in owed.items() if cents}


def told(found: FecRead) -> list[str]:
    """Codes of the warnings."""
    return [each.code for read in found.tables.values() for one in read.values() for each in one.warnings]


def wrong(found: FecRead) -> list[tuple[str, int]]:
    """Codes and rows of the errors."""
    return [(each.code, each.row) for read in found.tables.values() for one in read.values() for each in one.errors]


def written(folder: Path, name: str, content: str) -> None:
    """Keep a file of a folder."""
    (folder / name).write_text(content, encoding="utf-8")
