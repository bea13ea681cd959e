"""The declaration of a period, ready to send, and what differs from what was declared of it before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import cast

from encours.facts.kinds import TurnoverDeclaration
from encours.facts.view import View
from encours.policy.schedule import Policy, Programme
from encours.premium.bases import EXCLUSIONS, BaseLine
from encours.premium.declared_parts import (
    OTHER_COUNTRIES,
    UNKNOWN_ZONE,
    ZoneDeclared,
    days_left_out,
    not_of_the_policy,
    zone_of,
    zones_declared,
)
from encours.premium.declared_rate import Rates, rate_of_one
from encours.premium.periods import Period, periods_of
from encours.premium.turnover import Sale, Turnover, turnover
from encours.units import MISSING, NEVER, Cents, Day, Millionths

NEW, GONE, CHANGED, LEFT_OUT, COUNTED = CHANGES = ("new", "gone", "changed", "left out since", "counted since")
"""How a sale differs from what was known of it on the day of the declaration."""


@dataclass(frozen=True, slots=True)
class ZoneLine:
    """What is declared of one zone of countries at one rate: its sales, what is left out of them, the rest."""

    zone: str
    rate: Fraction | None
    """Rate of one that these sales bear; None where the policy tells none sale by sale."""
    sold: Cents
    left_out: Cents
    count: int

    @property
    def declared(self) -> Cents:
        """What is left to declare."""
        return self.sold - self.left_out


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Everything that one exclusion leaves out of a declaration."""

    exclusion: str
    amount: Cents
    sales: tuple[Sale, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A sale that is declared otherwise than on the day of the declaration; `amount` is what that adds."""

    change: str
    """One of `CHANGES`."""
    amount: Cents
    now: Sale | None
    then: Sale | None

    @property
    def sale(self) -> Sale:
        """The sale as it is now, or as it was."""
        found = self.now or self.then
        assert found is not None, "a difference is about a sale"
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What was declared of a period before, against what the ledger said then and says now.

    `untold` is what of the amount declared the ledger of that day did not say: a sum rounded, or forgotten.
    """

    declared: Cents
    declared_on: Day
    then: Cents
    differences: tuple[Difference, ...]
    left_in: tuple[str, ...] = ()
    """Exclusions whose sales are exactly what was declared too much: they were not made."""
    made_by: Sale | None = None
    """The one sale whose amount is exactly `untold`: counted and not declared, or left out and declared."""

    @property
    def untold(self) -> Cents:
        """What the ledger of the day of the declaration counted, less what was declared."""
        return self.then - self.declared

    @property
    def amount(self) -> Cents:
        """What is to be declared more, or less."""
        return self.untold + sum(each.amount for each in self.differences)


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """The declaration of a period as a ledger has it on a day."""

    period: Period
    sales: tuple[Sale, ...]
    zones: tuple[ZoneLine, ...]
    left_out: tuple[LeftOut, ...]
    filed: tuple[TurnoverDeclaration, ...]
    """What was, or is to be, declared of it before, by the ledger."""
    compared: Compared | None
    """None where nothing was declared, or not what can be compared (see `reasons`)."""
    reasons: tuple[str, ...] = ()
    """Why what was declared is not compared: `other days`, `other currency`, `no amount`."""
    days_left_out: tuple[tuple[Day, Day], ...] = ()
    """Days of the period that are in no declaration, where some are."""
    strange: tuple[TurnoverDeclaration, ...] = ()
    """Declarations of a zone that the policy does not have."""
    zones_declared: tuple[ZoneDeclared, ...] = ()
    """Zone by zone what was declared, where declarations name zones and it can be compared."""

    @property
    def amount(self) -> Cents:
        """What is to be declared."""
        return sum(each.line.amount for each in self.sales if not each.line.excluded)

    @property
    def due_on(self) -> Day:
        """Last day to declare: that agreed for what ends with this period, else that of the policy."""
        told = [each.due_on for each in self.filed if each.due_on != MISSING and each.period_end == self.period.last]
        return min(told, default=self.period.due_on)

    @property
    def declared_on(self) -> Day:
        """Day on which all of it was declared; `NEVER` where something was not."""
        if self.days_left_out or not all(each.is_declared for each in self.zones_declared):
            return NEVER
        return max((each.declared_on for each in self.filed), default=NEVER)


@dataclass(frozen=True, slots=True)
class Declarations:
    """Every period of a policy that began by a day, each with what its ledger declares; and sales without a day."""

    policy: Policy
    every: tuple[Declaration, ...]
    undated: tuple[Sale, ...]

    def of(self, period: Period) -> Declaration:
        """That of one period."""
        return next(each for each in self.every if each.period == period)


def declarations(view: View, programme: Programme, policy: Policy, *, compared: Iterable[Period] = ()) -> Declarations:
    """Declarations of every period that began by the day of a view; those `compared` against what was declared."""
    began = [each for each in periods_of(policy) if each.first <= view.as_of]
    if not began:
        return Declarations(policy, (), ())
    found = _sold(view, programme, policy, began[0].first, began[-1].last)
    chosen = set(compared)
    every = tuple(
        _declaration(view, programme, policy, period, found.sales, is_compared=period in chosen) for period in began
    )
    return Declarations(policy, every, found.undated)


def _sold(view: View, programme: Programme, policy: Policy, first: Day, last: Day) -> Turnover:
    return turnover(view, policy, first=first, last=last, programme=programme)


def _declaration(
    view: View, programme: Programme, policy: Policy, period: Period, every: Sequence[Sale], *, is_compared: bool
) -> Declaration:
    begin, end = (bisect_left(every, day, key=lambda each: each.line.on) for day in (period.first, period.last + 1))
    sales = tuple(every[begin:end])
    filed = filed_of(view, programme, policy, period)
    reasons = tuple(_reasons(filed, period, policy.currency))
    done = [each for each in filed if each.declared_on < NEVER]
    compared = None
    if done and is_compared and not reasons:
        compared = _compared(view, programme, policy, period, now=sales, done=done)
    return Declaration(
        period=period,
        sales=sales,
        zones=tuple(_zones(policy, sales)),
        left_out=tuple(_left_out(sales)),
        filed=filed,
        compared=compared,
        reasons=reasons,
        days_left_out=days_left_out(filed, period),
        strange=not_of_the_policy(policy, filed),
        zones_declared=() if reasons else zones_declared(policy, done, sales),
    )


def filed_of(view: View, programme: Programme, policy: Policy, period: Period) -> tuple[TurnoverDeclaration, ...]:
    """Declarations of the ledger that some day of a period is in, under a policy: of the first one, unnamed too."""
    every = cast("tuple[TurnoverDeclaration, ...]", view.facts("turnover_declarations"))
    own = (each for each in every if each.policy in programme.names_of(policy))
    found = (each for each in own if each.period_start <= period.last and each.period_end >= period.first)
    return tuple(sorted(found, key=lambda each: (each.period_start, each.zone, each.fact_id)))


def _reasons(filed: Sequence[TurnoverDeclaration], period: Period, currency: str) -> Iterator[str]:
    done = [each for each in filed if each.declared_on < NEVER]
    if any(each.period_start < period.first or each.period_end > period.last for each in done):
        yield "other days"
    if any(each.currency not in {"", currency} for each in done):
        yield "other currency"
    if any(each.amount == MISSING for each in done):
        yield "no amount"


def _compared(
    view: View, programme: Programme, policy: Policy, period: Period, *, now: Sequence[Sale],
    done: Sequence[TurnoverDeclaration],
) -> Compared:  # fmt: skip
    """What was declared against the ledger of the day of the last declaration of the period, and that of the view."""
    on = max(each.declared_on for each in done)
    ledger = View.of(view.ledger, as_of=min(on, view.as_of), known_on=min(on, view.known_on)).filled(view.fillings)
    then = _sold(ledger, programme, policy, period.first, period.last).sales
    declared, counted = sum(each.amount for each in done), sum(map(_counts, then))
    left_in = exclusions_that_make({each.exclusion: each.amount for each in _left_out(then)}, declared - counted)
    return Compared(
        declared=declared,
        declared_on=on,
        then=counted,
        left_in=left_in,
        made_by=None if left_in else sale_that_makes(then, counted - declared),
        differences=tuple(sorted(_differences(then, now), key=lambda each: (-abs(each.amount), each.sale.key))),
    )


def _differences(then: Sequence[Sale], now: Sequence[Sale]) -> Iterator[Difference]:
    before, after = ({each.key: each for each in several} for several in (then, now))
    for key in {**before, **after}:
        old, new = before.get(key), after.get(key)
        amount = _counts(new) - _counts(old)
        if amount:
            yield Difference(_change(old, new), amount, new, old)


def _counts(sale: Sale | None) -> Cents:
    return 0 if sale is None or sale.line.excluded else sale.line.amount


def _change(old: Sale | None, new: Sale | None) -> str:
    if old is None or new is None:
        return NEW if old is None else GONE
    if bool(old.line.excluded) != bool(new.line.excluded):
        return LEFT_OUT if new.line.excluded else COUNTED
    return CHANGED


def _zones(policy: Policy, sales: Sequence[Sale]) -> Iterator[ZoneLine]:
    order, rates = [*policy.zones, OTHER_COUNTRIES, UNKNOWN_ZONE], Rates(policy)
    found: dict[tuple[str, Millionths], list[BaseLine]] = {}
    for line in (each.line for each in sales):
        found.setdefault((zone_of(policy, line.keys.get("country", "")), rates.of(line)), []).append(line)
    for zone, rate in sorted(found, key=lambda key: (order.index(key[0]), max(0, key[1]))):
        own = found[zone, rate]
        out = [each.amount for each in own if each.excluded]
        yield ZoneLine(zone, rate_of_one(rate), sum(each.amount for each in own), sum(out), len(own) - len(out))


def _left_out(sales: Sequence[Sale]) -> Iterator[LeftOut]:
    for exclusion in EXCLUSIONS:
        own = [each for each in sales if each.line.excluded == exclusion]
        if own:
            own.sort(key=lambda each: (-abs(each.line.amount), each.key))
            yield LeftOut(exclusion, sum(each.line.amount for each in own), tuple(own))


def exclusions_that_make(left_out: Mapping[str, Cents], amount: Cents) -> tuple[str, ...]:
    """The fewest exclusions whose sales make exactly an amount; none where no set of them does, or it is nothing."""
    for size in range(1, len(left_out) + 1 if amount else 1):
        for names in combinations(left_out, size):
            if sum(left_out[name] for name in names) == amount:
                return names
    return ()


def sale_that_makes(sales: Sequence[Sale], amount: Cents) -> Sale | None:
    """The one sale without which, or with which, an amount less would be declared; None where several would do."""
    signed = ((each, -each.line.amount if each.line.excluded else each.line.amount) for each in sales)
    found = [each for each, cents in signed if amount and cents == amount]
    return found[0] if len(found) == 1 else None
