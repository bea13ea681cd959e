"""Headings of an aged balance: not yet due, days or months late, totals, credits; in French and in English.

A heading that could mean two things is read with its neighbours: in 30 | 60 | 90 each figure ends a bucket, and
90+ begins the day after the bucket before it ends. A month of the calendar is that of the due date: ``on_day`` says how
late it is, once the day of the balance is known.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, Literal

from encours.units import MISSING, Day, civil, from_civil, month_length
from encours.units.parse_day import MONTHS
from encours.units.plain_text import folded

Role = Literal["bucket", "credit", "total", "overdue total"]

MONTH: Final = 30
"""Days that a balance by months is taken to give each month."""


def _words(text: str) -> frozenset[str]:
    return frozenset(each.strip() for each in " ".join(text.split()).split("|"))


_NOT_DUE: Final = _words("""
    non echu | non echue | non echus | non echues | non-echu | a echoir | pas echu | courant | encours non echu
    | solde non echu | montant non echu | current | not due | not yet due | not due yet | not overdue | undue
    | due later
""")
_TOTALS: Final = _words("""
    total | totaux | solde | balance | total du | total general | total due | outstanding | total outstanding
    | solde total | encours | encours total | total encours | open balance | total balance | amount due
    | solde client | total client
    | total tiers | solde du | total ttc
""")
_OVERDUE: Final = _words("""
    echu | total echu | montant echu | solde echu | dont echu | retard | overdue | total overdue | past due
    | total past due
""")
_OLDER: Final = _words("older | plus ancien | plus anciens | plus vieux | au-dela | au dela | anterieur | beyond")
_CREDITS: Final = _words("""
    avoir | avoirs | acomptes | avances | non affecte | non lettre | reglements non affectes | reglements non lettres
    | credit | credits | credit notes | unallocated | unallocated payments | unapplied | unapplied credits
    | unapplied payments | prepayments | on account
