"""What stood month after month: the balance of each buyer, and the limit granted on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Final, cast

from encours.clauses.charge_choices import BalancesCount
from encours.clauses.choices import AmountBase, LimitKind
from encours.cover.ageing.open_items import open_items
from encours.cover.at_delivery import AtDelivery, at_delivery
from encours.cover.book import lay_out
from encours.cover.book.agreement import wide
from encours.cover.book.rates import Rates
from encours.facts.kinds import Invoice, LimitDecision
from encours.facts.view import View
from encours.policy.resolve import resolve
from encours.policy.schedule import Policy, Programme
from encours.premium.agreed import AgreedTerms
from encours.premium.bases import BALANCES, LIMITS, BaseLine
from encours.premium.turnover import alone, exclusions
from encours.units import MISSING, NEVER, Cents, Day, add_months, civil, convert, end_of_month, portion

DECIDED: Final = (LimitKind.NAMED, LimitKind.TOP_UP, LimitKind.REVERSE)
"""Kinds of limit that an insurer decides, and is paid for; it decides no discretionary or blind one."""
_PROBE: Final = "standing \x00"

BuyerDay = tuple[str, Day]


def seen_on(
    view: View, policy: Policy, asked: Iterable[BuyerDay], programme: Programme | None = None
) -> Mapping[BuyerDay, AtDelivery]:
    """What the policy would see of a delivery to each of these buyers on each of these days: its limit above all."""
    pairs = list(dict.fromkeys(asked))
    if not pairs:
        return {}
    supposed = [
        Invoice(
            number=f"{_PROBE}{number}", buyer=buyer, delivered=day, issued=day, currency=policy.currency, gross=0,
            vat=0, payment_means="open account",
        )
        for number, (buyer, day) in enumerate(pairs)
    ]  # fmt: skip
    before = len(view.table("invoices"))
    whole = programme or alone(policy)
    book = lay_out(view.supposing(supposed), whole, large=False)
    rows = range(before, before + len(pairs))
    found = at_delivery(book, rows, layer=whole.policies.index(policy))
    return {pairs[each.ledger_row - before]: each for each in found}


def balances(
    view: View, policy: Policy, *, first: Day, last: Day, programme: Programme | None = None
) -> Iterator[BaseLine]:
    """What each buyer owed at the end of each month, within its limit of that day where the policy counts it so.

    What a declaration leaves out is left out of a balance too, in a line of its own. Amounts are at the rate of that
    day; an invoice whose tax is unknown counts whole.
    """
    ends = [day for day in _month_ends(first, min(last, view.as_of)) if policy.period_start <= day <= policy.period_end]
    for day in ends:
        then = View.of(view.ledger, as_of=day, known_on=view.known_on).filled(view.fillings)
        yield from _balances_on(then, policy, programme)


def _balances_on(view: View, policy: Policy, programme: Programme | None) -> Iterator[BaseLine]:
    items, fault = open_items(view, policy.currency)
    assert fault is None, "a currency without a rate is refused before"
    whole, rates, agreed = programme or alone(policy), Rates.of(view), AgreedTerms(policy)
    rows = {(each.buyer, each.number, each.instalment): row for row, each in enumerate(_invoices(view))}
    chosen = {rows[each.buyer, each.number, each.instalment]: (each, amount) for each, amount in items}
    layer = whole.policies.index(policy)
    owed: dict[tuple[str, str], Cents] = defaultdict(int)
    if chosen:
        for seen in at_delivery(lay_out(view, whole, large=False), chosen, layer=layer):
            invoice, amount = chosen[seen.ledger_row]
            flags = exclusions(agreed, seen, invoice.payment_means)
            excluded = next((name for name, flag in flags.items() if flag == 1), "")
            rate = rates.between(invoice.currency, policy.currency, view.as_of) or Fraction(1)
            own = _in_base(policy, invoice, amount)
            owed[invoice.buyer, excluded] += convert(own, rate.numerator, rate.denominator)
    limits = seen_on(view, policy, ((buyer, view.as_of) for buyer, _ in owed), whole)
    for (buyer, excluded), amount in sorted(owed.items()):
        seen = limits[buyer, view.as_of]
        within = amount if excluded else _within(policy, amount, seen)
        yield BaseLine(basis=BALANCES, on=view.as_of, buyer=buyer, amount=within, keys={**seen.keys}, excluded=excluded)


def _in_base(policy: Policy, invoice: Invoice, amount: Cents) -> Cents:
    if wide(policy, "premium_amount_base") == AmountBase.GROSS or invoice.vat == MISSING or not invoice.gross:
        return amount
    return amount - portion(invoice.vat, amount, invoice.gross)


def _within(policy: Policy, amount: Cents, seen: AtDelivery) -> Cents:
    counts = resolve(policy, "premium_on_balances", seen.keys, seen.day)
    if counts == BalancesCount.WHOLE or seen.limit == MISSING:
        return amount
    return min(amount, seen.limit)


def limits(
    view: View, policy: Policy, *, first: Day, last: Day, programme: Programme | None = None
) -> Iterator[BaseLine]:
    """The highest limit that stood on each buyer in each month, named by the decision that gave it."""
    whole = programme or alone(policy)
    decisions = [each for each in _decisions(view) if each.policy in whole.names_of(policy)]
    until = min(last, view.as_of, policy.period_end)
    months = [
        (max(start, first, policy.period_start), min(end_of_month(start), until)) for start in _starts(first, until)
    ]
    months = [(start, stop) for start, stop in months if start <= stop]
    asked = {
        (each.buyer, start): _days(each.buyer, decisions, start, stop) for each in decisions for start, stop in months
    }
    seen = seen_on(view, policy, ((buyer, day) for (buyer, _), days in asked.items() for day in days), whole)
    for (buyer, start), days in sorted(asked.items(), key=lambda each: (each[0][1], each[0][0])):
        standing = [seen[buyer, day] for day in days if seen[buyer, day].limit_kind in DECIDED]
        known = [each for each in standing if each.limit not in {MISSING, 0}]
        if known:
            best = max(known, key=lambda each: (each.limit, -each.day))
            yield BaseLine(
                basis=LIMITS, on=start, buyer=buyer, amount=best.limit, keys={**best.keys},
                fact=_decision_of(buyer, decisions, best.day),
            )  # fmt: skip


def _days(buyer: str, decisions: Iterable[LimitDecision], first: Day, last: Day) -> tuple[Day, ...]:
    """Days of a month on which the limit of a buyer may have changed, its first one included."""
    told = (day for each in decisions if each.buyer == buyer for day in (each.decided_on, each.effective_on))
    return tuple(sorted({first, *(day for day in told if first < day <= last and day not in {MISSING, NEVER})}))


def _decision_of(buyer: str, decisions: Iterable[LimitDecision], day: Day) -> str:
    """Name of the latest decision on a buyer by a day that granted something."""
    of_buyer = [each for each in decisions if each.buyer == buyer and each.decided_on <= day and each.amount > 0]
    latest = max(of_buyer, key=lambda each: (each.decided_on, each.known, each.fact_id), default=None)
    return "" if latest is None else latest.fact_id


def _decisions(view: View) -> tuple[LimitDecision, ...]:
    return cast("tuple[LimitDecision, ...]", view.facts("limit_decisions"))


def _invoices(view: View) -> tuple[Invoice, ...]:
    return cast("tuple[Invoice, ...]", view.facts("invoices"))


def _starts(first: Day, last: Day) -> Iterator[Day]:
    """First days of the months of these days, that of the first one included."""
    day = first - civil(first)[2] + 1
    while day <= last:
        yield day
        day = add_months(day, 1)


def _month_ends(first: Day, last: Day) -> Iterator[Day]:
    return (end for start in _starts(first, last) if first <= (end := end_of_month(start)) <= last)
