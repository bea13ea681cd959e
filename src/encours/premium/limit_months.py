"""Premium of limits: each owes for the months in which it stood, and for the fewest that the policy asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

from encours.clauses.wordings.premium import PRICE
from encours.engine.charged import charged
from encours.premium.agreed import Agreed, AgreedTerms
from encours.premium.bases import LIMITS, BaseLine
from encours.premium.counted import taxed_as
from encours.premium.lines import LIMIT_PREMIUM, PremiumLine
from encours.premium.pieces import Piece, added, owed
from encours.units import MILLION, MISSING, UNSET, Cents, Count, Day, civil


class Stretch(NamedTuple):
    """One limit over months in a row at one rate, one line for each; `stood` counts those at other rates too."""

    rate: Agreed
    months: tuple[BaseLine, ...]
    stood: Count
    is_last: bool


def limit_premium(agreed: AgreedTerms, lines: Iterable[BaseLine], *, first: Day, through: Day) -> tuple[Piece, ...]:
    """Premium of each limit that bears one, for the months begun from the first day of the year to a day."""
    standing = [each for each in lines if each.basis == LIMITS and not each.excluded and first <= each.on <= through]
    return tuple(_piece(agreed, each, first=first, through=through) for each in stretches(agreed, standing))


def stretches(agreed: AgreedTerms, lines: Sequence[BaseLine]) -> Iterator[Stretch]:
    """Limits that bear a premium, each over months in a row; of two amounts in one month the higher counts."""
    by_holder: dict[tuple[str, str, str], dict[Day, BaseLine]] = {}
    for line in lines:
        holder = (line.buyer, line.keys.get("limit_kind", ""), line.keys.get("entity", ""))
        months = by_holder.setdefault(holder, {})
        known = months.get(line.on)
        if known is None or line.amount == MISSING or MISSING != known.amount < line.amount:
            months[line.on] = line
    for months in by_holder.values():
        yield from _in_a_row(agreed, [months[day] for day in sorted(months)])


def _in_a_row(agreed: AgreedTerms, lines: Sequence[BaseLine]) -> Iterator[Stretch]:
    """Months of one holder: a month that lacks ends a limit, a rate that changes goes on with it."""
    row: list[tuple[Agreed, BaseLine]] = []
    for line in lines:
        rate = agreed.of("limit_premium_rate", line.keys, line.on)
        if row and (rate.value == UNSET or month_of(line.on) != month_of(row[-1][1].on) + 1):
            yield from _by_rate(row)
            row = []
        if rate.value != UNSET:
            row.append((rate, line))
    yield from _by_rate(row)


def _by_rate(row: Sequence[tuple[Agreed, BaseLine]]) -> Iterator[Stretch]:
    turns = [list(turn) for _, turn in groupby(row, key=lambda each: each[0])]
    for turn in turns:
        months = tuple(line for _, line in turn)
        yield Stretch(turn[0][0], months, stood=len(row), is_last=turn is turns[-1])


def month_of(day: Day) -> Count:
    """Number of the calendar month that a day is in: of two in a row, the second is one more."""
    year, month, _ = civil(day)
    return 12 * year + month


def _piece(agreed: AgreedTerms, stretch: Stretch, *, first: Day, through: Day) -> Piece:
    start, last = stretch.months[0], stretch.months[-1]
    standing = _sum([each.amount for each in stretch.months])
    # The fewest months are owed once, on the last amount and at the last rate: where another rate follows, nothing.
    last_limit = last.amount if stretch.is_last else 0
    figures = {"standing": standing, "months_stood": stretch.stood, "last_limit": last_limit}
    terms = {
        "limit_premium_rate": stretch.rate.value,
        "limit_premium_minimum": agreed.of("limit_premium_minimum", last.keys, last.on).value,
    }
    (finding,) = charged(PRICE, "limit_premium", figures=figures, terms=terms)
    line = PremiumLine(
        kind=LIMIT_PREMIUM,
        first=max(first, start.on),
        last=through,
        amount=owed(finding),
        keys={**dict(stretch.rate.when), "buyer": start.buyer},
        basis=LIMITS,
        base=standing,
        rate=None if stretch.rate.value == MISSING else Fraction(stretch.rate.value, 12 * MILLION),
        term="limit_premium_rate",
        clause=finding.clause,
        finding=finding,
        facts=tuple(dict.fromkeys(each.fact for each in stretch.months if each.fact)),
    )
    known = [each for each in stretch.months if each.amount != MISSING]
    return Piece(line=line, weights=added({taxed_as(agreed, each): each.amount} for each in known))


def _sum(amounts: Sequence[Cents]) -> Cents:
    return MISSING if MISSING in amounts else sum(amounts)
