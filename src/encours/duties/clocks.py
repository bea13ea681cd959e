"""Last days of the clocks that no clause of cover reads, counted as the account walk counts its own."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace

from encours.clauses.clock_anchors import ClockAnchor
from encours.cover.book.agreement import wide
from encours.cover.book.clocks import Laid
from encours.cover.clocks import clock_day
from encours.policy.resolve import resolve
from encours.policy.schedule import Policy
from encours.units import MISSING, NEVER, UNSET, Day


def last_day(
    policy: Policy, term: str, happened: Mapping[ClockAnchor, Day], *, keys: Mapping[str, str], on: Day
) -> Day:
    """Last day of the clock of a term, from the days of events; those not told have not happened.

    `UNSET` where the policy has no such clock, `MISSING` where an event it hangs on is not known. `keys` and `on` say
    which entry and which endorsement hold, as for `encours.policy.resolve.resolve`.
    """
    clock = resolve(policy, term, keys, on)
    if clock in {UNSET, MISSING}:
        return clock
    laid = Laid()
    place = laid.place(clock, wide(policy, "working_days_of"))
    days = [happened.get(each, NEVER) for each in ClockAnchor]
    arrays = {name: values.tolist() for name, values in laid.arrays.items()}
    book = SimpleNamespace(agreement=SimpleNamespace(**arrays), scratch=SimpleNamespace(event_days=days))
    return clock_day(book, place)
