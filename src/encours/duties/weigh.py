"""What missing a duty costs: cover where every duty is done in time, less cover where this one is not, by one function.

Both worlds are asked on the first day after the last one of the duty, or on the day asked if that is later. Duties of
one account are weighed beside each other, each as if the others were done: two that would each lose the same invoice
are each worth it, and together no more. What was missed already stays so, unless it is what was missed that is weighed.
A step that several policies ask for is one act: missed by one day, it is done by the next day on which another asks.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from encours.cover.moves import NOTHING, Moved
from encours.duties.account import Account, Act, Doing
from encours.duties.doing import ASKED, OF_THE_POLICY, STEPS_BY_KIND, is_missed, orders_delivered, orders_of
from encours.duties.duty import Duty
from encours.duties.kinds import STOP_DELIVERIES
from encours.duties.worlds import AS_IT_IS, Supposed, Worlds, all_of
from encours.units import MISSING, NEVER


def weighed(worlds: Worlds, duties: Iterable[Duty], account: Account) -> list[Duty]:
    """Duties about the buyers of an account, each with what missing it costs where that can be counted."""
    return [replace(each, at_stake=_at_stake(worlds, each, account)) for each in duties]


def weighed_of_policy(worlds: Worlds, duties: Iterable[Duty], accounts: Sequence[Account]) -> list[Duty]:
    """Duties about the policy itself, each with what missing it cost the accounts it touched, told with theirs."""
    return [replace(duty, at_stake=_of_accounts(worlds, duty, accounts)) for duty in duties]


def worth(worlds: Worlds, chosen: Iterable[Duty], account: Account) -> Moved:
    """What missing all the steps chosen would cost an account: one invoice that several would lose counts once.

    Each of its duties that is not chosen is done in time in both worlds; what was missed already stays so.
    """
    dated = (each for each in chosen if each.kind in STEPS_BY_KIND and each.last_day not in {MISSING, NEVER})
    acts: dict[Act | None, list[Doing]] = {}
    for each in map(account.doing, dated):
        acts.setdefault(each.act, []).append(each)
    if not acts:
        return NOTHING
    steps = [each for own in acts.values() for each in own]
    day = max(account.day, *(each.duty.last_day + 1 for each in steps))
    rest = all_of(each.done for each in account.ahead(day) if each.act not in acts)
    in_time, moved, later = [rest], list[Doing](), list[Supposed]()
    for own in acts.values():
        first = min(own, key=lambda each: each.duty.last_day)
        before, after = account.beside(own)
        if before is not None:
            # Done for an earlier day it would never be missed for this one: in both worlds that day was let pass.
            moved += own
        if before is not None or first.duty.done_on > first.duty.last_day:
            in_time.append(first.done)
        if after is not None:
            later.append(after.done)
    kept, missed = all_of((*in_time, account.undone(moved))), all_of((rest, *later, account.undone(steps)))
    return worlds.covered(account.buyers, day, kept) - worlds.covered(account.buyers, day, missed)


def lost_by(worlds: Worlds, named: Collection[str], account: Account) -> Moved:
    """What an account lost by those of its duties missed that are named: no invoice is counted twice.

    The others that were missed are supposed done in time in both worlds: for an act that is asked again by a later day,
    by that day.
    """
    chosen = [each for each in account.late if each.identifier in named]
    if not chosen:
        return NOTHING
    last = {each.act: each.duty.last_day for each in sorted(chosen, key=lambda each: each.duty.last_day) if each.act}
    others = [
        each for each in account.late
        if each.identifier not in named and (each.act not in last or each.duty.last_day > last[each.act])
    ]  # fmt: skip
    return _made_good(worlds, [*chosen, *others], account) - _made_good(worlds, others, account)


def _at_stake(worlds: Worlds, duty: Duty, account: Account) -> Moved | None:
    if is_missed(duty, account.day):
        return lost_by(worlds, {duty.identifier}, account)
    if duty.kind in STEPS_BY_KIND:
        return None if duty.last_day == MISSING else worth(worlds, [duty], account)
    if duty.kind in ASKED:
        # Orders in hand are no receivables: what a limit is worth to them is seen once they are delivered.
        has_orders = bool(orders_of(worlds.view, duty.buyer).size)
        today = orders_delivered(duty.buyer, account.day) if has_orders else AS_IT_IS
        granted = account.doing(duty).done + today
        return worlds.covered(account.buyers, account.day, granted) - worlds.covered(account.buyers, account.day, today)
    return _of_orders(worlds, duty, account) if duty.kind == STOP_DELIVERIES else None


def _made_good(worlds: Worlds, late: Iterable[Doing], account: Account) -> Moved:
    """Cover of the day asked, had these duties been done in time."""
    return worlds.covered(account.buyers, account.day, all_of(each.done for each in late))


def _of_orders(worlds: Worlds, duty: Duty, account: Account) -> Moved | None:
    """What the orders in hand would be covered for, delivered on the last day before the stop, and after it."""
    if not orders_of(worlds.view, duty.buyer).size:
        return None
    stop = duty.first_day if duty.last_day == NEVER else duty.last_day + 1
    day = max(account.day, stop)
    before, then = (orders_delivered(duty.buyer, each) for each in (stop - 1, day))
    return worlds.covered(account.buyers, day, before) - worlds.covered(account.buyers, day, then)


def _of_accounts(worlds: Worlds, duty: Duty, accounts: Sequence[Account]) -> Moved | None:
    if duty.kind not in OF_THE_POLICY or not is_missed(duty, worlds.view.as_of):
        return None
    return sum((lost_by(worlds, {duty.identifier}, each) for each in accounts), NOTHING)
