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
from encours.duties.worlds import Worlds
from encours.units import MISSING, NEVER

Buyers = Collection[str]
"""Buyers that share one account."""


def weighed(worlds: Worlds, duties: Sequence[Duty], buyers: Buyers) -> list[Duty]:
    """Duties about these buyers, each with what missing it costs where that can be counted."""
    return [replace(duty, at_stake=_at_stake(worlds, duty, duties, buyers)) for duty in duties]


def weighed_of_policy(worlds: Worlds, duties: Iterable[Duty], accounts: Sequence[Buyers]) -> list[Duty]:
    """Duties about the policy itself, each with what its suspension cost the accounts that it touched."""
    return [replace(duty, at_stake=_of_a_suspension(worlds, duty, accounts)) for duty in duties]


def worth(worlds: Worlds, chosen: Iterable[Duty], every: Iterable[Duty], buyers: Buyers) -> Moved:
    """What missing all the steps chosen would cost these buyers: one invoice that several would lose counts once.

    `every` duty about the buyers that is not chosen is done in time in both worlds, but for those missed already where
    others than such are chosen.
    """
    today = worlds.view.as_of
    steps = [each for each in chosen if each.kind in STEPS_BY_KIND and each.last_day not in {MISSING, NEVER}]
    if not steps:
        return NOTHING
    day = max(today, *(each.last_day + 1 for each in steps))
    is_of_the_past = all(is_missed(each, today) for each in steps)
    named = {each.identifier for each in steps}
    beside = [each for each in every if each.kind in STEPS_BY_KIND and each.identifier not in named]
    by_then = [each for each in beside if is_missed(each, day) and (is_of_the_past or not is_missed(each, today))]
    rest = all_of(done(worlds.view, each) for each in by_then)
    in_time = rest + all_of(done(worlds.view, each) for each in steps if each.done_on > each.last_day)
    out = rest + all_of(missed(each, beside) for each in steps)
    return worlds.covered(buyers, day, in_time) - worlds.covered(buyers, day, out)


def lost_in_all(worlds: Worlds, duties: Iterable[Duty], buyers: Buyers) -> Moved:
    """What these buyers lost by the duties missed so far, together: no invoice is counted twice."""
    day = worlds.view.as_of
    late = [duty for duty in duties if is_missed(duty, day)]
    if not late:
        return NOTHING
    return worlds.covered(buyers, day, all_of(done(worlds.view, each) for each in late)) - worlds.covered(buyers, day)


def _at_stake(worlds: Worlds, duty: Duty, others: Sequence[Duty], buyers: Buyers) -> Moved | None:
    day = worlds.view.as_of
    if duty.kind in STEPS_BY_KIND:
        return None if duty.last_day == MISSING else worth(worlds, [duty], others, buyers)
    if duty.kind in {ASK_LIMIT, ASK_CONSENT, MEET_CONDITIONS} or (duty.kind == STOP_DELIVERIES and duty.invoice):
        return worlds.covered(buyers, day, done(worlds.view, duty)) - worlds.covered(buyers, day)
    return _of_orders(worlds, duty, buyers) if duty.kind == STOP_DELIVERIES else None


def _of_orders(worlds: Worlds, duty: Duty, buyers: Buyers) -> Moved | None:
    """What the orders in hand would be covered for, delivered on the last day before the stop, and after it."""
    if not orders_of(worlds.view, duty.buyer).size:
        return None
    stop = duty.first_day if duty.last_day == NEVER else duty.last_day + 1
    day = max(worlds.view.as_of, stop)
    before, then = (orders_delivered(duty.buyer, each) for each in (stop - 1, day))
    return worlds.covered(buyers, day, before) - worlds.covered(buyers, day, then)


def _of_a_suspension(worlds: Worlds, duty: Duty, accounts: Sequence[Buyers]) -> Moved | None:
    day = worlds.view.as_of
    if duty.kind not in OF_THE_POLICY or not is_missed(duty, day):
        return None
    kept = done(worlds.view, duty)
    return sum((worlds.covered(each, day, kept) - worlds.covered(each, day) for each in accounts), NOTHING)
