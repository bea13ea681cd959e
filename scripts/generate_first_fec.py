"""Writes the FEC of a made-up glassmaker, from which the tutorial starts; with --check, only compares."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

NAME: Final = "000075002FEC20260630.txt"
PLACE: Final = Path(__file__).parents[1] / "examples" / "first-fec" / NAME
HEADER: Final = (
    "JournalCode", "JournalLib", "EcritureNum", "EcritureDate", "CompteNum", "CompteLib", "CompAuxNum", "CompAuxLib",
    "PieceRef", "PieceDate", "EcritureLib", "Debit", "Credit", "EcritureLet", "DateLet", "ValidDate",
    "Montantdevise", "Idevise",
)  # fmt: skip
JOURNALS: Final = {"VE": "Ventes", "BQ": "Banque", "EF": "Effets à recevoir", "AC": "Achats"}
ACCOUNTS: Final = {
    "401000": "Fournisseurs", "411000": "Clients", "413000": "Clients, effets à recevoir", "445660": "TVA déductible",
    "445710": "TVA collectée", "512000": "Banque", "601000": "Achats de matières premières",
    "701000": "Ventes de produits finis",
}  # fmt: skip
PARTNERS: Final = {
    "BRASSE": "Brasserie Exemple SAS", "DISTIL": "Distillerie Modèle SARL", "HUILER": "Huilerie Fictive SA",
    "PARFUM": "Parfumerie Imaginaire SAS", "TRAITE": "Traiteur Inventé SARL", "SABLES": "Sablière Fictive SA",
}  # fmt: skip


class Line(NamedTuple):
    """One line of an entry: account, cents (a debit is positive), whose it is, its letter."""

    account: str
    cents: int
    partner: str = ""
    letter: str = ""


class Entry(NamedTuple):
    """One entry: its day, journal, piece and label, and its lines."""

    day: str
    journal: str
    piece: str
    label: str
    lines: tuple[Line, ...]


SALES: Final = (
    ("20260112", "F26-001", "BRASSE", 18_000, "A"),
    ("20260115", "F26-002", "PARFUM", 9_600, "A"),
    ("20260122", "F26-003", "TRAITE", 6_000, "A"),
    ("20260127", "F26-004", "DISTIL", 24_000, "A"),
    ("20260203", "F26-005", "HUILER", 16_800, ""),
    ("20260210", "F26-006", "BRASSE", 21_600, "B"),
    ("20260305", "F26-007", "PARFUM", 14_400, ""),
    ("20260311", "F26-008", "BRASSE", 19_200, "C"),
    ("20260324", "F26-009", "TRAITE", 6_600, "B"),
    ("20260414", "F26-010", "BRASSE", 24_000, ""),
    ("20260415", "F26-011", "HUILER", 12_000, ""),
    ("20260421", "F26-012", "DISTIL", 28_800, "B"),
    ("20260512", "F26-013", "BRASSE", 26_400, ""),
    ("20260519", "F26-014", "PARFUM", 10_800, ""),
    ("20260526", "F26-015", "TRAITE", 7_200, ""),
    ("20260609", "F26-016", "BRASSE", 22_800, ""),
    ("20260610", "F26-017", "HUILER", 9_600, ""),
    ("20260616", "F26-018", "DISTIL", 14_400, ""),
)
"""Day, invoice, customer, euros with VAT at 20 %, letter."""
RECEIPTS: Final = (
    ("20260302", "BQ-001", "BRASSE", 18_000, "A"),
    ("20260302", "BQ-002", "PARFUM", 9_600, "A"),
    ("20260303", "BQ-003", "TRAITE", 6_000, "A"),
    ("20260330", "BQ-004", "DISTIL", 24_000, "A"),
    ("20260402", "BQ-005", "BRASSE", 21_600, "B"),
    ("20260407", "BQ-006", "HUILER", 16_800, ""),
    ("20260504", "BQ-008", "BRASSE", 19_200, "C"),
    ("20260506", "BQ-009", "PARFUM", 6_000, ""),
    ("20260511", "BQ-010", "TRAITE", 6_600, "B"),
)
"""Day, piece, customer, euros, letter."""


def sales() -> Iterator[Entry]:
    """Invoices, with their VAT."""
    for day, piece, partner, euros, letter in SALES:
        gross = euros * 100
        vat = gross // 6
        lines = (Line("411000", gross, partner, letter), Line("701000", vat - gross), Line("445710", -vat))
        yield Entry(day, "VE", piece, f"Facture {piece} {PARTNERS[partner]}", lines)


def money() -> Iterator[Entry]:
    """What customers paid, the debit that came back, the bill that one accepted, and a purchase with its payment."""
    for day, piece, partner, euros, letter in RECEIPTS:
        lines = (Line("512000", euros * 100), Line("411000", -euros * 100, partner, letter))
        yield Entry(day, "BQ", piece, f"Règlement {PARTNERS[partner]}", lines)
    back = (Line("411000", 16_800_00, "HUILER"), Line("512000", -16_800_00))
    yield Entry("20260414", "BQ", "BQ-007", "Impayé, prélèvement rejeté Huilerie Fictive SA", back)
    bill = (Line("413000", 28_800_00, "DISTIL"), Line("411000", -28_800_00, "DISTIL", "B"))
    yield Entry("20260505", "EF", "LCR-001", "LCR acceptée Distillerie Modèle SARL", bill)
    sand = (Line("601000", 7_500_00), Line("445660", 1_500_00), Line("401000", -9_000_00, "SABLES"))
    yield Entry("20260218", "AC", "A26-001", "Facture Sablière Fictive SA", sand)
    paid = (Line("401000", 9_000_00, "SABLES"), Line("512000", -9_000_00))
    yield Entry("20260630", "BQ", "BQ-011", "Virement Sablière Fictive SA", paid)


def text() -> str:
    """The whole file, its entries in the order of their days."""
    rows = ["\t".join(HEADER)]
    ordered = sorted([*sales(), *money()], key=lambda each: (each.day, each.piece))
    for number, entry in enumerate(ordered, 1):
        rows += ["\t".join(_cells(str(number), entry, line)) for line in entry.lines]
    return "\n".join(rows) + "\n"


def _cells(number: str, entry: Entry, line: Line) -> tuple[str, ...]:
    sides = (max(0, line.cents), max(0, -line.cents))
    debit, credit = (f"{cents // 100},{cents % 100:02}" for cents in sides)
    return (
        entry.journal, JOURNALS[entry.journal], number, entry.day, line.account, ACCOUNTS[line.account], line.partner,
        PARTNERS.get(line.partner, ""), entry.piece, entry.day, entry.label, debit, credit, line.letter, "",
        "20260630", "", "",
    )  # fmt: skip


def main() -> int:
    """Write the file, or tell that it is not fresh."""
    if "--check" not in sys.argv[1:]:
        PLACE.parent.mkdir(parents=True, exist_ok=True)
        PLACE.write_text(text(), encoding="utf-8")
    elif not PLACE.exists() or PLACE.read_text(encoding="utf-8") != text():
        print(f"examples/first-fec/{NAME} is not what the script says; write it again with: make docs")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
