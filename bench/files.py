"""Files of the receivables of the bench, as French software exports them: CSV, XLSX, FEC. The same at each run."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from receivables import NEVER, receivables

FORMS: Final = ("csv", "xlsx", "fec")
HEADER: Final = ("Numéro de facture", "Code client", "Date de facture", "Date de livraison", "Échéance", "Devise",
                 "Montant TTC")  # fmt: skip
FEC_HEADER: Final = (
    "JournalCode", "JournalLib", "EcritureNum", "EcritureDate", "CompteNum", "CompteLib", "CompAuxNum", "CompAuxLib",
    "PieceRef", "PieceDate", "EcritureLib", "Debit", "Credit", "EcritureLet", "DateLet", "ValidDate", "Montantdevise",
    "Idevise",
)  # fmt: skip
EPOCH: Final = date(1970, 1, 1)

Row = tuple[str, str, date, date, date, int, date | None]
"""Number, buyer, issued, delivered, due, cents, and the day it was paid."""


def written(form: str, rows: int, folder: Path) -> Path:
    """File of so many invoices in a form, in a folder."""
    return {"csv": _csv, "xlsx": _xlsx, "fec": _fec}[form](rows, folder)


def _rows(rows: int) -> Iterator[Row]:
    made = receivables(rows)
    columns = (made.buyer, made.issued, made.delivered, made.due, made.gross, made.paid_on)
    days: dict[int, date] = {}

    def day(number: int) -> date:
        return days.get(number) or days.setdefault(number, EPOCH + timedelta(days=number))

    for start in range(0, rows, 100_000):
        cut = [column[start : start + 100_000].tolist() for column in columns]
        for place, (buyer, issued, delivered, due, gross, paid) in enumerate(zip(*cut, strict=True), start=start + 1):
            yield (f"F{place:07d}", f"C{buyer:06d}", day(issued), day(delivered), day(due), gross,
                   None if paid == NEVER else day(paid))  # fmt: skip


def _money(cents: int) -> str:
    return f"{cents // 100},{cents % 100:02d}"


def _csv(rows: int, folder: Path) -> Path:
    path = folder / "invoices.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        stream.write(";".join(HEADER) + "\r\n")
        stream.writelines(
            f"{number};{buyer};{issued:%d/%m/%Y};{delivered:%d/%m/%Y};{due:%d/%m/%Y};EUR;{_money(gross)}\r\n"
            for number, buyer, issued, delivered, due, gross, _ in _rows(rows)
        )
    return path


def _xlsx(rows: int, folder: Path) -> Path:
    import xlsxwriter

    path = folder / "invoices.xlsx"
    book = xlsxwriter.Workbook(path, {"constant_memory": True, "default_date_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet("Factures")
    sheet.write_row(0, 0, HEADER)
    for place, (number, buyer, issued, delivered, due, gross, _) in enumerate(_rows(rows), start=1):
        sheet.write_row(place, 0, (number, buyer, issued, delivered, due, "EUR", gross / 100))
    book.close()
    return path


def _fec(rows: int, folder: Path) -> Path:
    """A sale is three lines, its payment two; what is paid is lettered."""
    path = folder / "123456782FEC20260630.txt"
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write("\t".join(FEC_HEADER) + "\r\n")
        entries = itertools.count(1)
        for number, buyer, issued, _, _, gross, paid in _rows(rows):
            vat = gross // 6
            letter = f"L{number}" if paid else ""
            lettered = f"{paid:%Y%m%d}" if paid else ""
            head = f"VT\tVentes\t{next(entries)}\t{issued:%Y%m%d}"
            piece = f"{number}\t{issued:%Y%m%d}\tFacture {number}"
            for account, name, auxiliary, debit, credit in (
                ("411000", "Clients", f"{buyer}\tClient {buyer}", gross, 0),
                ("707000", "Ventes", "\t", 0, gross - vat),
                ("445710", "TVA collectée", "\t", 0, vat),
            ):
                lettering = f"{letter}\t{lettered}" if auxiliary != "\t" else "\t"
                stream.write(f"{head}\t{account}\t{name}\t{auxiliary}\t{piece}\t{_money(debit)}\t{_money(credit)}\t"
                             f"{lettering}\t{issued:%Y%m%d}\t\t\r\n")  # fmt: skip
            if paid:
                head = f"BQ\tBanque\t{next(entries)}\t{paid:%Y%m%d}"
                piece = f"V{number}\t{paid:%Y%m%d}\tVirement {number}"
                for account, name, auxiliary, debit, credit in (
                    ("512000", "Banque", "\t", gross, 0),
                    ("411000", "Clients", f"{buyer}\tClient {buyer}", 0, gross),
                ):
                    lettering = f"{letter}\t{lettered}" if auxiliary != "\t" else "\t"
                    stream.write(f"{head}\t{account}\t{name}\t{auxiliary}\t{piece}\t{_money(debit)}\t{_money(credit)}\t"
                                 f"{lettering}\t{paid:%Y%m%d}\t\t\r\n")  # fmt: skip
    return path
