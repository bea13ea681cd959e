"""Days sales outstanding (délai moyen de paiement) by each method in use, on the same receivables.

The methods disagree by design: none is right alone, and each tells the figures it was computed from. Sources of the
formulas, with worked examples that the tests reproduce: docs/indicators.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from encours.cover.indicators.indicator import (
    Behind,
    Figure,
    Indicator,
    Lacking,
    amount,
    count,
    days,
    mean,
    quotient,
    unknown,
)
from encours.cover.indicators.period import Period, months_back
from encours.cover.indicators.receivables import OpenInvoice, Receivables
from encours.units import MISSING, Cents

NO_SALES = Lacking("sales")
"""Nothing was sold in the period: no number of days of sales is open."""
NOTHING_OPEN = Lacking("open")


def outstanding_days(of: Receivables) -> Indicator:
    """Days of the sales of the period that are open: outstanding x days of the period / sales of the period."""
    return _of_sales("dso", of, "outstanding", of.open)


def best_possible(of: Receivables) -> Indicator:
    """What the days would be if nobody paid late: what is not due x days of the period / sales of the period."""
    return _of_sales("dso-best", of, "not due", of.not_due)


def delinquent(of: Receivables) -> Indicator:
    """Days that lateness adds: overdue x days of the period / sales; the days in all less the best possible.

    Invoices without a due date are in neither part.
    """
    return _of_sales("days-delinquent", of, "overdue", of.overdue)


def _of_sales(name: str, of: Receivables, part: str, opened: Sequence[OpenInvoice]) -> Indicator:
    period, sold = of.period, of.sold(of.period)
    asked = sum(each.open for each in opened)
    figures = [amount(part, asked), days("period", period.days), amount("sales", sold), *_aside(of)]
    rows = (*open_rows(of, opened), *sale_rows(of, period))
    lacking = (*of.payments_lack, *of.sales_unknown(period))
    parts = (asked * period.days, sold)
    return quotient(name, "days", parts, figures=figures, rows=rows, lacking=lacking, nothing=NO_SALES)


def by_invoice(of: Receivables) -> Indicator:
    """Mean age of what is open, from the date of each invoice, each counted for what is open of it."""
    undated = [each for each in of.open if each.issued <= -(2**31)]
    rows = open_rows(of, [each for each in of.open if each.issued > -(2**31)])
    lacking = [*of.payments_lack, *([Lacking("dates of invoices", str(len(undated)))] if undated else [])]
    return mean("dso-by-invoice", rows, lacking=lacking, nothing=NOTHING_OPEN, is_weighted=True)


def count_back(of: Receivables) -> Indicator:
    """Days of sales that exhaust what is open, month by month backwards from the day asked (épuisement).

    Each month whose sales what is left covers counts with all its days, and the last one with the part of its days
    that what is left is of its sales. Sales include VAT, as receivables do. A month without sales counts its days. The
    answer is not known where the ledger begins before what is open is exhausted.
    """
    lacking = [*of.payments_lack, *of.sales_lack]
    if not lacking and not of.open:
        return Indicator("dso-count-back", "days", Fraction(0), (amount("outstanding", 0),))
    steps = list(counted_back(of)) if not lacking else []
    left = steps[-1].left if steps else of.outstanding
    unrated = next((each.unrated for each in steps if each.unrated is not None), None)
    if unrated is not None:
        lacking.append(unrated)
    elif not lacking and left > 0:
        lacking.append(Lacking("older sales", day=of.first_month) if of.sales else NO_SALES)
    figures = [amount("outstanding", of.outstanding), count("months", len(steps)), *_aside(of)]
    rows = [each.row for each in steps]
    if lacking:
        return unknown("dso-count-back", "days", lacking, figures, rows)
    total = sum((each.days or Fraction(0) for each in rows), Fraction(0))
    return Indicator("dso-count-back", "days", total, tuple(figures), tuple(rows))


@dataclass(frozen=True, slots=True)
class Step:
    """One month of a count back: its row, what is left after it, and the rate of exchange that it lacks."""

    row: Behind
    left: Cents
    unrated: Lacking | None = None


def counted_back(of: Receivables) -> Iterator[Step]:
    """Months from the day asked backwards, until what is open is exhausted or the ledger has no older sale."""
    left, by_month = of.outstanding, of.sold_by_month()
    oldest = min((*by_month, *of.unrated), default=of.as_of + 1)
    for month in months_back(of.as_of):
        if left <= 0 or month.first < oldest:
            return
        if month.first in of.unrated:
            yield Step(_month(month, 0, left, None), left, Lacking("rate", of.unrated[month.first], month.first))
            return
        sold = by_month.get(month.first, 0)
        taken = Fraction(month.days) if sold < left else Fraction(left, sold) * month.days
        yield Step(_month(month, sold, left, taken), left - min(left, sold))
        left -= min(left, sold)


def _month(month: Period, sold: Cents, left: Cents, taken: Fraction | None) -> Behind:
    return Behind("month", first=month.first, last=month.last, amount=sold, other=left, days=taken)


def _aside(of: Receivables) -> Iterator[Figure]:
    """What is told beside, and is in no formula."""
    for name, cents in (("delivered", of.delivered), ("credits", of.credits), ("undated", of.undated),
                        ("told by age", of.told_by_age)):  # fmt: skip
        if cents:
            yield amount(f"aside {name}", cents)


def open_rows(of: Receivables, opened: Sequence[OpenInvoice]) -> tuple[Behind, ...]:
    """Open invoices as rows, with their age in days since the date of the invoice; the largest first."""
    return tuple(
        Behind(
            "open", each.row, buyer=each.buyer, first=each.issued, last=each.due, amount=each.open,
            days=None if each.issued <= -(2**31) else Fraction(of.as_of - each.issued),
        )
        for each in sorted(opened, key=lambda one: (-one.open, one.row))
    )  # fmt: skip


def sale_rows(of: Receivables, period: Period) -> tuple[Behind, ...]:
    """Sales and credit notes of a period as rows, in order of their day."""
    chosen = sorted((each for each in of.sales if period.holds(each.day)), key=lambda one: (one.day, one.row))
    return tuple(
        Behind(
            "sale" if each.row >= 0 else "credit note", each.row, key=each.number, buyer=each.buyer, first=each.day,
            last=MISSING, amount=each.amount,
        )
        for each in chosen
    )  # fmt: skip
