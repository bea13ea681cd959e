"""What is due for a line of a bill: from the premium of the year, and from the ledger where that is silent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Final, cast

from encours.facts.kinds import LimitRequest, PremiumBillLine
from encours.facts.view import View
from encours.policy.schedule import Policy, Programme
from encours.premium.bases import EXCLUSIONS
from encours.premium.declarations import filed_of, zone_of
from encours.premium.declared_rate import premium_at, rate_of
from encours.premium.lines import (
    DOMESTIC,
    EXPORT,
    FEES,
    MONITORING_FEE,
    PREMIUM,
    REQUEST_FEE,
    PremiumLine,
    PremiumYear,
)
from encours.premium.periods import Period
from encours.premium.standing import limits
from encours.premium.turnover import Sale, turnover
from encours.units import MISSING, NEVER, Cents, Count

_FEE_TERMS: Final = {REQUEST_FEE: "fee_per_request", MONITORING_FEE: "monitoring_fee"}


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

    def tax_on(self, amount: Cents) -> Cents:
        """Tax on another amount, in the proportion of that on what is due."""
        if self.amount in {0, MISSING} or self.tax == MISSING:
            return self.tax if self.tax != MISSING else MISSING
        return premium_at(amount, Fraction(self.tax, self.amount)) if self.tax else 0


def due_for(
    view: View, programme: Programme, policy: Policy, lines: Iterable[PremiumBillLine], year: PremiumYear | None
) -> Mapping[str, Due]:
    """What is due for each of these lines, by the name of the fact; `year` is the premium of their year, if known."""
    return {each.fact_id: _due(view, programme, policy, each, year) for each in lines}


def _due(view: View, programme: Programme, policy: Policy, line: PremiumBillLine, year: PremiumYear | None) -> Due:
    if MISSING in {line.period_start, line.period_end}:
        return Due(lacking="days")
    found = _of_ledger(view, programme, policy, line)
    if year is None or year.first > line.period_start or line.period_end > year.last:
        return found
    own = [each for each in year.lines if _is_of(policy, line, each)]
    if not own and any(each.kind == line.billed_for for each in year.lines):
        return found
    return _of_year(found, own)


def _of_year(found: Due, own: Sequence[PremiumLine]) -> Due:
    """The premium of the year says what is due; the ledger what its base is made of."""
    if not own:
        return replace(found, is_agreed=False)
    amounts, bases = [each.amount for each in own], [each.base for each in own]
    rates = {each.rate for each in own}
    amount = MISSING if MISSING in amounts else sum(amounts)
    count = sum(each.count for each in own)
    return replace(
        found,
        amount=amount,
        base=found.base if MISSING in bases else sum(bases),
        rate=rates.pop() if len(rates) == 1 else None,
        count=count or found.count,
        unit=amount // count if count and amount != MISSING and amount % count == 0 else found.unit,
        tax=MISSING if amount == MISSING else sum(each.tax for each in own),
    )


def _is_of(policy: Policy, line: PremiumBillLine, each: PremiumLine) -> bool:
    """Whether a line of the year is for what a bill charges: same thing, within its days, of its zone and buyer."""
    within = line.period_start <= each.first and each.last <= line.period_end
    of_buyer = not line.buyer or line.buyer in _several(each.keys.get("buyer", ""))
    return each.kind == line.billed_for and within and of_buyer and _of_zone(policy, line.zone, each)


def _of_zone(policy: Policy, zone: str, each: PremiumLine) -> bool:
    if not zone:
        return True
    if zone in {DOMESTIC, EXPORT}:
        return {tax.territory for tax in each.taxes} == {zone}
    told = _several(each.keys.get("country", ""))
    return bool(told) and all(country == zone or country in policy.zones.get(zone, ()) for country in told)


def _several(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


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
        if _sale_of_zone(policy, line.zone, each)
    ]  # fmt: skip
    counted = [each for each in sales if not each.line.excluded]
    left_out = {
        name: amount
        for name in EXCLUSIONS
        if (amount := sum(each.line.amount for each in sales if each.line.excluded == name))
    }
    rates = {rate_of(policy, each.line.keys, each.line.on) for each in counted}
    filed = filed_of(view, programme, policy, Period(first, last, last, ""))
    done = [each for each in filed if each.declared_on < NEVER and each.zone in {line.zone, ""}]
    within = done and all(first <= each.period_start and each.period_end <= last for each in done)
    known = within and all(each.amount != MISSING for each in done) and (not line.zone or all(e.zone for e in done))
    return Due(
        base=sum(each.line.amount for each in counted),
        rate=rates.pop() if len(rates) == 1 else None,
        left_out=left_out,
        declared=sum(each.amount for each in done) if known else MISSING,
        lacking="rate",
    )


def _sale_of_zone(policy: Policy, zone: str, sale: Sale) -> bool:
    country = sale.line.keys.get("country", "")
    return not zone or zone in {country, zone_of(policy, country)}


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
