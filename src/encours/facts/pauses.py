"""What pauses the commercial age of an invoice: a dispute of the whole, a promise to pay, a repayment plan.

A dispute of part of an invoice pauses nothing: the rest is owed, and one is reminded of it. A promise or a plan that
names no invoice is about what is overdue on its day; a pause that names the invoice takes it out of that one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import cast

from encours.facts.kinds import Dispute, Promise, RepaymentPlan
from encours.facts.view import View
from encours.units import MISSING, NEVER, Cents, Day


class PauseCause(Enum):
    """Why nobody is reminded."""

    DISPUTE = "dispute"
    PROMISE = "promise"
    PLAN = "repayment plan"


@dataclass(frozen=True, slots=True)
class Pause:
    """Days on which an invoice, or what is overdue of an account, does not age commercially, both included.

    `last` is `NEVER` while nothing ends it and `MISSING` where nobody knows its end; `invoice` is empty for an
    account, and `instalment` `MISSING` for every one of the invoice.
    """

    cause: PauseCause
    buyer: str
    invoice: str
    instalment: int
    first: Day
    last: Day
    fact_id: str


class Pauses:
    """Every pause of a view, found by invoice and by buyer."""

    __slots__ = ("_of_account", "_of_invoice")

    def __init__(self, found: Iterable[Pause]) -> None:
        self._of_invoice: dict[tuple[str, str], list[Pause]] = {}
        self._of_account: dict[str, list[Pause]] = {}
        for each in found:
            if each.invoice:
                self._of_invoice.setdefault((each.buyer, each.invoice), []).append(each)
            else:
                self._of_account.setdefault(each.buyer, []).append(each)

    @staticmethod
    def of(view: View) -> Pauses:
        """Pauses that a view shows."""
        return Pauses(pauses(view))

    def of_instalment(self, buyer: str, invoice: str, instalment: int, due: Day) -> tuple[Pause, ...]:
        """Pauses of one instalment, in order: those that name it, and those of what was overdue of its account."""
        named = [
            each for each in self._of_invoice.get((buyer, invoice), ()) if each.instalment in {MISSING, instalment}
        ]
        general = [each for each in self._of_account.get(buyer, ()) if due < each.first]
        return tuple(sorted((*named, *general), key=lambda each: (each.first, each.last, each.fact_id)))

    def groups(self) -> Iterator[list[Pause]]:
        """Pauses that name one invoice, and those of one whole account, each group alone."""
        yield from self._of_invoice.values()
        yield from self._of_account.values()


def pauses(view: View) -> Iterator[Pause]:
    """Every pause of the disputes, promises and plans that a view shows."""
    disputes = cast("tuple[Dispute, ...]", view.facts("disputes"))
    gross = _gross(view, {each.invoice for each in disputes if each.amount != MISSING})
    for each in disputes:
        if _is_whole(each, gross):
            last = each.settled_on - 1 if each.settled_on not in {NEVER, MISSING} else each.settled_on
            if last in {NEVER, MISSING} or each.opened_on <= last:
                yield Pause(
                    PauseCause.DISPUTE, each.buyer, each.invoice, each.instalment, each.opened_on, last, each.fact_id
                )
    for promise in cast("tuple[Promise, ...]", view.facts("promises")):
        last = promise.pay_by
        if promise.broken_on == MISSING:
            last = MISSING
        elif promise.broken_on != NEVER:
            last = min(last, promise.broken_on - 1)
        if last == MISSING or promise.promised_on <= last:
            yield Pause(
                PauseCause.PROMISE, promise.buyer, promise.invoice, MISSING, promise.promised_on, last, promise.fact_id
            )
    for plan in cast("tuple[RepaymentPlan, ...]", view.facts("repayment_plans")):
        yield Pause(PauseCause.PLAN, plan.buyer, "", MISSING, plan.agreed_on, plan.last_instalment_on, plan.fact_id)


def _gross(view: View, numbers: set[str]) -> dict[tuple[str, str, int], Cents]:
    """Gross amount of the instalments of some invoices, and of each whole one under instalment `MISSING`."""
    found: dict[tuple[str, str, int], Cents] = {}
    if not numbers:
        return found
    invoices = view.table("invoices")
    texts, amounts, ranks = invoices.texts, invoices.numbers["gross"], invoices.numbers["instalment"]
    for row in texts["number"].where_any(sorted(numbers)).tolist():
        buyer, number = texts["buyer"][row], texts["number"][row]
        found[buyer, number, int(ranks[row])] = int(amounts[row])
        found[buyer, number, MISSING] = found.get((buyer, number, MISSING), 0) + int(amounts[row])
    return found


def _is_whole(dispute: Dispute, gross: dict[tuple[str, str, int], Cents]) -> bool:
    """Whether a dispute is about all that it names; one about an amount that no invoice tells is taken as whole."""
    whole = gross.get((dispute.buyer, dispute.invoice, dispute.instalment), MISSING)
    return MISSING in {dispute.amount, whole} or dispute.amount >= whole
