"""When each invoice was wholly paid, by the walk's own step: payments lie where the ledger put them."""

from __future__ import annotations

from dataclasses import dataclass

from encours.cover.ageing.balance import as_a_ledger
from encours.cover.ageing.open_amounts import settled_days
from encours.cover.book import lay_out
from encours.facts.view import View
from encours.units import Day, widen_day


@dataclass(frozen=True, slots=True)
class Settlement:
    """An invoice paid whole: its row among the view's invoices, and the day of the last of its money.

    `due` is the due date as it was last moved, MISSING where it has none. Goods paid before they are delivered count
    as settled on the day of delivery.
    """

    row: int
    settled_on: Day
    due: Day


def settlements(view: View, currency: str) -> tuple[Settlement, ...]:
    """Every invoice settled by the view's day, in order of its row; `currency` is the company's own."""
    invoices = view.table("invoices")
    paid, due = invoices.numbers["paid_on"], invoices.numbers["due"]
    # Large books are laid out without the rows that their ledger tells paid whole: those come from the table.
    found = {row: (int(paid[row]), int(due[row])) for row in (paid <= view.as_of).nonzero()[0].tolist()}
    book = lay_out(*as_a_ledger(view, currency))
    moved = book.rows.column("due", 0, len(book)).tolist()
    for row, day, last in zip(book.ledger_row.tolist(), settled_days(book), moved, strict=True):
        found[row] = (day, last)
    return tuple(
        Settlement(row, day, widen_day(last)) for row, (day, last) in sorted(found.items()) if day <= view.as_of
    )
