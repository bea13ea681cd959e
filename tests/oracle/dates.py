"""Days, spans of time, shares and exchange, as plainly as they can be written."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

# "Has not happened": later than every day, so that comparisons read as the texts do.
NEVER = date.max
LONG_AGO = date.min

Span = tuple[Any, ...]

# Decimals of the minor unit where it is not the hundredth (ISO 4217).
DECIMALS = {
    "JPY": 0, "KRW": 0, "VND": 0, "CLP": 0, "ISK": 0, "XOF": 0, "XAF": 0, "XPF": 0, "PYG": 0, "UGX": 0,
    "TND": 3, "KWD": 3, "BHD": 3, "OMR": 3, "JOD": 3, "IQD": 3, "LYD": 3,
}  # fmt: skip


def real(day: date | None) -> bool:
    """Whether a day is known and has come."""
    return day is not None and day != NEVER


def end_of_month(day: date) -> date:
    """Last day of the month of a day."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def add_months(day: date, months: int) -> date:
    """Same day so many months later (earlier when negative), or the last of that month when it is shorter."""
    month = day.year * 12 + day.month - 1 + months
    year, month = divmod(month, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_span(day: date, span: Span) -> date:
    """Last day of a span whose day one is the day after `day`."""
    if day == NEVER:
        return NEVER
    kind, count = span[0], span[1]
    if kind == "days":
        return day + timedelta(days=count)
    if kind == "months":
        return add_months(day, count)
    if kind == "days end of month" and span[2] == "after":
        return end_of_month(day) + timedelta(days=count)
    if kind == "days end of month" and span[2] == "before":
        return end_of_month(day + timedelta(days=count))
    raise AssertionError(f"unknown span {span!r}")


def subtract_span(day: date, span: Span) -> date:
    """Day that lies a span before `day`."""
    if span[0] == "months":
        return add_months(day, -span[1])
    return day - timedelta(days=span[1])


def last_day_counted_from(day: date, span: Span, count: str) -> date:
    """Last day of a span whose day one is the next day, or the day itself."""
    last = add_span(day, span)
    if count == "same day" and span[0] != "days end of month" and last != NEVER:
        return last - timedelta(days=1)
    return last


def rounded(value: Fraction) -> int:
    """Nearest integer, half away from zero."""
    sign = -1 if value < 0 else 1
    return sign * int(abs(value) + Fraction(1, 2))


def share(amount: int, part: int | Fraction, whole: int | Fraction = 1) -> int:
    """`amount` times `part` over `whole`, rounded; the whole amount when there is nothing to divide by."""
    if whole == 0:
        return amount
    return rounded(Fraction(amount) * Fraction(part) / Fraction(whole))


def as_fraction(value: Any) -> Fraction:
    """A percentage given as a fraction, or as basis points when it is an integer."""
    return Fraction(value, 10_000) if isinstance(value, int) else Fraction(value)


def rate_per_euro(rates: Iterable[Mapping[str, Any]], currency: str, day: date) -> Fraction | None:
    """Units of a currency for one euro, by the latest rate on or before a day; None when there is none."""
    if currency == "EUR":
        return Fraction(1)
    best: Mapping[str, Any] | None = None
    for rate in rates:
        if rate["currency"] == currency and rate["day"] <= day and (best is None or rate["day"] >= best["day"]):
            best = rate
    if best is None:
        return None
    return Fraction(best["per_euro_numerator"], best["per_euro_denominator"])


def convert(amount: int, currency: str, into: str, *, day: date, rates: Iterable[Mapping[str, Any]]) -> int | None:
    """Amount in another currency, in its minor units, rounded once; None when a rate is missing."""
    if currency == into:
        return amount
    rates = list(rates)
    given = rate_per_euro(rates, currency, day)
    wanted = rate_per_euro(rates, into, day)
    if given is None or wanted is None:
        return None
    units = Fraction(amount, 10 ** DECIMALS.get(currency, 2))
    return rounded(units / given * wanted * 10 ** DECIMALS.get(into, 2))
