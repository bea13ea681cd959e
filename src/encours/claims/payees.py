"""To whom an indemnity is paid: the payee of the assignment that the insurer acknowledged, else the insured.

What counts is the day of each payment, and for what is left the day asked: an assignment holds from the day the insurer
acknowledged it to the day before it ended. Each invoice has its own payee, since an assignment may be of some buyers or
companies only; each payment is shared among invoices as the indemnity is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from encours.claims.in_order import SettledLoss
from encours.claims.money_of_ledger import Paid
from encours.claims.of_buyer import BuyerLoss
from encours.facts.kinds import Assignment
from encours.units import MISSING, NEVER, Cents, Day, portion_between


@dataclass(frozen=True, slots=True)
class Payee:
    """Who is paid a part of an indemnity: of an `assignment`, or the insured where there is none.

    Where nobody knows the day the insurer acknowledged the assignment, or that on which it ended, neither is the payee
    known. Nor is it, and the assignment is None, where payees changed while a payment was made on a day, or of an
    amount, that nobody knows: the part then `is_between` payees.
    """

    assignment: Assignment | None
    amount: Cents
    is_between: bool = False

    @property
    def is_known(self) -> bool:
        """Whether the insured, or the assignment, is paid for certain."""
        if self.assignment is None:
            return not self.is_between
        return MISSING not in {self.assignment.acknowledged_on, self.assignment.ended_on}


@dataclass(frozen=True, slots=True)
class PaidWithin:
    """A part of an indemnity that is paid on a day, or on a day that nobody knows from the first to the last."""

    amount: Cents
    first: Day
    last: Day


Sellers = Mapping[str, tuple[str, str]]
"""By number of an invoice, its buyer and the company of the insured that sold."""


def sellers_of(found: Iterable[BuyerLoss]) -> Sellers:
    """Buyer and seller of every invoice of some losses."""
    sellers: dict[str, tuple[str, str]] = {}
    for each in found:
        entities = each.book.view.table("invoices").texts["entity"]
        for row in each.rows:
            sellers[row.number] = (each.losses[0].buyer, entities[row.ledger_row])
    return sellers


def parts_of(payments: Sequence[Paid], owed: Cents, *, loss_day: Day, as_of: Day, told: Day) -> tuple[PaidWithin, ...]:
    """What insurers owe, cut into each payment made and what is left; together they add up to what is owed.

    What is left is paid on the day asked, or on that `told` of the indemnity where the ledger tells none of it
    (`NEVER` and `MISSING` where none is told). What was paid of an amount that nobody knows is of what is left.
    """
    parts, left, since = [], owed, as_of
    if told not in {NEVER, MISSING} and all(each.is_advance for each in payments):
        since = as_of = told
    for each in sorted(payments, key=lambda each: each.on):
        first, last = (loss_day, as_of) if each.on == MISSING else (each.on, each.on)
        if each.amount is None:
            since = min(since, first)
            continue
        parts.append(PaidWithin(min(left, each.amount), first, last))
        left -= parts[-1].amount
    return (*parts, PaidWithin(left, since, as_of))


def payees(
    given: Sequence[Assignment], sellers: Sellers, units: Sequence[SettledLoss], parts: Iterable[PaidWithin]
) -> tuple[Payee, ...]:
    """Payees of what insurers pay of one claim, in the order of its parts and of its invoices.

    Invoices share each part as they share the indemnity, by running totals.
    """
    found: dict[str, Payee] = {}
    lines = [(unit, *line) for unit in units for line in _paid_by_invoice(unit)]
    owed = sum(amount for *_, amount in lines)
    for part in parts:
        before = 0
        for unit, number, amount in lines:
            buyer, entity = sellers.get(number, (unit.loss.buyer, unit.loss.entity))
            share = portion_between(before, before + amount, part.amount, owed) if owed else 0
            before += amount
            if share:
                one = _payee(given, (unit.policy.name, entity, buyer), part, share)
                name = "between" if one.is_between else f"of {'' if one.assignment is None else one.assignment.fact_id}"
                found[name] = replace(one, amount=share + (found[name].amount if name in found else 0))
    return tuple(found.values())


def _payee(given: Sequence[Assignment], of: tuple[str, str, str], part: PaidWithin, amount: Cents) -> Payee:
    """Payee of one amount; between payees, where they change while it may have been paid."""
    changes = {day for each in given for day in (each.acknowledged_on, each.ended_on) if part.first < day <= part.last}
    first, *others = [assignment_of(given, *of, day) for day in sorted({part.first, *changes})]
    is_between = any(other is not first for other in others)
    return Payee(None if is_between else first, amount, is_between)


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
