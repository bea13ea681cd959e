"""What was received after the day, or is promised by a bill, as far as it is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from encours.clauses.choices import Stage
from encours.cover.book import Book
from encours.facts.view import View
from encours.units import NEVER

Column = NDArray[Any]

RECEIVABLE: Final = (int(Stage.DELIVERED), int(Stage.INVOICED))


def is_receivable(book: Book) -> Column:
    """Mask of the rows of a Book that are receivables: drafts, orders and returned sales are not."""
    return np.isin(book.view.table("invoices").numbers["stage"][book.ledger_row], RECEIVABLE)


def currency_codes(book: Book) -> Column:
    """Currency of each invoice of the view, by its place in the Book's currencies."""
    places = {name: place for place, name in enumerate(book.currencies)}
    texts = book.view.table("invoices").texts["currency"]
    table = np.array([*(places.get(name, 0) for name in texts.names), 0], dtype=np.int64)
    found: Column = table[texts.codes]
    return found


def later_receipts(book: Book, opened: Column) -> Iterator[tuple[int, int, int, int]]:
    """Receipts after the day that are known: row of the invoice (or -1), buyer, currency and amount."""
    as_of = book.as_of
    after = replace(book.view, as_of=NEVER - 1, _tables={}, _gone=[], _gone_rows={})
    codes = {name: place for place, name in enumerate(book.currencies)}
    buyers = {name: place for place, name in enumerate(book.buyers.names)}
    returned = {each.payment for each in after.facts("payment_returns")}  # type: ignore[attr-defined]
    payments = after.table("payments")
    for place in np.flatnonzero(payments.numbers["paid_on"] > as_of).tolist():
        texts = {name: payments.texts[name][place] for name in ("reference", "buyer", "currency")}
        if texts["reference"] not in returned and texts["buyer"] in buyers and texts["currency"] in codes:
            amount = int(payments.numbers["amount"][place])
            yield -1, buyers[texts["buyer"]], codes[texts["currency"]], amount
    yield from _promised(book, after, opened)


def _promised(book: Book, after: View, opened: Column) -> Iterator[tuple[int, int, int, int]]:
    """Open invoices known to be wholly paid later, or on which a bill runs."""
    invoices, shown = after.table("invoices"), book.view.table("invoices")
    names = {"number": shown.texts["number"], "buyer": shown.texts["buyer"]}
    paid = invoices.numbers["paid_on"]
    keys = {
        (invoices.texts["number"][p], invoices.texts["buyer"][p], int(invoices.numbers["instalment"][p]))
        for p in np.flatnonzero((paid > book.as_of) & (paid < NEVER)).tolist()
    }
    bills: dict[tuple[str, str, int], str] = {}
    for each in sorted(book.view.facts("bills"), key=lambda bill: bill.on):  # type: ignore[attr-defined]
        bills[each.invoice, each.buyer, each.instalment] = each.event  # type: ignore[attr-defined]
    keys |= {key for key, event in bills.items() if event in {"accepted", "discounted"}}
    if not keys:
        return
    currency, buyers = currency_codes(book), book.buyers.codes(shown)
    for place in np.flatnonzero((opened > 0) & is_receivable(book)).tolist():
        row = int(book.ledger_row[place])
        key = (names["number"][row], names["buyer"][row], int(shown.numbers["instalment"][row]))
        if key in keys:
            yield row, int(buyers[row]), int(currency[row]), int(opened[place])
