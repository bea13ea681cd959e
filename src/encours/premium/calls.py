"""What is called of the premium, and when: the deposit in its instalments, then adjustments as sales are declared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from encours.claims.ledger_year import years_of
from encours.clauses.charge import declared_turnover
from encours.clauses.charge_choices import InstalmentDay, PremiumAdjusted
from encours.clauses.wordings.premium import PRICE
from encours.engine.charged import charged
from encours.policy.schedule import Policy
from encours.premium.agreed import AgreedTerms
from encours.premium.lines import DEPOSIT, Instalment
from encours.premium.pieces import owed
from encours.units import MISSING, UNSET, Cents, Count, Day, add_months

DECLARATION, ADJUSTMENT = ("declaration", "adjustment")
WHY: Final = (DEPOSIT, DECLARATION, ADJUSTMENT)
"""Why a sum is called: before anything is declared, for what is declared, and once the year is over."""
_ADJUSTED_BY: Final = ("premium_adjusted", "premium_adjusted_from", "adjustment_threshold")


@dataclass(frozen=True, slots=True, kw_only=True)
class CalledYear:
    """One year to be called: its days, its minimum and its estimate, and what it costs so far on any day."""

    first: Day
    last: Day
    minimum: Cents
    estimated_premium: Cents
    so_far: Callable[[Day], Cents]
    """Premium of what is declared to a day, before the maximum; with the minimum where that is due beside it."""
    most: Cents
    """Maximum premium of the year; `UNSET` where there is none."""
    net: Cents
    """Premium of the year, minimum and maximum included."""


def calls(agreed: AgreedTerms, year: CalledYear, *, through: Day) -> tuple[Instalment, ...]:
    """Every call of what is over by a day, by its day: once the year is over they are its net premium together."""
    deposit = _deposit(agreed, year)
    parts = tuple(_instalments(agreed, year, deposit)) if deposit else ()
    found = [*parts, *_adjustments(agreed, year, MISSING if deposit == MISSING else deposit, through=through)]
    return tuple(sorted(found, key=lambda each: (each.on, WHY.index(each.why))))


def _deposit(agreed: AgreedTerms, year: CalledYear) -> Cents:
    """The deposit of the year: what of it is above the maximum is not due."""
    figures = {"standing": 0, "minimum": year.minimum, "estimated_premium": year.estimated_premium}
    terms = {name: agreed.wide(name, year.first) for name in ("deposit_premium_share", "deposit_premium_of")}
    deposit = owed(charged(PRICE, "deposit_premium", figures=figures, terms=terms)[0])
    if deposit in {0, MISSING}:
        return deposit
    most = {"maximum_premium": year.most}
    above = owed(charged(PRICE, "maximum_premium", figures={"standing": deposit}, terms=most)[0])
    return MISSING if above == MISSING else deposit - above


def _instalments(agreed: AgreedTerms, year: CalledYear, deposit: Cents) -> Iterator[Instalment]:
    """Equal parts of the deposit, each on its day; one that cannot be told is told so."""
    count = agreed.wide("premium_instalments", year.first)
    terms = {"premium_instalments": count}
    for number in range(1, count + 1):
        figures = {"standing": deposit, "instalment": number}
        amount = (
            MISSING
            if deposit == MISSING
            else owed(charged(PRICE, "premium_instalment", figures=figures, terms=terms)[0])
        )
        if amount:
            on = _day(agreed, year.first, year.last, number, count)
            yield Instalment(on=on, amount=amount, why=DEPOSIT, clause="premium_instalment")


def instalment_days(policy: Policy) -> tuple[Day, ...]:
    """Days on which the deposit of each year of a policy is called, in order."""
    agreed = AgreedTerms(policy)
    found = []
    for first, last in years_of(policy):
        count = agreed.wide("premium_instalments", first)
        found += [_day(agreed, first, last, number, count) for number in range(1, count + 1)]
    return tuple(found)


def _day(agreed: AgreedTerms, first: Day, last: Day, number: Count, count: Count) -> Day:
    """Day of an instalment: the first or the last of its part of the year, within it where the year is short."""
    if agreed.wide("instalment_day", first) == InstalmentDay.FIRST:
        return min(last, add_months(first, 12 * (number - 1) // count))
    return min(last, add_months(first, 12 * number // count) - 1)


def declaration_ends(agreed: AgreedTerms, *, first: Day, last: Day) -> Sequence[Day]:
    """Last day of each declared period of a year; the last of them ends the year."""
    months = agreed.wide("premium_declared_every", first)
    ends = [add_months(first, months * place) - 1 for place in range(1, 12 // months + 1)]
    return [*(each for each in ends if each < last), last]


def _adjustments(agreed: AgreedTerms, year: CalledYear, deposit: Cents, *, through: Day) -> Iterator[Instalment]:
    """What each declaration calls beside the whole deposit of the year; nothing that is carried forward.

    It is called on the last day to declare: no insurer can bill before what nobody told it.
    """
    called, time = deposit, agreed.wide("declaration_time", year.first)
    terms = {name: agreed.wide(name, year.first) for name in _ADJUSTED_BY}
    ends = declaration_ends(agreed, first=year.first, last=year.last)
    for end in ends if terms["premium_adjusted"] == PremiumAdjusted.DECLARATION else ends[-1:]:
        if end > through:
            return
        so_far = year.so_far(end)
        reached = year.net if end == year.last else so_far if year.most == UNSET else min(so_far, year.most)
        figures = {
            "standing": MISSING if MISSING in {called, reached} else reached - called,
            "premium_so_far": so_far,
            "minimum": year.minimum,
            "year_is_over": int(end == year.last),
        }
        amount = owed(charged(PRICE, "premium_adjustment", figures=figures, terms=terms)[0])
        if amount == 0:
            continue
        why = ADJUSTMENT if end == year.last else DECLARATION
        on = declared_turnover.last_day_to_declare(end, time)
        yield Instalment(on=on, amount=amount, why=why, clause="premium_adjustment", declared_to=end)
        called = MISSING if MISSING in {amount, called} else called + amount
