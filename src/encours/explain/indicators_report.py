"""Every indicator of a company on a day, over a period: made once, told by a page, by JSON and by a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from encours.clauses.states import State
from encours.cover.ageing import AgedBalance
from encours.cover.answer import Cover
from encours.cover.indicators import insurance, lateness
from encours.cover.indicators import sales_outstanding as sales
from encours.cover.indicators.indicator import NO_INVOICES, Behind, Indicator, unknown
from encours.cover.indicators.insurance import NO_POLICY, LimitUsed, Request
from encours.cover.indicators.period import Period
from encours.cover.indicators.reading import receivables
from encours.cover.indicators.receivables import Receivables
from encours.explain.buyer_facts import BuyerFacts, Exchange, facts_by_buyer
from encours.explain.held_limits import HeldLimit, held_limits
from encours.explain.report_head import Head
from encours.explain.told_by_age import told_by_age, told_cells
from encours.facts.view import View
from encours.units import NEVER

GROUPS: Final = {
    "sales outstanding": ("dso", "dso-count-back", "dso-by-invoice", "dso-best", "days-delinquent"),
    "lateness": (
        "delay-settled", "delay-settled-simple", "payment-time", "delay-overdue", "delay-overdue-simple",
        "overdue-share", "cei",
    ),
    "insurance": (
        "cover-of-insurable", "cover-of-total", "limit-use", "acceptance-amount", "acceptance-number", "answer-time",
    ),
}  # fmt: skip
"""Indicators by what they are about, in the order of a page."""
NAMES: Final = tuple(name for group in GROUPS.values() for name in group)
REFUSALS: Final = frozenset({"refused", "increase refused", "withdrawn"})
"""Outcomes that grant nothing of what was asked; a refused increase leaves the old limit, which nobody asked for."""
OF_INSURANCE: Final = {
    "cover-of-insurable": "share", "cover-of-total": "share", "limit-use": "share", "acceptance-amount": "share",
    "acceptance-number": "share", "answer-time": "days",
}  # fmt: skip
"""Indicators that need a policy, and what each counts."""


@dataclass(frozen=True, slots=True)
class IndicatorsReport:
    """Indicators of a company; amounts of the insurance ones are in `policy_currency`, the others in the head's."""

    head: Head
    period: Period
    policy_currency: str
    indicators: tuple[Indicator, ...]
    view: View

    def named(self, name: str) -> Indicator:
        """Indicator of a name."""
        return next(each for each in self.indicators if each.name == name)

    def currency_of(self, indicator: Indicator) -> str:
        """Currency of the amounts of an indicator."""
        return self.policy_currency if indicator.name in OF_INSURANCE else self.head.currency


def indicators_report(
    head: Head, view: View, period: Period, balance: AgedBalance, cover: Cover | None
) -> IndicatorsReport:
    """Indicators of a view; those of insurance name the policy as lacking where there is no cover."""
    of = receivables(view, period, balance, payments_complete_to=head.payments_complete_to)
    found = [*_of_payment(of, balance), *(_of_insurance(cover, period) if cover is not None else _without_policy())]
    by_name = {each.name: each for each in found}
    policy = "" if cover is None else cover.book.programme.primary.currency
    return IndicatorsReport(head, period, policy, tuple(by_name[name] for name in NAMES), view)


def _of_payment(of: Receivables, balance: AgedBalance) -> Iterator[Indicator]:
    yield from (sales.outstanding_days(of), sales.count_back(of), sales.by_invoice(of))
    yield from (sales.best_possible(of), sales.delinquent(of))
    for is_weighted in (True, False):
        yield lateness.delay_of_settled(of, is_weighted=is_weighted)
        yield lateness.delay_of_overdue(of, is_weighted=is_weighted)
    yield from (lateness.payment_time(of), lateness.collection_effectiveness(of))
    total = balance.total.company
    yield insurance.overdue_share(total.overdue, total.outstanding, _overdue_rows(of))


def _overdue_rows(of: Receivables) -> tuple[Behind, ...]:
    return lateness.delay_of_overdue(of, is_weighted=True).rows


def _without_policy() -> Iterator[Indicator]:
    for name, unit in OF_INSURANCE.items():
        yield unknown(name, "days" if unit == "days" else "share", [NO_POLICY])


def _of_insurance(cover: Cover, period: Period) -> Iterator[Indicator]:
    facts = facts_by_buyer(cover.book)
    totals, rows = cover.totals(), _covered_rows(cover)
    exchange = Exchange.of(cover.book)
    told = told_by_age(cover.book.view, exchange).amount
    for of_insurable in (True, False):
        yield insurance.covered_share(totals, rows, of_insurable=of_insurable, told_by_age=told)
    aged = {each.buyer for each, _ in told_cells(cover.book.view, exchange)}
    limits = [_used(each, aged) for each in held_limits(cover, facts)]
    yield insurance.limit_use(limits, [NO_INVOICES] if told and not rows else [])
    requests = [each for buyer, of in facts.items() for each in _requests(buyer, of, exchange)]
    ordered = sorted(requests, key=lambda each: (each.requested_on, each.reference))
    for by_amount in (True, False):
        yield insurance.acceptance(ordered, period, by_amount=by_amount)
    yield insurance.answer_time(ordered, period)


def _used(held: HeldLimit, aged: AbstractSet[str]) -> LimitUsed:
    """A limit with what is used of it; not known where an aged balance alone tells what one of its buyers owes."""
    is_known = aged.isdisjoint(held.buyers)
    return LimitUsed(" + ".join(held.buyers), held.limit, held.used if is_known else None)


def _covered_rows(cover: Cover) -> tuple[Behind, ...]:
    """Open receivables, the most uncovered first: what is open, and what of it is covered."""
    buyers = cover.book.view.table("invoices").texts["buyer"]
    rows = [
        Behind("covered", row.ledger_row, buyer=buyers[row.ledger_row], amount=row.open, other=row.parts[State.COVERED])
        for row in cover.rows()
    ]
    return tuple(sorted(rows, key=lambda each: ((each.other or 0) - (each.amount or 0), each.row)))


def _requests(buyer: str, of: BuyerFacts, exchange: Exchange) -> Iterator[Request]:
    for each in of.limit_requests:
        answered_on, decision = of.answered_on(each), of.answer_to(each)
        granted = None
        if decision is not None and answered_on < NEVER:
            is_refused = decision.outcome in REFUSALS
            granted = 0 if is_refused else exchange.into_policy(decision.amount, decision.currency)
        asked = exchange.into_policy(each.amount, each.currency)
        yield Request(each.reference, buyer, each.requested_on, answered_on, asked, granted)
