"""The world in which a duty was done, and the one in which it was not: what each has that the ledger has not."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from encours.clauses.choices import Stage
from encours.duties.duty import Duty
from encours.duties.kinds import ASK_CONSENT, ASK_LIMIT, DECLARE_TURNOVER, MEET_CONDITIONS, PAY_PREMIUM, STOP_DELIVERIES
from encours.duties.of_buyers import conditions_of
from encours.duties.of_invoices import STEPS
from encours.duties.of_policy import row_of
from encours.duties.own_facts import Added
from encours.duties.worlds import AS_IT_IS, Edit, Supposed
from encours.facts.columns import Integers, Table
from encours.facts.kinds import Consent, Fact, LimitDecision
from encours.facts.view import View
from encours.units import MISSING, NEVER, Cents, Day

STEPS_BY_KIND: Final = {step.kind: step for step in STEPS.values()}
OF_THE_POLICY: Final = {DECLARE_TURNOVER: "turnover_declarations", PAY_PREMIUM: "premium_payments"}
"""Table of what is owed to the insurer: late, its registered letter suspends the policy."""
ASKED: Final = frozenset({ASK_LIMIT, ASK_CONSENT, MEET_CONDITIONS})
"""What may be asked of the insurer, or met, at any time."""


def is_missed(duty: Duty, day: Day) -> bool:
    """Whether a duty that costs cover was not done in time, by a day."""
    if duty.kind == STOP_DELIVERIES:
        return bool(duty.invoice)
    costs = duty.kind in STEPS_BY_KIND or duty.kind in OF_THE_POLICY
    return costs and MISSING != duty.last_day < min(duty.done_on, day)


def can_be_done(duty: Duty) -> bool:
    """Whether something tells what the ledger would have besides, were it done."""
    if duty.kind == STOP_DELIVERIES:
        return bool(duty.invoice)
    return duty.kind in STEPS_BY_KIND or duty.kind in OF_THE_POLICY or duty.kind in ASKED


def done(view: View, duty: Duty) -> Supposed:
    """The world in which a duty was done on its last day; on the day asked where it has none."""
    if (step := STEPS_BY_KIND.get(duty.kind)) is not None:
        return _adding(step.taken(duty.buyer, duty.invoice, duty.instalment, duty.last_day))
    if duty.kind == ASK_LIMIT:
        return _adding(_granted(view, duty))
    if duty.kind == ASK_CONSENT:
        return _adding(_consented(view, duty))
    if duty.kind == MEET_CONDITIONS:
        waiting = {each.reference for each in conditions_of(view, duty.buyer)}
        return Supposed(edits=(_conditions_met(waiting, view.as_of),))
    if duty.kind in OF_THE_POLICY:
        return Supposed(edits=(_without_the_letter(duty),))
    assert duty.kind == STOP_DELIVERIES, f"nothing says what doing this is: {duty.kind}"
    return Supposed(edits=(_delivered_before(duty),))


def told_apart(duty: Duty) -> Supposed:
    """What the fact that proves a step says of it, as a fact of its own: one fact may prove many."""
    if not duty.evidence or duty.kind not in STEPS_BY_KIND:
        return AS_IT_IS
    return _adding(STEPS_BY_KIND[duty.kind].taken(duty.buyer, duty.invoice, duty.instalment, duty.done_on))


def orders_of(view: View, buyer: str) -> Integers:
    """Rows of the invoices table that are orders in hand of a buyer."""
    table = view.table("invoices")
    own = table.texts["buyer"].where_any([buyer])
    found: Integers = own[table.numbers["stage"][own] == int(Stage.ORDER)]
    return found


def orders_delivered(buyer: str, day: Day) -> Supposed:
    """The world in which the orders in hand of a buyer were delivered on a day."""

    def edit(view: View) -> dict[str, Table]:
        table, rows = view.table("invoices"), orders_of(view, buyer)
        delivered, stage = table.numbers["delivered"].copy(), table.numbers["stage"].copy()
        delivered[rows], stage[rows] = day, int(Stage.DELIVERED)
        return {"invoices": table.replace(delivered=delivered, stage=stage)}

    return Supposed(edits=(edit,))


def _adding(fact: Fact) -> Supposed:
    return Supposed(frozenset({Added(fact)}))


def _granted(view: View, duty: Duty) -> LimitDecision:
    """A limit that everything the buyer was sold finds room in."""
    invoices = view.table("invoices")
    own = invoices.texts["buyer"].where_any([duty.buyer]).tolist()
    owed: Cents = sum(max(0, int(invoices.numbers["gross"][row])) for row in own)
    currency = next((invoices.texts["currency"][row] for row in own), "EUR")
    return LimitDecision(
        reference="supposed", buyer=duty.buyer, policy=duty.policy, kind="named", outcome="granted", amount=owed,
        currency=currency, decided_on=view.as_of, notified_on=view.as_of, effective_on=view.as_of,
    )  # fmt: skip


def _consented(view: View, duty: Duty) -> Consent:
    moves = view.table("due_date_moves")
    own = moves.texts["invoice"].where_any([duty.invoice]).tolist()
    until: Day = max((int(moves.numbers["new_due"][row]) for row in own), default=NEVER)
    return Consent(
        buyer=duty.buyer, invoice=duty.invoice, instalment=duty.instalment, subject="extension", given_on=view.as_of,
        until=until,
    )  # fmt: skip


def _conditions_met(references: Collection[str], day: Day) -> Edit:
    def edit(view: View) -> dict[str, Table]:
        table = view.table("limit_decisions")
        met = table.numbers["conditions_met_on"].copy()
        met[table.texts["reference"].where_any(references)] = day
        return {"limit_decisions": table.replace(conditions_met_on=met)}

    return edit


def _without_the_letter(duty: Duty) -> Edit:
    """What is owed to the insurer was done in time, and no registered letter came."""

    def edit(view: View) -> dict[str, Table]:
        table = view.table(OF_THE_POLICY[duty.kind])
        row = row_of(table, duty)
        if row is None:
            # No fact tells of the period, so that no letter about it is told of either.
            return {}
        told = table.numbers["notice_on"].copy()
        told[row] = NEVER
        return {table.kind.table: table.replace(notice_on=told)}

    return edit


def _delivered_before(duty: Duty) -> Edit:
    """The invoice of a duty was delivered on its last day."""

    def edit(view: View) -> dict[str, Table]:
        table = view.table("invoices")
        sold_to = set(table.texts["buyer"].where_any([duty.buyer]).tolist())
        own = [row for row in table.texts["number"].where_any([duty.invoice]).tolist() if row in sold_to]
        delivered = table.numbers["delivered"].copy()
        delivered[own] = duty.last_day
        return {"invoices": table.replace(delivered=delivered)}

    return edit
