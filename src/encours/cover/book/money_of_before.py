"""A ledger as if no money had come in since a day."""

from __future__ import annotations

from typing import Final

import numpy as np

from encours.cover.book.disputes import as_they_stand
from encours.cover.book.holders import buyers_of
from encours.cover.book.invoice_rows import InvoiceRows
from encours.cover.book.row_columns import standing_amounts
from encours.facts.view import View
from encours.units import NEVER, Day

_DAYS: Final = {"payments": "paid_on", "credit_notes": "issued", "bills": "on"}


def without_money_of_after(view: View, day: Day) -> View:
    """Same view without what settled an invoice after a day; what came back unpaid since stays gone.

    A dispute keeps out of cover what it does with everything that was credited.
    """
    kept = {name: view.table(name).take(view.table(name).numbers[on] <= day) for name, on in _DAYS.items()}
    invoices = view.table("invoices")
    rows = InvoiceRows(invoices, buyers_of(view))
    paid_on = invoices.numbers["paid_on"]
    still = np.where(paid_on > day, np.int32(NEVER), paid_on).astype(paid_on.dtype)
    changed = {
        "invoices": invoices.replace(paid_on=still),
        "disputes": as_they_stand(view, rows, standing_amounts(invoices)),
    }
    return view.showing(kept | changed)
