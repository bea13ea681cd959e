"""Fees for requests and for limits monitored, and commissions on what was recovered, each with its own tax."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from tests.premium_oracle.agreed import read, yearly
from tests.premium_oracle.least import month
from tests.premium_oracle.money import WHOLE, Line, Regime, Tax, nearest
from tests.premium_oracle.taxes import regime_of, taxes_of, value_added

MONTHS = {"month": 1, "quarter": 3, "year": 12}
Charged = tuple[Regime | None, Fraction]


def in_the_year(year: Mapping[str, Any], told: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """What was of the year by the day asked, in the order of the days."""
    policy = year["policy"]
    first, last = policy["period_start"], min(year["as_of"], policy["period_end"])
    return sorted((each for each in told if first <= each["on"] <= last), key=lambda each: each["on"])


def fee_lines(year: Mapping[str, Any]) -> list[Line]:
    """Every fee of the year, and every commission."""
    return [*request_lines(year), *monitoring_lines(year), *commission_lines(year)]


def tax_on(year: Mapping[str, Any], term: str, amount: Fraction, parts: Sequence[Charged]) -> tuple[Tax, ...] | None:
    """Tax on a fee: that of the premium, by what each part of it is for; VAT on the whole; or none."""
    tax = yearly(year["policy"], term)
    if tax == "none" or "premium_tax" not in year["policy"]["terms"]:
        return ()
    if tax == "French VAT":
        return value_added(amount, min(year["as_of"], year["policy"]["period_end"]))
    borne_by: dict[Regime | None, Fraction] = defaultdict(Fraction)
    for regime, part in parts:
        borne_by[regime] += part
    return taxes_of(amount, borne_by)


def request_lines(year: Mapping[str, Any]) -> list[Line]:
    policy, by_fee = year["policy"], defaultdict(list)
    if year["requests"] is None:
        return [Line("fee per request", None, taxes=None)] if "fee_per_request" in policy["terms"] else []
    for place, each in enumerate(in_the_year(year, year["requests"])):
        fee = read(policy, "fee_per_request", each["keys"], each["on"])
        due = 0 if place < yearly(policy, "free_requests") else fee.value
        if fee.value is not None:
            by_fee[fee.entry, fee.value].append((regime_of(policy, each["keys"], each["on"]), Fraction(due)))
    return [each_line(year, "fee per request", "tax_on_request_fees", parts) for parts in by_fee.values()]


def monitoring_lines(year: Mapping[str, Any]) -> list[Line]:
    policy, by_fee, paid = year["policy"], defaultdict(list), set()
    every = MONTHS[yearly(policy, "monitoring_fee_every")]
    for each in in_the_year(year, year["monitored"]):
        period = (month(each["on"]) - month(policy["period_start"])) // every
        limit = (each["buyer"], each["keys"].get("limit_kind"), period)
        fee = read(policy, "monitoring_fee", each["keys"], each["on"])
        if fee.value is not None and limit not in paid:
            paid.add(limit)
            by_fee[fee.entry, fee.value].append((regime_of(policy, each["keys"], each["on"]), Fraction(fee.value)))
    return [each_line(year, "monitoring fee", "tax_on_monitoring_fees", parts) for parts in by_fee.values()]


def each_line(year: Mapping[str, Any], kind: str, term: str, parts: Sequence[Charged]) -> Line:
    """So many fees of one price."""
    amount = sum((part for _, part in parts), Fraction())
    return Line(kind, amount, count=len(parts), taxes=tax_on(year, term, amount, parts))


def commission_lines(year: Mapping[str, Any]) -> list[Line]:
    policy, by_rate = year["policy"], defaultdict(list)
    is_every = yearly(policy, "recovery_commission_on") == "every sum"
    for each in in_the_year(year, year["recoveries"]):
        rate = read(policy, "recovery_commission_rate", each["keys"], each["on"])
        if rate.value is not None:
            bears = Fraction(each["on_uninsured"] + (each["on_insured"] if is_every else 0))
            by_rate[rate.entry, rate.value].append((regime_of(policy, each["keys"], each["on"]), bears))
    found = []
    for (_, rate), parts in by_rate.items():
        base = sum((part for _, part in parts), Fraction())
        amount = nearest(base * rate / WHOLE)
        taxes = tax_on(year, "tax_on_recovery_commissions", amount, parts)
        found.append(Line("recovery commission", amount, base, Fraction(rate, WHOLE), taxes=taxes))
    return found
