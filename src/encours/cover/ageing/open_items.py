"""Every invoice with something open on a day and how much, by the ledger's own payments: no policy is asked."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from encours.cover.ageing.balance import as_a_ledger
from encours.cover.ageing.faults import rates_fault
from encours.cover.ageing.open_amounts import open_amounts
from encours.cover.book import lay_out
from encours.cover.book.exchange import missing_rates
from encours.facts.faults import Fault
from encours.facts.kinds import Invoice
from encours.facts.view import View
from encours.units import Cents

OpenItem = tuple[Invoice, Cents]
"""An invoice and what is open of it, in its own currency."""


def open_items(view: View, currency: str = "EUR", *, by_name_only: bool = False) -> tuple[list[OpenItem], Fault | None]:
    """Open invoices in the order of the ledger; none, the fault told, where a rate of exchange lacks.

    ``by_name_only`` leaves money on account where it is: only what was paid of an invoice by its name is paid of it.
    """
    ledger, counting = as_a_ledger(view, currency)
    if by_name_only:
        tables = {kind: view.table(kind) for kind in ("payments", "credit_notes")}
        named = {kind: table.take(table.texts["invoice"].codes >= 0) for kind, table in tables.items() if table.length}
        ledger = replace(ledger, _tables={**ledger._tables, **named})  # noqa: SLF001 -- a view of the same ledger
    if lacking := missing_rates(ledger, counting):
        return [], rates_fault(lacking)
    book = lay_out(ledger, counting)
    opened, _ = open_amounts(book)
    by_row = dict(zip(book.ledger_row.tolist(), opened.tolist(), strict=True))
    rows = enumerate(view.table("invoices").rows())
    return [(cast(Invoice, each), int(by_row[row])) for row, each in rows if by_row.get(row, 0) > 0], None
