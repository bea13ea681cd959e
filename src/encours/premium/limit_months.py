"""Premium of limits: each owes for the months in which it stood, and for the fewest that the policy asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from encours.clauses.wordings.premium import PRICE
from encours.engine.charged import charged
from encours.premium.agreed import Agreed, AgreedTerms
from encours.premium.bases import LIMITS, BaseLine
from encours.premium.counted import taxed_as
from encours.premium.lines import LIMIT_PREMIUM, PremiumLine
from encours.premium.pieces import Piece, owed
from encours.units import MILLION, MISSING, UNSET, Cents, Count, Day, civil


class Stretch(NamedTuple):
    """One limit over the months in a row in which it stood, one line for each."""

    rate: Agreed
    months: tuple[BaseLine, ...]


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
    row: list[BaseLine] = []
    rate = Agreed(UNSET)
    for line in lines:
        own = agreed.of("limit_premium_rate", line.keys, line.on)
        if row and (own != rate or month_of(line.on) != month_of(row[-1].on) + 1):
            yield Stretch(rate, tuple(row))
            row = []
        if own.value != UNSET:
            row.append(line)
        rate = own
    if row:
        yield Stretch(rate, tuple(row))


def month_of(day: Day) -> Count:
    """Number of the calendar month that a day is in: of two in a row, the second is one more."""
    year, month, _ = civil(day)
    return 12 * year + month


def _piece(agreed: AgreedTerms, stretch: Stretch, *, first: Day, through: Day) -> Piece:
    start, last = stretch.months[0], stretch.months[-1]
    standing = _sum([each.amount for each in stretch.months])
    figures = {"standing": standing, "months_stood": len(stretch.months), "last_limit": last.amount}
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
    return Piece(line=line, weights={taxed_as(agreed, start): 1})


def _sum(amounts: Sequence[Cents]) -> Cents:
    return MISSING if MISSING in amounts else sum(amounts)
