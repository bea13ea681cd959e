"""Why an invoice is covered or not, as the library tells it: the trees of its open rows, or how it was paid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from encours.cover.ageing import settlements
from encours.cover.answer import account_of_buyer
from encours.cover.book.lay_out import lay_out
from encours.explain.lines import Lines
from encours.explain.tree import Tree, tree
from encours.facts.columns import MISSING_STORED
from encours.facts.kinds import Quantity
from encours.units import NEVER, Cents, Day
from encours.units.show import Language
from encours.web.computing.question import Asked

KINDS_THAT_PAY: Final = (("payments", "paid_on", "amount", "reference"), ("credit_notes", "issued", "gross", "number"))
"""Facts that take from what is open, with the names of their day, their amount and their reference."""


@dataclass(frozen=True, slots=True)
class Paid:
    """A payment or a credit note that names an invoice: on which day, how much, under which reference."""

    on: Day
    cents: Cents
    currency: str
    reference: str
    is_credit_note: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A row of an invoice in a view: which instalment, of which entity, its gross amount, when it was paid whole."""

    instalment: int
    entity: str
    gross: Cents
    currency: str
    issued: Day
    due: Day
    settled_on: Day
    """``NEVER`` where something of it is open."""


def rows_of(asked: Asked, buyer: str, number: str, currency: str) -> list[Row]:
    """Rows of an invoice of a buyer as a view holds them, in the order of the ledger; `currency` is the company's."""
    invoices = asked.view.table("invoices")
    texts, numbers = invoices.texts, invoices.numbers
    chosen = [
        row for row in range(len(invoices)) if texts["number"][row] == number and texts["buyer"][row] == buyer
    ]  # fmt: skip
    if not chosen:
        return []
    days = {each.row: each.settled_on for each in settlements(asked.view, currency)}
    return [
        Row(
            instalment=int(numbers["instalment"][row]),
            entity=texts["entity"][row],
            gross=int(numbers["gross"][row]),
            currency=texts["currency"][row],
            issued=int(numbers["issued"][row]),
            due=int(numbers["due"][row]),
            settled_on=days.get(row, NEVER),
        )
        for row in chosen
    ]


def trees_of(asked: Asked, buyer: str, number: str, *, language: Language, currency: str) -> list[Tree]:
    """Tree of each open row of an invoice, as ``encours why`` tells it; `currency` is the company's own."""
    book = lay_out(asked.view, asked.programme)
    lines = Lines(book)
    return [
        tree(lines, line, answer, language=language, company_currency=currency)
        for account in account_of_buyer(book, buyer)
        for answer in (lines.explained(account),)
        for line in lines.of_account(account, answer)
        if line.number == number and line.buyer == buyer
    ]


def paid_by(asked: Asked, buyer: str, number: str, instalment: int) -> list[Paid]:
    """Payments and credit notes of a view that name an invoice, and this instalment or none, in order of their day."""
    found = []
    for kind, day, cents, reference in KINDS_THAT_PAY:
        table = asked.view.table(kind)
        texts, numbers = table.texts, table.numbers
        for row in range(len(table)):
            is_of_it = texts["invoice"][row] == number and texts["buyer"][row] == buyer
            if is_of_it and int(numbers["instalment"][row]) in {instalment, MISSING_STORED[Quantity.COUNT], 0}:
                found.append(
                    Paid(
                        on=int(numbers[day][row]),
                        cents=int(numbers[cents][row]),
                        currency=texts["currency"][row],
                        reference=texts[reference][row],
                        is_credit_note=kind == "credit_notes",
                    )
                )
    return sorted(found, key=lambda each: each.on)
