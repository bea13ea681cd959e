"""Aged balances that stand for invoices nobody gave: what a buyer owes, by age, and nothing that a clause can judge."""

from __future__ import annotations

from typing import cast

from encours.facts.kinds import AgedBalance
from encours.facts.view import View
from encours.units import Day


def told_balances(view: View) -> list[AgedBalance]:
    """Cells of the last balance of each seller, those apart of a buyer that the view has an invoice of.

    A buyer whose invoices are known is measured by them: its balance would count them again. One that the last
    balance does not name owes nothing any more.
    """
    cells = [cast(AgedBalance, each) for each in view.table("aged_balances").rows()]
    if not cells:
        return []
    invoices = view.table("invoices")
    buyers, entities = invoices.texts["buyer"], invoices.texts["entity"]
    known = {(buyers[row], entities[row]) for row in range(len(invoices))}
    known_whatever_seller = {buyer for buyer, _ in known}
    last: dict[str, Day] = {}
    for each in cells:
        last[each.entity] = max(each.day, last.get(each.entity, each.day))

    def is_told(each: AgedBalance) -> bool:
        has_invoices = (each.buyer, each.entity) in known if each.entity else each.buyer in known_whatever_seller
        return not has_invoices and each.day == last[each.entity]

    return [each for each in cells if is_told(each)]


def own_bounds(view: View) -> tuple[int, ...]:
    """Bounds of the columns of a view that holds balances by age and no invoice; empty for any other."""
    cells = told_balances(view) if not len(view.table("invoices")) else []
    lasts = {each.overdue_to for each in cells if each.overdue_to > 0}
    return tuple(sorted(lasts))
