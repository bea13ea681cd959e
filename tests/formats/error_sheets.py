"""The spreadsheets among the offending inputs of tests/errors/formats, written again by `python -m` of this module.

XlsxWriter is given a fixed day, so that the files only change where these lines do.
"""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from tests.formats.error_folders import ROOT
from tests.formats.sheets import Rows, altered, ods_of, xlsx

HEADER = ("number", "buyer", "issued", "due", "currency", "gross")
ISSUED, DUE = dt.date(2026, 1, 10), dt.date(2026, 3, 11)
ROW = ("F1", "B1", ISSUED, DUE, "EUR", 1200)
OTHER = ("F2", "B1", ISSUED, DUE, "EUR", 300)
INVOICES: Rows = [HEADER, ROW, OTHER]
BALANCE: Rows = [("Balance au 30/06/2026",), ("Client", "Non échu", "1-30", "31-60", "Total"), ("C1", 10, 5, 0, 15)]
TRAP = b'<!DOCTYPE r [<!ENTITY a "aaaaaaaa">]><r>&a;</r>'
FAR = (
    '<table:table table:name="S"><table:table-row table:number-rows-repeated="99"><table:table-cell '
    'table:number-columns-repeated="9999" office:value-type="float" office:value="1"/></table:table-row></table:table>'
)
CSV = "number,buyer,issued,due,currency,gross\nF1,B1,2026-01-10,2026-03-11,EUR,1200.00\n"
JUNE = "Au 30/06/2026\n"

ITEMS = "N° facture;Client;Date facture;Type;Devise;Montant TTC;Solde\n"
OPEN = '[files."items.csv"]\nkind = "invoices"\nopen_amount = "Solde"\nas_of = 2026-06-30\n'
BUYERS = "buyer,name,country,siren\nC1,Fictive SA,FR,123456782\nC2,Imaginaire,FR,732829320\n"
LIMITS = "N° acheteur;Raison sociale;SIREN;Montant accordé;Devise;Statut;Expire le\n"
LISTED = '[files."limites.csv"]\nkind = "limit list"\nas_of = 2026-06-30\n'


def _items(*rows: str, settings: str = OPEN) -> dict[str, bytes | str]:
    """A list of open items and its settings."""
    return {"items.csv": ITEMS + "".join(f"{row}\n" for row in rows), "workspace.toml": settings}


def _limits(*rows: str, settings: str = LISTED, header: str = LIMITS, numbers: str = "") -> dict[str, bytes | str]:
    """A list of limits, our buyers and its settings."""
    files = {"limites.csv": header + "".join(f"{row}\n" for row in rows), "workspace.toml": settings}
    return files | {"buyers.csv": BUYERS} | ({"insurer_numbers.csv": numbers} if numbers else {})


