"""What missing a duty costs: cover where every duty is done in time, less cover where this one is not, by one function.

Both worlds are asked on the first day after the last one of the duty, or on the day asked if that is later. Duties of
one account are weighed beside each other, each as if the others were done: two that would each lose the same invoice
are each worth it, and together no more (`lost_in_all`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from encours.cover.moves import NOTHING, Moved
from encours.duties.duty import Duty
from encours.duties.of_buyers import conditions_of
from encours.duties.of_invoices import STEPS, Step
from encours.duties.worlds import AS_IT_IS, Edit, Supposed, Worlds
from encours.facts.columns import Table
from encours.facts.kinds import Consent, LimitDecision
from encours.facts.view import View
from encours.units import MISSING, NEVER, Cents, Day

_STEPS: Final = {step.kind: step for step in STEPS.values()}
_BY_LEDGER: Final = frozenset({"ask_limit", "ask_consent", "meet_conditions", "stop_deliveries"})


def weighed(worlds: Worlds, duties: Sequence[Duty], buyers: Collection[str]) -> list[Duty]:
    """Duties about these buyers, who share one account, each with what missing it costs where that can be counted."""
    return [replace(duty, at_stake=_at_stake(worlds, duty, duties, buyers)) for duty in duties]


def lost_in_all(worlds: Worlds, duties: Sequence[Duty], buyers: Collection[str]) -> Moved:
    """What was lost by the duties missed so far, together: no invoice is counted twice."""
    day = worlds.view.as_of
    late = [duty for duty in duties if _is_step_missed(duty, day)]
    if not late:
        return NOTHING
    kept = worlds.covered(buyers, day, _all_of(_done(worlds.view, each) for each in late))
    return kept - worlds.covered(buyers, day)


def _is_step_missed(duty: Duty, day: Day) -> bool:
    return duty.kind in _STEPS and MISSING != duty.last_day < min(duty.done_on, day)


def _at_stake(worlds: Worlds, duty: Duty, others: Sequence[Duty], buyers: Collection[str]) -> Moved | None:
    if duty.kind in _STEPS:
        return None if duty.last_day == MISSING else _of_a_step(worlds, duty, others, buyers)
    if duty.kind in _BY_LEDGER and (duty.kind != "stop_deliveries" or duty.invoice):
        day = worlds.view.as_of
        return worlds.covered(buyers, day, _done(worlds.view, duty)) - worlds.covered(buyers, day)
    return None


def _of_a_step(worlds: Worlds, duty: Duty, others: Sequence[Duty], buyers: Collection[str]) -> Moved:
    day = max(worlds.view.as_of, duty.last_day + 1)
    beside = [each for each in others if each.kind in _STEPS and each.identifier != duty.identifier]
    by_then = [each for each in beside if MISSING != each.last_day < min(day, each.done_on)]
    rest = _all_of(_done(worlds.view, each) for each in by_then)
    in_time = rest if duty.done_on <= duty.last_day else rest + _done(worlds.view, duty)
    missed = rest + _missed(duty, beside)
    return worlds.covered(buyers, day, in_time) - worlds.covered(buyers, day, missed)


def _all_of(each: Iterable[Supposed]) -> Supposed:
    return sum(each, AS_IT_IS)


def _missed(duty: Duty, others: Iterable[Duty]) -> Supposed:
    """The world where a step was not taken: what one fact says of several invoices is still said of the others."""
    if not duty.evidence:
        return AS_IT_IS
    step = _STEPS[duty.kind]
    alike = (each for each in others if each.evidence == duty.evidence and each.kind == duty.kind)
    told = tuple(step.taken(each.buyer, each.invoice, each.instalment, each.done_on) for each in alike)
    return Supposed(told, frozenset({duty.evidence}))


def _done(view: View, duty: Duty) -> Supposed:
    """The world in which a duty was done on its last day; on the day asked where it has none."""
    if (step := _STEPS.get(duty.kind)) is not None:
        return _taken(step, duty)
    if duty.kind == "ask_limit":
        return Supposed((_granted(view, duty),))
    if duty.kind == "ask_consent":
        return Supposed((_consented(view, duty),))
    if duty.kind == "meet_conditions":
        waiting = {each.reference for each in conditions_of(view, duty.buyer)}
        return Supposed(edits=(_conditions_met(waiting, view.as_of),))
    assert duty.kind == "stop_deliveries", f"{duty.kind} is not weighed"
    return Supposed(edits=(_delivered_before(duty),))


def _taken(step: Step, duty: Duty) -> Supposed:
    return Supposed((step.taken(duty.buyer, duty.invoice, duty.instalment, duty.last_day),))


def _granted(view: View, duty: Duty) -> LimitDecision:
    """A limit that everything the buyer owes finds room in."""
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


def _conditions_met(names: Collection[str], day: Day) -> Edit:
    def edit(view: View) -> dict[str, Table]:
        table = view.table("limit_decisions")
        met = table.numbers["conditions_met_on"].copy()
        met[table.texts["reference"].where_any(names)] = day
        return {"limit_decisions": table.replace(conditions_met_on=met)}

    return edit


def _delivered_before(duty: Duty) -> Edit:
    """Invoices table where the one of a duty was delivered on its last day."""

    def edit(view: View) -> dict[str, Table]:
        table = view.table("invoices")
        named = table.texts["number"].where_any([duty.invoice])
        own = named[np.isin(named, table.texts["buyer"].where_any([duty.buyer]))]
        delivered = table.numbers["delivered"].copy()
        delivered[own] = duty.last_day
        return {"invoices": table.replace(delivered=delivered)}

    return edit
