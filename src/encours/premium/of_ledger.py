"""The premium of a policy year from a ledger: what it is counted on, and what is known of the year beside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, cast

from encours.claims.ledger_year import years_of
from encours.clauses.charge_choices import PremiumBasis
from encours.cover.book.rates import Rates
from encours.facts.kinds import Buyer, ClaimEvent, LimitRequest, PremiumBillLine, PremiumPayment
from encours.facts.kinds.parties import buyer_on
from encours.facts.view import View
from encours.policy.resolve import resolve
from encours.policy.schedule import Policy, Programme
from encours.premium import ledger_bases
from encours.premium.bases import BaseLine
from encours.premium.known import Known, Request
from encours.premium.lines import DEPOSIT, NET_PREMIUM, PremiumYear
from encours.premium.year import premium_year
from encours.units import MISSING, NEVER, UNSET, Cents, Day, convert

LINES_OF: Final = {
    PremiumBasis.TURNOVER: ledger_bases.turnover_lines,
    PremiumBasis.BALANCES: ledger_bases.balance_lines,
    PremiumBasis.SHIPMENTS: ledger_bases.shipment_lines,
}
"""Who reads each base from a ledger; limits are read for their own premium, and a flat one is counted on nothing."""
OF_LIMITS: Final = ("limit_premium_rate", "monitoring_fee")
"""Terms that need to know in which months limits stood."""
PAID: Final = ("indemnity paid", "advance paid")
"""Events of a claim by which the insurer has paid."""


def year_of_ledger(
    view: View,
    policy: Policy,
    programme: Programme,
    *,
    first: Day,
    last: Day,
    told: Known = Known(),  # noqa: B008
) -> PremiumYear:
    """Premium of a policy year as the view has it; what is `told` of the year comes before what the ledger says."""
    through = min(view.as_of, last)
    known = known_of(view, policy, programme, told, first=first, through=through)
    lines = base_lines(view, policy, programme, first=first, last=through)
    return premium_year(policy, lines, known, first=first, last=last, as_of=view.as_of)


def base_lines(view: View, policy: Policy, programme: Programme, *, first: Day, last: Day) -> tuple[BaseLine, ...]:
    """What the policy counts premium on, for these days; nothing where it counts on nothing."""
    base = resolve(policy, "premium_base", {}, first)
    made = None if base == UNSET else LINES_OF.get(PremiumBasis.numbered(base))
    return () if made is None else made(view, policy, first=first, last=last, programme=programme)


def policy_year(policy: Policy, day: Day) -> tuple[Day, Day]:
    """First and last days of the policy year that a day is in; the nearest one where it is in none."""
    years = years_of(policy)
    return next((each for each in years if day <= each[1]), years[-1])


def known_of(view: View, policy: Policy, programme: Programme, told: Known, *, first: Day, through: Day) -> Known:
    """What is told, and what the ledger knows of what is not."""
    own = set(programme.names_of(policy))
    found: dict[str, object] = {}
    if any(policy.value_of(name, len(policy.endorsements)) is not None for name in OF_LIMITS):
        found["monitored"] = ledger_bases.limit_lines(view, policy, first=first, last=through, programme=programme)
    found["requests"] = _requests(view, own)
    start = _start_of_ratio(policy, first)
    if told.claims_paid == MISSING:
        found["claims_paid"] = _claims_paid(view, policy, own, first=start, last=through)
    if told.premium_paid == MISSING:
        found["premium_paid"] = _premium_paid(view, policy, programme, first=start, last=through)
    return replace(told, **found)  # type: ignore[arg-type]  # each by the name of its field


def _start_of_ratio(policy: Policy, first: Day) -> Day:
    """First day of the years that the loss ratio is of."""
    years = [each for each in years_of(policy) if each[0] <= first]
    count = resolve(policy, "loss_ratio_years", {}, first)
    return years[-min(count, len(years))][0]


def _requests(view: View, own: set[str]) -> tuple[Request, ...] | None:
    """Limits asked for under the policy; None where nobody keeps a register of them."""
    if not len(view.ledger.table("limit_requests")) and not view.ledger.kept["limit_requests"].is_register:
        return None
    buyers = _buyers(view)
    return tuple(
        Request(on=each.requested_on, keys=_keys(buyers.get(each.buyer, ()), each.requested_on), fact=each.fact_id)
        for each in cast("tuple[LimitRequest, ...]", view.facts("limit_requests"))
        if each.policy in own
    )


def _buyers(view: View) -> Mapping[str, list[Buyer]]:
    found: dict[str, list[Buyer]] = {}
    for each in cast("tuple[Buyer, ...]", view.facts("buyers")):
        found.setdefault(each.buyer, []).append(each)
    return found


def _keys(registered: Sequence[Buyer], day: Day) -> dict[str, str]:
    """What rates may vary with in a buyer, as it was on a day."""
    buyer = buyer_on(registered, day)
    if buyer is None:
        return {}
    return {"buyer": buyer.buyer, "country": buyer.country, "buyer_class": buyer.buyer_class, "sector": buyer.sector}


def _claims_paid(view: View, policy: Policy, own: set[str], *, first: Day, last: Day) -> Cents:
    """Indemnities and advances that were paid on these days; an amount that nobody knows leaves the sum unknown."""
    if not len(view.ledger.table("claim_events")) and not view.ledger.kept["claim_events"].is_register:
        return MISSING
    rates = Rates.of(view)
    amounts = [
        _converted(rates, each.amount, each.currency, policy.currency, each.happened_on)
        for each in cast("tuple[ClaimEvent, ...]", view.facts("claim_events"))
        if each.event in PAID and each.policy in own and first <= each.happened_on <= last
    ]
    return MISSING if MISSING in amounts else sum(amounts)


def _premium_paid(view: View, policy: Policy, programme: Programme, *, first: Day, last: Day) -> Cents:
    """Premium billed on these days and paid by then, before taxes and fees; `MISSING` where no bill tells it apart.

    A bill names no policy: those of a ledger are of the first one.
    """
    every = cast("tuple[PremiumPayment, ...]", view.facts("premium_payments"))
    bills = [each for each in every if first <= each.billed_on <= last]
    if not bills or policy != programme.primary:
        return MISSING
    rates = Rates.of(view)
    amounts = [
        _converted(rates, _premium_in(view, each), each.currency, policy.currency, each.paid_on)
        for each in bills
        if each.paid_on not in {MISSING, NEVER} and each.paid_on <= view.as_of
    ]
    return MISSING if MISSING in amounts else sum(amounts)


def _premium_in(view: View, bill: PremiumPayment) -> Cents:
    """Premium in a bill before taxes, fees and the result of a year; `MISSING` where it has no lines."""
    every = cast("tuple[PremiumBillLine, ...]", view.facts("premium_bill_lines"))
    lines = [each for each in every if each.bill == bill.reference]
    amounts = [each.amount for each in lines if each.billed_for in {*NET_PREMIUM, DEPOSIT}]
    return MISSING if not lines or MISSING in amounts else sum(amounts)


def _converted(rates: Rates, amount: Cents, currency: str, target: str, day: Day) -> Cents:
    """An amount in the currency of the policy, at the rate of its day; `MISSING` where there is none."""
    rate = rates.between(currency or target, target, day)
    return MISSING if rate is None or amount == MISSING else convert(amount, rate.numerator, rate.denominator)
