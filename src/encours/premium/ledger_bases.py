"""What premium is counted on, read from a ledger: sales, balances, limits or shipments, one line each."""

from __future__ import annotations

from encours.facts.view import View
from encours.policy.schedule import Policy, Programme
from encours.premium import standing
from encours.premium.bases import SHIPMENTS, BaseLine
from encours.premium.turnover import turnover
from encours.units import Day

# Each takes the programme of a policy that is not its first layer: a decision that names no policy is of the first.


def turnover_lines(
    view: View, policy: Policy, *, first: Day, last: Day, programme: Programme | None = None
) -> tuple[BaseLine, ...]:
    """Sales and credit notes of these days as the policy has them declared, those left out with the reason."""
    found = turnover(view, policy, first=first, last=last, programme=programme)
    return tuple(each.line for each in found.sales)


def shipment_lines(
    view: View, policy: Policy, *, first: Day, last: Day, programme: Programme | None = None
) -> tuple[BaseLine, ...]:
    """The same by the day of delivery, each with the share of it that is covered."""
    found = turnover(view, policy, first=first, last=last, programme=programme, basis=SHIPMENTS)
    return tuple(each.line for each in found.sales)


def balance_lines(
    view: View, policy: Policy, *, first: Day, last: Day, programme: Programme | None = None
) -> tuple[BaseLine, ...]:
    """What each buyer owed at the end of each month of these days, what is left out in lines of its own."""
    return tuple(standing.balances(view, policy, first=first, last=last, programme=programme))


def limit_lines(
    view: View, policy: Policy, *, first: Day, last: Day, programme: Programme | None = None
) -> tuple[BaseLine, ...]:
    """The highest limit that stood on each buyer in each month of these days."""
    return tuple(standing.limits(view, policy, first=first, last=last, programme=programme))
