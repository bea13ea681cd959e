"""What a policy charges for some days, from a ledger: the premium of its year at their end, less that before them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from encours.claims.ledger_year import years_of
from encours.cover.book.agreement import wide
from encours.facts.view import View
from encours.policy.schedule import Policy, Programme
from encours.premium.bases import BaseLine
from encours.premium.declared_parts import in_zone
from encours.premium.known import Known
from encours.premium.lines import DEPOSIT, PremiumLine, PremiumYear, TaxLine
from encours.premium.of_ledger import base_lines, known_of
from encours.premium.year import premium_year
from encours.units import MISSING, UNSET, Cents, Day

BASE: Final = "premium_base"


@dataclass(frozen=True, slots=True)
class Charged:
    """Lines of what is charged for some days, and the deposits that fall due on them."""

    lines: tuple[PremiumLine, ...]
    deposit: Cents
    """Before tax; `MISSING` where an instalment is, 0 where none falls due."""
    has_deposit: bool
    """Whether the policy calls deposits at all."""


def charges_premium(policy: Policy) -> bool:
    """Whether a policy says what its premium is counted on: without it, nothing is charged that could be told."""
    return wide(policy, BASE) != UNSET


def year_of(policy: Policy, day: Day) -> tuple[Day, Day] | None:
    """First and last days of the policy year that a day is in; None where it is in none."""
    return next(((first, last) for first, last in years_of(policy) if first <= day <= last), None)


def year_by(view: View, programme: Programme, policy: Policy, year: tuple[Day, Day], day: Day) -> PremiumYear:
    """Premium of a policy year as a day has it, with what it calls by then."""
    lines, known = _read(view, programme, policy, first=year[0], last=min(day, year[1]))
    return _as_of(policy, lines, known, year, day)


def charged_for(
    view: View, programme: Programme, policy: Policy, *, first: Day, last: Day, zone: str = ""
) -> Charged | None:
    """What is charged from one day to another; None where they are not of one year of the policy.

    For a `zone`, what its sales, limits and requests alone would cost.
    """
    year = year_of(policy, first)
    if year is None or not first <= last <= year[1]:
        return None
    lines, known = _read(view, programme, policy, first=year[0], last=last)
    if zone:
        lines, known = _of_zone(policy, zone, lines, known)
    at_the_end = _as_of(policy, lines, known, year, last)
    before = _as_of(policy, lines, known, year, first - 1).lines if first > year[0] else ()
    own = [each for each in at_the_end.instalments if each.why == DEPOSIT]
    of_days = [each.amount for each in own if first <= each.on <= last]
    return Charged(
        tuple(_less(at_the_end.lines, before, first=first, last=last)),
        MISSING if MISSING in of_days else sum(of_days),
        bool(own),
    )


def _as_of(policy: Policy, lines: Sequence[BaseLine], known: Known, year: tuple[Day, Day], day: Day) -> PremiumYear:
    return premium_year(policy, lines, known, first=year[0], last=year[1], as_of=day)


def _read(
    view: View, programme: Programme, policy: Policy, *, first: Day, last: Day
) -> tuple[tuple[BaseLine, ...], Known]:
    """What a ledger says of a year up to a day: what premium is counted on, and what is known beside."""
    counted = base_lines(view, policy, programme, first=first, last=last)
    return counted, known_of(view, policy, programme, Known(), first=first, through=last)


def _of_zone(policy: Policy, zone: str, lines: Sequence[BaseLine], known: Known) -> tuple[tuple[BaseLine, ...], Known]:
    def own(keys: Mapping[str, str]) -> bool:
        return in_zone(policy, zone, keys.get("country", ""))

    requests = None if known.requests is None else tuple(each for each in known.requests if own(each.keys))
    monitored = tuple(each for each in known.monitored if own(each.keys))
    return tuple(each for each in lines if own(each.keys)), replace(known, monitored=monitored, requests=requests)


def _less(
    after: Sequence[PremiumLine], before: Sequence[PremiumLine], *, first: Day, last: Day
) -> Iterator[PremiumLine]:
    """Lines of a year at a day less those of an earlier one, each with its tax."""
    earlier = {_key(each): each for each in before}
    for each in after:
        old = earlier.pop(_key(each), None)
        yield _difference(each, old, first=first, last=last)
    for old in earlier.values():
        nothing = replace(old, amount=0, base=0 if old.base != MISSING else MISSING, count=0, taxes=())
        yield _difference(nothing, old, first=first, last=last)


def _key(line: PremiumLine) -> tuple[str, str, str, tuple[tuple[str, str], ...], str]:
    """What tells a line from the others of its year."""
    return (line.kind, line.term, line.clause, tuple(sorted(line.keys.items())), str(line.rate))


def _difference(line: PremiumLine, old: PremiumLine | None, *, first: Day, last: Day) -> PremiumLine:
    if old is None:
        return replace(line, first=first, last=last)
    return replace(
        line,
        first=first,
        last=last,
        amount=_minus(line.amount, old.amount),
        base=_minus(line.base, old.base),
        count=line.count - old.count,
        facts=tuple(name for name in line.facts if name not in set(old.facts)),
        taxes=tuple(_taxes(line.taxes, old.taxes)),
    )


def _taxes(after: Sequence[TaxLine], before: Sequence[TaxLine]) -> Iterator[TaxLine]:
    earlier = {(each.tax, each.territory, each.rate): each for each in before}
    for each in after:
        old = earlier.pop((each.tax, each.territory, each.rate), None)
        taken = (0, 0) if old is None else (old.base, old.amount)
        yield replace(each, base=_minus(each.base, taken[0]), amount=_minus(each.amount, taken[1]))
    for old in earlier.values():
        yield replace(old, base=_minus(0, old.base), amount=_minus(0, old.amount))


def _minus(amount: Cents, other: Cents) -> Cents:
    return MISSING if MISSING in {amount, other} else amount - other
