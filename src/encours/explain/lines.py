"""The open rows of a cover, each with the invoice and the buyer it is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from encours.clauses.choices import Stage
from encours.clauses.states import State
from encours.cover.answer import Cover
from encours.cover.book import Book
from encours.cover.book.agreement import wide
from encours.cover.one import AccountCover, judge_account
from encours.cover.plain import NOBODY
from encours.cover.result import RowCover
from encours.facts.columns import Table
from encours.units import MISSING, NEVER, Cents, Day, widen_day

STAGES: Final = tuple(Stage)
RECEIVABLE: Final = frozenset({int(Stage.DELIVERED), int(Stage.INVOICED)})
"""Stages of a sale in which somebody owes its price: an order is none yet, a returned sale no more."""


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """One open row: which invoice, which buyer, and its cover. Amounts of the cover are the policy's."""

    account: int
    row: int
    number: str
    instalment: int
    buyer: str
    entity: str
    currency: str
    stage: Stage
    cover: RowCover

    @property
    def is_receivable(self) -> bool:
        """Whether its price is owed."""
        return int(self.stage) in RECEIVABLE


class Lines:
    """Every open row of a Book's accounts, and what people call things."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.invoices: Table = book.view.table("invoices")
        self._explained: dict[int, AccountCover] = {}

    def explained(self, account: int) -> AccountCover:
        """Cover of an account with every finding; judged once, however many of its rows are told about."""
        if account not in self._explained:
            self._explained[account] = judge_account(self.book, account)
        return self._explained[account]

    def of_account(self, account: int, answer: AccountCover) -> Iterator[InvoiceLine]:
        """Open rows of one account, in the order they take room."""
        for each in answer.rows:
            yield self.line(account, each)

    def of(self, cover: Cover) -> Iterator[InvoiceLine]:
        """Open rows of every account."""
        for account, answer in cover.accounts.items():
            yield from self.of_account(account, answer)

    def line(self, account: int, cover: RowCover) -> InvoiceLine:
        """One row with the invoice it is about."""
        row, texts, numbers = cover.ledger_row, self.invoices.texts, self.invoices.numbers
        return InvoiceLine(
            account=account,
            row=row,
            number=texts["number"][row],
            instalment=int(numbers["instalment"][row]),
            buyer=texts["buyer"][row],
            entity=texts["entity"][row],
            currency=texts["currency"][row],
            stage=STAGES[int(numbers["stage"][row])],
            cover=cover,
        )

    def day(self, row: int, name: str) -> Day:
        """A day of an invoice as it is written on it."""
        return widen_day(int(self.invoices.numbers[name][row]))

    def due(self, line: InvoiceLine) -> Day:
        """Due date of a row, as it was last moved; MISSING where it has none."""
        start, stop = int(self.book.spans.start[line.account]), int(self.book.spans.stop[line.account])
        place = start + self.book.ledger_row[start:stop].tolist().index(line.row)
        return widen_day(int(self.book.rows.column("due", place, place + 1)[0]))

    def shown_number(self, line: InvoiceLine) -> str:
        """Number of the invoice, with the rank of the instalment where there are several."""
        code = int(self.invoices.texts["number"].codes[line.row])
        return f"{line.number}/{line.instalment}" if code in self._in_instalments else line.number

    @cached_property
    def _in_instalments(self) -> frozenset[int]:
        several = self.invoices.numbers["instalment"] > 1
        return frozenset(self.invoices.texts["number"].codes[several].tolist())

    @cached_property
    def _places(self) -> dict[str, int]:
        return {name: place for place, name in enumerate(self.book.buyers.names)}

    def buyer_number(self, buyer: str) -> int:
        """Number of a buyer in the Book; that of nobody where it is not registered."""
        return self._places.get(buyer, NOBODY)

    def buyer_field(self, buyer: str, name: str) -> str:
        """A text about a buyer as it is last registered; empty where nobody said."""
        return self.book.buyers.told(self.buyer_number(buyer), name)

    def buyer_name(self, buyer: str) -> str:
        """Registered name of a buyer, its code where it has none."""
        return self.buyer_field(buyer, "name") or buyer

    @cached_property
    def warning_days(self) -> int:
        """Days before a deadline from which the policy wants a warning."""
        days = wide(self.book.programme.primary, "warning_period")
        return max(days, 0)

    def at_risk(self, line: InvoiceLine) -> bool:
        """Whether some of what is covered will be lost within the warning period if nothing is done."""
        until = line.cover.until
        is_near = until != MISSING and until < NEVER and until <= self.book.as_of + self.warning_days
        return is_near and self.at_stake(line) > 0

    @staticmethod
    def at_stake(line: InvoiceLine) -> Cents:
        """What the next change may take away: all that is covered."""
        return line.cover.parts[State.COVERED]


def main_state(cover: RowCover) -> State:
    """State of the largest part of a row, what lies outside the insured base left aside.

    The VAT of a sale is outside by nature and says nothing about the sale; it counts where nothing else is open.
    """
    inside = {state: amount for state, amount in cover.parts.items() if amount > 0 and state is not State.OUTSIDE}
    return max(inside, key=lambda state: (inside[state], -int(state))) if inside else cover.state()


def is_partly_covered(cover: RowCover) -> bool:
    """Whether some of a row is covered and some of it is not, VAT outside the insured base left aside."""
    lost = sum(a for state, a in cover.parts.items() if state not in {State.COVERED, State.OUTSIDE})
    return cover.parts[State.COVERED] > 0 and lost > 0
