"""Duties about the policy itself: declare the turnover, pay the premium, give notice in time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from encours.cover.book.agreement import wide
from encours.duties.duty import Duty
from encours.duties.kinds import DECLARE_TURNOVER, GIVE_NOTICE, PAY_PREMIUM, WHO
from encours.facts.columns import Table
from encours.facts.kinds import PremiumPayment, TurnoverDeclaration
from encours.facts.view import View
from encours.policy.quantity_text import write_day
from encours.policy.schedule import Policy
from encours.units import NEVER, UNSET, Day, add_months, after, span_parts


def duties_of_declarations(view: View, policy: Policy) -> Iterator[Duty]:
    """Turnover to declare, period by period."""
    for each in (cast(TurnoverDeclaration, fact) for fact in view.facts("turnover_declarations")):
        yield Duty(
            kind=DECLARE_TURNOVER, who=WHO[DECLARE_TURNOVER], policy=policy.name,
            reference=write_day(each.period_start), first_day=each.period_end + 1, last_day=each.due_on,
            done_on=each.declared_on, evidence=(each.fact_id or each.source) if each.declared_on < NEVER else "",
        )  # fmt: skip


def duties_of_payments(view: View, policy: Policy) -> Iterator[Duty]:
    """Premium to pay, bill by bill."""
    for each in (cast(PremiumPayment, fact) for fact in view.facts("premium_payments")):
        yield Duty(
            kind=PAY_PREMIUM, who=WHO[PAY_PREMIUM], policy=policy.name, reference=each.reference,
            first_day=each.billed_on, last_day=each.due_on, done_on=each.paid_on,
            evidence=(each.fact_id or each.source) if each.paid_on < NEVER else "",
        )  # fmt: skip


def duty_of_notice(policy: Policy) -> Iterator[Duty]:
    """The notice without which the policy renews itself: its last day lies the notice period before the end."""
    notice = wide(policy, "termination_notice")
    if notice != UNSET:
        yield Duty(
            kind=GIVE_NOTICE, who=WHO[GIVE_NOTICE], policy=policy.name, reference=write_day(policy.period_end),
            first_day=policy.period_start, last_day=_before(policy.period_end, notice),
        )  # fmt: skip


def row_of(table: Table, duty: Duty) -> int:
    """Row of the fact that a duty about the policy came from."""
    if duty.kind == PAY_PREMIUM:
        return int(table.texts["reference"].where_any([duty.reference])[0])
    starts = table.numbers["period_start"].tolist()
    return [write_day(day) for day in starts].index(duty.reference)


def _before(day: Day, notice: int) -> Day:
    """Last day from which a notice period ends no later than a day."""
    parts = span_parts(notice)
    found = add_months(day, -parts.months) - parts.days
    while after(found + 1, notice) <= day:
        found += 1
    while after(found, notice) > day:
        found -= 1
    return found
