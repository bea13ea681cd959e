"""How late buyers pay, how long they take, and how much of what could be collected was."""

from __future__ import annotations

from fractions import Fraction

from encours.cover.indicators.indicator import Behind, Indicator, Lacking, amount, mean, quotient
from encours.cover.indicators.receivables import Receivables, Settled
from encours.cover.indicators.sales_outstanding import sale_rows

NOTHING_SETTLED = Lacking("settled")
NOTHING_OVERDUE = Lacking("overdue")
NOTHING_TO_COLLECT = Lacking("collectable")
UNDATED = -(2**31)


def delay_of_settled(of: Receivables, *, is_weighted: bool) -> Indicator:
    """Mean days from the due date to the day an invoice was settled, over those settled in the period.

    Paid early counts below zero. The due date is that last agreed, so that a prorogation granted is no delay.
    """
    rows = [_settled(each, each.due) for each in of.settled if each.due > UNDATED]
    return mean(
        "delay-settled" if is_weighted else "delay-settled-simple", rows,
        lacking=of.payments_lack, nothing=NOTHING_SETTLED, is_weighted=is_weighted,
    )  # fmt: skip


def payment_time(of: Receivables) -> Indicator:
    """Mean days from the date of the invoice to the day it was settled, each counted for its amount."""
    rows = [_settled(each, each.issued) for each in of.settled if each.issued > UNDATED]
    return mean("payment-time", rows, lacking=of.payments_lack, nothing=NOTHING_SETTLED, is_weighted=True)


def delay_of_overdue(of: Receivables, *, is_weighted: bool) -> Indicator:
    """Mean days since the due date of what is overdue; weighted, each counts for what is open of it."""
    rows = [
        Behind("open", each.row, buyer=each.buyer, first=each.issued, last=each.due, amount=each.open,
               days=Fraction(of.as_of - each.due))
        for each in sorted(of.overdue, key=lambda one: (-one.open, one.row))
    ]  # fmt: skip
    return mean(
        "delay-overdue" if is_weighted else "delay-overdue-simple", rows,
        lacking=of.payments_lack, nothing=NOTHING_OVERDUE, is_weighted=is_weighted,
    )  # fmt: skip


def collection_effectiveness(of: Receivables) -> Indicator:
    """What was collected of what could be: (opening + sales - closing) / (opening + sales - closing not due).

    Opening is what was open on the eve of the period. Payments lie where the ledger put them at both ends, whatever
    the policy says.
    """
    sold, closing = of.sold(of.period), of.closing
    figures = [amount("opening", of.opening.outstanding)] if of.opening is not None else []
    figures += [
        amount("sales", sold),
        amount("closing", closing.outstanding),
        amount("closing not due", closing.not_due),
    ]
    available = (0 if of.opening is None else of.opening.outstanding) + sold
    return quotient(
        "cei", "share", (available - closing.outstanding, available - closing.not_due), figures=figures,
        rows=sale_rows(of, of.period), lacking=(*of.payments_lack, *of.sales_unknown(of.period), *of.opening_lacks),
        nothing=NOTHING_TO_COLLECT,
    )  # fmt: skip


def _settled(each: Settled, since: int) -> Behind:
    return Behind(
        "settled", each.row, buyer=each.buyer, first=since, last=each.settled_on, amount=each.amount,
        days=Fraction(each.settled_on - since),
    )  # fmt: skip
