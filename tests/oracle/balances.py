"""What is open on each instalment on each day: the money of a buyer laid out in the order it came."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date
from typing import Any

from tests.oracle.book import Book, Fact, Row
from tests.oracle.dates import LONG_AGO, NEVER


class Ledger:
    """Open amounts of the rows of one buyer, in the currency of each, day by day, by what is told by a last day."""

    def __init__(self, book: Book, buyer: str, *, oldest_by: str, allocation: str, until: date) -> None:
        """Walk the buyer's money in the order of days and keep every balance that changed."""
        self.book, self.until = book, until
        self.rows = sorted((row for row in book.rows if row.buyer == buyer), key=lambda row: row.sort_key(oldest_by))
        self.open = {self.key(row): row.gross for row in self.rows}
        self.days: dict[Any, list[date]] = {key: [] for key in self.open}
        self.amounts: dict[Any, list[int]] = {key: [] for key in self.open}
        self.on_account: dict[str, int] = {}
        self.by_name = allocation == "as remitted"
        for row in self.rows:
            if self.by_name and row.paid_on <= until:
                self.today = row.paid_on
                self.pay(row, row.gross)
        for money in sorted(self.movements(book, buyer), key=self.turn):
            if money["day"] <= until:
                self.today = money["day"]
                self.receive(money)

    @staticmethod
    def key(row: Row) -> tuple[str, int]:
        """Name of a row within its buyer."""
        return (row.number, row.instalment)

    def turn(self, money: Fact) -> tuple[Any, ...]:
        """Money of one day: first what names an invoice, by the order of the rows, then what is on account."""
        named = self.named(money)
        place = self.rows.index(named[0]) if named else len(self.rows)
        return (money["day"], place, money["amount"] if money["amount"] is not None else -1)

    def movements(self, book: Book, buyer: str) -> list[Fact]:
        """Everything that moves a balance: payments, credit notes, honoured bills, and whole payments."""
        found = []
        returned = {fact["payment"] for fact in book.tables.get("payment_returns", [])}
        for note in book.of("credit_notes", buyer):
            found.append({**note, "day": note["issued"], "amount": note["gross"], "by name": True})
        for payment in book.of("payments", buyer):
            if payment["reference"] not in returned:
                found.append({**payment, "day": payment["paid_on"], "by name": self.by_name})
        for bill in honoured_bills(book, buyer):
            found.append({**bill, "day": bill["on"], "amount": None, "currency": None, "by name": True})
        for row in self.rows:
            if not self.by_name and row.paid_on != NEVER:
                whole = {"day": row.paid_on, "amount": row.gross, "currency": row.currency}
                found.append({**whole, "invoice": None, "by name": False})
        return found

    def named(self, money: Fact) -> list[Row]:
        """Rows that money names, the first instalment first."""
        if not money["by name"] or money.get("invoice") is None:
            return []
        # Money in another currency than the invoice is on account; a bill has the invoice's own.
        own = [row for row in self.rows if row.number == money["invoice"]]
        rows = [row for row in own if money["currency"] in {None, row.currency}]
        asked = money.get("instalment")
        return sorted((row for row in rows if asked in {None, row.instalment}), key=lambda row: row.instalment)

    def receive(self, money: Fact) -> None:
        """Money or a credit: to the invoice named, what is left to the oldest; a bill pays what is open."""
        rows, amount = self.named(money), money["amount"]
        if amount is None:
            for row in rows:
                self.pay(row, self.open[self.key(row)])
            return
        for row in rows:
            if self.by_name and self.today <= row.paid_on <= self.until:
                # Part of the payment of the whole that the ledger tells.
                amount -= min(amount, row.gross) if row is not rows[-1] else amount
            else:
                amount = self.pay(row, amount)
        self.pay_oldest(money["currency"], amount)

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

    def pay_oldest(self, currency: str, amount: int) -> None:
        """Put money on the oldest open receivables of its currency; the rest stays on account."""
        for row in self.rows:
            # On a day before that of the question, a sale delivered later is paid only by what names it.
            exists = self.until == self.book.as_of or row.exists_on(self.until)
            if amount > 0 and row.currency == currency and row.is_receivable and exists:
                amount = self.pay(row, amount)
        if amount > 0:
            self.on_account[currency] = self.on_account.get(currency, 0) + amount

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


class Pool:
    """Balances of all the companies of one account; the money of each pays its own rows alone."""

    def __init__(self, ledgers: Mapping[str, Ledger], members: list[str], oldest_by: str) -> None:
        """Put the ledgers of some buyers together; members are those to which nothing was sold too."""
        self.ledgers, self.members = ledgers, members
        rows = [row for ledger in ledgers.values() for row in ledger.rows]
        self.rows = sorted(rows, key=lambda row: row.sort_key(oldest_by))

    def open_on(self, row: Row, day: date) -> int:
        """Open amount of a row at the end of a day, in its own currency."""
        return self.ledgers[row.buyer].open_on(row, day)

    def balance_on(self, row: Row, day: date) -> int:
        """Open amount of a receivable at the end of a day."""
        return self.ledgers[row.buyer].balance_on(row, day)


def honoured_bills(book: Book, buyer: str) -> list[dict[str, Any]]:
    """Bills that were honoured and did not come back dishonoured later."""
    last: dict[str, dict[str, Any]] = {}
    for bill in sorted(book.of("bills", buyer), key=lambda bill: bill["on"] or LONG_AGO):
        if bill["event"] in ("honoured", "dishonoured"):
            last[bill["reference"]] = bill
    return [bill for bill in last.values() if bill["event"] == "honoured"]
