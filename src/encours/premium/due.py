"""What is due for a line of a bill: from the premium of the year, and from the ledger where that is silent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Final, cast

from encours.facts.kinds import LimitRequest, PremiumBillLine
from encours.facts.view import View
from encours.policy.resolve import resolve
from encours.policy.schedule import Policy, Programme
from encours.premium.alike import charge_of, groups_of
from encours.premium.bases import EXCLUSIONS
from encours.premium.charged import Charged, charged_for, charges_premium
from encours.premium.declarations import filed_of
from encours.premium.declared_parts import in_zone
from encours.premium.declared_rate import Rates, premium_at, rate_of_one
from encours.premium.early import Early, early_lines
from encours.premium.lines import (
    DEPOSIT,
    FEES,
    MINIMUM,
    MONITORING_FEE,
    PREMIUM,
    REQUEST_FEE,
    TAX,
    TERRITORIES,
    PremiumLine,
)
from encours.premium.periods import Period
from encours.premium.standing import limits
from encours.premium.turnover import turnover
from encours.units import MISSING, NEVER, UNSET, Cents, Count, Day

AGREED_BY: Final = {
    PREMIUM: ("premium_base",),
    MINIMUM: ("minimum_premium",),
    REQUEST_FEE: ("fee_per_request",),
    MONITORING_FEE: ("monitoring_fee",),
}
"""Terms any of which makes a policy agree on a charge, whatever it comes to."""
UNPRICED: Final = (TAX, "other")
"""What no term of a policy tells the price of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What was due for what a line charges; each part is `MISSING`, or None, where nobody can tell it.

    `left_out` are the sales that each exclusion leaves out of the base; `declared` what was declared of the same days.
    """

    is_agreed: bool = True
    """Whether the policy agrees on such a charge, as far as it can be told."""
    amount: Cents = MISSING
    base: Cents = MISSING
    rate: Fraction | None = None
    count: Count = MISSING
    unit: Cents = MISSING
    tax: Cents = MISSING
    left_out: Mapping[str, Cents] = field(default_factory=dict)
    declared: Cents = MISSING
    lacking: str = "premium"
    """What keeps the amount from being checked: `premium`, `rate`, `days`, `fee`."""
    early: Early | None = None
    """What of the amount the year does not call yet; None where it calls it whole, or nobody can tell."""

    def tax_on(self, amount: Cents) -> Cents:
        """Tax on another amount, in the proportion of that on what is due; `MISSING` where nobody knows that amount."""
        if amount == MISSING:
            return MISSING
        if self.amount in {0, MISSING} or self.tax == MISSING:
            return self.tax if self.tax != MISSING else MISSING
        return premium_at(amount, Fraction(self.tax, self.amount)) if self.tax else 0

    @property
    def tax_now(self) -> Cents:
        """Tax on what is due and called by now."""
        return self.tax if self.early is None else self.tax_on(self.amount - self.early.amount)

    def less(self, other: PremiumBillLine) -> Due:
        """What is left of it once another line has charged a part."""

        def left(own: int, taken: int) -> int:
            return MISSING if MISSING in {own, taken} else own - taken

        return replace(
            self, amount=left(self.amount, other.amount), base=left(self.base, other.base),
            count=left(self.count, other.billed_count), tax=left(self.tax, self.tax_on(other.amount)),
        )  # fmt: skip


def due_for(view: View, programme: Programme, policy: Policy, lines: Sequence[PremiumBillLine]) -> Mapping[str, Due]:
    """What is due for each of these lines, by the name of the fact."""
    priced: dict[tuple[Day, Day, str], Charged | None] = {}
    found = {}
    for each in lines:
        zone = "" if each.zone in TERRITORIES else each.zone
        key = (each.period_start, each.period_end, zone)
        if MISSING not in key and key not in priced:
            first, last, _ = key
            is_priced = charges_premium(policy)
            priced[key] = charged_for(view, programme, policy, first=first, last=last, zone=zone) if is_priced else None
        found[each.fact_id] = _due(view, programme, policy, each, priced.get(key))
    before = _billed_before(view, lines)
    for each in lines:
        for other in (one for one in before if charge_of(one) == charge_of(each)):
            found[each.fact_id] = found[each.fact_id].less(other)
    if charges_premium(policy):
        # Lines that are judged together are so on the last of them.
        judged = [group[-1].fact_id for group in groups_of(lines)]
        amounts = {name: found[name].amount for name in judged if found[name].is_agreed}
        for name, early in early_lines(view, programme, policy, lines, amounts):
            found[name] = replace(found[name], early=early)
    return found


def _billed_before(view: View, lines: Sequence[PremiumBillLine]) -> tuple[PremiumBillLine, ...]:
    """Lines of the bills before that of these lines which tell their days."""
    if not lines:
        return ()
    at = min((each.billed_on, each.bill) for each in lines)
    every = cast("tuple[PremiumBillLine, ...]", view.facts("premium_bill_lines"))
    return tuple(
        each for each in every
        if (each.billed_on, each.bill) < at and MISSING not in {each.period_start, each.period_end}
    )  # fmt: skip


def _due(view: View, programme: Programme, policy: Policy, line: PremiumBillLine, priced: Charged | None) -> Due:
    if MISSING in {line.period_start, line.period_end}:
        return Due(lacking="days")
    found = _of_ledger(view, programme, policy, line)
    if priced is None or line.billed_for in UNPRICED:
        return found
    if line.billed_for == DEPOSIT:
        # A bill that charges the whole premium takes the deposits off in a line below zero.
        taken = priced.deposit if line.amount >= 0 or priced.deposit == MISSING else -priced.deposit
        return replace(found, is_agreed=priced.has_deposit, amount=taken)
    own = [each for each in priced.lines if each.kind == line.billed_for]
    return _of_price(found, line.zone, own) if own else _of_none(found, policy, line)


def _of_none(found: Due, policy: Policy, line: PremiumBillLine) -> Due:
    """What is agreed and comes to nothing on these days is due for nothing."""
    terms = (each for each in AGREED_BY.get(line.billed_for, ()) if each in policy.wording.terms)
    is_agreed = any(resolve(policy, each, {}, line.period_start) != UNSET for each in terms)
    return replace(found, is_agreed=is_agreed, amount=0, base=0, count=0, tax=0)


def _of_price(found: Due, zone: str, own: Sequence[PremiumLine]) -> Due:
    """The premium says what is due; the ledger what its base is made of."""
    if zone in TERRITORIES:
        return _of_territory(found, zone, own)
    amounts, bases = [each.amount for each in own], [each.base for each in own]
    rates = {each.rate for each in own}
    amount = MISSING if MISSING in amounts else sum(amounts)
    count = sum(each.count for each in own)
    taxes = [each.tax for each in own]
    return replace(
        found,
        amount=amount,
        base=found.base if MISSING in bases else sum(bases),
        rate=rates.pop() if len(rates) == 1 else None,
        count=count if own[0].kind in FEES else found.count,
        unit=amount // count if count and amount != MISSING and amount % count == 0 else found.unit,
        tax=MISSING if MISSING in taxes else sum(taxes),
    )


def _of_territory(found: Due, territory: str, own: Sequence[PremiumLine]) -> Due:
    """What of these lines is of one kind of business: the part that bears its tax."""
    parts = [tax for each in own for tax in each.taxes if tax.territory == territory]
    known = not any(MISSING in {each.base, each.amount} for each in parts)
    return replace(
        found,
        base=MISSING,
        amount=sum(each.base for each in parts) if known else MISSING,
        tax=sum(each.amount for each in parts) if known else MISSING,
        rate=next(iter({each.rate for each in own})) if len({each.rate for each in own}) == 1 else None,
        left_out={},
    )


def _of_ledger(view: View, programme: Programme, policy: Policy, line: PremiumBillLine) -> Due:
    """What the ledger tells without the premium of the year: the turnover behind a premium, the limits behind a fee."""
    if line.billed_for == PREMIUM:
        return _of_turnover(view, programme, policy, line)
    if line.billed_for == MONITORING_FEE:
        return _of_limits(view, programme, policy, line)
    if line.billed_for == REQUEST_FEE:
        return _of_requests(view, policy, line)
    return Due(lacking="fee" if line.billed_for in FEES else "premium")


def _of_turnover(view: View, programme: Programme, policy: Policy, line: PremiumBillLine) -> Due:
    first, last = line.period_start, line.period_end
    sales = [
        each for each in turnover(view, policy, first=first, last=last, programme=programme).sales
        if line.zone in TERRITORIES or in_zone(policy, line.zone, each.line.keys.get("country", ""))
    ]  # fmt: skip
    counted = [each for each in sales if not each.line.excluded]
    left_out = {
        name: amount
        for name in EXCLUSIONS
        if (amount := sum(each.line.amount for each in sales if each.line.excluded == name))
    }
    agreed = Rates(policy)
    rates = {agreed.of(each.line) for each in counted}
    filed = filed_of(view, programme, policy, Period(first, last, last, ""))
    done = [each for each in filed if each.declared_on < NEVER and each.zone in {line.zone, ""}]
    within = done and all(first <= each.period_start and each.period_end <= last for each in done)
    known = within and all(each.amount != MISSING for each in done) and (not line.zone or all(e.zone for e in done))
    return Due(
        base=sum(each.line.amount for each in counted),
        rate=rate_of_one(rates.pop()) if len(rates) == 1 else None,
        left_out=left_out,
        declared=sum(each.amount for each in done) if known else MISSING,
        lacking="rate",
    )


def _of_limits(view: View, programme: Programme, policy: Policy, line: PremiumBillLine) -> Due:
    """How many limits stood in the days of a fee."""
    found = limits(view, policy, first=line.period_start, last=line.period_end, programme=programme)
    buyers = {each.buyer for each in found}
    return Due(count=len(buyers & {line.buyer}) if line.buyer else len(buyers), lacking="fee")


def _of_requests(view: View, policy: Policy, line: PremiumBillLine) -> Due:
    """How many limits were asked for in the days of a fee; a ledger without any request says nothing of it."""
    every = cast("tuple[LimitRequest, ...]", view.facts("limit_requests"))
    if not every:
        return Due(lacking="fee")
    own = [each for each in every if line.period_start <= each.requested_on <= line.period_end]
    of_buyer = [each for each in own if not line.buyer or each.buyer == line.buyer]
    return Due(count=sum(each.policy in {"", policy.name} for each in of_buyer), lacking="fee")
