"""Limits that are monitored and paid for, though nothing is sold to their buyers any more."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Final, cast

from encours.clauses.charge import dead_limit
from encours.clauses.choices import LimitKind
from encours.cover.ageing.open_items import open_items
from encours.cover.at_delivery import AtDelivery
from encours.engine.verdicts import REFUSED
from encours.facts.kinds import Invoice
from encours.facts.view import View
from encours.policy.resolve import resolve
from encours.policy.schedule import Policy, Programme
from encours.premium.fees import months_of_a_fee
from encours.premium.of_ledger import policy_year
from encours.premium.standing import DECIDED, seen_on
from encours.units import MISSING, NEVER, UNSET, Cents, Day, Months, Span, add_months

YEAR: Final = 12
_YEARS: Final = 3
"""Years of fees that are looked at: no notice is longer than one."""
FEE, EVERY, NOTICE = "monitoring_fee", "monitoring_fee_every", "limit_cancellation_notice"
"""Terms of the fee for each limit monitored, where the wording has them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLimit:
    """A limit in force on a buyer that nothing was sold to for a while, and that owes nothing."""

    buyer: str
    kind: LimitKind
    limit: Cents
    last_sale: Day
    """`NEVER` where nothing was ever sold."""
    fee: Cents
    """Of one period of monitoring; `MISSING` where nobody knows it."""
    until_anniversary: Cents
    """Fees of the periods that still begin in this policy year."""
    saved: Cents
    """Fees of twelve months from the next one on: what a cancellation in time saves in a year."""
    next_fee_on: Day
    last_day_to_cancel: Day


@dataclass(frozen=True, slots=True)
class Monitoring:
    """How limits are paid for: the fee of a period, how many months it lasts, the notice to cancel."""

    fee: Cents
    months: Months
    notice: Span

    def starts(self, year_start: Day, until: Day) -> list[Day]:
        """First days of the periods of a policy year and of what follows it, up to a day."""
        days = (add_months(year_start, count * self.months) for count in range(_YEARS * YEAR // self.months + 1))
        return list(takewhile(lambda day: day <= until, days))


UNKNOWN: Final = Monitoring(MISSING, YEAR, 0)
"""What is known of fees that neither a policy nor a bill tells."""


def monitoring_of(policy: Policy, on: Day, *, billed: Monitoring = UNKNOWN) -> Monitoring:
    """What the policy agrees on; as it was billed where it agrees on none."""
    terms = policy.wording.terms
    fee = resolve(policy, FEE, {}, on) if FEE in terms else UNSET
    notice = resolve(policy, NOTICE, {}, on) if NOTICE in terms else 0
    if fee == UNSET:
        return replace(billed, notice=notice)
    every = resolve(policy, EVERY, {}, on) if EVERY in terms else UNSET
    return Monitoring(fee, YEAR if every in {UNSET, MISSING} else months_of_a_fee(every), notice)


def dead_limits(
    view: View, programme: Programme, policy: Policy, *, idle: Months = YEAR, billed: Monitoring = UNKNOWN
) -> tuple[DeadLimit, ...]:
    """Limits in force on the day of a view whose buyers bought nothing for so many months and owe nothing.

    A limit granted since then is none of them: what it is for may still be to come. `billed` is how a bill charges
    for monitoring, for a policy that agrees on no fee.
    """
    today = view.as_of
    since = add_months(today, -idle)
    decisions = view.table("limit_decisions")
    names = decisions.texts["buyer"]
    buyers = sorted({names[row] for row in range(len(decisions))} - {""})
    last = _last_sales(view)
    owing = _owing(view, policy)
    quiet = [
        buyer for buyer in buyers
        if dead_limit.rule(since, last.get(buyer, -NEVER), int(buyer in owing)) == REFUSED
    ]  # fmt: skip
    seen = seen_on(view, policy, ((buyer, day) for buyer in quiet for day in (since, today)), programme)
    found = []
    for buyer in quiet:
        then, now = seen[buyer, since], seen[buyer, today]
        stands = now.limit_kind in DECIDED and now.limit not in {MISSING, 0}
        if stands and then.limit_kind in DECIDED:
            monitoring = monitoring_of(policy, today, billed=billed)
            found.append(_dead(now, last.get(buyer, NEVER), year_start(policy, today), monitoring))
    return tuple(sorted(found, key=lambda each: (each.last_day_to_cancel, -each.limit, each.buyer)))


def _dead(now: AtDelivery, last_sale: Day, start: Day, monitoring: Monitoring) -> DeadLimit:
    anniversary = add_months(start, YEAR)
    # A fee that no notice reaches in time any more is owed: what counts is the next one that is still to be saved.
    to_save = (
        (day, last_day_before(day, monitoring.notice))
        for day in monitoring.starts(start, add_months(anniversary, 2 * YEAR))
    )
    following, last_day = next((day, last) for day, last in to_save if last >= now.day)
    still = sum(now.day < day < anniversary for day in monitoring.starts(start, anniversary))
    known = monitoring.fee != MISSING
    return DeadLimit(
        buyer=now.keys["buyer"],
        kind=now.limit_kind,
        limit=now.limit,
        last_sale=last_sale,
        fee=monitoring.fee,
        until_anniversary=monitoring.fee * still if known else MISSING,
        saved=monitoring.fee * (YEAR // monitoring.months) if known else MISSING,
        next_fee_on=following,
        last_day_to_cancel=last_day,
    )


def year_start(policy: Policy, day: Day) -> Day:
    """First day of the policy year that a day is in, or would be in were the policy renewed."""
    start = policy_year(policy, day)[0]
    while (following := add_months(start, YEAR)) <= day:
        start = following
    return start


def last_day_before(day: Day, notice: Span) -> Day:
    """Last day from which a notice has run before a day: the day before it, where no notice is asked."""
    found = day - 1
    while not dead_limit.in_time(found, day, notice):
        found -= 1
    return found


def _last_sales(view: View) -> dict[str, Day]:
    """Last day on which something was delivered or invoiced to each buyer; what nobody dates may be of today."""
    found: dict[str, Day] = {}
    for each in cast("tuple[Invoice, ...]", view.facts("invoices")):
        days = [day for day in (each.delivered, each.issued) if day not in {MISSING, NEVER}]
        if each.stage in {"invoiced", "delivered"}:
            found[each.buyer] = max(found.get(each.buyer, -NEVER), *(days or [view.as_of]))
    return found


def _owing(view: View, policy: Policy) -> frozenset[str]:
    items, _ = open_items(view, policy.currency)
    waiting = (each for each in cast("tuple[Invoice, ...]", view.facts("invoices")) if each.stage == "order")
    return frozenset({each.buyer for each, _ in items} | {each.buyer for each in waiting})


def months_of(first: Day, last: Day) -> Months:
    """Months of a fee for these days: as many as divide a year, the nearest from above to the days told."""
    return next((months for months in (1, 2, 3, 4, 6) if add_months(first, months) > last), YEAR)
