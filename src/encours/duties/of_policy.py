"""Duties about the policy itself: declare the turnover, pay the premium; and until when notice may be given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, cast

from encours.cover.book.agreement import wide
from encours.duties.duty import Duty
from encours.duties.kinds import DECLARE_TURNOVER, PAY_PREMIUM, WHO
from encours.facts.columns import Table
from encours.facts.kinds import PremiumPayment, TurnoverDeclaration
from encours.facts.view import View
from encours.policy.quantity_text import write_day
from encours.policy.schedule import Policy, Programme
from encours.premium.periods import Period, periods_of
from encours.units import NEVER, UNSET, Day, add_months, after, span_parts

#: Terms by which a policy says that its turnover is declared.
DECLARED_BY: Final = frozenset({"premium_declared_every", "declaration_time", "declaration_periods_begin"})


def duties_of_declarations(view: View, programme: Programme, policy: Policy) -> Iterator[Duty]:
    """Turnover to declare, period by period: those that the register tells, then those that are to come.

    A row that names no policy is of the first.
    """
    told = [
        each for each in (cast(TurnoverDeclaration, fact) for fact in view.facts("turnover_declarations"))
        if each.policy in programme.names_of(policy)
    ]  # fmt: skip
    for each in told:
        yield Duty(
            kind=DECLARE_TURNOVER, who=WHO[DECLARE_TURNOVER], policy=policy.name,
            reference=_period(each.period_start, each.zone), first_day=each.period_end + 1, last_day=each.due_on,
            done_on=each.declared_on, evidence=(each.fact_id or each.source) if each.declared_on < NEVER else "",
        )  # fmt: skip
    written = (policy.terms, *(each.terms for each in policy.endorsements))
    if not told and not any(DECLARED_BY & set(terms) for terms in written):
        return
    for period in periods_of(policy):
        untold = _first_day_untold(period, told)
        # Of what came before, a register that is not kept tells nothing.
        is_asked = period.first <= view.as_of and (bool(told) or view.as_of <= period.due_on)
        if is_asked and untold is not None:
            yield Duty(
                kind=DECLARE_TURNOVER, who=WHO[DECLARE_TURNOVER], policy=policy.name,
                reference=_period(untold, ""), first_day=period.last + 1, last_day=period.due_on,
            )  # fmt: skip


def _first_day_untold(period: Period, told: Iterable[TurnoverDeclaration]) -> Day | None:
    """First day of a period that is in no declaration, whatever its zone; none where each is in one."""
    day = period.first
    for each in sorted(told, key=lambda declaration: declaration.period_start):
        if each.period_start <= day <= each.period_end:
            day = each.period_end + 1
    return day if day <= period.last else None


def _period(first: Day, zone: str) -> str:
    return f"{write_day(first)} {zone}".rstrip()


def duties_of_payments(view: View, policy: Policy) -> Iterator[Duty]:
    """Premium to pay, bill by bill."""
    for each in (cast(PremiumPayment, fact) for fact in view.facts("premium_payments")):
        yield Duty(
            kind=PAY_PREMIUM, who=WHO[PAY_PREMIUM], policy=policy.name, reference=each.reference,
            first_day=each.billed_on, last_day=each.due_on, done_on=each.paid_on,
            evidence=(each.fact_id or each.source) if each.paid_on < NEVER else "",
        )  # fmt: skip


def last_day_of_notice(policy: Policy) -> Day:
    """Last day to give notice before the policy renews itself; UNSET where it sets no notice period."""
    notice = wide(policy, "termination_notice")
    return UNSET if notice == UNSET else _before(policy.period_end, notice)


def row_of(table: Table, duty: Duty) -> int | None:
    """Row of the fact that a duty about the policy came from; none where it is asked of a period that no fact tells."""
    if duty.kind == PAY_PREMIUM:
        return int(table.texts["reference"].where_any([duty.reference])[0])
    periods = zip(table.numbers["period_start"].tolist(), table.texts["zone"].texts(), strict=True)
    return next((row for row, told in enumerate(periods) if _period(*told) == duty.reference), None)


def _before(day: Day, notice: int) -> Day:
    """Last day from which a notice period ends no later than a day."""
    parts = span_parts(notice)
    found = add_months(day, -parts.months) - parts.days
    while after(found + 1, notice) <= day:
        found += 1
    while after(found, notice) > day:
        found -= 1
    return found
