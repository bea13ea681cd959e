"""Duties that a fact about a buyer begins: a decision to appeal, an aggravation to report, a recovery to pass on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, cast

from encours.clauses.clock_anchors import ClockAnchor
from encours.duties.clocks import last_day
from encours.duties.duty import Duty
from encours.duties.kinds import APPEAL, REMIT_RECOVERY, REPORT_AGGRAVATION, WHO
from encours.facts.kinds import (
    AdverseInformation,
    Buyer,
    ClaimEvent,
    Fact,
    Insolvency,
    LimitAppeal,
    LimitDecision,
    OverdueReport,
    Payment,
    PaymentReturn,
    buyer_on,
)
from encours.facts.view import View
from encours.policy.quantity_text import write_day
from encours.policy.schedule import Policy
from encours.units import MISSING, NEVER, UNSET, Day

AGAINST: Final = frozenset({"refused", "partial", "reduced", "withdrawn", "increase refused"})
"""Outcomes of a decision that one may appeal."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A view under a policy, and its buyers as they were registered."""

    view: View
    policy: Policy
    registered: Mapping[str, Sequence[Buyer]]

    def keys(self, buyer: str, on: Day) -> Mapping[str, str]:
        """What terms may vary with, of a buyer on a day."""
        known = buyer_on(self.registered.get(buyer, ()), on)
        if known is None:
            return {"buyer": buyer}
        return {
            "buyer": buyer, "buyer_class": known.buyer_class, "country": known.country, "sector": known.sector
        }  # fmt: skip

    @staticmethod
    def of(view: View, policy: Policy) -> Asked:
        """A view under a policy."""
        registered: dict[str, list[Buyer]] = {}
        for each in (cast(Buyer, fact) for fact in view.facts("buyers")):
            registered.setdefault(each.buyer, []).append(each)
        return Asked(view, policy, registered)


def duties_of_events(view: View, policy: Policy) -> Iterator[Duty]:
    """Every duty that a fact about a buyer begins under a policy."""
    asked = Asked.of(view, policy)
    yield from _appeals(asked)
    yield from _aggravations(asked)
    yield from _recoveries(asked)


def _appeals(asked: Asked) -> Iterator[Duty]:
    view, policy = asked.view, asked.policy
    appeals = [cast(LimitAppeal, each) for each in view.facts("limit_appeals")]
    for each in (cast(LimitDecision, fact) for fact in view.facts("limit_decisions")):
        if each.outcome not in AGAINST or each.policy not in {"", policy.name}:
            continue
        told = each.decided_on if each.notified_on == MISSING else each.notified_on
        made = [appeal for appeal in appeals if appeal.decision == each.reference]
        yield from _while_it_may_be_done(view, _duty(
            asked, "appeal_deadline", APPEAL, each.buyer, {ClockAnchor.DECISION: told},
            reference=each.reference, done=_first(made, "appealed_on"),
        ))  # fmt: skip


def _while_it_may_be_done(view: View, duties: Iterator[Duty]) -> Iterator[Duty]:
    """Rights that were used, or may still be: one that was let pass is no duty missed."""
    yield from (each for each in duties if each.done_on < NEVER or view.as_of <= each.last_day)


def _aggravations(asked: Asked) -> Iterator[Duty]:
    view = asked.view
    # A report that names an invoice tells of one overdue, which is no news of the buyer.
    reports = [each for each in map(_report, view.facts("overdue_reports")) if not each.invoice]
    events = [cast(ClaimEvent, each) for each in view.facts("claim_events")]
    told = [(each.buyer, each.reported_on, each.fact_id or each.source) for each in reports]
    told += [(e.buyer, e.happened_on, e.fact_id or e.source) for e in events if e.event == "aggravation reported"]

    def reported(buyer: str, since: Day) -> tuple[Day, str]:
        own = [(day, name) for of, day, name in told if of == buyer and day >= since]
        return min(own, default=(NEVER, ""))

    first = asked.policy.period_start
    for each in (cast(AdverseInformation, fact) for fact in view.facts("adverse_informations")):
        if each.learnt_on >= first and each.cleared_on > view.as_of:
            yield from _duty(
                asked, "aggravation_notice_deadline", REPORT_AGGRAVATION, each.buyer,
                {ClockAnchor.KNOWLEDGE: each.learnt_on}, reference=write_day(each.learnt_on),
                done=reported(each.buyer, each.learnt_on),
            )  # fmt: skip
    for opened in (cast(Insolvency, fact) for fact in view.facts("insolvencies")):
        if opened.opened_on >= first:
            yield from _duty(
                asked, "aggravation_notice_deadline", REPORT_AGGRAVATION, opened.buyer,
                {
                    ClockAnchor.INSOLVENCY: opened.opened_on,
                    ClockAnchor.PUBLICATION: opened.published_on,
                    ClockAnchor.KNOWLEDGE: opened.known,
                },
                reference=f"{opened.kind} {write_day(opened.opened_on)}",
                done=reported(opened.buyer, opened.opened_on),
            )  # fmt: skip


def _report(fact: Fact) -> OverdueReport:
    return cast(OverdueReport, fact)


def _recoveries(asked: Asked) -> Iterator[Duty]:
    view, policy = asked.view, asked.policy
    events = [cast(ClaimEvent, each) for each in view.facts("claim_events")]
    paid = [each for each in events if each.event == "indemnity paid" and each.policy in {"", policy.name}]
    returned = {cast(PaymentReturn, each).payment for each in view.facts("payment_returns")} if paid else set()
    payments = view.table("payments")
    rows = payments.texts["buyer"].where_any({each.buyer for each in paid})
    for money in (cast(Payment, fact) for fact in (payments.facts(rows) if rows.size else ())):
        if money.reference not in returned and any(_concerns(each, money) for each in paid):
            passed = [
                each for each in events
                if (each.event, each.buyer) == ("recovery passed on", money.buyer) and each.happened_on >= money.paid_on
            ]  # fmt: skip
            yield from _duty(
                asked, "recovery_remittance_deadline", REMIT_RECOVERY, money.buyer,
                {ClockAnchor.RECOVERY: money.paid_on}, reference=money.reference, done=_first(passed, "happened_on"),
            )  # fmt: skip


def _concerns(paid: ClaimEvent, money: Payment) -> bool:
    """Whether money came in on a debt that was indemnified before."""
    is_of_it = paid.buyer == money.buyer and (not money.invoice or paid.invoice in {"", money.invoice})
    return is_of_it and MISSING != paid.happened_on < money.paid_on


def _duty(
    asked: Asked, term: str, kind: str, buyer: str, happened: Mapping[ClockAnchor, Day], *, reference: str,
    done: tuple[Day, str],
) -> Iterator[Duty]:  # fmt: skip
    on = min((day for day in happened.values() if day not in {MISSING, NEVER}), default=asked.view.as_of)
    last = last_day(asked.policy, term, happened, keys=asked.keys(buyer, on), on=on)
    if last not in {UNSET, NEVER}:
        yield Duty(
            kind=kind, who=WHO[kind], policy=asked.policy.name, buyer=buyer, reference=reference, first_day=on,
            last_day=last, done_on=done[0], evidence=done[1], lacking="published_on" if last == MISSING else "",
        )  # fmt: skip


def _first(facts: list[LimitAppeal] | list[ClaimEvent], day: str) -> tuple[Day, str]:
    """Day and name of the first of some facts."""
    found: list[Fact] = sorted(facts, key=lambda each: getattr(each, day))
    return (getattr(found[0], day), found[0].fact_id or found[0].source) if found else (NEVER, "")
