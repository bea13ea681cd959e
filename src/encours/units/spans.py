"""A duration as a policy writes it, carried by rules and columns as one integer.

Days and months are never turned into each other, so a duration keeps both, with its rule of end of
month. The integer holds four fields and is never negative nor above 31 bits::

    span = days + 2**14 * months + 2**24 * end_of_month + 2**26 * on_day

    days          0 to 16 383     so 60 days is the integer 60
    months        0 to 1 023
    end_of_month  0 none, 1 after the days, 2 before the days
    on_day        0 none, 1 to 31 the day of the month to wait for

``encours.units.language.after`` reads it: months first; then the end of that month if *before*; then
the days; then the end of that month if *after*; then the first such day of the month, from there on.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Final, NamedTuple

from encours.units.kinds import Count, Days, Months, Span

LARGEST_DAYS: Final = 2**14 - 1
LARGEST_MONTHS: Final = 2**10 - 1
FROM_END_OF_MONTH: Final = 2**24
"""From this integer on, a span runs to an end of month or to a day of the month."""


class EndOfMonth(IntEnum):
    """Where the end of the month comes in "45 days end of month"; both readings are lawful in France.

    With an invoice of 10 March: *after* gives 30 April (45 days, then the end of that month), *before*
    gives 15 May (the end of the month, then 45 days).
    """

    NONE = 0
    AFTER = 1
    BEFORE = 2


class SpanParts(NamedTuple):
    """The four fields of a duration."""

    days: Days
    months: Months
    end_of_month: EndOfMonth
    on_day: Count


def span(*, days: Days = 0, months: Months = 0, end_of_month: EndOfMonth = EndOfMonth.NONE, on_day: Count = 0) -> Span:
    """Duration as one integer; the same duration is always the same integer.

    Without days the two readings of the end of month are one, and it is written *after*. Fields out of
    range are a mistake of the program: text from people goes through ``encours.units.parse``.
    """
    assert 0 <= days <= LARGEST_DAYS, f"days of a span: {days}"
    assert 0 <= months <= LARGEST_MONTHS, f"months of a span: {months}"
    assert 0 <= on_day <= 31, f"day of the month of a span: {on_day}"
    rule = EndOfMonth.AFTER if end_of_month is EndOfMonth.BEFORE and days == 0 else end_of_month
    return days + 2**14 * months + FROM_END_OF_MONTH * int(rule) + 2**26 * on_day


def span_parts(span: Span) -> SpanParts:
    """Four fields of a duration; what ``span`` made of them gives them back."""
    assert 0 <= span < 2**31, f"not a span: {span}"
    rule = EndOfMonth(span // FROM_END_OF_MONTH % 4)
    return SpanParts(days=span % 2**14, months=span // 2**14 % 2**10, end_of_month=rule, on_day=span // 2**26)