""")
_UNIT: Final = r"(?P<unit>jours?|jrs?|j|days?|d|mois|months?|m)?"
_RANGE: Final = re.compile(rf"(?:de |from )?([0-9]{{1,4}}) ?(?:j|d)? ?(?:-|a|to|et|_|/|–) ?([0-9]{{1,4}}) ?{_UNIT}")
_BEYOND: Final = re.compile(
    r"(?:(?P<more>\+ ?(?:de |than )?|> ?=? ?|plus de |over |more than |au-?dela de |superieur a |sup\.? |above "
    rf"|older than )(?P<after>[0-9]{{1,4}}) ?{_UNIT}"
    r"|(?P<from>[0-9]{1,4}) ?(?:jours?|jrs?|j|days?|d|mois|months?|m)? ?"
    r"(?:\+|et plus|ou plus|and over|and above|and more|or more|plus|>|& over|&\+))"
)
_WITHIN: Final = re.compile(rf"(?:< ?=? ?|moins de |less than |under |jusqu'a |up to |- de )([0-9]{{1,4}}) ?{_UNIT}")
_SINGLE: Final = re.compile(rf"([0-9]{{1,4}}) ?{_UNIT}")
_MONTH_NAMES: Final = {folded(name): month for name, month in MONTHS.items()}
_NAMED_MONTH: Final = re.compile(r"([a-z]+)\.?[ -]?'?((?:20)?[0-9]{2})")
_NUMBERED_MONTH: Final = re.compile(r"(0?[1-9]|1[0-2])[/.-](20[0-9]{2})|(20[0-9]{2})[/.-](0?[1-9]|1[0-2])")
_AROUND: Final = re.compile(
    r"^(?:echu(?:e|s|es)?|retard|en retard|overdue|past due|late|due|tranche|impaye(?:s)?) ?(?:de |depuis |by |for )?"
    r"|(?: echu(?:e|s|es)?| de retard| overdue| past due| late| or more days past due)$"
)


@dataclass(frozen=True, slots=True)
class Column:
    """What one column of an aged balance holds; days late only for a bucket, ``end`` missing without end.

    ``month`` is the first day of the calendar month that a bucket is named by; its days late wait for ``on_day``.
    """

    role: Role
    start: int = MISSING
    end: int = MISSING
    is_months: bool = False
    is_open: bool = False
    is_within: bool = False
    month: Day = MISSING


def columns_of(header: Sequence[str]) -> dict[int, Column]:
    """Columns of an aged balance by their places; those of the buyer and others are not among them."""
    read = {place: column for place, each in enumerate(header) if (column := _column(each)) is not None}
    return dict(_with_neighbours(read))


def is_aged(header: Sequence[str]) -> bool:
    """Whether headings are those of an aged balance: two buckets at least."""
    return sum(each.role == "bucket" for each in columns_of(header).values()) >= 2


def _column(heading: str) -> Column | None:
    """Column of one heading, as far as it tells by itself; nothing where it tells no amount by age."""
    text = re.sub(r"[()\[\]:€$]", " ", folded(heading[:80])).replace("–", "-").replace("—", "-")
    text = " ".join(text.replace("eur ", "").split())
    if text in _NOT_DUE:
        return Column("bucket", 0, 0)
    if text in _TOTALS:
        return Column("total")
    if text in _OVERDUE:
        return Column("overdue total")
    if text in _OLDER:
        return Column("bucket", is_open=True)
    if text in _CREDITS:
        return Column("credit")
    month = _month(re.sub(r"^echeances? (?:de |en |du mois de )?", "", text))
    if month != MISSING:
        return Column("bucket", month=month)
    return _bucket(_AROUND.sub("", text).strip())


def _month(text: str) -> Day:
    """First day of a month of the calendar, such as janvier 2026, janv. 26, 01/2026 or 2026-01; else missing."""
    if found := _NAMED_MONTH.fullmatch(text):
        month, year = _MONTH_NAMES.get(found[1], 0), int(found[2]) % 100 + 2000
    elif found := _NUMBERED_MONTH.fullmatch(text):
        month, year = int(found[1] or found[4]), int(found[2] or found[3])
    else:
        return MISSING
    return from_civil(year, month, 1) if month else MISSING


def on_day(columns: Mapping[int, Column], day: Day) -> dict[int, Column]:
    """Columns with the days late of their calendar months on the day of the balance, the youngest bucket first.

    What falls due after that day is not late, whatever the month; what is older than every month begins behind them.
    """
    has_not_due = any(each.role == "bucket" and each.end == 0 and each.month == MISSING for each in columns.values())
    dated = {place: each if each.month == MISSING else _late(each, day, has_not_due=has_not_due)
             for place, each in columns.items()}  # fmt: skip
    last = max((each.end for each in dated.values() if each.role == "bucket"), default=0)
    older = {place: replace(each, start=last + 1) for place, each in dated.items() if each.is_open}
    return dict(sorted((dated | older).items(), key=lambda each: each[1].start))


def _late(column: Column, day: Day, *, has_not_due: bool) -> Column:
    year, month, _ = civil(column.month)
    first = 1 if has_not_due else 0
    oldest, youngest = day - column.month, day - (column.month + month_length(year, month) - 1)
    if oldest <= 0:
        return replace(column, start=0, end=0)
    return replace(column, start=max(youngest, first), end=oldest)


def _bucket(text: str) -> Column | None:
    if found := _RANGE.fullmatch(text):
        start, end, unit = int(found[1]), int(found[2]), found["unit"] or ""
        if _is_months(unit):
            return Column("bucket", start * MONTH + 1, end * MONTH, is_months=True) if start < end else None
        return Column("bucket", start, end) if start <= end else None
    if found := _BEYOND.fullmatch(text):
        if found["from"]:
            start = int(found["from"])
            is_months = bool(re.search(r"mois|month|[0-9] ?m\b", text))
            return Column("bucket", start * MONTH + 1 if is_months else start, is_months=is_months, is_open=True)
        start, is_months = int(found["after"]), _is_months(found["unit"] or "")
        includes = 0 if ">=" in found["more"].replace(" ", "") else 1
        return Column("bucket", (start * MONTH if is_months else start) + includes, is_months=is_months)
    if found := _WITHIN.fullmatch(text):
        end, is_months = int(found[1]), _is_months(found["unit"] or "")
        return Column("bucket", MISSING, end * MONTH if is_months else end, is_months=is_months, is_within=True)
    if (found := _SINGLE.fullmatch(text)) and 0 < int(found[1]) < 1_000:
        end, is_months = int(found[1]), _is_months(found["unit"] or "")
        return Column("bucket", MISSING, end * MONTH if is_months else end, is_months=is_months)
    return None


def _is_months(unit: str) -> bool:
    return unit.startswith("m")


def _with_neighbours(read: dict[int, Column]) -> list[tuple[int, Column]]:
    """Columns with the ends that their neighbours give: buckets follow each other from left to right."""
    buckets = [place for place, each in read.items() if each.role == "bucket"]
    has_not_due = any(read[place].end == 0 for place in buckets)
    before = 0 if has_not_due else MISSING
    made = dict(read)
    for number, place in enumerate(buckets):
        each = read[place]
        if each.end == 0 or each.month != MISSING:
            continue
        start, end = each.start, each.end
        if start == MISSING:
            start = before + 1 if before != MISSING else 0 if each.is_within else 1
            before = MISSING if each.is_open else before
        if each.is_within and number + 1 < len(buckets) and read[buckets[number + 1]].start == end:
            end -= 1  # less than 30, then 30 to 60
        if each.is_open and before == start:
            start += 1  # 61 to 90, then 90+
        elif start == before and start > 0:
            start += 1  # 30 to 60, then 60 to 90
        if start == 0 and has_not_due:
            start = 1  # 0 to 30 beside what is not yet due
        made[place] = replace(each, start=start, end=end)
        before = end if end != MISSING else before
    return list(made.items())


def gap(columns: Mapping[int, Column]) -> tuple[int, int] | None:
    """First two buckets of which one does not begin where the other ends; nothing where they follow each other."""
    buckets = [(place, each) for place, each in columns.items() if each.role == "bucket"]
    for (place, one), (after, other) in pairwise(buckets):
        # Months yet to fall due are of one age, and the month of the day itself may hold some of what is not due.
        if other.month != MISSING and one.end == other.start == 0:
            continue
        if one.end == MISSING or other.start != one.end + 1:
            return place, after
    return None
