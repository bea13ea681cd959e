"""Duties about the policy itself: declare the turnover, pay the premium, give notice in time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from encours.cover.book.agreement import wide
from encours.duties.duty import Duty
from encours.duties.kinds import WHO
from encours.facts.kinds import PremiumPayment, TurnoverDeclaration
from encours.facts.view import View
from encours.policy.quantity_text import write_day
from encours.policy.schedule import Policy
from encours.units import NEVER, UNSET, Day, add_months, after, span_parts


def duties_of_declarations(view: View, policy: Policy) -> Iterator[Duty]:
    """Turnover to declare, period by period; where the insurer's letter runs, its last day is that of the letter."""
    for each in (cast(TurnoverDeclaration, fact) for fact in view.facts("turnover_declarations")):
        yield Duty(
            kind="declare_turnover", who=WHO["declare_turnover"], policy=policy.name,
            reference=write_day(each.period_start), first_day=each.period_end + 1, last_day=each.due_on,
            done_on=each.declared_on, evidence=(each.fact_id or each.source) if each.declared_on < NEVER else "",
        )  # fmt: skip


def duties_of_payments(view: View, policy: Policy) -> Iterator[Duty]:
    """Premium to pay, bill by bill."""
    for each in (cast(PremiumPayment, fact) for fact in view.facts("premium_payments")):
        yield Duty(
            kind="pay_premium", who=WHO["pay_premium"], policy=policy.name, reference=each.reference,
            first_day=each.billed_on, last_day=each.due_on, done_on=each.paid_on,
            evidence=(each.fact_id or each.source) if each.paid_on < NEVER else "",
        )  # fmt: skip


def duty_of_notice(policy: Policy) -> Iterator[Duty]:
    """The notice without which the policy renews itself: its last day lies the notice period before the end."""
    notice = wide(policy, "termination_notice")
    if notice != UNSET:
        yield Duty(
            kind="give_notice", who=WHO["give_notice"], policy=policy.name, reference=write_day(policy.period_end),
            first_day=policy.period_start, last_day=_before(policy.period_end, notice),
        )  # fmt: skip


def _before(day: Day, notice: int) -> Day:
    """Last day from which a notice period ends no later than a day."""
    parts = span_parts(notice)
    found = add_months(day, -parts.months) - parts.days
    while after(found + 1, notice) <= day:
        found += 1
    while after(found, notice) > day:
        found -= 1
    return found
