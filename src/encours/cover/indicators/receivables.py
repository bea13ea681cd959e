"""What the indicators of payment are computed from: what is open, what was sold, what was settled, and when.

Everything is in the company's currency: what is open at the rate of the day asked, sales at the rate of their own
day, VAT included. Only invoices count: a delivery not yet invoiced is told apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from encours.cover.indicators.indicator import Lacking
from encours.cover.indicators.period import Period, first_of_month
from encours.units import NEVER, Cents, Day


@dataclass(frozen=True, slots=True)
class OpenInvoice:
    """What is open of an invoice; `issued` and `due` are MISSING where nobody said."""

    row: int
    buyer: str
    issued: Day
    due: Day
    open: Cents


@dataclass(frozen=True, slots=True)
class Sale:
    """An invoice (`row` among those of the view), or a credit note: below zero, and named by its number."""

    row: int
    buyer: str
    day: Day
    amount: Cents
    number: str = ""


@dataclass(frozen=True, slots=True)
class Settled:
    """An invoice settled whole within the period; one that a credit note wiped out is no payment, and not here."""

    row: int
    buyer: str
    issued: Day
    due: Day
    settled_on: Day
    amount: Cents


@dataclass(frozen=True, slots=True)
class Balance:
    """What was open at the end of a day, and what of it was not due yet."""

    outstanding: Cents
    not_due: Cents


@dataclass(frozen=True, slots=True)
class Receivables:
    """Facts that the indicators of payment are computed from, in minor units of `currency`.

    `delivered` is delivered and not invoiced yet; `credits` is what the company owes back. `sales` are every sale of
    the ledger by its day. `opening` is what was open on the eve of the period, None where `opening_lacks` a fact, and
    `closing` what is open at its end, payments lying where the ledger put them in both.
    """

    period: Period
    currency: str
    open: tuple[OpenInvoice, ...]
    sales: tuple[Sale, ...]
    settled: tuple[Settled, ...]
    opening: Balance | None = None
    closing: Balance = Balance(0, 0)
    delivered: Cents = 0
    credits: Cents = 0
    told_by_age: Cents = 0
    """What an aged balance alone tells is owed: open, and of no invoice that is known."""
    payments_lack: tuple[Lacking, ...] = ()
    """Why what is open, and what was settled, is not known for certain."""
    sales_lack: tuple[Lacking, ...] = ()
    """Why no sale is known for certain."""
    opening_lacks: tuple[Lacking, ...] = ()
    unrated: Mapping[Day, str] = field(default_factory=dict)
    """Currency of a sale that has no rate of exchange, by the first day of its month."""

    @property
    def as_of(self) -> Day:
        """Day asked about."""
        return self.period.last

    @property
    def outstanding(self) -> Cents:
        """What is open of every invoice."""
        return sum(each.open for each in self.open)

    @property
    def overdue(self) -> tuple[OpenInvoice, ...]:
        """Invoices past their due date; one due on the day asked is not."""
        return tuple(each for each in self.open if is_due(each) and each.due < self.as_of)

    @property
    def not_due(self) -> tuple[OpenInvoice, ...]:
        """Invoices whose due date has not passed."""
        return tuple(each for each in self.open if is_due(each) and each.due >= self.as_of)

    @property
    def undated(self) -> Cents:
        """What is open of the invoices without a due date."""
        return sum(each.open for each in self.open if not is_due(each))

    @property
    def first_month(self) -> Day:
        """First day of the first calendar month that has a sale; NEVER without any."""
        return min((first_of_month(each.day) for each in self.sales), default=NEVER)

    def sold(self, period: Period) -> Cents:
        """Sales of a period, VAT included, less the credit notes of the same period."""
        return sum(each.amount for each in self.sales if period.holds(each.day))

    def sold_by_month(self) -> dict[Day, Cents]:
        """Sales of each calendar month that has any, by its first day."""
        found: dict[Day, Cents] = {}
        for each in self.sales:
            first = first_of_month(each.day)
            found[first] = found.get(first, 0) + each.amount
        return found

    def sales_unknown(self, period: Period) -> tuple[Lacking, ...]:
        """What keeps the sales of a period from being known."""
        months = (first for first in sorted(self.unrated) if first_of_month(period.first) <= first <= period.last)
        rates = tuple(Lacking("rate", self.unrated[first], first) for first in months)
        return (*self.sales_lack, *rates[:1])


def is_due(invoice: OpenInvoice) -> bool:
    """Whether an invoice has a due date."""
    return invoice.due > -(2**31)
