"""What each duty adds to what the ones before it would lose, so that sums count no invoice twice.

Two duties about one invoice are each worth it, and together no more. In the order of their last days each is given what
it adds: the sum of those due by any day is then what letting all of them pass would cost.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from encours.duties.duty import Duty
from encours.explain.duties_report import DutiesReport, stake
from encours.units import Cents


def shares_of(report: DutiesReport, buyers: Collection[str] | None = None) -> Mapping[str, Cents]:
    """Share of each duty dated or missed, by its name; of the duties of these buyers, or of all."""
    found: dict[str, Cents] = {}
    register = report.register
    dated = [each for each in report.dated if buyers is None or each.buyer in buyers]
    missed = [each for each in report.missed if buyers is None or each.buyer in buyers]
    for own in _accounts(report, dated):
        found |= _added(own, lambda some: register.together(some).covered)
    of_buyers = [each for each in missed if each.buyer]
    for own in _accounts(report, of_buyers):
        found |= _added(_by_day(own), lambda some: register.lost_by(some).covered)
    # Those of the policy touch every account: they come after all others, and are told when the whole is read.
    of_policy = _by_day(each for each in missed if not each.buyer)
    lost = sum(found[each.identifier] for each in of_buyers if each.buyer in register.sharing)
    for place, each in enumerate(of_policy, 1):
        total = register.lost_by([*of_buyers, *of_policy[:place]]).covered
        found[each.identifier], lost = total - lost, total
    return found


def _by_day(duties: Iterable[Duty]) -> list[Duty]:
    return sorted(duties, key=lambda each: (each.last_day, each.identifier))


def _accounts(report: DutiesReport, duties: Iterable[Duty]) -> Iterable[Sequence[Duty]]:
    """Duties of each account together, in their order; of what shares no account, nothing can be counted twice."""
    found: dict[frozenset[str], list[Duty]] = {}
    for each in duties:
        own = report.register.sharing.get(each.buyer)
        if own is not None:
            found.setdefault(own, []).append(each)
    return found.values()


def _added(duties: Sequence[Duty], together: Callable[[Sequence[Duty]], Cents]) -> dict[str, Cents]:
    if len(duties) == 1:
        return {duties[0].identifier: stake(duties[0])}
    found, before = dict[str, Cents](), 0
    for place, each in enumerate(duties, 1):
        # What no rule of the policy puts a cost on is in no sum.
        total = before if each.at_stake is None else together(duties[:place])
        found[each.identifier], before = total - before, total
    return found
