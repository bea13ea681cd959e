"""What a buyer owes on the day of its loss, invoice by invoice: what cover says of each, and what is charged on it."""

from __future__ import annotations

from dataclasses import dataclass

from encours.claims.charges import DebtCharge, charges_of
from encours.clauses.states import State
from encours.cover.answer import account_of_buyer
from encours.cover.book import Book
from encours.cover.one import judge_account
from encours.cover.result import LayerCover, RowCover
from encours.facts.view import View
from encours.policy.schedule import Programme
from encours.units import NEVER, Cents, Day


@dataclass(frozen=True, slots=True)
class OpenRow:
    """An invoice or instalment of the buyer on the day of its loss, what cover says of it, and its charges.

    One of which nothing is open is there for what is charged on it, and no policy is asked about it.
    """

    account: int
    number: str
    instalment: int
    delivered_on: Day
    cover: RowCover
    charges: tuple[DebtCharge, ...] = ()

    @property
    def ledger_row(self) -> int:
        """Row of the invoice in the ledger, by which it is told from every other."""
        return self.cover.ledger_row

    @property
    def charged(self) -> Cents:
        """Everything charged on the invoice that is owed on that day, in the base or not."""
        return sum(each.owed for each in self.charges)

    @property
    def debt(self) -> Cents:
        """Everything owed on the invoice: what is open, and what is charged on it."""
        return self.cover.open + self.charged


def owed_rows(view: View, book: Book, buyer: str) -> list[OpenRow]:
    """Receivables of the buyer, in the order they take room, with those of which only what is charged is owed."""
    invoices, charges = book.view.table("invoices"), charges_of(view, book, buyer)
    found = []
    for account in account_of_buyer(book, buyer):
        start, stop = int(book.spans.start[account]), int(book.spans.stop[account])
        judged = {each.ledger_row: each for each in judge_account(book, account).rows if each.receivable}
        for place, row in enumerate(book.ledger_row[start:stop].tolist(), start):
            number, instalment = invoices.texts["number"][row], int(invoices.numbers["instalment"][row])
            own = charges.get((number, instalment), ())
            is_owed = row in judged or any(each.owed for each in own)
            if not is_owed or invoices.texts["buyer"][row] != buyer:
                continue
            delivered = int(book.rows.column("risk_day", place, place + 1)[0])
            cover = judged.get(row) or _nothing_open(book.programme, row)
            found.append(OpenRow(account, number, instalment, delivered, cover, own))
    return found


def _nothing_open(programme: Programme, row: int) -> RowCover:
    """Cover of an invoice whose price nobody owes."""
    layers = tuple(LayerCover(each.name, 0, 0, 0, NEVER) for each in programme.policies)
    return RowCover(row, 0, 0, dict.fromkeys(State, 0), layers)
