"""What a bill charges before the year calls it: premium that the deposits already pay for, until they are exceeded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from encours.facts.kinds import PremiumBillLine
from encours.facts.view import View
from encours.policy.schedule import Policy, Programme
from encours.premium.charged import year_by, year_of
from encours.premium.lines import DEPOSIT, NET_PREMIUM
from encours.units import MISSING, Cents, Day


@dataclass(frozen=True, slots=True, kw_only=True)
class Early:
    """What of a line the year does not call by the day of its bill, though its price is right."""

    amount: Cents
    deposits: Cents
    """What the year calls as deposits."""
    called: Cents
    """What it calls beside them by then."""
    day: Day


def early_lines(
    view: View, programme: Programme, policy: Policy, lines: Sequence[PremiumBillLine], due: Mapping[str, Cents]
) -> Iterator[tuple[str, Early]]:
    """Lines of one bill that charge premium too early, by the name of the fact; `due` is what each rightly charges.

    Without a deposit, or with a call that nobody can tell, nothing is said: the bill may well come in time.
    """
    rooms: dict[tuple[Day, Day], _Room | None] = {}
    left: dict[tuple[Day, Day], Cents] = {}
    own = [each for each in lines if _counts(each) and due.get(each.fact_id, MISSING) != MISSING]
    # What a bill takes off for the deposits makes room for the premium that it charges whole.
    for each in sorted(own, key=lambda each: (due[each.fact_id] > 0, each.rank)):
        year = year_of(policy, each.period_start)
        if year is None:
            continue
        if year not in rooms:
            rooms[year] = _room(view, programme, policy, year, each)
        room = rooms[year]
        if room is None:
            continue
        amount, before = due[each.fact_id], left.get(year, room.left)
        taken = min(amount, max(0, before))
        left[year] = before - taken
        if taken < amount:
            early = Early(amount=amount - taken, deposits=room.deposits, called=room.called, day=each.billed_on)
            yield each.fact_id, early


@dataclass(frozen=True, slots=True)
class _Room:
    """What of the calls of a year beside its deposits is not billed yet."""

    deposits: Cents
    called: Cents
    left: Cents


def _counts(line: PremiumBillLine) -> bool:
    is_premium = line.billed_for in NET_PREMIUM or (line.billed_for == DEPOSIT and line.amount < 0)
    return is_premium and MISSING not in {line.period_start, line.period_end}


def _room(
    view: View, programme: Programme, policy: Policy, year: tuple[Day, Day], line: PremiumBillLine
) -> _Room | None:
    found = year_by(view, programme, policy, year, line.billed_on)
    deposits = [each.amount for each in found.instalments if each.why == DEPOSIT]
    called = [each.amount for each in found.instalments if each.why != DEPOSIT]
    if not deposits or MISSING in {*deposits, *called}:
        return None
    every = cast("tuple[PremiumBillLine, ...]", view.facts("premium_bill_lines"))
    billed = sum(
        each.amount
        for each in every
        if (each.billed_on, each.bill) < (line.billed_on, line.bill)
        and _counts(each)
        and year[0] <= each.period_start <= year[1]
    )
    return _Room(sum(deposits), sum(called), sum(called) - billed)
