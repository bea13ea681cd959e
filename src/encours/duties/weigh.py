"""What missing a duty costs: cover where every duty is done in time, less cover where this one is not, by one function.

Both worlds are asked on the first day after the last one of the duty, or on the day asked if that is later. Duties of
one account are weighed beside each other, each as if the others were done: two that would each lose the same invoice
are each worth it, and together no more. What was missed already stays so, unless it is what was missed that is weighed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from encours.cover.moves import NOTHING, Moved
from encours.duties.doing import (
    OF_THE_POLICY,
    STEPS_BY_KIND,
    all_of,
    done,
    is_missed,
    missed,
    orders_delivered,
    orders_of,
)
from encours.duties.duty import Duty
from encours.duties.kinds import ASK_CONSENT, ASK_LIMIT, MEET_CONDITIONS, STOP_DELIVERIES
from encours.duties.worlds import AS_IT_IS, Worlds
from encours.units import MISSING, NEVER

Buyers = Collection[str]
"""Buyers that share one account."""


def weighed(worlds: Worlds, duties: Sequence[Duty], buyers: Buyers, *, beside: Iterable[Duty] = ()) -> list[Duty]:
    """Duties about these buyers, each with what missing it costs where that can be counted.

    `beside` are those of the policy itself that touch the account.
    """
    every = [*duties, *beside]
    return [replace(duty, at_stake=_at_stake(worlds, duty, every, buyers)) for duty in duties]


def weighed_of_policy(
    worlds: Worlds, duties: Iterable[Duty], accounts: Sequence[tuple[Buyers, Sequence[Duty]]]
) -> list[Duty]:
    """Duties about the policy itself, each with what missing it cost the accounts it touched, told with theirs."""
    every = list(duties)
    return [replace(duty, at_stake=_of_accounts(worlds, duty, every, accounts)) for duty in every]


def worth(worlds: Worlds, chosen: Iterable[Duty], every: Iterable[Duty], buyers: Buyers) -> Moved:
    """What missing all the steps chosen would cost these buyers: one invoice that several would lose counts once.

    `every` duty about the buyers that is not chosen is done in time in both worlds; what was missed already stays so.
    """
    steps = [each for each in chosen if each.kind in STEPS_BY_KIND and each.last_day not in {MISSING, NEVER}]
    if not steps:
        return NOTHING
    today = worlds.view.as_of
    day = max(today, *(each.last_day + 1 for each in steps))
    named = {each.identifier for each in steps}
    others = [each for each in every if each.kind in STEPS_BY_KIND and each.identifier not in named]
    ahead = [each for each in others if is_missed(each, day) and not is_missed(each, today)]
    rest = all_of(done(worlds.view, each) for each in ahead)
    in_time = rest + all_of(done(worlds.view, each) for each in steps if each.done_on > each.last_day)
    out = rest + all_of(missed(each, others) for each in steps)
    return worlds.covered(buyers, day, in_time) - worlds.covered(buyers, day, out)


def lost_by(worlds: Worlds, duties: Iterable[Duty], named: Collection[str], buyers: Buyers) -> Moved:
    """What these buyers lost by those of the duties missed that are named: no invoice is counted twice.

    The others that were missed are supposed done in time in both worlds.
    """
    late = [duty for duty in duties if is_missed(duty, worlds.view.as_of)]
    others = [duty for duty in late if duty.identifier not in named]
    return _made_good(worlds, late, buyers) - _made_good(worlds, others, buyers) if late else NOTHING


def _at_stake(worlds: Worlds, duty: Duty, every: Sequence[Duty], buyers: Buyers) -> Moved | None:
    day = worlds.view.as_of
    if is_missed(duty, day):
        return lost_by(worlds, every, {duty.identifier}, buyers)
    if duty.kind in STEPS_BY_KIND:
        return None if duty.last_day == MISSING else worth(worlds, [duty], every, buyers)
    if duty.kind in {ASK_LIMIT, ASK_CONSENT, MEET_CONDITIONS}:
        # Orders in hand are no receivables: what a limit is worth to them is seen once they are delivered.
        has_orders = bool(orders_of(worlds.view, duty.buyer).size)
        today = orders_delivered(duty.buyer, day) if has_orders else AS_IT_IS
        return worlds.covered(buyers, day, done(worlds.view, duty) + today) - worlds.covered(buyers, day, today)
    return _of_orders(worlds, duty, buyers) if duty.kind == STOP_DELIVERIES else None


def _made_good(worlds: Worlds, late: Iterable[Duty], buyers: Buyers) -> Moved:
    """Cover of the day asked, had these duties been done in time."""
    return worlds.covered(buyers, worlds.view.as_of, all_of(done(worlds.view, each) for each in late))


def _of_orders(worlds: Worlds, duty: Duty, buyers: Buyers) -> Moved | None:
    """What the orders in hand would be covered for, delivered on the last day before the stop, and after it."""
    if not orders_of(worlds.view, duty.buyer).size:
        return None
    stop = duty.first_day if duty.last_day == NEVER else duty.last_day + 1
    day = max(worlds.view.as_of, stop)
    before, then = (orders_delivered(duty.buyer, each) for each in (stop - 1, day))
    return worlds.covered(buyers, day, before) - worlds.covered(buyers, day, then)


def _of_accounts(
    worlds: Worlds, duty: Duty, every: Sequence[Duty], accounts: Sequence[tuple[Buyers, Sequence[Duty]]]
) -> Moved | None:
    if duty.kind not in OF_THE_POLICY or not is_missed(duty, worlds.view.as_of):
        return None
    return sum((lost_by(worlds, [*own, *every], {duty.identifier}, buyers) for buyers, own in accounts), NOTHING)
