"""What is open on each instalment on each day: the money of a buyer laid out in the order it came."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from tests.oracle.book import Book, Row
from tests.oracle.dates import LONG_AGO, NEVER


class Ledger:
    """Open amounts of the rows of one buyer, in the currency of each, day by day."""

    def __init__(self, book: Book, buyer: str, *, oldest_by: str, allocation: str) -> None:
        """Walk the buyer's events in the order of days and keep every balance that changed."""
        self.rows = sorted(
            (row for row in book.rows if row.buyer == buyer), key=lambda row: row.sort_key(oldest_by)
        )
        self.open = {self.key(row): row.gross for row in self.rows}
        self.days: dict[Any, list[date]] = {key: [] for key in self.open}
        self.amounts: dict[Any, list[int]] = {key: [] for key in self.open}
        self.arisen: set[Any] = set()
        self.on_account: dict[str, int] = {}
        self.by_name = allocation == "as remitted"
        for day, _rank, _place, act in sorted(self.events(book, buyer), key=lambda event: event[:3]):
            self.today = day
            act()

    @staticmethod
    def key(row: Row) -> tuple[str, int]:
        """Name of a row within its buyer."""
        return (row.number, row.instalment)

    def events(self, book: Book, buyer: str) -> list[tuple[date, int, int, Callable[[], object]]]:
        """Everything that moves a balance: deliveries, credit notes, payments, bills, whole payments."""
        events: list[tuple[date, int, int, Callable[[], object]]] = []
        for place, row in enumerate(self.rows):
            events.append((row.arises_on, 0, place, partial(self.arise, row)))
            if row.paid_on != NEVER:
                events.append((row.paid_on, 4, place, partial(self.pay_whole, row)))
        for place, note in enumerate(book.of("credit_notes", buyer)):
            act = partial(self.receive, note, note["gross"], named=True)
            events.append((note["issued"], 1, place, act))
        returned = {fact["payment"] for fact in book.tables.get("payment_returns", [])}
        for place, payment in enumerate(book.of("payments", buyer)):
            if payment["reference"] not in returned:
                act = partial(self.receive, payment, payment["amount"], named=self.by_name)
                events.append((payment["paid_on"], 2, place, act))
        for place, bill in enumerate(honoured_bills(book, buyer)):
            events.append((bill["on"], 3, place, partial(self.honour, bill)))
        return events

    def arise(self, row: Row) -> None:
        """A receivable is there from now on; money that waited on account goes to the oldest."""
        if row.is_receivable:
            self.arisen.add(self.key(row))
            waiting = self.on_account.pop(row.currency, 0)
            self.pay_oldest(row.currency, waiting)

    def pay(self, row: Row, amount: int) -> int:
        """Put money on one row and give back what it could not take."""
        key = self.key(row)
        taken = min(amount, self.open[key])
        if taken > 0:
            self.open[key] -= taken
            self.days[key].append(self.today)
            self.amounts[key].append(self.open[key])
            return amount - taken
        return amount

    def pay_whole(self, row: Row) -> None:
        """The row is paid for what is left of it."""
        self.pay(row, self.open[self.key(row)])

    def pay_oldest(self, currency: str, amount: int) -> None:
        """Put money on the oldest open rows of its currency; the rest waits on account."""
        for row in self.rows:
            if amount > 0 and row.currency == currency and self.key(row) in self.arisen:
                amount = self.pay(row, amount)
        if amount > 0:
            self.on_account[currency] = self.on_account.get(currency, 0) + amount

    def receive(self, fact: dict[str, Any], amount: int, *, named: bool) -> None:
        """Money or a credit: to the invoice named, what is left to the oldest."""
        if named and fact["invoice"] is not None:
            same = [
                row for row in self.rows if row.number == fact["invoice"] and row.currency == fact["currency"]
            ]
            for row in sorted(same, key=lambda row: row.instalment):
                if fact["instalment"] is None or fact["instalment"] == row.instalment:
                    amount = self.pay(row, amount)
        self.pay_oldest(fact["currency"], amount)

    def honour(self, bill: dict[str, Any]) -> None:
        """An honoured bill pays what is open on its instalment."""
        for row in self.rows:
            if row.number == bill["invoice"] and row.instalment == bill["instalment"]:
                self.pay(row, self.open[self.key(row)])

    def open_on(self, row: Row, day: date) -> int:
        """Open amount of a row at the end of a day, in its own currency."""
        key = self.key(row)
        place = bisect_right(self.days[key], day)
        return row.gross if place == 0 else self.amounts[key][place - 1]

    def balance_on(self, row: Row, day: date) -> int:
        """Open amount of a receivable at the end of a day: none before it arose."""
        if not row.is_receivable or row.arises_on > day:
            return 0
        return self.open_on(row, day)


def honoured_bills(book: Book, buyer: str) -> list[dict[str, Any]]:
    """Bills that were honoured and did not come back dishonoured later."""
    last: dict[str, dict[str, Any]] = {}
    for bill in sorted(book.of("bills", buyer), key=lambda bill: bill["on"] or LONG_AGO):
        if bill["event"] in ("honoured", "dishonoured"):
            last[bill["reference"]] = bill
    return [bill for bill in last.values() if bill["event"] == "honoured"]