FILES: Mapping[str, Mapping[str, bytes | str]] = {
    "spreadsheet_not_read": {"factures.numbers": b"PK\x03\x04"},
    "spreadsheet_malformed": {"invoices.xlsx": xlsx(INVOICES)[:3000]},
    "spreadsheet_of_another_form": {"invoices.xls": b"<html><table><tr><td>number</td></tr></table></html>",
                                    "payments.xlsx": b"reference;buyer\n"},
    "spreadsheet_locked": {"invoices.ods": ods_of("", manifest="<manifest:encryption-data/>")},
    "spreadsheet_unfolds": {"invoices.xlsx": altered(xlsx(INVOICES), {"xl/media/image1.png": bytes(3_000_000)})},
    "spreadsheet_with_a_document_type": {"invoices.xlsx": altered(xlsx(INVOICES), {"docProps/app.xml": TRAP})},
    "sheet_giant": {"invoices.ods": ods_of(FAR)},
    "sheet_missing": {"invoices.xlsx": xlsx({"Mai": INVOICES, "Juin": INVOICES}),
                      "workspace.toml": '[files."invoices.xlsx"]\nkind = "invoices"\nsheet = "Juillet"\n'},
    "sheets_several": {"invoices.xlsx": xlsx({"Mai": INVOICES, "Juin": INVOICES})},
    "sheets_unread": {"invoices.xlsx": xlsx({"Factures": INVOICES, "Notice": [("À lire",)]})},
    "rows_hidden": {"invoices.xlsx": xlsx(INVOICES, hidden=[2])},
    "cell_in_error": {"invoices.xlsx": xlsx([HEADER, ROW, OTHER[:5]], errors={(2, 5): "#REF!"})},
    "spreadsheet_beside_the_table": {"invoices.xlsx": xlsx(INVOICES), "invoices.csv": CSV},
    "rows_passed_over": {"invoices.xlsx": xlsx([("Factures ouvertes",), *INVOICES, ("Total", "", "", "", "", 1500),
                                                ("Page 1",)])},
    "total_differs": {"invoices.xlsx": xlsx([*INVOICES, ("Total", "", "", "", "", 1500.1)])},
    "second_table": {"invoices.xlsx": xlsx([*INVOICES, (), ("reference", "buyer", "paid_on", "amount")])},
    "section_without_a_heading": {"invoices.csv": ";number;issued;currency;gross\nB1;;;;\n;F1;2026-01-10;EUR;12,00\n"},
    "balance_row_total_differs": {"aged_balances.xlsx": xlsx([*BALANCE, ("C2", 1, 2, 3, 7)]),
                                  "workspace.toml": '[company]\ncurrency = "EUR"\n'},
    "balance_without_a_day": {"aged_balances.csv": "Client;Devise;Non échu;1-30\nC1;EUR;1,00;2,00\n"},
    "balance_of_suppliers": {"balance.csv": "Type;Tiers;Non échu;1-30\nFournisseur;S1;1,00;2,00\n", "workspace.toml":
                             '[files."balance.csv"]\nkind = "aged balance"\nas_of = 2026-06-30\ncurrency = "EUR"\n'},
    "balance_buckets": {"aged_balances.csv": JUNE + "Client;Devise;Non échu;1-30;61-90\nC1;EUR;1,00;2,00;3,00\n"},
    "balance_buyer_unclear": {"aged_balances.csv": JUNE + "Client;Contact;Devise;Non échu;1-30\nC1;X;EUR;1,00;2,00\n"},
    "balance_in_months": {"aged_balances.csv": JUNE + "Client;Devise;0-1 mois;+1 mois\nC1;EUR;1,00;2,00\n"},
    "balance_by_calendar_month": {"aged_balances.csv": JUNE + "Client;Devise;06/2026;mai 2026\nC1;EUR;1,00;2,00\n"},
    "open_items": _items("F1;C1;05/01/2026;OD;EUR;10,00;10,00", "F2;C1;25/01/2026;Facture;EUR;10,00;dix",
                         "F3;C1;25/01/2026;;EUR;-10,00;-10,00", "F4;C1;25/01/2026;Facture;EUR;10,00;11,00",
                         "R1;C1;26/01/2026;Règlement;EUR;-9,00;-9,00", "R2;C1;27/01/2026;Règlement;EUR;4,00;4,00"),
    "open_credits_unsigned": _items("A1;C1;26/01/2026;Avoir;EUR;9,00;9,00", "R2;C1;27/01/2026;Règlement;EUR;4,00;4,00"),
    "open_items_without_a_day": _items("F1;C1;25/01/2026;Facture;EUR;10,00;10,00",
                                       settings=OPEN.replace("as_of = 2026-06-30\n", "")),
    "open_amount_not_asked": {"invoices.csv": "number;buyer;issued;currency;gross;Reste dû\n"
                              "F1;C1;2026-01-25;EUR;10,00;5,00\n"},
    "limit_list": _limits("901;Fictive;123456782;5000,00;EUR;Accordo;",
                          "902;Imaginaire;732829320;1,00;EUR;Temporaire;"),
    "limit_list_of_two_rows": _limits("901;Fictive;123456782;5000,00;EUR;Accordé;", "901;Fictive;;1,00;EUR;Réduit;"),
    "limit_list_conflict": _limits("901;Fictive;123456782;5000,00;EUR;Accordé;", numbers="number,buyer\n901,C2\n"),
    "limit_list_unmapped": _limits("903;Fictives SA;;5000,00;EUR;Accordé;"),
    "limit_list_without_a_day": _limits(settings=LISTED.replace("as_of = 2026-06-30\n", "")),
    "limit_list_without_columns": _limits("Fictive;1,00;2,00", header="Raison sociale;Limite;Garantie\n"),
}  # fmt: skip


def write(root: Path) -> None:
    """Write every file, in the folder of its error."""
    for folder, files in FILES.items():
        workspace = root / folder / "workspace"
        workspace.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (workspace / name).write_bytes(content if isinstance(content, bytes) else content.encode())


if __name__ == "__main__":
    write(ROOT)
