"""What each buyer owes on a day, as deadlines of the law ask for it: an instalment at a time, whatever the policy."""

from __future__ import annotations

from dataclasses import dataclass

from encours.cover.ageing.balance import as_a_ledger
from encours.cover.ageing.later import is_receivable
from encours.cover.ageing.open_amounts import open_amounts
from encours.cover.book import lay_out
from encours.facts.view import View
from encours.units import MISSING, NEVER, Cents, Day, widen_day


@dataclass(frozen=True, slots=True)
class Debt:
    """An instalment of which something is open; days are `MISSING` where the ledger does not tell them."""

    buyer: str
    invoice: str
    instalment: int
    delivered: Day
    issued: Day
    due: Day
    """As it was last moved."""
    open: Cents
    vat: Cents
    source: str

    @property
    def arose_on(self) -> Day:
        """Day on which the debt arose: that of the delivery, else that of the invoice."""
        return self.issued if self.delivered in {MISSING, NEVER} else self.delivered


def debts(view: View, currency: str = "EUR") -> list[Debt]:
    """Debts of a view, in the order of the accounts; every currency must have a rate, as `missing_rates` tells."""
    ledger, counting = as_a_ledger(view, currency)
    book = lay_out(ledger, counting)
    opened, _ = open_amounts(book)
    invoices, due = view.table("invoices"), book.rows.column("due", 0, len(book))
    texts, numbers = invoices.texts, invoices.numbers
    vat = numbers["vat"]
    found = []
    for place in ((opened > 0) & is_receivable(book)).nonzero()[0].tolist():
        row = int(book.ledger_row[place])
        found.append(
            Debt(
                buyer=texts["buyer"][row],
                invoice=texts["number"][row],
                instalment=int(numbers["instalment"][row]),
                delivered=widen_day(int(numbers["delivered"][row])),
                issued=widen_day(int(numbers["issued"][row])),
                due=widen_day(int(due[place])),
                open=int(opened[place]),
                vat=int(vat[row]),
                source=texts["fact_id"][row] or texts["source"][row],
            )
        )
    return found
