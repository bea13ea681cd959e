"""The days that all the invoices of a ledger belong to, in columns."""

from __future__ import annotations

import numpy as np

from encours.facts.columns import Integers, Table
from encours.units import DAY_MISSING_STORED, MISSING, NEVER, Day


def days_of(invoices: Table, *, by_delivery: bool) -> Integers:
    """Day that each invoice belongs to, of its delivery or of itself, else of the other.

    MISSING where nobody knows it, NEVER for what is no sale yet, or no more.
    """
    names = ("delivered", "issued") if by_delivery else ("issued", "delivered")
    own, other = (invoices.numbers[each].astype(np.int64) for each in names)
    otherwise = np.where((other == DAY_MISSING_STORED) | (other == NEVER), MISSING, other)
    stage = invoices.kind.field("stage")
    sold = [stage.code(each) for each in (("invoiced", "delivered") if by_delivery else ("invoiced",))]
    is_sale = np.isin(invoices.numbers["stage"], sold)
    return np.where(is_sale, np.where(own == DAY_MISSING_STORED, otherwise, own), NEVER)


def within(days: Integers, first: Day, last: Day) -> Integers:
    """Places of the days from one to another, and of those that nobody knows."""
    return np.flatnonzero((days == MISSING) | ((first <= days) & (days <= last)))
