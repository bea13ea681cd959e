"""To whom an indemnity is paid: the payee of the assignment that the insurer acknowledged, else the insured.

What counts is the day of the payment: an assignment holds from the day the insurer acknowledged it to the day before
it ended. Each invoice has its own payee, since an assignment may be of some buyers or companies only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from encours.claims.in_order import SettledLoss
from encours.claims.of_buyer import BuyerLoss
from encours.facts.kinds import Assignment
from encours.units import MISSING, Cents, Day, portion_between


@dataclass(frozen=True, slots=True)
class Payee:
    """Who is paid a part of an indemnity: of an `assignment`, or the insured where there is none.

    Where nobody knows the day the insurer acknowledged the assignment, or that on which it ended, neither is the payee
    known.
    """

    assignment: Assignment | None
    amount: Cents

    @property
    def is_known(self) -> bool:
        """Whether the assignment holds for certain."""
        return self.assignment is None or MISSING not in {self.assignment.acknowledged_on, self.assignment.ended_on}


Sellers = Mapping[str, tuple[str, str]]
"""By number of an invoice, its buyer and the company of the insured that sold."""


def sellers_of(found: Iterable[BuyerLoss]) -> Sellers:
    """Buyer and seller of every invoice of some losses."""
    sellers: dict[str, tuple[str, str]] = {}
    for each in found:
        entities = each.book.view.table("invoices").texts["entity"]
        for row in each.rows:
            sellers[row.number] = (each.losses[0].buyer, entities[row.cover.ledger_row])
    return sellers


def payees(given: Sequence[Assignment], sellers: Sellers, units: Iterable[SettledLoss], day: Day) -> tuple[Payee, ...]:
    """Payees of what insurers pay of one claim, were it paid on a day, in the order of its invoices.

    Their parts add up to what insurers pay, which invoices share as they share the indemnity, by running totals.
    """
    found: dict[str, Payee] = {}
    for unit in units:
        for number, amount in _paid_by_invoice(unit):
            buyer, entity = sellers.get(number, (unit.loss.buyer, unit.loss.entity))
            holds = assignment_of(given, unit.policy.name, entity, buyer, day)
            name = "" if holds is None else holds.fact_id
            before = found[name].amount if name in found else 0
            found[name] = Payee(holds, before + amount)
    return tuple(each for each in found.values() if each.amount)


def assignment_of(given: Sequence[Assignment], policy: str, entity: str, buyer: str, day: Day) -> Assignment | None:
    """The assignment that holds on a day for invoices of a buyer and of a company; None for the insured itself.

    Two of different payees never hold together, as the checks of facts want it; of one payee, the first does.
    """
    known = {"policy": policy, "entity": entity, "buyer": buyer}
    for each in given:
        perimeter: Mapping[str, str] = {name: getattr(each, name) for name in known}
        is_of = all(value in {"", known[name]} for name, value in perimeter.items())
        # A day that nobody knows, kept as the least of all, is one that may have come: the payee is then not known.
        has_begun, has_ended = each.acknowledged_on <= day, each.ended_on != MISSING and each.ended_on <= day
        if is_of and has_begun and not has_ended:
            return each
    return None


def _paid_by_invoice(unit: SettledLoss) -> Iterable[tuple[str, Cents]]:
    """What insurers pay of each line; nothing, where the waterfall stopped."""
    paid, indemnity = unit.paid, unit.settlement.indemnity
    if paid is None or not indemnity:
        return
    before = 0
    for line, amount in zip(unit.loss.lines, unit.settlement.lines, strict=True):
        yield line.number, portion_between(before, before + amount, paid, indemnity)
        before += amount
